"""The JSON that programs get."""

from dataclasses import replace

from db.records import Quotation, Source, Statement
from db.vocabulary import SourceKind, Wording
from desktop.analysis import answers
from tests.desktop.analysis.small import Asked, case, said


def test_one_cell_with_its_reasons():
    statements = said(1, "pres", "rejects", {"L": ["yes"]}), said(2, "stranger", "accepts")
    asked = Asked(case(*statements, scenarios={"c": {"L": ["yes"]}}))
    source = Source(1, "u", "forum", "Forum", SourceKind.ARTICLE, "", "", None, "", "en", None, 9, "", None)
    asked.comparison = type(asked.comparison)(replace(asked.comparison.snapshot, sources=(source,)))
    quoted = Quotation(1, "u", 1, 1, 0, 3, "Not", "", "", Wording.VERBATIM, 2)
    told = [Statement(n, "u", f"st{n}", n, 3, (), (), None, "", None, (quoted,) if n == 1 else (), ()) for n in (1, 2)]
    found = answers.explain(asked.comparison, asked.actors["R"], asked.scenarios["c"], told)
    assert found["cell"]["headlines"] == ["rejects"]
    assert found["cell"]["attributed"] == ["p2"]
    assert found["positions"][0] == {
        "id": "p1",
        "statement": "st1",
        "speaker": "pres",
        "holder": "R",
        "issue": "force",
        "stance": "rejects",
        "verdict": "applies",
        "conditions": [[{"factor": "L", "values": ["yes"], "scenario": ["yes"], "result": "met"}]],
        "why": "decisive",
        "by": None,
        "quotations": [{"source": "forum", "start": 0, "end": 3, "exact": "Not"}],
    }
    assert [each["why"] for each in found["positions"]] == ["decisive", "attributed"]
