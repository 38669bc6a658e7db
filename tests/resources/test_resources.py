"""Resources are found by kind and name, and the unknown is refused; themes, marks and licences are complete."""

import json
import re

import pytest

import resources


@pytest.mark.parametrize(
    ("kind", "name"), [("icons", "none.svg"), ("nonsense", "x"), ("icons", "../fonts/x"), ("icons", "")]
)
def test_the_unknown_is_refused(kind, name):
    with pytest.raises(resources.UnknownResource):
        resources.path(kind, name)


def test_both_themes_have_the_same_colours():
    light, dark = (json.loads(resources.text("themes", name)) for name in ("light.json", "dark.json"))
    assert light.keys() == dark.keys()
    assert all(re.fullmatch("#[0-9A-F]{6}", colour) for colour in [*light.values(), *dark.values()])


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """Contrast of two colours after WCAG 2."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", ["light.json", "dark.json"])
def test_text_can_be_read_on_every_ground(name):
    theme = json.loads(resources.text("themes", name))
    for ground in ("base", "chrome", "raised", "rejCell", "oppCell", "neuCell", "accCell", "supCell", "sel"):
        assert contrast(theme["ink"], theme[ground]) >= 7
        assert contrast(theme["ink2"], theme[ground]) >= 4.5
    assert contrast(theme["ink3"], theme["base"]) >= 4.5
    assert contrast(theme["onPrimary"], theme["primary"]) >= 7
    assert contrast(theme["field"], theme["base"]) >= 3


def test_marks_use_colours_of_the_theme():
    theme = json.loads(resources.text("themes", "light.json"))
    marks = json.loads(resources.text("marks", "marks.json"))
    stances = ("rejects", "opposes", "neutral", "accepts", "supports")
    assert set(marks) >= {*stances, *(f"might-{stance}" for stance in stances), "contested", "either", "silent", "logo"}
    for paths in marks.values():
        for path in paths:
            assert {path["fill"], path["stroke"]} <= {*theme, "none"}


def test_fonts_and_icons_come_with_their_licences():
    fonts = resources.names("fonts")
    families = {re.split("[-.]", name)[0] for name in fonts if name.endswith((".otf", ".ttf"))}
    for family in families:
        stem = re.sub("Arabic|Hebrew|Symbols2|Full", "", family)
        assert any(name.startswith(stem) and "LICENSE" in name for name in fonts), family
    assert "LICENSE.txt" in resources.names("icons")
