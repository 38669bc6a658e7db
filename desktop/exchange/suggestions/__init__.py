"""Quotations and speakers found in a text, each with the reason why: offered to a person, never taken over by itself.

The workspace and the commands come in; nothing here reads a file or a network. Read ``suggest.py`` first.
"""
