"""What a search costs in a case of 100,000 statements and 2,000 documents, beside the bare question to FTS5.

Run it as a script; ``RAPPORTEUR_LARGE_CASE`` may name a file that ``large_case.py`` made before. The floor asks FTS5
for the numbers of all that fits; ours gives them in order. A page has fifty hits, the words round them, and the total.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.bench.measure import best, told, told_time  # noqa: E402

MANY = 100_000
ASKED = ("sanctions", "when fighting", '"mandate deploy"', "sanct*", "sanctions or mandate", "treaty not border")
"""One word, two words, a phrase, a beginning, one or the other, one without the other."""


def main():
    """Makes the case if need be, and measures."""
    given = os.environ.get("RAPPORTEUR_LARGE_CASE")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(given) if given else Path(folder) / "large.rapporteur"
        if not given:
            print(f"making a case of {MANY:,} statements", flush=True)
            subprocess.run([sys.executable, str(ROOT / "tests/bench/large_case.py"), str(path), str(MANY)], check=True)
        measure(path)


def measure(path):
    """Numbers of all hits against FTS5; the first page by the clock of the processor."""
    from sqlalchemy import text

    from db import query, search
    from db.case import Case
    from db.search import Place
    from db.sqlite import fulltext
    from desktop import found_words

    with Case.open(path, author="Bench", read_only=True) as case, case.read() as reading:
        for asked in ASKED:
            match = query.parse(asked, typing=True).asked()
            raw = text("SELECT rowid FROM search WHERE search MATCH :asked")

            def bare(match=match, raw=raw):
                return list(reading.connection.execute(raw, {"asked": match}).scalars())

            def ours(asked=asked):
                wanted = query.parse(asked, typing=True)
                return fulltext.newest(reading.connection, wanted.asked(), tuple(Place), MANY * 2, 0)

            floor, hits = best(bare)
            used, found = best(ours)
            assert len(found) == len(hits)
            told(f"{asked}: all {len(hits):,} hits over FTS5", used / floor, 4.0)
            page, _found = best(lambda asked=asked: search.find(reading, asked))
            told_time(f"{asked}: the first page with its words", page, 0.01)
            page, _found = best(lambda asked=asked: search.find(reading, asked, best_first=True))
            told_time(f"{asked}: the best first", page, 0.01)
            page, _found = best(lambda asked=asked: found_words.look(case, asked, 6, statements_alone=False))
            print(f"{asked}: all that Ctrl+K lists of it: {1000 * page:.1f} ms")


if __name__ == "__main__":
    main()
