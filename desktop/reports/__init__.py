"""What was concluded, for readers: the comparison brief as data, its pages, and the notes as PDF annotations.

The workspace and the commands come in; nothing here knows Qt or SQL. Read ``brief.py`` first, then ``export.py``.
"""
