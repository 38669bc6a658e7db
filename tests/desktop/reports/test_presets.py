"""Choices with a name can be kept and read again, and what is no choice is as usual."""

import json

import pytest

from db.records import SavedView
from desktop.reports.options import Options
from desktop.reports.presets import kept, own, read, shipped


def test_every_shipped_preset_can_be_kept():
    for preset in shipped():
        assert read(json.dumps(kept(preset.options))) == preset.options
    assert len({preset.id for preset in shipped()}) == len(shipped())


def test_what_one_case_knows_is_not_kept():
    assert read(json.dumps(kept(Options(seal="x", scenarios=(1,), pairs=((1, 2),), title="T")))) == Options()


@pytest.mark.parametrize(
    "body",
    ["", "no json", "[]", "3", '{"paper": "a0", "full": "yes", "colour": 1, "nonsense": true}', '{"parts": "cover"}'],
)
def test_what_is_no_choice_is_as_usual(body):
    assert read(body) == Options()


def test_unknown_parts_are_dropped():
    assert read('{"parts": ["matrix", "nonsense", 3, "cover"]}').parts == ("matrix", "cover")


def test_presets_of_a_case_are_its_saved_views():
    views = [
        SavedView(1, "u1", "report", "Mine", json.dumps({"paper": "us-letter"})),
        SavedView(2, "u2", "statements", "Another", "{}"),
    ]
    assert [(preset.id, preset.name, preset.options.paper) for preset in own(views)] == [("u1", "Mine", "us-letter")]
