"""Tells which Debian packages Qt's window still needs on this machine, and installs them when it may.

Usage: qt_packages.py [--install]. Exit status 0 when nothing is missing (or it was installed), else 1.
"""

import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libOpenGL.so.0": "libopengl0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
USED = ("Qt/lib/libQt6Widgets.so.6", "Qt/lib/libQt6Svg.so.6", "Qt/plugins/platforms/libqxcb.so")


def missing_libraries() -> set[str]:
    """The shared libraries that Qt's widgets and its X11 plugin look for in vain."""
    spec = find_spec("PySide6")
    if spec is None or spec.origin is None or shutil.which("ldd") is None:
        return set()
    home = Path(spec.origin).parent
    told = ""
    for name in USED:
        if (home / name).exists():
            told += subprocess.run(["ldd", str(home / name)], capture_output=True, text=True, check=False).stdout
    return set(re.findall(r"^\s*(\S+) => not found", told, re.MULTILINE))


def main() -> int:
    """Says what is missing; installs it as root with apt-get when asked to."""
    libraries = missing_libraries()
    if not libraries:
        return 0
    packages = sorted({PACKAGES.get(name, f"(the package of {name})") for name in libraries})
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    may = "--install" in sys.argv and hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")
    if may:
        print("Installing what Qt needs:", " ".join(packages), file=sys.stderr)
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        if subprocess.run([*command, "-qq"], check=False).returncode == 0 and not missing_libraries():
            return 0
    print("Qt's window needs system packages that are not here. Install them with", file=sys.stderr)
    print("    sudo " + " ".join(command), file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
