"""Writes a made-up case file: sources with statements quoted from them, by speakers of many parties. Run as a script:

large_case.py FILE STATEMENTS
"""

import random
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from db import bulk  # noqa: E402
from db.case import Case  # noqa: E402
from db.drafts import (  # noqa: E402
    ActorDraft,
    AffiliationDraft,
    ConditionDraft,
    Contents,
    FactorDraft,
    IssueDraft,
    PositionDraft,
    QuotationDraft,
    ScenarioDraft,
    SettingDraft,
    SourceDraft,
    StatementDraft,
    ValueDraft,
)
from db.moments import Moment  # noqa: E402
from db.retexting import around  # noqa: E402
from db.vocabulary import ActorKind, Credibility, Reliability, SourceKind, SpeechAct, Stance, Standing  # noqa: E402

WIDTHS = (6, 5, 5, 4, 4, 4, 3, 3, 3, 3, 2, 2)
PARTIES, PERSONS, SCENARIOS, PER_SOURCE = 50, 150, 60, 50
WORDS = (  # noqa: SIM905 - read more easily so
    "force troops ceasefire peace border territory sanctions talks mandate deploy support reject accept condition "
    "security council agreement withdrawal monitor mission observers guarantee treaty minister president statement "
    "announced declared never always under any circumstances when the fighting stops"
).split()


def contents(many, seed=1, parties=PARTIES, persons=PERSONS):
    """A case with so many statements by so many persons of so many parties; the same for the same seed."""
    draw = random.Random(seed)
    sources, statements = [], []
    for source in range(-(-many // PER_SOURCE)):
        text, spans = _text(draw, min(PER_SOURCE, many - len(statements)))
        sources.append(_source(draw, source, text))
        statements += [
            _statement(draw, len(statements) + place, source, text, span, draw.randrange(persons), parties)
            for place, span in enumerate(spans, 1)
        ]
    return Contents(
        actors=tuple(ActorDraft(f"a{n}", f"Party {n}", ActorKind.STATE, can_block=True) for n in range(parties))
        + tuple(ActorDraft(f"q{n}", f"Speaker {n}", ActorKind.PERSON) for n in range(persons)),
        affiliations=tuple(
            AffiliationDraft(f"q{n}", f"a{n % parties}", Standing.BINDS if n % 3 else Standing.SPEAKS, "Minister")
            for n in range(persons)
        ),
        issues=tuple(IssueDraft(f"i{n}", f"Issue {n}") for n in range(10)),
        factors=tuple(_factor(n, width) for n, width in enumerate(WIDTHS)),
        scenarios=tuple(_scenario(draw, n) for n in range(SCENARIOS)),
        sources=tuple(sources),
        statements=tuple(statements),
    )


def write(path, many, **parts):
    """Writes the file; it remembers its snapshot, as after any day of work."""
    with Case.create(path, title="Large", author="Bench", overwrite=True) as case:
        with case.change("Import", kind="import") as editing:
            bulk.add_all(editing, contents(many, **parts))
        case.snapshot()


def _text(draw, many):
    parts, spans, place = [], [], 0
    for _sentence in range(many):
        words = " ".join(draw.choice(WORDS) for _word in range(draw.randrange(8, 34))).capitalize()
        parts.append(f"{words}. ")
        spans.append((place, place + len(words)))
        place += len(words) + 2
    return "".join(parts), spans


def _source(draw, number, text):
    grade = draw.choice(list(Reliability))
    return SourceDraft(f"d{number}", f"Report {number}", SourceKind.ARTICLE, "Wire", reliability=grade, text=text)


def _statement(draw, number, source, text, span, speaker, parties):
    day = f"20{draw.randrange(20, 26)}-{draw.randrange(1, 13):02}-{draw.randrange(1, 29):02}"
    clause = _clause(draw)
    before, after = around(text, *span)
    grade = Credibility(draw.randrange(1, 7))
    quotation = QuotationDraft(f"d{source}", *span, text[span[0] : span[1]], before, after, credibility=grade)
    position = PositionDraft(
        key=f"p{number}",
        stance=draw.choice(list(Stance)),
        holder=f"a{speaker % parties}",
        issue=f"i{draw.randrange(10)}",
        regions=(clause,) if clause else (),
    )
    return StatementDraft(
        key=f"t{number}",
        speaker=f"q{speaker}",
        number=number,
        said_on=None if draw.random() < 0.03 else Moment.parse(day),
        venue="Press room",
        act=draw.choice(list(SpeechAct)),
        quotations=(quotation,),
        positions=(position,),
    )


def _clause(draw):
    named = sorted(draw.sample(range(len(WIDTHS)), draw.randrange(0, 4)))
    return tuple(
        ConditionDraft(f"f{each}", tuple(f"v{v}" for v in sorted(draw.sample(range(WIDTHS[each]), _some(draw, each)))))
        for each in named
    )


def _some(draw, factor):
    return draw.randrange(1, max(2, min(3, WIDTHS[factor])))


def _factor(number, width):
    values = tuple(ValueDraft(f"v{value}", f"Value {number}{'abcdef'[value]}") for value in range(width))
    return FactorDraft(f"f{number}", f"Factor {number}", issue=f"i{number % 10}", values=values)


def _scenario(draw, number):
    sets = tuple(
        SettingDraft(f"f{factor}", (f"v{draw.randrange(width)}",))
        for factor, width in enumerate(WIDTHS)
        if draw.random() < 0.7
    )
    return ScenarioDraft(f"s{number}", f"Scenario {number}", sets=sets)


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
