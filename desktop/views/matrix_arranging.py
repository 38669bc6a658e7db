"""How the matrix is arranged: who and what is shown, in which order and by what groups, and which way round."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal

from desktop import words
from desktop.models import matrix_order
from desktop.models.layout import Group, Layout, ordered
from desktop.models.matrix import MatrixModel
from desktop.models.sheet import Sheet
from desktop.views.matrix_layout import LayoutKeeper
from desktop.views.matrix_tools import MatrixTools
from desktop.widgets.controls import Button
from desktop.widgets.matrix_table import MatrixTable
from desktop.widgets.pick_panel import Option
from desktop.words import _
from desktop.workspace import Workspace


class MatrixArranging(QObject):
    """The tools above the table, and what they do to it. Orders and choices are the case's; which way round the table
    is, and whether it shows disagreements alone, is how a person looks at it now.
    """

    arranged = Signal()
    """The same sheet is shown otherwise."""
    turned = Signal(dict)
    """A person turned the table round, or left the agreements out: which way it was before, as for ``look``."""
    reordered = Signal()
    """A row or a column stands elsewhere."""

    def __init__(self, workspace: Workspace, model: MatrixModel, table: MatrixTable, parent: QObject) -> None:
        super().__init__(parent)
        self.model, self._table = model, table
        self.choices = MatrixTools()
        self.transpose = Button(_("Transpose"), "arrow-left-right", "flat", keys="T")
        self.transpose.setCheckable(True)
        self._keeper = LayoutKeeper(workspace, self)
        self._by_hand = True
        self._connect()

    def ways(self) -> dict[str, Any]:
        """Which way the table is shown, as arguments for ``look``."""
        return {"transposed": self.transpose.isChecked(), "only_disputed": self.choices.disputed.isChecked()}

    def look(self, transposed: bool | None = None, only_disputed: bool | None = None) -> None:
        """Shows the table in a way; what is not said stays as it is."""
        before = self.ways()
        self._by_hand = False
        if transposed is not None:
            self.transpose.setChecked(transposed)
        if only_disputed is not None:
            self.choices.show_disputed(only_disputed)
        self._by_hand = True
        if self.ways() != before:
            self._arrange()

    def forget(self) -> None:
        """Another case, or none."""
        self._keeper.forget()
        self.look(only_disputed=False)

    def renew(self) -> None:
        """A new sheet: it is laid out as the case says."""
        self._keeper.read()
        self._apply()

    def reveal(self, sheet: Sheet, actor: int, scenario: int) -> QModelIndex:
        """A cell that is left out is shown for now, since somebody goes there; invalid when there is none."""
        try:
            outermost = sheet.outline.path(actor)[0]
            keys = sheet.comparison.actor(outermost).key, sheet.comparison.scenario(scenario).key
        except KeyError:
            return QModelIndex()
        self._keeper.show_too(*keys)
        number = next(column.number for column in sheet.columns if column.scenario == scenario)
        self._by_hand = False
        if not sheet.disputed(sheet.parties(self._keeper.layout))[number]:
            self.choices.show_disputed(False)
        self._by_hand = True
        self._apply()
        return self.model.index_of(actor, scenario)

    def _connect(self) -> None:
        self.choices.largeChosen.connect(lambda way: self.model.show_assessments_first(way == 1))
        self.choices.actorsWanted.connect(self._choose_actors)
        self.choices.scenariosWanted.connect(self._choose_scenarios)
        self.choices.picked.connect(self._picked)
        self.choices.grouped.connect(self._group)
        self.choices.disputedToggled.connect(lambda on: self._turn(only_disputed=not on))
        self.transpose.toggled.connect(lambda on: self._turn(transposed=not on))
        self._table.stepped.connect(self._step)
        self._table.dropped.connect(self._drop)

    def _turn(self, **before: bool) -> None:
        """A way was chosen with a button."""
        if self._by_hand:
            was = self.ways() | before
            self._arrange()
            self.turned.emit(was)

    def _arrange(self) -> None:
        if self.model.sheet is not None:
            self._apply()
            self.arranged.emit()

    def _apply(self) -> None:
        """Lays the table out, and tells how."""
        layout, sheet = self._keeper.layout, self.model.sheet
        self.model.lay_out(layout, **self.ways())
        if sheet is not None:
            actors = [actor.key for actor in sheet.outline.outermost()]
            scenarios = [column.key for column in sheet.columns]
            shown = [key for key in actors if key not in layout.without_actors]
            chosen = [key for key in scenarios if key not in layout.without_scenarios]
            self.choices.tell((len(shown), len(actors)), (len(chosen), len(scenarios)), layout.group)

    def _keep(self, layout: Layout | None, label: str) -> None:
        """Lays the table out in another way, which the case keeps."""
        if layout is not None:
            self._keeper.keep(layout, label)
            self._arrange()

    def _choose_actors(self) -> None:
        """Asks whom to show."""
        sheet, layout = self.model.sheet, self._keeper.layout
        if sheet is not None:
            listed = sheet.outline.outermost(layout)
            options = [Option(each.key, each.name, words.actor_kind(each.kind)) for each in listed]
            self.choices.ask("actors", options, [key for key in _keys(options) if key not in layout.without_actors])

    def _choose_scenarios(self) -> None:
        """Asks which scenarios to show."""
        sheet, layout = self.model.sheet, self._keeper.layout
        if sheet is not None:
            listed = ordered(sheet.columns, layout.scenarios)
            options = [Option(each.key, each.title, each.label if each.label != each.title else "") for each in listed]
            chosen = [key for key in _keys(options) if key not in layout.without_scenarios]
            self.choices.ask("scenarios", options, chosen)

    def _picked(self, of: str, keys: tuple[str, ...]) -> None:
        sheet, layout = self.model.sheet, self._keeper.layout
        if sheet is None:
            return
        if of == "actors":
            offered = [actor.key for actor in sheet.outline.outermost()]
            self._keep(layout.choosing_actors(offered, keys), _("Choose the actors of the matrix"))
        else:
            offered = [column.key for column in sheet.columns]
            self._keep(layout.choosing_scenarios(offered, keys), _("Choose the scenarios of the matrix"))

    def _group(self, group: Group) -> None:
        self._keep(replace(self._keeper.layout, group=group), _("Group the actors of the matrix"))

    def _step(self, orientation: Qt.Orientation, section: int, step: int) -> None:
        """Moves a row or a column by one."""
        self._reorder(matrix_order.shifted(self.model, orientation, section, step))

    def _drop(self, orientation: Qt.Orientation, section: int, before: int) -> None:
        self._reorder(matrix_order.dropped(self.model, orientation, section, before))

    def _reorder(self, layout: Layout | None) -> None:
        self._keep(layout, _("Order the matrix"))
        if layout is not None:
            self.reordered.emit()


def _keys(options: list[Option]) -> list[str]:
    return [option.key for option in options]
