"""The few windows that interrupt: the keyboard map, trouble, what the program is.

The window comes in.
"""
