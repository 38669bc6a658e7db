"""The first version: there is nothing before it."""

from alembic.operations import Operations


def upgrade(operations: Operations) -> None:
    """Never called."""
    raise NotImplementedError(operations)
