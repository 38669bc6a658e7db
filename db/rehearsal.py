"""Asks an empty case in memory what opening one asks, so that all of it is at hand when the first case is opened.

SQLAlchemy looks at our tables, and makes each question, the first time it is wanted: that takes longer than answering.
"""

import sqlite3
from pathlib import Path

from db import cache, opening, snapshot, unfinished
from db.reading import Reading
from db.sqlite import connections

_ASIDE = ("table search_", "table sqlite_")
"""Tables that SQLite makes itself."""


def rehearse() -> None:
    """Leaves nothing behind."""
    memory = sqlite3.connect(":memory:", isolation_level=None)
    try:
        for name, declared in opening.shape().items():
            if not name.startswith(_ASIDE):
                memory.execute(declared)
        engine = connections.engine(memory, Path(":memory:"))
        with engine.connect() as connection:
            opening.describe(connection, title="", language="en")
            opening.watch(memory)
            _ask(Reading(connection))
        engine.dispose()
    finally:
        memory.close()


def _ask(reading: Reading) -> None:
    """What is asked of a case on its way to the screen."""
    cache.is_empty(reading.connection)
    cache.load(reading)
    snapshot.read_columns(reading)
    snapshot.build(reading)
    unfinished.read(reading)
