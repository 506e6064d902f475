"""The risk screen: raises suicide, self-harm, violence, medical emergencies and abuse in any text.

Rules are data (data/risk), and so are the examples of the learned reading beside them. This package
imports no Rasa, keeps nothing of what it reads, and never raises for any text.
"""

from functools import lru_cache
from pathlib import Path

from .decide import Risk
from .reader import RiskReader, open_reader
from .rules import RiskDataError
from .screen import Screen

__all__ = ["Risk", "RiskDataError", "RiskReader", "Screen", "shared_reader", "shared_screen"]


@lru_cache(maxsize=2)
def shared_screen(folder: Path) -> Screen:
    """One screen a process: the front door and Rasa's component share its tables (80 MB)."""
    return Screen.load(folder)


@lru_cache(maxsize=2)
def shared_reader(folder: Path) -> RiskReader:
    """The screen with the learned reading, one a process."""
    return open_reader(shared_screen(folder))
