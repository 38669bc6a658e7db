"""The analyst's judgements of cells."""

from sqlalchemy import select

from db.reading import Reading
from db.records import Assessment
from db.schema import AssessmentRow


def read(reading: Reading) -> tuple[Assessment, ...]:
    """All assessments, in the case's order."""
    rows = reading.rows(select(AssessmentRow.__table__).order_by(AssessmentRow.id))
    return tuple(
        Assessment(
            id=row.id,
            uid=row.uid,
            actor=row.actor,
            scenario=row.scenario,
            stance=row.stance,
            confidence=row.confidence,
            rationale=row.rationale,
            author=row.author,
            at=row.at,
        )
        for row in rows
    )
