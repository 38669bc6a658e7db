"""One file for each version of the tables, ``v0002.py`` and so on: how the version before becomes this one.

Each has a function ``upgrade(operations)`` with Alembic's operations. References are not enforced while it runs; they
are checked afterwards. The rows are copied into a fresh file at the end, so the exact text of a table does not matter.
"""
