import pytest
from PySide6.QtCore import QMimeData, Qt

from db.vocabulary import Stance
from desktop.widgets.estimates import mixing
from desktop.widgets.stance_keys import StanceKeys
from desktop.widgets.text import Formatted, formatted
from desktop.widgets.writing import Writing

Key = Qt.Key


@pytest.fixture
def keys(qtbot, look):
    found = StanceKeys("Stance")
    qtbot.addWidget(found)
    found.show()
    return found


def test_digits_and_arrows_take_a_stance(qtbot, keys):
    taken = []
    keys.chosen.connect(taken.append)
    qtbot.keyClick(keys.focusProxy(), Key.Key_4)
    qtbot.keyClick(keys.focusProxy(), Key.Key_Right)
    qtbot.keyClick(keys.focusProxy(), Key.Key_Right)
    qtbot.keyClick(keys.focusProxy(), Key.Key_Left)
    assert taken == [Stance.ACCEPTS, Stance.SUPPORTS, Stance.SUPPORTS, Stance.ACCEPTS]
    assert keys.stance is Stance.ACCEPTS


def test_arrows_follow_the_reading_direction(qtbot, keys):
    keys.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.keyClick(keys.focusProxy(), Key.Key_Left)
    assert keys.stance is Stance.REJECTS


def test_writing_takes_plain_text_alone(qtbot, look):
    field = Writing("Note")
    qtbot.addWidget(field)
    paste = QMimeData()
    paste.setHtml("<b>bold</b>")
    paste.setText("plain")
    field.insertFromMimeData(paste)
    assert field.text() == "plain"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("a *b* **c**", "a <i>b</i> <b>c</b>"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("- one\n- two", "&nbsp;•&nbsp;one<br>&nbsp;•&nbsp;two"),
        ('<img src="file:///etc/passwd">', "&lt;img src=&quot;file:///etc/passwd&quot;&gt;"),
        ("**<b>**", "<b>&lt;b&gt;</b>"),
    ],
)
def test_light_formatting_and_nothing_else(written, shown):
    assert formatted(written) == shown


def test_a_note_loads_nothing(qtbot, look, tmp_path):
    file = tmp_path / "secret.png"
    file.write_bytes(b"not a picture")
    label = Formatted(f'<img src="{file.as_uri()}"> *x*')
    qtbot.addWidget(label)
    assert "&lt;img" in label.text()


@pytest.mark.parametrize(
    ("text", "mixed"),
    [
        ("They probably object. We have high confidence in it.", False),
        ("They will probably object, with high confidence.", True),
        ("We are confident that it is unlikely", True),
        ("Likely.", False),
        ("The confidence-building measures go on.", False),
        ("", False),
    ],
)
def test_likelihood_and_confidence(text, mixed):
    assert (mixing(text) is not None) == mixed
