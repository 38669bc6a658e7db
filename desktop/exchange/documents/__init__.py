"""Documents as plain text, one file a format; and for PDFs the way from the text to its place on the pages.

``exchange`` and the reports come in through ``reading.py`` (text), ``pdf_viewer.py`` (pages) and ``page_map.py``; what
calls a parser runs in a confined process. Read ``reading.py`` first.
"""
