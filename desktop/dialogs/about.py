"""What the program is, which version, whose work it rests on."""

import platform

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QWidget

from desktop.dialogs.dialog import Dialog
from desktop.widgets.text import Paragraph
from desktop.words import PRODUCT, _


class AboutDialog(Dialog):
    """A few lines."""

    def __init__(self, version: str, parent: QWidget | None = None) -> None:
        super().__init__(f"{PRODUCT} {version}", parent)
        self.setMinimumWidth(460)
        for text in (
            _("What has each party said, on record, and how would it apply if …?"),
            _("Works offline. Nothing leaves this computer; a case is one file."),
            _(
                "Apache-2.0. Qt {qt} is used under the LGPL-3; the fonts Inter, Source Serif 4, Noto and Droid and "
                "the Lucide icons come with their licences."
            ).format(qt=qVersion()),
            _("Python {version} on {system}").format(version=platform.python_version(), system=platform.system()),
        ):
            self.content.addWidget(Paragraph(text))
        self.content.addStretch(1)
        self.add_button(_("Close"), main=True).clicked.connect(self.accept)
