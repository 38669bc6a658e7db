"""What is done in one way for few positions and in another for many is the same."""

from unittest import mock

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.analysis import precedence
from desktop.analysis.cells import Comparison
from desktop.analysis.ledger import Ledger
from desktop.analysis.precedence import Groups, latest
from tests.desktop.analysis.build import snapshot
from tests.desktop.analysis.cases import cases
from tests.desktop.analysis.test_random import few

groups = st.lists(st.lists(st.integers(0, 4), min_size=1, max_size=7), min_size=1, max_size=5)


@given(groups, st.integers(0, 2**32))
def test_the_latest_of_groups_of_any_length(said, seed):
    """Each list tells when the things of a group were said."""
    dates = [date for group in said for date in sorted(group, reverse=True)]
    given_groups = Groups(np.array([len(group) for group in said], np.int64), np.array(dates, np.int64))
    held = np.random.default_rng(seed).integers(0, 2**63, (len(dates), 2)).astype(np.uint64)
    with mock.patch.object(precedence, "SHORT", 100):
        side_by_side = latest(held, given_groups)
    with mock.patch.object(precedence, "SHORT", 0):
        one_by_one = latest(held, given_groups)
    assert side_by_side.tolist() == one_by_one.tolist()


@settings(few, max_examples=60)
@given(cases())
def test_the_narrower_ones_of_groups_of_all_sizes_at_once(case):
    record = Comparison(snapshot(case)).record
    ledger = Ledger(record, np.arange(len(record.snapshot.actors)))
    together = ledger.narrower()
    with mock.patch.multiple(precedence, FEW_PAIRS=-1, PAIRS_AT_ONCE=3):
        one_size_after_another = ledger.narrower()
    assert [each.tolist() for each in together] == [each.tolist() for each in one_size_after_another]
