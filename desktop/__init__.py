"""The application: what follows from the record, its files in and out, and the window.

``desktop.cli`` and the rooms ``analysis``, ``exchange`` and ``reports`` know no Qt; the window's rooms lie beyond it.
Read ``desktop/__main__.py`` first.
"""
