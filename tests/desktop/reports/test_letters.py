"""Any text can be printed: what no font has is told, and nothing breaks the page or turns its direction."""

import pytest
from fontTools.ttLib import TTFont

import resources
from desktop.reports.letters import FONTS, LONGEST, SURE, Letters, bare
from desktop.reports.scripts import lacking


@pytest.fixture(scope="module")
def letters():
    return Letters(resources.folder("fonts"))


@pytest.mark.parametrize(
    "words",
    [
        "plain",
        "Привіт, світе",
        "ґанок",
        "مرحبا بالعالم",
        "שלום",
        "你好，世界。",
        "日本の防衛省は、",
        "한국은 뷁 반대한다",
        "Η Ελλάδα στηρίζει",
        "naïve façade",
        "a\u0301",
        "← ✓ ☂",
        "“so”",
    ],
)
def test_what_the_fonts_have_stays(letters, words):
    assert letters.text(words) == words


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("nul\x00 bell\x07", "nul bell"),
        ("a\tb", "a b"),
        ("one\r\ntwo\u2028three", "one\ntwo\nthree"),
        ("\u202egnp", "[U+202E]gnp"),
        ("half\ud800", "half[U+D800]"),
        ("\ue000", "[U+E000]"),
        ("\ufffe", "[U+FFFE]"),
        ("soft\u00adhyphen\ufeff", "softhyphen"),
        ("☂\ufe0f", "☂"),
        ("\x00", "–"),
        ("", ""),
    ],
)
def test_what_cannot_be_printed(letters, words, shown):
    assert letters.text(words) == shown


def test_missing_characters_are_listed():
    letters = Letters(resources.folder("fonts"))
    assert letters.fit({"a": ["x 😀", {"b": "ไ"}], "n": 3}) == {"a": ["x [U+1F600]", {"b": "[U+0E44]"}], "n": 3}
    assert letters.replaced == {"😀", "ไ"}


def test_marks_that_no_font_has_together(letters):
    assert letters.text("ب\u0489") == "ب[U+0489]"


def test_long_words_can_be_broken(letters):
    shown = letters.text("x" * 5000)
    assert shown.replace("\u200b", "") == "x" * 5000
    assert max(map(len, shown.split("\u200b"))) <= LONGEST
    address = "https://example.org/" + "a" * 30
    assert letters.text(address).startswith("https://\u200b")


def test_what_is_sure_is_in_the_first_fonts():
    first = [TTFont(resources.path("fonts", name)).getBestCmap() for name in FONTS[:2]]
    assert [character for character in SURE if not any(ord(character) in font for font in first)] == []


def test_most_texts_open_no_font(tmp_path):
    assert Letters(tmp_path).text("“Привіт”, naïve – ґанок…") == "“Привіт”, naïve – ґанок…"


def test_comments_need_no_font():
    assert bare("a\x00b\ud800c\r\n😀\t.") == "abc\n😀\t."


def test_names_of_places_and_addresses_stay_as_they_are(letters):
    value = {"at": "cell." + "x" * 60, "link": "https://example.org/" + "a" * 60}
    assert letters.fit(value) == value


def test_fonts_of_the_readers_own_are_asked_last(tmp_path):
    font = resources.folder("fonts") / "NanumSquareR.ttf"
    (tmp_path / "own.ttf").write_bytes(font.read_bytes())
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    (tmp_path / "notes.txt").write_text("no font")
    letters = Letters(resources.folder("fonts"), str(tmp_path))
    assert letters.folders == [str(resources.folder("fonts")), str(tmp_path)]
    assert letters.families == ["NanumSquare"]
    assert letters.text("ไ") == "[U+0E44]"
    assert Letters(resources.folder("fonts"), str(tmp_path / "missing")).families == []


def test_scripts_that_no_font_has_are_named_with_one_that_does():
    assert lacking("ไทยक😀") == (
        "Devanagari (Noto Sans Devanagari)",
        "Thai (Noto Sans Thai)",
        "symbols and emoji (Noto Emoji)",
    )
    assert lacking("\U00020000\ue000𓀀") == (
        "Egyptian",
        "characters that belong to no script",
        "rare Chinese characters (Noto Sans CJK)",
    )
