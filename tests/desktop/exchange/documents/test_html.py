"""A page of a site: its article and nothing around it, word for word; what it says of itself; its encoding."""

import pytest

from db.moments import Moment
from db.vocabulary import SourceKind
from desktop.exchange.documents import html
from desktop.exchange.documents.text import NotADocument

SENTENCES = [
    "The foreign minister said on Friday that no troops would be sent before a ceasefire is signed by both sides.",
    "“We will not be drawn into this war,” she told reporters in the capital after talks with her counterpart.",
    "Her spokesman added that training missions and the protection of the airspace are another matter altogether.",
    "Officials of two other countries, speaking on condition of anonymity, confirmed that plans were being drawn up.",
    "The opposition has called for a vote in parliament before any soldier sets foot on foreign ground this winter.",
]
PARAGRAPHS = "".join(f"<p>{each}</p>" for each in SENTENCES)
PAGE = f"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">
<title>No troops, says minister | The Gazette</title>
<meta property="og:site_name" content="The Gazette"><meta name="author" content="Ann Reporter">
<link rel="canonical" href="https://gazette.example/no-troops">
<script type="application/ld+json">{{"@graph": [{{"@type": "WebSite", "name": "x"}}, {{"@type": "NewsArticle",
"headline": "No troops before a ceasefire, says minister", "datePublished": "2025-09-05T18:20:00+02:00",
"author": [{{"@type": "Person", "name": "Ann Reporter"}}, {{"name": "Ben Writer"}}]}}]}}</script></head><body>
<header><a href="/">The Gazette</a></header><nav><ul><li>World</li><li>Sport</li></ul></nav>
<main><article><h1>No troops before a ceasefire, says minister</h1>{PARAGRAPHS}
<aside><p>Subscribe to our letter</p></aside></article></main>
<section><h2>Most read</h2><ul><li><a href="/1">A dog bites a man</a></li></ul></section>
<footer>All rights reserved</footer></body></html>"""


@pytest.fixture(scope="module")
def page():
    return html.read(PAGE.encode())


def test_the_article_and_nothing_around_it(page):
    assert page.text == "No troops before a ceasefire, says minister\n\n" + "\n\n".join(SENTENCES)
    assert [notice.code for notice in page.notices] == ["page-parts-left-out"]
    assert page.notices[0].facts["count"] > 40


def test_the_whole_page_when_asked():
    whole = html.read(PAGE.encode(), whole=True)
    assert whole.text.startswith("The Gazette\n\nWorld\nSport\n\nNo troops")
    assert whole.text.endswith("All rights reserved")
    assert not whole.notices


def test_what_it_says_of_itself(page):
    said = page.proposal
    assert said.title == "No troops before a ceasefire, says minister"
    assert said.author == "Ann Reporter, Ben Writer"
    assert said.publisher == "The Gazette"
    assert said.published == Moment.parse("2025-09-05")
    assert said.language == "en-GB"
    assert said.url == "https://gazette.example/no-troops"
    assert said.kind is SourceKind.ARTICLE


def test_equal_paragraphs_are_all_kept():
    same = "<p>This paragraph stands here again and again, because its author likes it very much.</p>" * 5
    found = html.read(f"<html><body><div><article>{same}</article></div></body></html>".encode())
    assert found.text.count("again and again") == 5


def test_short_pages_are_kept_whole():
    assert html.read(b"<html><body><p>Yes.</p><p>No.</p></body></html>").text == "Yes.\n\nNo."


def test_no_date_is_taken_from_the_words():
    page = "<html><body><article>" + PARAGRAPHS + "<p>Founded on 28 February 1998.</p></article></body></html>"
    assert html.read(page.encode()).proposal.published is None


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<meta property="article:published_time" content="2024-03-01">', "2024-03-01"),
        ('<meta name="DC.date.issued" content="2024-03">', "2024-03"),
        ('<time datetime="2019-11-21" itemprop="datePublished">', "2019-11-21"),
        ('<time datetime="2019-11-21T10:00">', "2019-11-21"),
        ('<time datetime="2019-11-21"></time><time datetime="2020-01-01"></time>', None),
        ('<meta name="date" content="soon">', None),
        ('<meta name="date" content="2024-99-99">', None),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": ["x"]}</script>', None),
        ('<script type="application/ld+json">[[[[{broken</script>', None),
    ],
)
def test_dates(head, expected):
    found = html.read(f"<html><head>{head}</head><body>{PARAGRAPHS}</body></html>".encode()).proposal.published
    assert found == (Moment.parse(expected) if expected else None)


RUSSIAN = "<p>Президент заявил, что иностранные войска станут законной целью для поражения.</p>"


@pytest.mark.parametrize(
    ("data", "encoding", "guessed"),
    [
        (("<meta charset=windows-1251>" + RUSSIAN).encode("cp1251"), "cp1251", False),
        (
            ('<meta http-equiv="Content-Type" content="text/html; charset=KOI8-R">' + RUSSIAN).encode("koi8-r"),
            "koi8-r",
            False,
        ),
        (('<?xml version="1.0" encoding="windows-1251"?><html>' + RUSSIAN).encode("cp1251"), "cp1251", False),
        (("<meta charset=windows-1251>" + RUSSIAN).encode("utf-8"), "utf-8", False),
        (("<html>" + RUSSIAN).encode("utf-8-sig"), "utf-8", False),
        (("<html>" + RUSSIAN).encode("utf-16"), "utf-16-le", False),
        (("<html>" + RUSSIAN * 3).encode("cp1251"), "cp1251", True),
        (("<meta charset=nonsense>" + RUSSIAN * 3).encode("cp1251"), "cp1251", True),
        (("<meta charset=hex>" + RUSSIAN * 3).encode("cp1251"), "cp1251", True),
    ],
)
def test_encodings(data, encoding, guessed):
    found = html.read(data)
    assert (found.encoding, found.guessed) == (encoding, guessed)
    assert found.text.startswith("Президент заявил")


def test_a_chosen_encoding_wins():
    assert html.read(RUSSIAN.encode("cp1251"), encoding="cp1251").text.startswith("Президент")


def test_latin_1_means_what_browsers_mean():
    assert html.read("<meta charset=iso-8859-1><p>“Yes” – no</p>".encode("cp1252")).text == "“Yes” – no"


@pytest.mark.parametrize("data", [b"<html></html>", b"<html><body><script>var a</script></body></html>", b"<"])
def test_a_page_without_words(data):
    if data == b"<":
        assert html.read(data).text == "<"
        return
    with pytest.raises(NotADocument) as caught:
        html.read(data)
    assert caught.value.code == "document-empty"


@pytest.mark.parametrize(
    ("title", "heading", "site", "expected"),
    [
        ("A talk - Site", "", "Site", "A talk"),
        ("A talk - Site", "", "", "A talk - Site"),
        ("A talk – with dashes - Site", "A talk – with dashes", "", "A talk – with dashes"),
        ("V8 · A long title of a page", "V8", "", "V8"),
        ("", "Only a heading", "", "Only a heading"),
        ("report.docx", "", "", ""),
    ],
)
def test_titles(title, heading, site, expected):
    head = f'<title>{title}</title><meta property="og:site_name" content="{site}">'
    page = f"<html><head>{head}</head><body>{f'<h1>{heading}</h1>' if heading else ''}{PARAGRAPHS}</body></html>"
    found = html.read(page.encode(), whole=True).proposal.title
    assert found == expected
