import pytest

from desktop.models.sentences import one_more, sentence


def sentences(text):
    """All sentences of a text, one after another."""
    found, place = [], 0
    while place < len(text):
        start, end = sentence(text, place)
        if end > start:
            found.append(text[start:end])
        place = max(end, place) + 1
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We agree. They do not.", ["We agree.", "They do not."]),
        ("Mr. Smith met Dr. J. Jones. He left.", ["Mr. Smith met Dr. J. Jones.", "He left."]),
        ("He said no. Then he left.", ["He said no.", "Then he left."]),
        ("“We agree.” She left.", ["“We agree.”", "She left."]),
        ("“No!” he said. It was over.", ["“No!” he said.", "It was over."]),
        ('It ended. "Never," he said.', ["It ended.", '"Never," he said.']),
        ("The U.S. President spoke at 5 p.m. on Monday. So.", ["The U.S. President spoke at 5 p.m. on Monday.", "So."]),
        ("В 2025 г. он сказал: «Нет». Потом ушёл.", ["В 2025 г. он сказал: «Нет».", "Потом ушёл."]),
        ("Це сказав ім. Тараса. Так.", ["Це сказав ім. Тараса.", "Так."]),
        ("我们不同意。我们支持停火！好吗？", ["我们不同意。", "我们支持停火！", "好吗？"]),
        ("لن نقبل. نحن نرفض؟ نعم", ["لن نقبل.", "نحن نرفض؟", "نعم"]),
        ("לא נסכים. הם רוצים שלום.", ["לא נסכים.", "הם רוצים שלום."]),
        ("हम सहमत हैं। वे नहीं।", ["हम सहमत हैं।", "वे नहीं।"]),
        ("One line\nanother line", ["One line", "another line"]),
        ("3.5 million people. 2.", ["3.5 million people.", "2."]),
        ("👍 Yes. 👎 No.", ["👍 Yes.", "👎 No."]),
    ],
)
def test_sentences_of_many_scripts(text, expected):
    assert sentences(text) == expected


def test_a_sentence_has_no_blanks_round_it():
    text = "  First one.   Second one.  "
    assert text[slice(*sentence(text, 16))] == "Second one."


def test_one_more_goes_over_lines_and_stops_at_the_end():
    text = "First.\n\nSecond. Third."
    span = sentence(text, 0)
    spans = [span := one_more(text, *span) for _step in range(3)]
    assert [text[slice(*each)] for each in spans] == ["First.\n\nSecond.", text, text]


def test_an_endless_line_takes_no_time():
    text = "word " * 500_000
    start, end = sentence(text, 1_000_000)
    assert start <= 1_000_000 <= end
    assert end - start < 10_000


def test_an_empty_line_has_no_sentence():
    assert sentence("a\n\nb", 2) == (2, 2)
    assert sentence("", 0) == (0, 0)
