"""Views of an open case without the window round them."""

import pytest

from desktop.workspace import Workspace


@pytest.fixture
def workspace(qtbot, no_leaks, sample):
    """A workspace with the sample case in it."""
    found = Workspace("Tester")
    try:
        with qtbot.waitSignal(found.compared, timeout=20_000):
            found.open(sample)
        yield found
    finally:
        found.shut()


@pytest.fixture
def show(qtbot):
    """Shows a widget, 1100 x 700, and waits until it has the keyboard."""

    def shown(widget, width=1100, height=700):
        qtbot.addWidget(widget)
        widget.resize(width, height)
        widget.show()
        widget.activateWindow()
        qtbot.waitUntil(widget.isActiveWindow)
        return widget

    return shown


@pytest.fixture
def matrix(qtbot, workspace, show):
    """The matrix of the sample case beside its inspector, with the keyboard in it."""
    from PySide6.QtTest import QAbstractItemModelTester
    from PySide6.QtWidgets import QSplitter

    from desktop.views.matrix import Matrix

    frame = QSplitter()
    view = Matrix(workspace)
    view.tester = QAbstractItemModelTester(view.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    frame.addWidget(view)
    frame.addWidget(view.inspector())
    frame.setSizes([1000, 340])
    view.frame = show(frame, 1340, 760)
    qtbot.waitUntil(lambda: view.model.rowCount() > 0)
    view.first().setFocus()
    qtbot.waitUntil(lambda: view.cells.model.story is not None)
    return view
