"""How much the brief costs beside the bare typesetter, and a comment beside its page: ratios, with their goals.

Run it as a script. CPU seconds of all processes are compared, so a busy machine does not matter much.
"""

import compileall
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

ROUNDS = 5
NOTES = 600

BARE = """
import sys, tempfile, typst
fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[sys.argv[1]])
with tempfile.TemporaryDirectory() as root:
    pdf = typst.compile(open(sys.argv[2], "rb").read(), root=root, font_paths=fonts, timestamp=0,
        sys_inputs={"data": sys.stdin.read()}, pdf_standards=["a-2a", "ua-1"])
sys.stdout.buffer.write(pdf)
"""


def cpu() -> float:
    """CPU seconds of this process and of all its children that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def least(*works) -> list[float]:
    """The least CPU seconds of each of some works, done in turn a few times: what else goes on hinders all alike."""
    rounds = []
    for _round in range(ROUNDS):
        for work in works:
            start = cpu()
            work()
            rounds.append(cpu() - start)
    return [min(rounds[place :: len(works)]) for place in range(len(works))]


def sample(folder: Path):
    """The sample's comparison and its statements."""
    from db import statements
    from db.case import Case
    from desktop.analysis.cells import Comparison
    from desktop.exchange.sample import write

    path = folder / "sample.rapporteur"
    write(path, "Bench")
    with Case.open(path, read_only=True) as case, case.read() as reading:
        return Comparison(case.snapshot()), statements.read(reading)


def grown(brief, times: int):
    """The same brief with each section several times, for a brief of more pages."""
    sections = tuple(
        replace(one, id=f"{one.id}x{turn}" if turn else one.id) for turn in range(times) for one in brief.sections
    )
    return replace(brief, sections=sections)


def whole_against_bare(name: str, brief_of) -> None:
    """The whole way to a brief against the typesetter alone on the same data."""
    import resources
    from desktop.reports import drawings, pages, typeset
    from desktop.reports.letters import Letters

    brief = brief_of()
    letters = Letters(resources.folder("fonts"))
    data = letters.fit(pages.pages(brief)) | drawings.looks() | {"hyphenate": True, "families": []}
    template = str(resources.path("templates", "brief.typ"))
    argv = [sys.executable, "-c", BARE, str(resources.folder("fonts")), template]
    given = json.dumps(data).encode()
    bare, ours = least(
        lambda: subprocess.run(argv, input=given, check=True, capture_output=True),
        lambda: typeset.typeset(brief_of()),
    )
    print(f"{name}: {ours:.2f} s against {bare:.2f} s bare: {ours / bare:.2f}x (goal <= 1.5x)")


def comments_alone() -> None:
    """A comment's share of the time to annotate."""
    import typst

    import resources
    from desktop.reports.annotate import annotate

    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(resources.folder("fonts"))])
    lines = "\n\n".join(
        f'#link("rapporteur:n{n}", [Words on record that are long enough to go over the end of a line or two, {n}]) '
        "and what the program says of them beside."
        for n in range(NOTES)
    )
    page = f'#set document(title: "T")\n#set text(font: "Source Serif 4", lang: "en")\n{lines}'
    pdf = typst.compile(page.encode(), font_paths=fonts, pdf_standards=["a-3a", "ua-1"], timestamp=0)
    comments = [
        {
            "id": f"n{n}",
            "uid": str(n),
            "author": "A",
            "at": "2025-09-06T09:00:00Z",
            "contents": "note " * 9,
            "subject": "S",
        }
        for n in range(NOTES)
    ]
    start = time.process_time()
    done = annotate(pdf, comments, "#FBE6AE")
    spent = time.process_time() - start
    print(f"comments: {1000 * spent / done.comments:.2f} ms each, {done.comments} of them (goal <= 2 ms)")


def very_long(brief) -> None:
    """Hundreds of pages: what is said of them before, what the asking process grows by, how soon they are stopped."""
    import resource

    from db.errors import ChildCancelled
    from desktop.reports import need, typeset

    wanted = need.need(brief)
    request = typeset.request_of(brief) | {"told": True}
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    done = typeset.asked(request)
    spent = time.perf_counter() - start
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"a very long brief: {done.pages} pages in {spent:.1f} s; {wanted.pages} were told before")
    print(f"  the process that asks: {grown:.0f} MB more (goal <= 50 MB); the file has {len(done.pdf) / 1e6:.0f} MB")
    del done
    deadline = time.monotonic() + 2
    start = time.perf_counter()
    try:
        typeset.asked(request, cancel=lambda: time.monotonic() > deadline)
    except ChildCancelled:
        print(f"  stopped after 2 s, {time.perf_counter() - start - 2:.2f} s after it was asked to")


def very_large(folder: Path) -> None:
    """Many scenarios and statements: when the first page is there, and what its brief is foreseen to need."""
    import large_case

    from db import statements
    from db.case import Case
    from desktop.analysis.cells import Comparison
    from desktop.reports import drafting
    from desktop.reports.options import Options

    path = folder / "large.rapporteur"
    large_case.write(path, 2_500)
    with Case.open(path, read_only=True) as case, case.read() as reading:
        comparison, said = Comparison(case.snapshot()), statements.read(reading)
    drafter = drafting.Drafter()
    drafter.start(comparison)
    time.sleep(1)  # as it is when the screen opens: the child is there
    start = time.perf_counter()
    drafter.cover(comparison, said, Options())
    print(f"a very large case: its first page after {time.perf_counter() - start:.2f} s (goal <= 0.5 s)")
    drafter.close()
    wanted = drafting.foreseen(comparison, said, Options())
    print(f"  foreseen: {wanted.pages} pages, {wanted.memory / 1e9:.1f} GB of memory")


def as_installed() -> None:
    """Compiles the program's modules, as those of an installed program are: its children compile none themselves."""
    for room in ("db", "desktop", "resources"):
        compileall.compile_dir(ROOT / room, quiet=1)


def main() -> None:
    """All of it."""
    from desktop.reports.brief import build

    as_installed()
    with tempfile.TemporaryDirectory() as folder:
        comparison, statements = sample(Path(folder))
        whole_against_bare("the sample's brief", lambda: build(comparison, statements))
        large = grown(build(comparison, statements), 5)
        whole_against_bare("a brief of five times as many sections", lambda: large)
        very_long(grown(build(comparison, statements), 48))
        very_large(Path(folder))
    comments_alone()


if __name__ == "__main__":
    main()
