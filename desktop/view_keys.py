"""The keys that work in the views, by view: the keyboard map is made from it and from the commands."""

from desktop.words import _


def view_keys() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """The keys that work in the views, by view: what they do, and the keys."""
    return (
        (
            _("In the matrix"),
            (
                (_("Go to a cell"), "Left, Right, Up, Down"),
                (_("To the edges"), "Home, End, Ctrl+Home, Ctrl+End"),
                (_("Open the quotations of a cell"), "Return"),
                (_("Open or close an actor’s speakers"), "Space"),
                (_("On an actor: open, close its speakers"), "Right, Left"),
                (_("Assess a cell"), "E"),
                (_("Write a note on a cell"), "N"),
                (_("What if, from the scenario of a cell"), "W"),
                (_("Exchange rows and columns"), "T"),
                (_("Move the current row"), "Alt+Up, Alt+Down"),
                (_("Move the current column"), "Alt+Shift+Left, Alt+Shift+Right"),
                (_("Select more cells; copy them, or the whole table"), "Shift+Right, Shift+Down, Ctrl+C"),
            ),
        ),
        (
            _("In the sources"),
            (
                (_("Select this sentence, again: one more"), "S"),
                (_("Select by letters and lines"), "Shift+Left, Shift+Right, Shift+Up, Shift+Down"),
                (_("Code the words selected"), "Ctrl+Return"),
                (_("Write a note on them, or on the source"), "N"),
                (_("Copy them with their source"), "Ctrl+Shift+C"),
                (_("Previous, next coded passage"), "Ctrl+Up, Ctrl+Down"),
                (_("Open a coded passage in the form"), "Return"),
                (_("Next, previous suggestion; code it, skip it"), "J, K, A, X"),
                (_("Find in the source, next, previous hit"), "Ctrl+F, F3, Shift+F3"),
                (_("New source from the clipboard, on the list"), "Ctrl+V"),
                (_("Delete a source that is not quoted"), "Del"),
                (_("Original pages: larger, smaller, as wide as the view"), "+, -, 0"),
            ),
        ),
        (
            _("Side by side"),
            (
                (_("Another party or scenario on the left, on the right"), "Left, Right"),
                (_("Open the cell whose words are shown"), "Return"),
                (_("Show the words on the left, on the right in their source"), "L, R"),
                (_("Put what is compared into the report"), "P"),
            ),
        ),
        (
            _("What if"),
            (
                (_("Walk through the values and factors"), "Left, Right, Up, Down"),
                (_("Choose a value"), "Space"),
                (_("Choose a value beside those chosen"), "Ctrl+Space"),
                (_("Leave a factor open"), "Backspace"),
                (_("Back, forward through the situations tried"), "[, ]"),
            ),
        ),
        (
            _("While coding"),
            (
                (_("Save, save and go on to the next suggestion"), "Ctrl+Return, Ctrl+Shift+Return"),
                (_("Take the speaker or the value offered; go on"), "Return"),
                (_("Set the stance"), "1, 2, 3, 4, 5"),
                (_("Take what is guessed"), "Ctrl+Space"),
                (_("Pick the start or the end of the words, to move it by word"), "[, ], Left, Right"),
                (_("Move it by letter"), "Shift+Left, Shift+Right"),
                (_("Take away a position or an alternative"), "Del"),
                (_("The same remark, another one; replaces, withdraws, both hold"), "Y, N, R, W, B"),
                (_("Leave, go on"), "Esc, L, G"),
            ),
        ),
        (
            _("On a suggested quotation"),
            (
                (_("Next, previous one"), "J, K, Down, Up"),
                (_("Code it"), "A, Return"),
                (_("Skip it"), "X, Del"),
            ),
        ),
        (
            _("In the statements"),
            (
                (_("All the words of a statement in their place"), "Space"),
                (_("Show a statement in its source"), "Return"),
                (_("Select more: neighbours, one by one"), "Shift+Down, Ctrl+Space"),
                (_("Filter, find words"), "F, Ctrl+F"),
                (_("Take the last filter away, in the empty find box"), "Backspace"),
                (_("Set the stance of all selected"), "1, 2, 3, 4, 5"),
                (_("Add a condition to all selected"), "C"),
                (_("Note on all selected"), "N"),
                (_("Make the change in the form"), "Ctrl+Return"),
                (_("Delete all selected, rename or delete a saved view"), "Del, F2"),
                (_("Close, open a group"), "Left, Right"),
            ),
        ),
        (
            _("In the scenarios"),
            (
                (_("To the field of a scenario"), "Return"),
                (_("Rename, delete a scenario"), "F2, Del"),
                (_("Write a note on a scenario, on a factor"), "N"),
                (_("Move a scenario among its like"), "Alt+Up, Alt+Down"),
                (_("Make it a branch of the one before, take it out"), "Ctrl+Shift+Right, Ctrl+Shift+Left"),
            ),
        ),
        (
            _("In the field of factors"),
            (
                (_("Go to a value, to the name of a factor"), "Left, Right, Up, Down"),
                (_("Set a value or clear it; more about a factor"), "Space"),
                (_("Allow a value beside those that are set"), "Ctrl+Space"),
                (_("Leave a factor open"), "Backspace"),
                (_("Rename a value or a factor"), "Return, F2"),
                (_("Add a value"), "+"),
                (_("Delete a value or a factor, a pair; merge an issue"), "Del"),
                (_("Move a value or a factor"), "Alt+Up, Alt+Down"),
            ),
        ),
        (
            _("In the report"),
            (
                (_("Turn a part on or off"), "Space"),
                (_("Move a part or a scenario"), "Alt+Up, Alt+Down"),
                (_("Go to the next comment, or the one before"), "Ctrl+Down, Ctrl+Up"),
                (_("Export the brief"), "Ctrl+Return"),
            ),
        ),
        (
            _("In the marks of a file"),
            (
                (_("Take over as note"), "N"),
                (_("Code as statement"), "A"),
                (_("Go there"), "Return"),
            ),
        ),
        (
            _("In the actors"),
            (
                (_("Change what is known of an actor"), "Return, F2"),
                (_("Find an actor"), "Ctrl+F"),
                (_("Merge with another actor"), "M"),
                (_("Write a note on an actor"), "N"),
                (_("Delete an actor"), "Del"),
                (_("Walk where it stands, open a cell"), "Left, Right, Return"),
            ),
        ),
        (
            _("In the inspector"),
            (
                (_("Next, previous quotation"), "Down, Up"),
                (_("Show a quotation in its source"), "Return"),
            ),
        ),
        (
            _("In the history"),
            (
                (_("Find an entry; on to the list"), "Ctrl+F, Down"),
                (_("Go back to the entry"), "Ctrl+Return"),
                (_("Undo the going back"), "Ctrl+Z"),
            ),
        ),
        (
            _("Everywhere"),
            (
                (_("Close what is open, leave a field"), "Esc"),
                (_("The main button of a dialog"), "Ctrl+Return"),
                (_("Take a case from the list of recent cases"), "Del"),
                (_("The backups of a recent case"), "B"),
            ),
        ),
    )
