"""The risk screen: rules over text that raise suicide, self-harm, violence, medical emergencies and abuse.

Rules are data (data/risk); this package only runs them. It imports no Rasa, keeps
nothing of what it reads, and never raises for any text.
"""

from functools import lru_cache
from pathlib import Path

from .decide import Risk
from .rules import RiskDataError
from .screen import Screen

__all__ = ["Risk", "RiskDataError", "Screen", "shared_screen"]


@lru_cache(maxsize=2)
def shared_screen(folder: Path) -> Screen:
    """One screen a process: the front door and Rasa's component share its tables (80 MB)."""
    return Screen.load(folder)
