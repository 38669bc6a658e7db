"""The whole case as drafts, and back."""

import random

import pytest

import resources
from db import bulk, whole
from db.case import Case
from db.drafts import ActorDraft, CaseDraft, Contents, StatementDraft
from db.errors import KeyTaken, NotThere
from db.vocabulary import ActorKind
from desktop.exchange import case_json
from tests.db.edits import do, held


def read(case):
    with case.read() as reading:
        return whole.read(reading)


def copied(contents, path):
    """The same contents in a case of their own."""
    with Case.create(path, title="x") as other:
        with other.change("Copy", kind="import") as editing:
            head = contents.case
            editing.describe(title=head.title, description=head.description, language=head.language, as_of=head.as_of)
            editing.describe(reliabilities=head.reliabilities, credibilities=head.credibilities)
            bulk.add_all(editing, contents)
        return read(other)


def test_the_sample_case_is_byte_for_byte_what_it_was(case):
    assert case_json.dump(read(case)) == resources.text("sample", "sample.json")


@pytest.mark.parametrize("seed", range(3))
def test_any_case_survives_the_way_out_and_in(case, tmp_path, seed):
    draw = random.Random(seed)
    for _n in range(15):
        do(case, draw)
    contents = read(case)
    assert copied(contents, tmp_path / "copy.rapporteur") == contents


def test_nothing_is_added_when_a_draft_refers_to_nothing(case):
    before = held(case)
    actor = ActorDraft(key="new", name="N", kind=ActorKind.STATE)
    with pytest.raises(NotThere), case.change("Bad") as editing:
        bulk.add_all(editing, Contents(actors=(actor,), statements=(StatementDraft(key="s", speaker="nobody"),)))
    with pytest.raises(KeyTaken), case.change("Bad") as editing:
        bulk.add_all(editing, Contents(actors=(ActorDraft(key="putin", name="N", kind=ActorKind.STATE),)))
    assert held(case) == before


def test_an_empty_case(tmp_path):
    assert copied(Contents(case=CaseDraft(title="t")), tmp_path / "e.rapporteur") == Contents(case=CaseDraft(title="t"))
