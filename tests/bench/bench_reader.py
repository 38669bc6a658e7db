"""How fast a source is read: a text of ten megabytes opened and scrolled, one with 2,000 passages, pages drawn.

Run it as a script. The view is the one of the window, off the screen. Seconds are those of the processor: of all
threads for opening, of the window's own thread for the longest gap in which it answers nothing. The floor of a page is
PDFium drawing it in the same process.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.bench.measure import told, told_time  # noqa: E402

SENTENCE = "The minister said that no troops would be sent before a ceasefire is in force. "
KINDS = {
    "usual lines": (SENTENCE * 5 + "\n") * (10_000_000 // (5 * len(SENTENCE) + 1)),
    "one endless line": SENTENCE * (10_000_000 // len(SENTENCE)),
    "no blanks": "字" * 10_000_000,
    "right to left": ("لن نقبل بأي قوة أجنبية ما دام القتال مستمرا. " * 6 + "\n") * 37_000,
    "short lines": (SENTENCE[:60] + "\n") * (10_000_000 // 61),
}


class Pulse:
    """Notices how long the window answers nothing."""

    def __init__(self, app):
        self.app, self.longest = app, 0.0

    def until(self, done, seconds=60.0):
        """Lets the window work until something is so; gives the seconds of all threads."""
        begun, used = time.perf_counter(), time.process_time()
        while not done() and time.perf_counter() - begun < seconds:
            last = time.thread_time()
            self.app.processEvents()
            self.longest = max(self.longest, time.thread_time() - last)
            time.sleep(0.001)
        return time.process_time() - used


def main():
    """Everything, one line a figure."""
    from PySide6.QtWidgets import QApplication

    from desktop import theme
    from desktop.views.sources import Sources
    from desktop.workspace import Workspace

    app = QApplication([])
    theme.current().dress(app, theme.Appearance.LIGHT, 100)
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace("Bench")
        view = Sources(workspace)
        view.resize(1000, 800)
        view.show()
        pulse = Pulse(app)
        made = []
        workspace.opened.connect(lambda: made.append(True))
        workspace.create(Path(folder) / "bench.rapporteur", "Bench")
        pulse.until(lambda: bool(made))
        try:
            passages(workspace, view, pulse)
            texts(workspace, view, pulse)
            pages(workspace, view, pulse, Path(folder))
        finally:
            workspace.shut()
            view.deleteLater()


def add(workspace, pulse, **facts):
    """A source more; gives its id."""
    from db import sources

    made = []
    workspace.change("Add", lambda editing: made.append(sources.add(editing, language="en", **facts)))
    pulse.until(lambda: bool(made) and any(each.id == made[0] for each in workspace.snapshot.sources))
    return made[0]


def texts(workspace, view, pulse):
    """Opening and scrolling ten megabytes."""
    numbers = {name: add(workspace, pulse, title=name, text=text) for name, text in KINDS.items()}
    other = add(workspace, pulse, title="other", text="short")
    for name, number in numbers.items():
        view.go(source=other)
        pulse.until(lambda: view.page.shown_source == other)
        pulse.until(lambda: False, 0.5)
        pulse.longest = 0.0
        view.go(source=number)
        taken = pulse.until(
            lambda number=number: view.page.shown_source == number and not view.page.text.seen_blocks[0].top < 0
        )
        begun = time.perf_counter()
        view.page.grab()
        first = time.perf_counter() - begun
        told_time(f"10 MB, {name}: opened and painted", taken + first, 0.3)
        told_time(f"10 MB, {name}: longest gap", pulse.longest, 0.1)
        told_time(f"10 MB, {name}: longest frame of 200 while scrolling", scrolled(view, pulse), 0.1)


def scrolled(view, pulse):
    """The longest frame while a text is scrolled, by steps and by leaps."""
    text, longest = view.page.text, 0.0
    bar = text.verticalScrollBar()
    for step in range(200):
        begun = time.thread_time()
        bar.setValue(bar.maximum() * step // 200 if step % 5 == 0 else bar.value() + 300)
        pulse.app.processEvents()
        view.page.grab()
        longest = max(longest, time.thread_time() - begun)
    return longest


def passages(workspace, view, pulse):
    """Ten megabytes in which 2,000 statements are quoted and many more are suggested."""
    from db import actors, coding
    from db.records import Actor, Quotation, Statement
    from db.vocabulary import ActorKind, Wording

    line = SENTENCE * 4 + "“We will not accept that,” the minister said.\n"
    text = line * (10_000_000 // len(line))
    number = add(workspace, pulse, title="coded", text=text)
    other = add(workspace, pulse, title="another", text="short")
    done = []

    def edit(editing):
        speaker = actors.save(editing, Actor(0, "", "", "Minister", "", ActorKind.PERSON, (), False, ""))
        for place in range(2_000):
            start = place * (len(text) // 2_001) + 20
            words = text[start : start + 200]
            quoted = Quotation(0, "", 0, number, start, start + 200, words, "", "", Wording.VERBATIM, None)
            coding.save(editing, Statement(0, "", "", 0, speaker, (), (), None, "", None, (quoted,), ()))
        done.append(True)

    workspace.change("Code", edit)
    pulse.until(lambda: bool(done) and len(workspace.snapshot.statements.id) >= 2_000)
    view.go(source=other)
    pulse.until(lambda: view.page.shown_source == other)
    pulse.until(lambda: False, 0.5)
    pulse.longest = 0.0
    view.go(source=number)
    taken = pulse.until(lambda: view.page.shown_source == number)
    begun = time.process_time()
    view.page.grab()
    taken += time.process_time() - begun
    told_time("10 MB with 2,000 passages: text opened and painted", taken, 0.3)
    taken += pulse.until(lambda: len(view.page.passages) == 2_000)
    begun = time.process_time()
    view.page.grab()
    told_time("10 MB with 2,000 passages: all shown", taken + time.process_time() - begun, 1.0)
    suggestions = view.side.form.suggestions
    pulse.until(lambda: len(suggestions.rows) > 0)
    told_time("suggestions come in: longest frame of 200 while scrolling", scrolled(view, pulse), 0.1)
    pulse.until(lambda: suggestions.known, 200)
    told_time("until all suggestions are there: longest gap", pulse.longest, 0.1)
    told_time("2,000 passages: longest frame of 200 while scrolling", scrolled(view, pulse), 0.1)


def pages(workspace, view, pulse, folder):
    """Pages drawn through the confined process, against PDFium itself."""
    import typst

    source = "#set page(width: 595pt, height: 842pt)\n" + "#pagebreak()\n".join([SENTENCE * 40] * 30)
    data = bytes(typst.compile(source.encode()))
    path = folder / "paper.pdf"
    path.write_bytes(data)
    ended = []
    view.intake.ended.connect(lambda: ended.append(True))
    view.take([path])
    pulse.until(lambda: bool(ended))
    view.go(source=view.intake.items[0].source)
    pulse.until(lambda: view.page.shown_source == view.intake.items[0].source)
    pulse.longest = 0.0
    view.bar.how.choose(1)
    shown = view.page.pages
    taken = pulse.until(lambda: shown.bytes_kept() > 0)
    told_time("30 pages: the first one drawn", taken, 1.0)
    bar = shown.verticalScrollBar()
    for page in range(1, 30, 3):
        bar.setValue(round(shown._tops[page]))
        pulse.until(lambda: not any(shown._missing(each) for each in shown.in_sight()))
    told_time("30 pages: longest gap", pulse.longest, 0.1)
    drawing(data, shown.scale)


def drawing(data, scale):
    """A page drawn in a confined process and made a picture of the window, against PDFium in this one; by the clock."""
    import pypdfium2
    from PySide6.QtGui import QImage

    from desktop.exchange.documents.pdf_viewer import Viewer

    def picture(viewer):
        found = viewer.picture(3, scale)
        return QImage(found.pixels, found.width, found.height, found.stride, QImage.Format.Format_RGB32).copy()

    with Viewer(data) as viewer, pypdfium2.PdfDocument(data) as document:
        picture(viewer)

        def bare():
            page = document[3]
            bytes(page.render(scale=scale, prefer_bgrx=True).buffer)
            page.close()

        told("a page drawn, with its way here, over PDFium", quickest(lambda: picture(viewer)) / quickest(bare), 5)


def quickest(work):
    """The least seconds by the clock of some rounds."""
    least = float("inf")
    for _round in range(15):
        begun = time.perf_counter()
        work()
        least = min(least, time.perf_counter() - begun)
    return least


if __name__ == "__main__":
    main()
