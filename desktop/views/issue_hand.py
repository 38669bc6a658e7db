"""What a person does to issues: named, merged, expressed by a factor, made a factor."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QObject, QRect
from PySide6.QtWidgets import QMenu

from desktop.models.field import IssueFacts
from desktop.views import factor_edits
from desktop.views import issue_edits as edits
from desktop.views.field import FieldView
from desktop.views.model_menus import add
from desktop.widgets.pick_panel import Option, PickPanel, fitting
from desktop.words import _
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from desktop.views.field_hand import FieldHand


class IssueHand(QObject):
    """Part of the hand of a view; a panel asks for the other issue."""

    def __init__(self, workspace: Workspace, hand: "FieldHand", field: FieldView) -> None:
        super().__init__(hand)
        self._workspace, self._hand, self._field = workspace, hand, field
        self._picks: PickPanel | None = None
        self._taking: Callable[[Any], None] | None = None

    def file(self, factor: int, anchor: QRect) -> None:
        """Asks what a factor is about."""
        field = self._field.field()
        if field is None:
            return
        own = Option((None, ""), _("Its own issue"))
        listed = [
            Option((each.key, each.name), each.name, ", ".join(each.factors)) for each in field.issues if not each.bare
        ]
        among = fitting([own, *listed])

        def offers(typed: str) -> list[Option]:
            found = list(among(typed))
            name = typed.strip()
            new = name and all(name.casefold() != each.name.casefold() for each in field.issues)
            return [*found, Option(("", name), _("New issue “{name}”").format(name=name))] if new else found

        def take(picked: tuple[tuple[str | None, str], ...]) -> None:
            key, name = picked[0]
            if key is None:
                self._hand.do(factor_edits.change_factor(factor, _("Say what a factor is about"), issue=None))
                return
            issue = next((each for each in field.issues if key and each.key == key), None)
            if issue is None:
                self._hand.do(edits.file_factor(factor, None, None, "", name))
            elif issue.factor != factor:
                self._hand.do(edits.file_factor(factor, issue.id, issue.factor, issue.key, issue.name))

        self._pick(anchor, _("What the factor is about"), offers, take)

    def open(self, index: QModelIndex) -> None:
        """Asks for another name of the issue in a line."""
        issue = self._field.issue(index)
        if not self._workspace.read_only:
            self._field.name_issue(index, lambda name: self.rename(issue, name))

    def merge_at(self, index: QModelIndex) -> None:
        """Asks into which other issue the one in a line is merged."""
        self.merge(self._field.issue(index), self._anchor(index))

    def menu_at(self, index: QModelIndex) -> QMenu:
        """What can be done with the issue in a line."""
        return self.menu(self._field.issue(index), lambda: self.open(index), self._anchor(index))

    def rename(self, issue: IssueFacts, name: str) -> None:
        """Gives an issue another name."""
        self._hand.do(edits.rename_issue(issue.id, issue.factor, issue.key, name))

    def merge(self, issue: IssueFacts, anchor: QRect) -> None:
        """Asks into which other issue one is merged."""
        field = self._field.field()
        if field is None or self._workspace.read_only:
            return
        others = {each.key: each for each in field.issues if each.key != issue.key}
        options = [Option(each.key, each.name, ", ".join(each.factors)) for each in others.values()]

        def take(picked: tuple[str, ...]) -> None:
            into = others[picked[0]]
            target = (into.id, into.factor, into.key, into.name)
            self._hand.do(edits.merge_issues((issue.id, issue.factor), target))
            self._hand.gone.emit(_("“{name}” merged into “{other}”").format(name=issue.name, other=into.name))

        title = _("Merge “{name}” into …").format(name=issue.name)
        self._pick(anchor, title, fitting(options), take)

    def make_factor(self, issue: IssueFacts) -> None:
        """Makes a bare subject a factor."""
        if issue.id is not None:
            self._hand.do(edits.factor_of_issue(issue.id, issue.name))

    def menu(self, issue: IssueFacts, rename: Callable[[], None], anchor: QRect) -> QMenu:
        """What can be done with an issue."""
        menu = QMenu(self._hand.view)
        if not self._workspace.read_only:
            add(menu, _("&Rename"), "F2", rename, "type")
            add(menu, _("&Merge into another …"), "Del", lambda: self.merge(issue, anchor), "arrow-left-right")
            if issue.bare and issue.id is not None:
                add(menu, _("Make it a &factor"), "", lambda: self.make_factor(issue), "shapes")
        return menu

    def _anchor(self, index: QModelIndex) -> QRect:
        lines = self._field.issue_list
        rect = lines.visualRect(index)
        return QRect(lines.viewport().mapTo(self._hand.window(), rect.topLeft()), rect.size())

    def _pick(self, anchor: QRect, title: str, offers: Callable[[str], Any], take: Callable[[Any], None]) -> None:
        if self._picks is None:
            self._picks = PickPanel(self._hand.window())
            self._picks.picked.connect(lambda keys: self._taking(keys) if self._taking else None)
        self._taking = take
        self._picks.ask(anchor, title, offers)
