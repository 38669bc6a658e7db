"""Lists put together after an edit are what they are when made anew."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from desktop.analysis.splice import Splice

owners = st.lists(st.integers(1, 6), max_size=12).map(sorted)


@given(owners, owners, st.sets(st.integers(1, 6)), st.lists(st.integers(0, 2), min_size=24, max_size=24))
def test_a_list_and_what_belongs_to_its_things(before, other, edited, counts):
    """Things belong to owners; those of edited owners are others than before. Other things belong to these."""
    kept = [each for each in before if each not in edited]
    after = sorted(kept + [each for each in other if each in edited])
    old, new, wanted = np.array(before, np.int64), np.array(after, np.int64), np.array(sorted(edited), np.int64)
    first, last = np.searchsorted(new, wanted), np.searchsorted(new, wanted, "right")
    splice = Splice(np.searchsorted(old, wanted), np.searchsorted(old, wanted, "right"), last - first)
    rows = np.flatnonzero(np.isin(new, wanted))
    assert splice.put(old, new[rows]).tolist() == after
    stay = np.flatnonzero(~np.isin(old, wanted))
    assert splice.moved(np.arange(len(old)))[stay].tolist() == np.flatnonzero(~np.isin(new, wanted)).tolist()
    theirs_before = np.repeat(np.arange(len(old)), counts[: len(old)])
    theirs_new = np.repeat(rows, counts[12 : 12 + len(rows)])
    belonging = splice.within(theirs_before, theirs_new)
    staying = splice.moved(theirs_before)[np.isin(theirs_before, stay)].tolist()
    found = belonging.put(splice.moved(theirs_before), theirs_new)
    assert sorted([*staying, *theirs_new.tolist()]) == found.tolist()
