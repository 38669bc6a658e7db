"""What it costs to take documents into a case, beside the barest import of the same files: ratios, with their goals.

The barest import reads, decodes and keeps everything in one transaction, with its bytes and in a full-text index. Ours
goes all the way into a case file: what kind of text it is, its title and language, the history, the search index. Run
it as a script. CPU seconds of all processes are compared, so a busy machine matters little.
"""

import hashlib
import random
import resource
import sqlite3
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

ROUNDS = 5
TEXTS, WORDS = 500, 600
PDFS, PAGES = 100, 10

SAID = (
    "the minister said that any foreign troops on our land would be seen as targets while talks go on and nobody may "
    "doubt our will to defend ourselves against guests who come without a word from the council of the united nations"
)
VOCABULARY = SAID.split()


def cpu() -> float:
    """CPU seconds of this process and of all its children that have ended."""
    used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def least(*works) -> list[float]:
    """The least CPU seconds of a few rounds of each, taken in turn, as the machine is not equally fast all the time."""
    rounds = []
    for _round in range(ROUNDS):
        for work in works:
            with tempfile.TemporaryDirectory() as folder:
                rounds.append(work(Path(folder)))
    return [min(rounds[place :: len(works)]) for place in range(len(works))]


def words(chance: random.Random, count: int) -> str:
    """A text of so many words, in sentences and paragraphs."""
    told = [chance.choice(VOCABULARY) for _word in range(count)]
    sentences = [" ".join(told[start : start + 14]).capitalize() + "." for start in range(0, count, 14)]
    return "\n\n".join(" ".join(sentences[start : start + 5]) for start in range(0, len(sentences), 5))


def texts(folder: Path) -> list[Path]:
    """Files of plain text."""
    chance = random.Random(1)
    paths = [folder / f"text {number}.txt" for number in range(TEXTS)]
    for path in paths:
        path.write_text(words(chance, WORDS), encoding="utf-8")
    return paths


def pdfs(folder: Path) -> list[Path]:
    """PDFs of a few pages each, in two columns on some of them."""
    import typst

    chance = random.Random(2)
    paths = [folder / f"paper {number}.pdf" for number in range(PDFS)]
    for number, path in enumerate(paths):
        page = f'#set page(paper: "a4", columns: {1 + number % 2}, numbering: "1")\n#set par(justify: true)\n'
        pages = "\n#pagebreak()\n".join(words(chance, 400) for _page in range(PAGES))
        path.write_bytes(typst.compile((page + pages).encode()))
    return paths


def imported(folder: Path, paths: list[Path]) -> float:
    """CPU seconds of taking files into an empty case, as ``rapporteur import`` does."""
    from db.case import Case
    from desktop.exchange import incoming

    with Case.create(folder / "case.rapporteur", title="Case", author="Bench") as case:
        start = cpu()
        outcomes = incoming.take_files(case, paths)
        used = cpu() - start
    if not all(each.taken is not None and each.taken.same_as is None for each in outcomes):
        raise RuntimeError("not every file became a source")
    return used


def kept(database: Path, found) -> None:
    """Keeps texts and their bytes in one transaction, with a full-text index."""
    connection = sqlite3.connect(database)
    connection.executescript(
        "CREATE TABLE source (id INTEGER PRIMARY KEY, text TEXT, digest TEXT, original BLOB);"
        "CREATE VIRTUAL TABLE words USING fts5(text, content='source', content_rowid='id');"
    )
    with connection:
        for number, (text, data) in enumerate(found):
            digest = hashlib.sha256(data).hexdigest()
            connection.execute("INSERT INTO source VALUES (?, ?, ?, ?)", (number, text, digest, data))
            connection.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (number, text))
    connection.close()


def decoded(data: bytes) -> str:
    """A text, decoded."""
    return data.decode("utf-8")


def bare(folder: Path, paths: list[Path], text) -> float:
    """CPU seconds of reading and keeping."""
    start = cpu()
    kept(folder / "bare", ((text(data), data) for data in map(Path.read_bytes, paths)))
    return cpu() - start


def pdf_text(data: bytes) -> str:
    """The text of a PDF with PDFium alone."""
    import pypdfium2

    document, pages = pypdfium2.PdfDocument(data), []
    for page in document:
        text_page = page.get_textpage()
        pages.append(text_page.get_text_range())
        text_page.close()
        page.close()
    document.close()
    return "\f".join(pages)


def compare(name: str, paths: list[Path], text, goal: float) -> None:
    """Prints how much our import costs beside the barest one."""
    floor, ours = least(lambda folder: bare(folder, paths, text), lambda folder: imported(folder, paths))
    print(f"{name}: {ours:.2f} s against {floor:.2f} s bare: {ours / floor:.2f}x (goal <= {goal}x)")


def main() -> None:
    """All of it."""
    with tempfile.TemporaryDirectory() as folder:
        compare(f"{TEXTS} texts of {WORDS} words", texts(Path(folder)), decoded, 6)
        compare(f"{PDFS} PDFs of {PAGES} pages", pdfs(Path(folder)), pdf_text, 1.5)


if __name__ == "__main__":
    main()
