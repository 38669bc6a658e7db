"""The analyst's judgements of cells."""

from sqlalchemy import select

from db.clock import stamp
from db.reading import Editing, Reading
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


def save(editing: Editing, assessment: Assessment) -> int:
    """Adds a judgement when its id is 0, signed by the author of the change, else writes it; returns its id."""
    signed = {} if assessment.id else {"author": assessment.author or editing.author, "at": assessment.at or stamp()}
    values = {"author": assessment.author, "at": assessment.at} | signed
    return editing.save(
        AssessmentRow,
        assessment.id,
        actor=assessment.actor,
        scenario=assessment.scenario,
        stance=assessment.stance,
        confidence=assessment.confidence,
        rationale=assessment.rationale,
        **values,
    )


def remove(editing: Editing, assessment: int) -> None:
    """Takes a judgement away."""
    editing.drop(AssessmentRow, (assessment,))
