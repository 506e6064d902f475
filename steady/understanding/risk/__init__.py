"""The risk screen: rules over text that raise suicide, self-harm, violence, medical emergencies and abuse.

Rules are data (data/risk); this package only runs them. It imports no Rasa, keeps
nothing of what it reads, and never raises for any text.
"""

from .decide import Risk
from .rules import RiskDataError
from .screen import Screen

__all__ = ["Risk", "RiskDataError", "Screen"]
