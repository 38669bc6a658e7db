"""Documents that nobody here wrote, in the folder that RAPPORTEUR_CASES names; skipped when there is none."""

import os
import re
from collections import Counter
from pathlib import Path

import pytest

from desktop.exchange.documents.markup import walk
from desktop.exchange.documents.reading import PasswordNeeded, Reader

CASES = Path(os.environ.get("RAPPORTEUR_CASES") or Path(__file__).with_name("cases"))

pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="no folder of real documents")


@pytest.fixture(scope="module")
def reader():
    with Reader() as opened:
        yield opened


def files(pattern):
    return sorted(CASES.glob(pattern)) if CASES.is_dir() else []


def words(text):
    return Counter(re.findall(r"\w+", text))


@pytest.mark.parametrize("folder", files("html/*"), ids=lambda path: path.name)
def test_articles(reader, folder):
    found = reader.read(folder / "source.html")
    ours, theirs = words(found.text), words(walk((folder / "expected.html").read_text(encoding="utf-8")).text)
    both = (ours & theirs).total()
    assert both / theirs.total() > 0.99
    assert both / ours.total() > 0.95


@pytest.mark.parametrize("path", files("documents/qualcoder-ID*"), ids=lambda path: path.name)
def test_office_files(reader, path):
    found = reader.read(path)
    assert found.format == path.suffix[1:]
    assert found.text.count("\n\n") >= 2
    assert "€200" in found.text
    assert found.proposal.author == "colin-2"
    assert found.proposal.language == "en"


@pytest.mark.parametrize("path", files("nonlatin/*"), ids=lambda path: path.name)
def test_other_scripts(reader, path):
    found = reader.read(path)
    language = {"udhr_arb": "ar", "udhr_cmn_hans": "zh", "udhr_eng": "en", "udhr_ukr": "uk"}.get(path.stem, "uk")
    assert found.proposal.language == language
    assert "\ufffd" not in found.text


def test_two_columns(reader):
    found = reader.read(CASES / "pdf" / "pypdf-multicolumn.pdf")
    text = found.text.replace("\u00ad", "").replace("\n", " ")
    assert "Donec varius orci eget risus." in text.replace("  ", " ")
    assert "Donec nonummy pellentesque ante." in text.replace("  ", " ")
    assert found.pages.count == 3
    pages = found.pages
    furniture = [found.text[a:b] for a, b in zip(pages.furniture[::2], pages.furniture[1::2], strict=True)]
    assert furniture == ["1", "2", "3"]


def test_landscape_in_two_columns(reader):
    found = reader.read(CASES / "pdf" / "pdfannots-word2column.pdf")
    assert "This is a Word document in landscape format with two columns." in found.text.replace("\n", "")


def test_arabic(reader):
    assert reader.read(CASES / "pdf" / "pdfjs-ArabicCIDTrueType.pdf").text.startswith("انواع الخطوط العربية")


def test_encrypted(reader):
    path = CASES / "pdf" / "pypdf-encrypted-password.pdf"
    with pytest.raises(PasswordNeeded):
        reader.read(path)
    assert reader.read(path, password="openpassword").text.startswith("Lorem ipsum dolor sit amet")


@pytest.mark.parametrize("path", files("pdf/*.pdf"), ids=lambda path: path.name)
def test_every_pdf_has_its_map(reader, path):
    found = reader.read(path, password="openpassword")
    assert found.pages.count == found.text.count("\f") + 1
    assert found.text.strip()
