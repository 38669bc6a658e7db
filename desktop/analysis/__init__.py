"""What follows from the record: pure functions from a Snapshot to cells with their reasons, and to what if.

The window, the reports and the commands come in; nothing here knows Qt, SQL, files or the clock. Read ``cells.py``
first, then ``exploration.py`` and ``live.py``.
"""
