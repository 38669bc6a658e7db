"""Ratios of CPU seconds: the least of some rounds, so that a busy machine does not matter much."""

import time


def best(work, rounds=5):
    """The least CPU seconds of a few rounds, and what the work gave."""
    least, given = float("inf"), None
    for _round in range(rounds):
        start = time.process_time()
        given = work()
        least = min(least, time.process_time() - start)
    return least, given


def told(what, ratio, goal, *, least=False):
    """A line that sets a ratio against its goal."""
    met = ratio >= goal if least else ratio <= goal
    sign = ">=" if least else "<="
    print(f"{what}: {ratio:,.2f} (goal {sign} {goal:,}) {'met' if met else 'MISSED'}")


def told_time(what, seconds, goal):
    """A line that sets milliseconds against their goal."""
    print(f"{what}: {1000 * seconds:.1f} ms (goal < {1000 * goal:g} ms) {'met' if seconds < goal else 'MISSED'}")
