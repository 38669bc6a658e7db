"""Whatever is SQLite's own and would be written anew for another database; nothing else in ``db`` knows it.

Only ``db`` comes in. ``connections`` opens the file and says how it is read and written, ``faults`` sorts its error
codes into ours, ``triggers`` notes what an edit touched. Read ``connections.engine`` first.
"""
