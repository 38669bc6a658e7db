"""A disk in memory that can lose its power and fail: a VFS for SQLite that knows what was synced and what was not.

On a crash, what was synced stays; of everything else each sector is kept, dropped or becomes rubbish, and files that
were made or deleted may be there or not. The first sync of a new file makes its name durable, as on most systems.
"""

import itertools

import apsw

SECTOR = 512
KEPT, DROPPED = 0.45, 0.50
_NAMES = itertools.count()


class Stored:
    """A file: what it holds, what of it is on the disk, and what was done since."""

    def __init__(self):
        self.content = bytearray()
        self.synced = b""
        self.pending = []
        self.named = False


class Disk(apsw.VFS):
    """The disk; ``fail`` is asked before each thing that it does, and may raise."""

    def __init__(self):
        self.name = f"disk{next(_NAMES)}"
        self.files = {}
        self.deleted = {}
        self.calls = 0
        self.fail = lambda _number, _what: None
        super().__init__(self.name, "")

    def step(self, what):
        self.calls += 1
        self.fail(self.calls, what)

    def xOpen(self, name, flags):
        self.step("open")
        plain = name if isinstance(name, str) else name.filename() if name is not None else f"temp{next(_NAMES)}"
        if plain not in self.files:
            if not flags[0] & apsw.SQLITE_OPEN_CREATE:
                raise apsw.CantOpenError
            self.files[plain] = Stored()
        flags[1] = flags[0]
        return OpenFile(self, self.files[plain])

    def xDelete(self, name, syncdir):
        self.step("delete")
        stored = self.files.pop(name, None)
        if stored is not None and stored.named:
            self.deleted[name] = stored
        if syncdir:
            self.step("sync folder")
            self.deleted.clear()

    def xAccess(self, name, _flags):
        self.step("look")
        return name in self.files

    def xFullPathname(self, name):
        return name

    def crashed(self, draw):
        """What is on the disk after the power went: names and their contents."""
        found = {
            name: after(stored, draw) for name, stored in self.files.items() if stored.named or draw.random() < 0.5
        }
        for name, stored in self.deleted.items():
            if draw.random() < 0.5:
                found.setdefault(name, after(stored, draw))
        return found

    def load(self, files):
        """Puts files on the disk, safe and sound."""
        for name, content in files.items():
            stored = self.files[name] = Stored()
            stored.content[:] = stored.synced = bytes(content)
            stored.named = True


def after(stored, draw):
    """What of a file is left when the power goes."""
    content = bytearray(stored.synced)
    for what, at, data in stored.pending:
        if what == "truncate":
            if draw.random() < 0.5:
                del content[at:]
            continue
        for start in range(0, len(data), SECTOR):
            piece, fate = data[start : start + SECTOR], draw.random()
            if fate < DROPPED:
                continue
            if fate > DROPPED + KEPT:
                piece = draw.randbytes(len(piece))
            end = at + start + len(piece)
            content.extend(bytes(max(0, end - len(content))))
            content[at + start : end] = piece
    return bytes(content)


class OpenFile:
    """A file that SQLite has open."""

    def __init__(self, disk, stored):
        self._disk = disk
        self._file = stored
        self._level = 0

    def xRead(self, amount, offset):
        self._disk.step("read")
        return bytes(self._file.content[offset : offset + amount])

    def xWrite(self, data, offset):
        self._disk.step("write")
        content = self._file.content
        content.extend(bytes(max(0, offset + len(data) - len(content))))
        content[offset : offset + len(data)] = data
        self._file.pending.append(("write", offset, bytes(data)))

    def xTruncate(self, size):
        self._disk.step("truncate")
        del self._file.content[size:]
        self._file.pending.append(("truncate", size, b""))

    def xSync(self, _flags):
        self._disk.step("sync")
        self._file.synced = bytes(self._file.content)
        self._file.pending.clear()
        self._file.named = True

    def xFileSize(self):
        self._disk.step("size")
        return len(self._file.content)

    def xLock(self, level):
        self._level = level

    def xUnlock(self, level):
        self._level = level

    def xCheckReservedLock(self):
        return False

    def xFileControl(self, _op, _pointer):
        return False

    def xSectorSize(self):
        return SECTOR

    def xDeviceCharacteristics(self):
        return 0

    def xClose(self):
        pass
