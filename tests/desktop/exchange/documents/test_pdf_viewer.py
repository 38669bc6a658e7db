"""Pages for a window come from a child: it crashes alone, and comes back."""

import os
import signal
import subprocess
import sys

import pikepdf
import pytest

from desktop.exchange.documents import pdf_viewer
from desktop.exchange.documents.pdf_viewer import Viewer
from desktop.exchange.documents.reading import PasswordNeeded
from desktop.exchange.documents.text import NotADocument
from tests.desktop.exchange.documents import make
from tests.desktop.exchange.documents.test_pdf import saved

PAGES = "#set page(width: 200pt, height: 100pt)\nOne #pagebreak()\n#set page(width: 300pt)\nTwo"


@pytest.fixture
def viewer():
    with Viewer(make.pdf(PAGES)) as opened:
        yield opened


def test_sizes_pictures_and_boxes(viewer):
    assert viewer.sizes() == ((200, 100), (300, 100))
    drawn = viewer.picture(1, 2)
    assert (drawn.width, drawn.height, drawn.scale) == (600, 200, 2)
    assert len(drawn.pixels) == drawn.stride * drawn.height
    assert len(viewer.picture(0, 1, (0, 0, 50, 20)).pixels) == 50 * 20 * 4
    page = viewer.boxes(0)
    assert (page.page, page.count, sum(page.solid)) == (0, 3, 3)
    assert page.geometry.width == 200


def test_it_comes_back_after_a_crash(viewer):
    viewer.sizes()
    os.kill(viewer._drawer.worker._child._process.pid, signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
    with pytest.raises(NotADocument):
        viewer.sizes()
    assert viewer.boxes(1).count == 3


def test_a_page_that_is_not_there(viewer):
    with pytest.raises(NotADocument):
        viewer.boxes(2)
    with pytest.raises(NotADocument):
        viewer.picture(-1, 1)
    assert viewer.boxes(0).count == 3


def test_a_page_that_takes_too_long(viewer, monkeypatch):
    monkeypatch.setattr(pdf_viewer, "SECONDS", 0.01)
    with Viewer(make.pdf(PAGES)) as slow, pytest.raises(NotADocument) as caught:
        slow.sizes()
    assert caught.value.code == "document-timed-out"


def test_encrypted():
    data = saved(make.pdf("Words"), encryption=pikepdf.Encryption(user="secret", owner="x"))
    with Viewer(data) as closed, pytest.raises(PasswordNeeded):
        closed.sizes()
    with Viewer(data, password="secret") as opened:
        assert opened.boxes(0).count == 5


def test_no_pdf_library_is_loaded_for_it():
    code = (
        "import sys, desktop.exchange.documents.pdf_viewer, desktop.exchange.documents.reading; "
        "libraries = {'pypdfium2', 'lxml', 'mammoth', 'trafilatura', 'charset_normalizer', 'sqlalchemy'}; "
        "sys.exit(bool(libraries & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
