"""Every word of the vocabularies has its word on screen, every error its sentence, every date its form."""

import re
from pathlib import Path

import pytest

from db import errors
from db.vocabulary import (
    ActorKind,
    Confidence,
    Headline,
    LinkKind,
    PositionState,
    Reliability,
    SourceKind,
    SpeechAct,
    Stance,
    Standing,
    Verdict,
    Why,
    Wording,
)
from desktop import words

ROOT = Path(__file__).parent.parent.parent

SPOKEN = [
    (words.stance, Headline),
    (words.stance, Stance),
    (words.plain, Headline),
    (words.might, Headline),
    (words.verdict, Verdict),
    (words.why, Why),
    (words.act, SpeechAct),
    (words.actor_kind, ActorKind),
    (words.standing, Standing),
    (words.source_kind, SourceKind),
    (words.wording, Wording),
    (words.position_state, PositionState),
    (words.link_kind, LinkKind),
    (words.confidence, Confidence),
    (words.reliability, Reliability),
]


@pytest.mark.parametrize(("speak", "vocabulary"), SPOKEN)
def test_every_word_is_said_and_differs(speak, vocabulary):
    said = [speak(word) for word in vocabulary]
    assert all(said)
    assert len(set(said)) == len(said)


def test_stance_and_headline_of_the_same_name_say_the_same():
    for stance in Stance:
        assert words.stance(stance) == words.stance(Headline.of(stance))


def all_errors(tree=errors.RapporteurError):
    for each in tree.__subclasses__():
        yield each
        yield from all_errors(each)


@pytest.mark.parametrize("kind", [kind for kind in all_errors() if issubclass(kind, errors.WorldError)])
def test_every_fault_of_the_world_has_its_sentence(kind):
    if kind is errors.WorldError or kind.__module__ != "db.errors":
        return
    sentence = words.error(
        kind(
            path="a",
            detail="page 3",
            folder="f",
            version=9,
            known=1,
            seconds=3,
            memory=9,
            label="Code",
            first="A fault.",
        )
    )
    assert sentence.endswith(".")
    assert "…" not in sentence
    assert kind.default not in sentence


def test_an_error_without_a_code_is_told_by_its_class():
    assert "ValueError: seven" in words.error(ValueError("seven"))


def test_a_missing_fact_does_not_hide_the_sentence():
    assert "…" in words.error(errors.CaseNotFound())


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("2025", "2025"),
        ("2025-09", "Sep 2025"),
        ("2025-09-05", "5 Sep 2025"),
        ("2025-09-05T14:30", "5 Sep 2025, 14:30"),
        ("2025-09-06T09:12:00Z", "6 Sep 2025, 09:12"),
        (None, "undated"),
    ],
)
def test_dates_stay_as_coarse_as_given(given, shown):
    assert words.date(given) == shown


def test_listings_grades_and_quotation_marks():
    assert words.listing(["a"]) == "a"
    assert words.listing(["a", "b", "c"]) == "a, b and c"
    assert words.grade(Reliability.B, 2) == "B2"
    assert words.grade(None, None) == ""
    assert words.grade(Reliability.B, None) == "B–"
    assert words.quoted("no") == "“no”"
    assert words.quoted("«нет»") == "«нет»"
    assert words.count(1, "{n} statement", "{n} statements") == "1 statement"
    assert words.count(3, "{n} statement", "{n} statements") == "3 statements"


def test_an_unknown_language_speaks_english():
    words.use_language("xx")
    assert words.stance(Headline.REJECTS) == "Rejects"


OURS = {"failed", "bad-request", "change-inside-read", "close-inside", "edit-outside-change", "undo-inside"}
"""Codes that only a defect of the program can raise: the crash dialog tells them with their details."""
OURS |= {"aside-inside", "wrong-thread"}

CALL = re.compile(r"\b[A-Z][A-Za-z]+\(\s*\"([a-z]+(?:-[a-z]+)+)\"")
DEFAULT = re.compile(r"^ +default(?:: [^=]+)? = \"([a-z-]+)\"", re.MULTILINE)
SORTED = re.compile(r"\([A-Z][A-Za-z]+, \"([a-z]+(?:-[a-z]+)+)\"\)")


def raised():
    """Every code that an error of ours is raised with, by file."""
    for path in [*ROOT.glob("db/**/*.py"), *ROOT.glob("desktop/**/*.py")]:
        text = path.read_text(encoding="utf-8")
        if "raise " in text or "default" in text or "_FAMILY" in text:
            for form in (CALL, DEFAULT, SORTED):
                yield from ((code, path.name) for code in form.findall(text))


FILES = frozenset(
    {"errors.py", "faults.py", "files.py", "case.py", "case_file.py", "case_steps.py", "opening.py", "rows.py"}
    | {"reception.py", "saving.py", "copies.py", "received.py", "lock.py", "log.py", "backups.py"}
)
"""The files of ``db`` whose errors a person may see."""


def test_every_code_has_its_sentence():
    sentences = words._errors() | dict.fromkeys(OURS)
    told = {code for code, name in raised() if name in FILES}
    assert len(told) > 30
    assert not told - set(sentences)
