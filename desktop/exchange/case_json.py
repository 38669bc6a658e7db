"""A case as JSON: the facade of the files beside it.

``case_shape`` says the format once, ``case_parse`` reads it with all faults at once, ``case_dump`` writes it,
``case_merge`` puts two cases together, ``case_schema`` tells it to other programs.
"""

from desktop.exchange.case_dump import dump
from desktop.exchange.case_faults import CaseFaults
from desktop.exchange.case_parse import parse

__all__ = ["CaseFaults", "dump", "parse"]
