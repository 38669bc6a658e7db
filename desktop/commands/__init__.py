"""The commands, one file each: ``arguments`` says what it takes, ``run`` does it and gives the exit status.

Only ``desktop/cli.py`` comes in; it loads a command when that is called. Nothing here knows Qt.
Read ``matrix.py`` first.
"""
