"""How much marking a source costs beside reading its text, and how soon the first page of a report is there.

Run it as a script. CPU seconds of all processes are compared, so a busy machine does not matter much.
"""

import hashlib
import os
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

PAGES = 300
MARKS = 300
ROUNDS = 3


def cpu() -> float:
    """CPU seconds of this process and of all its children that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def best(work) -> float:
    """The least CPU seconds of a few rounds."""
    rounds = []
    for _round in range(ROUNDS):
        start = cpu()
        work()
        rounds.append(cpu() - start)
    return min(rounds)


def pages() -> bytes:
    """A PDF of many pages in two columns."""
    import typst

    import resources

    lines = "\n\n".join(
        f"Paragraph {number}. The minister said that the force would be met with consequences unless talks resume at "
        f"once, and that nothing in statement {number} was new. " * 4
        for number in range(PAGES * 5)
    )
    page = f'#set page(columns: 2)\n#set text(font: "Source Serif 4", lang: "en")\n#set par(justify: true)\n{lines}'
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(resources.folder("fonts"))])
    return bytes(typst.compile(page.encode(), font_paths=fonts, timestamp=0, pdf_tags=False))


def against_reading() -> None:
    """Marking a source against reading its text."""
    from desktop.exchange.documents import pdf
    from desktop.reports import mark_pdf

    data = pages()
    parsed = pdf.read(data)
    step = len(parsed.text) // (MARKS + 1)
    marks = []
    for number in range(1, MARKS + 1):
        start = number * step
        comment = {
            "uid": str(number),
            "author": "A",
            "contents": "No. 1\nRejects",
            "subject": "No.",
            "colour": "#F3C2AC",
        }
        span = {"start": start, "end": start + 120, "exact": parsed.text[start : start + 120]}
        marks.append(span | {"prefix": "", "suffix": "", "comment": comment})
    digest = hashlib.sha256(parsed.text.encode()).hexdigest()
    reading = best(lambda: pdf.read(data))
    marking = best(lambda: mark_pdf.mark(data, marks, digest, None, parsed.pages))
    made = mark_pdf.mark(data, marks, digest, None, parsed.pages)
    told = f"{parsed.pages.count} pages, {made.comments} marks"
    print(f"a source of {told}: {marking:.2f} s against {reading:.2f} s: {marking / reading:.2f}x (goal <= 2x)")
    print(f"  {len(made.pdf) - len(data)} bytes behind the {len(data)} of the file")


def first_page() -> None:
    """The first page of the sample's report, by the clock, and what the window's own process grows by."""
    import resource

    from db import statements
    from db.case import Case
    from desktop.analysis.cells import Comparison
    from desktop.exchange.sample import write
    from desktop.reports import contents
    from desktop.reports.options import Options

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.rapporteur"
        write(path, "Bench")
        with Case.open(path, read_only=True) as case, case.read() as reading:
            comparison, said = Comparison(case.snapshot()), statements.read(reading)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    spent, used = [], []
    for _round in range(ROUNDS):
        start, begun = time.perf_counter(), cpu()
        _first_page(comparison, said)
        spent.append(time.perf_counter() - start)
        used.append(cpu() - begun)
    told = f"{min(spent):.2f} s by the clock, {min(used):.2f} s of CPU on all cores"
    print(f"first page: {told} (goal <= 0.5 s)")
    contents.draft(comparison, said, Options())
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"the process that asks: {grown:.0f} MB more after the whole draft (goal <= 50 MB)")


def _first_page(comparison, said) -> None:
    """As the window does it: both processes are started at once, and the cover is made and drawn first."""
    from desktop.exchange.documents.pdf_viewer import Drawer, Viewer
    from desktop.reports import contents
    from desktop.reports.options import Options
    from desktop.reports.typeset import Typesetter

    drawer = Drawer()
    with Typesetter() as typesetter:
        typesetter.start()
        drawer.start()
        with Viewer(contents.cover(comparison, said, Options(), typesetter), drawer=drawer) as viewer:
            viewer.sizes()
            viewer.picture(0, 1.0, None)
    drawer.close()


def reading_marks() -> None:
    """Finding the comments in a brief again."""
    from pikepdf import Pdf

    from desktop.exchange import pdf_marks

    data = pages()
    with Pdf.open(BytesIO(data)) as document:
        out = BytesIO()
        document.save(out)
    start = time.process_time()
    pdf_marks.read(out.getvalue(), words=False)
    print(f"a file without marks is seen to have none in {time.process_time() - start:.2f} s")


def main() -> None:
    """All of it."""
    against_reading()
    first_page()
    reading_marks()


if __name__ == "__main__":
    main()
