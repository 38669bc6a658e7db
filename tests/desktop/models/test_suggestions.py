"""What is suggested in a source, less what was coded or skipped; with the current one."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtTest import QAbstractItemModelTester

from db.records import CaseInfo, Quotation, Snapshot, Source
from db.vocabulary import Wording
from desktop.models.suggestions import SUGGESTION, SuggestionsModel


class Case(QObject):
    """A workspace that answers at once."""

    opened, closed, changed = Signal(), Signal(), Signal(object)

    def __init__(self):
        super().__init__()
        self.read_only = False
        self.found, self.coded, self.done = (), (), []
        self.skip()

    def skip(self, *spans):
        source = Source(1, "u", "k", "T", None, "", "", None, "", "en", None, 100, "", None, skipped=spans)
        self.snapshot = Snapshot(CaseInfo("u", "", "", "en", None, 1), sources=(source,))

    def suggestions(self, _source, answer):
        answer(self.found, True)

    def quoting(self, source, answer):
        quotations = [Quotation(0, "", 1, source, *span, "", "", "", Wording.VERBATIM, None) for span in self.coded]
        answer((SimpleNamespace(quotations=quotations),))

    def skip_suggestion(self, *span):
        self.done.append(span)

    def unskip_suggestions(self, source):
        self.done.append(source)


def found(start, end, name="Somebody", speech="direct", **why):
    reasons = SimpleNamespace(**{"found": "marks", "sign": "“”", "cue": "said", "mention": "he", **why})
    return SimpleNamespace(start=start, end=end, exact="words", speaker=None, name=name, speech=speech, why=reasons)


@pytest.fixture
def case(qapp):
    return Case()


@pytest.fixture
def model(case):
    case.found = (found(0, 10, "A"), found(20, 30, "B"), found(40, 50, "C"))
    model = SuggestionsModel(case)
    model.tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.ask(1)
    return model


def names(model):
    return [model.index(row).data(SUGGESTION).name for row in range(model.rowCount())]


def test_in_reading_order_with_the_reason(model):
    assert names(model) == ["A", "B", "C"]
    assert model.rows[0].why == "in “ ”, “said”, “he”"
    assert model.current is None


def test_next_and_previous_stay_within(model):
    assert [model.next().name for _ in range(4)] == ["A", "B", "C", "C"]
    assert [model.previous().name for _ in range(3)] == ["B", "A", "A"]


def test_what_is_coded_by_now_is_gone_and_the_next_is_current(model, case):
    model.go(1)
    case.coded = ((19, 31),)
    case.changed.emit(None)
    assert names(model) == ["A", "C"]
    assert model.current.name == "C"


def test_a_little_overlap_hides_nothing(model, case):
    case.coded = ((26, 60),)
    case.changed.emit(None)
    assert names(model) == ["A", "B"]


def test_what_was_skipped_stays_away(model, case):
    model.go(2)
    model.skip()
    assert case.done == [(1, 40, 50)]
    case.skip((40, 50))
    case.changed.emit(None)
    assert names(model) == ["A", "B"]
    assert model.current.name == "B"
    assert model.skipped() == 1
    model.bring_back()
    assert case.done[-1] == 1


def test_nothing_is_skipped_in_a_case_that_is_only_read(model, case):
    case.read_only = True
    model.skip(model.rows[0])
    model.bring_back()
    assert case.done == []


def test_at_and_near_a_place(model):
    assert model.at(20, 30).name == "B"
    assert model.at(20, 29) is None
    assert model.near(25, 27).name == "B"
    assert model.near(31, 39) is None


def test_another_case_forgets_them(model, case):
    case.opened.emit()
    assert (model.rows, model.source, model.known) == ((), None, False)


def test_told_in_other_words(case):
    case.found = (found(0, 5, speech="indirect", sign="", cue="warned that"), found(6, 9, sign="—", cue="", mention=""))
    model = SuggestionsModel(case)
    model.ask(1)
    assert [each.indirect for each in model.rows] == [True, False]
    assert [each.why for each in model.rows] == ["told in other words, “warned that”, “he”", "after a dash"]
