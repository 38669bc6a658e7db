"""The case file: everything that touches SQL, and nothing else.

Every other room may come in through ``db.case.Case``; the analysis and the widgets only through ``db.records`` and
``db.vocabulary``, which load no SQL. Read ``Case.change`` first: it is the one door for writing.
"""
