"""Modules are loaded one by one."""

import json
import subprocess
import sys

import pytest

STEPS = """
import json, sys
from desktop import loading
steps, before = [], set(sys.modules)
for _step in loading.in_parts(sys.argv[1]):
    steps.append([each for each in sys.modules if each not in before and each.startswith(("desktop.", "db."))])
    before = set(sys.modules)
print(json.dumps(steps))
"""


@pytest.mark.parametrize("name", ["desktop.views.matrix", "desktop.views.report", "desktop.views.sources"])
def test_a_view_comes_in_small_steps(name):
    done = subprocess.run([sys.executable, "-c", STEPS, name], capture_output=True, text=True, check=True)
    steps = json.loads(done.stdout)
    assert steps[-1][-1] == name or name in steps[-1]
    assert len(steps) > 40
    assert max(len(each) for each in steps) <= 4


def test_what_is_there_takes_no_step():
    from desktop import loading

    assert list(loading.in_parts("desktop.loading")) == []
