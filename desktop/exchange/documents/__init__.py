"""Documents as plain text: one file a format, each giving the text as it will be stored.

``exchange`` and the reports come in. Read ``text.py`` first.
"""
