"""Qt item models over records and answers: they hold ids, never raise from ``data`` and know no widget.

Views come in. Read ``matrix.py`` first.
"""
