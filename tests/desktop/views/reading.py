"""What tests of the reader do again and again."""

from db import sources as nouns


def selected(page):
    """The words that are selected on a page."""
    return page.blocks.text[page.selection.start : page.selection.end]


def source_text(workspace, qtbot, source):
    """The text of a source."""
    found = []
    workspace.source_text(source, found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def open_source(qtbot, view, text, title, **facts):
    """Adds a source and reads it; gives its id."""
    made = []

    def edit(editing):
        made.append(nouns.add(editing, title=title, text=text, language="en", **facts))

    with qtbot.waitSignal(view.workspace.compared):
        view.workspace.change("Add", edit)
    view.go(source=made[0])
    qtbot.waitUntil(lambda: view.page.blocks.text == text)
    return made[0]
