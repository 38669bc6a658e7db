"""What the first lines of a plain text say about it."""

import pytest

from desktop.exchange.documents.reading import read
from desktop.exchange.documents.text_head import proposal

BODY = "\n\nMinisters met on Monday to talk about the corridor, as agreed on 1 February 2024. Nothing came of it.\n"


@pytest.mark.parametrize(
    ("head", "title", "author", "published"),
    [
        ("Talks stall\n\nBy Jana Novak, 3 March 2025", "Talks stall", "Jana Novak", "2025-03-03"),
        ("Talks stall\nMarch 3, 2025\nBy Jana van der Novak", "Talks stall", "Jana van der Novak", "2025-03-03"),
        ("Переговори зупинилися\n3 березня 2025 року", "Переговори зупинилися", "", "2025-03-03"),
        ("Переговоры\nАвтор: Иван Петров | 03.03.2025", "Переговоры", "Иван Петров", "2025-03-03"),
        ("Les pourparlers\nPar Anne de La Tour — le 1er août 2025", "Les pourparlers", "Anne de La Tour", "2025-08-01"),
        ("Gespräche\nVon Karl Maier, 3. März 2025", "Gespräche", "Karl Maier", "2025-03-03"),
        ("Talks\n2025-03-03", "Talks", "", "2025-03-03"),
        ("2025-03-03\nTalks", "", "", "2025-03-03"),
        ("Talks stall", "", "", None),
        ("By no means\nwill they agree", "", "", None),
        ("Talks\n31 February 2025", "", "", None),
        ("", "", "", None),
    ],
)
def test_a_byline_a_date_and_the_title_above(head, title, author, published):
    found = proposal(head + BODY)
    assert (found.title, found.author) == (title, author)
    assert (str(found.published) if found.published else None) == published


def test_a_day_in_a_sentence_is_not_that_of_the_text():
    assert (
        proposal(
            "He said on 3 March 2025 that the talks, which had begun long before, would not go on at all."
        ).published
        is None
    )


def test_without_a_head_the_file_names_it():
    assert read(b"The minister spoke.\n", "Minutes of 4 March.txt").proposal.title == "Minutes of 4 March"
    found = read(b"Talks stall\n\nBy Jana Novak, 3 March 2025\n\nThe minister spoke.\n", "a.txt").proposal
    assert (found.title, found.author, str(found.published)) == ("Talks stall", "Jana Novak", "2025-03-03")
