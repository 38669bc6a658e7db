"""A cell with too many completions to look at one by one: what its positions could bring about at most."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from db.vocabulary import CellKind, Headline, Verdict
from desktop.analysis.dossier import Dossier, Entry
from desktop.analysis.outcomes import verdict
from desktop.analysis.premises import Premise
from desktop.analysis.record import Record
from desktop.analysis.results import Cell

Verdicts = Mapping[Verdict, Sequence[Entry]]


def verdicts(record: Record, papers: Dossier, premise: Premise) -> Verdicts:
    """The entries that are valid, by their verdicts."""
    assert premise.situation is not None
    found: dict[Verdict, list[Entry]] = {each: [] for each in Verdict}
    valid = premise.valid(record, papers.rows()).tolist()
    for entry, there in zip(papers.entries, valid, strict=True):
        if there and not premise.addressed[entry.issue]:
            found[Verdict.ELSEWHERE].append(entry)
        elif there:
            found[verdict(entry.region, premise.situation, record.rules)].append(entry)
    return found


def bounded(
    record: Record,
    papers: Dossier,
    premise: Premise,
    ids: Callable[[Iterable[int]], tuple[int, ...]],
    attributed: tuple[int, ...],
) -> Cell:
    """The cell within its bounds: ``headlines``, ``profile`` and ``depends_on`` may tell more than there is."""
    by_verdict = verdicts(record, papers, premise)
    sure, might = by_verdict[Verdict.APPLIES], by_verdict[Verdict.MIGHT]
    issues = sorted({entry.issue for entry in (*sure, *might)})
    profile = {issue: _stances([entry for entry in (*sure, *might) if entry.issue == issue]) for issue in issues}
    headlines = {headline for stances in profile.values() for headline in stances}
    if not sure:
        headlines.add(Headline.SILENT)
    frame, box = record.frame, premise.box
    named = {place for entry in might for cube in entry.region for place, mask in cube if box[place] & ~mask}
    return Cell(
        record.snapshot.actors[papers.actor].id,
        premise.scenario,
        kind=CellKind.OPEN,
        headlines=tuple(sorted(headlines)),
        profile=tuple((frame.issues[issue].key, stances) for issue, stances in profile.items()),
        depends_on=tuple(frame.factors[place].key for place in sorted(named)),
        applies=ids(entry.row for entry in sure),
        might=ids(entry.row for entry in might),
        fails=ids(entry.row for entry in by_verdict[Verdict.FAILS]),
        elsewhere=ids(entry.row for entry in by_verdict[Verdict.ELSEWHERE]),
        attributed=attributed,
        bounded=True,
    )


def _stances(entries: Sequence[Entry]) -> tuple[Headline, ...]:
    found = {Headline.of(entry.stance) for entry in entries}
    signs = {(entry.stance > 0) - (entry.stance < 0) for entry in entries}
    return tuple(sorted(found | ({Headline.CONTESTED} if {1, -1} <= signs else set())))
