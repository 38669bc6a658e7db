"""The screens, one file each, named as in the menu.

The window comes in; a view reaches the case through the workspace alone. Read ``matrix.py`` first.
"""
