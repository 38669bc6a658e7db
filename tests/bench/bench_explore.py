"""How fast exploration is, and how it declines what is too large: ratios to floors of the same run, with their goals.

Run it as a script. 2,000 positions of 20 parties that can block, under factors that make 10^7 and 10^8 worlds.
"""

import subprocess
import sys
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.bench.measure import best, told, told_time  # noqa: E402
from tests.bench.synthetic import Size, snapshot  # noqa: E402

WIDTHS = {
    7: (5, 5, 5, 5, 4, 4, 4, 4, 3, 3, 2, 2, 2),
    8: (5, 5, 5, 5, 4, 4, 4, 4, 4, 3, 3, 3, 2, 2, 2),
}
CHUNK = 1 << 16

LARGE = """
import resource, sys, time
sys.path.insert(0, sys.argv[1])
from desktop.analysis import answers
from desktop.analysis.cells import Comparison
from desktop.analysis.exploration import Exploration
from tests.bench.synthetic import Size, snapshot
record = snapshot(Size(parties=20, persons=0, scenarios=3, positions=2000, widths=(3, 4) * 12))
start = time.process_time()
answer = answers.explore(Exploration(Comparison(record), 1))
seconds = time.process_time() - start
assert answer["capped"] and answer["not_rejected"] is None
print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, answer["worlds"], len(answer["flips"]))
"""


def bandwidth():
    """Bytes copied in a second, read and written."""
    words = np.ones(1 << 23, np.uint64)
    room = np.empty_like(words)
    return 2 * words.nbytes / best(lambda: np.copyto(room, words), 10)[0]


def touched(agreement, exploration):
    """How many words of the layout all cubes of the parties lie in."""
    tensor = agreement.zone.tensor
    cubes = [cube for speech in exploration.speeches() for cube in speech.cubes()]
    sizes = (
        np.prod([part.stop - part.start for part in piece.index], dtype=np.int64) * tensor.length
        for cube in cubes
        for piece in tensor.pieces(cube)
    )
    return int(sum(sizes)), cubes


def enumerated(comparison, cubes, chunks=3):
    """Seconds for one world when worlds are enumerated in chunks and every cube is held against each."""
    widths = [factor.full.bit_count() for factor in comparison.factors]
    numbers = np.unravel_index(np.arange(CHUNK), widths)
    tables = [
        [(place, np.array([mask >> value & 1 for value in range(widths[place])], np.bool_)) for place, mask in cube]
        for cube in cubes
    ]

    def work():
        for table in tables:
            held = np.ones(CHUNK, np.bool_)
            for place, allowed in table:
                held &= allowed[numbers[place]]

    return best(work, chunks)[0] / CHUNK


def one_size(power, rate):
    """One size, against the copying of the words that are touched, and against enumeration."""
    from desktop.analysis.cells import Comparison
    from desktop.analysis.exploration import Exploration

    size = Size(parties=20, persons=0, scenarios=3, positions=2_000, widths=WIDTHS[power], named=7)
    comparison = Comparison(snapshot(size))
    exploration = Exploration(comparison, comparison.scenarios[0].id)
    seconds, agreement = best(exploration.agreement, 3 if power == 7 else 1)
    words, cubes = touched(agreement, exploration)
    print(f"10^{power}: {agreement.worlds:,} worlds, {seconds:.2f} s, {agreement.not_rejected:,} rejected by nobody")
    told(f"10^{power} worlds against the copy of the words touched", seconds / (words * 16 / rate), 20)
    slow = enumerated(comparison, cubes) * agreement.worlds
    told(f"10^{power} worlds: enumeration in chunks against it", slow / seconds, 15 if power == 7 else 30, least=True)
    return agreement


def merged(agreement):
    """The blocks of 10^7 worlds, as they come."""
    start = time.process_time()
    times = [time.process_time() - start for _block in agreement.blocks()]
    told_time("the first block of 10^7 worlds", times[0], 0.3)
    told_time(f"all {len(times)} blocks", times[-1], 2)
    start = time.process_time()
    found, complete = agreement.best()
    share = "all" if complete else "the first"
    print(f"{share} {len(found)} of the best stances: {time.process_time() - start:.1f} s")


def main():
    """All of it."""
    rate = bandwidth()
    merged(one_size(7, rate))
    one_size(8, rate)
    ran = subprocess.run([sys.executable, "-c", LARGE, str(ROOT)], check=True, capture_output=True, text=True)
    seconds, megabytes, worlds, flips = map(float, ran.stdout.split())
    print(f"24 factors, {worlds:,.0f} worlds: declined, with {flips:.0f} smallest changes")
    told_time("24 factors", seconds, 5)
    told("24 factors, megabytes", megabytes, 300)


if __name__ == "__main__":
    main()
