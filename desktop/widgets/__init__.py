"""Pieces of screen that know no case: marks, chips, headers, delegates.

Views and dialogs come in. Read ``marks.py`` first: every stance is painted there.
"""
