"""What "do you mean ... or ...?" offers: readings about what somebody brings, and only fair ones."""

from __future__ import annotations

import pytest

from actions.about import best_readings


def ranked(**readings: float) -> list[dict[str, object]]:
    return [{"name": name, "confidence": confidence} for name, confidence in readings.items()]


@pytest.mark.parametrize(
    ("ranking", "offered"),
    [
        (ranked(share_jealousy=0.3, share_doubt=0.25), ["share_jealousy", "share_doubt"]),
        (ranked(share_jealousy=0.35, share_doubt=0.1), ["share_jealousy"]),  # far less likely than the first
        (ranked(ask_privacy=0.2, share_jealousy=0.18, bot_complaint=0.15), ["share_jealousy"]),  # about the program
        (ranked(ask_privacy=0.34, share_jealousy=0.3), ["ask_privacy", "share_jealousy"]),  # rather likely after all
        (ranked(share_doubt=0.05), []),
    ],
)
def test_only_fair_readings_are_offered(ranking: list[dict[str, object]], offered: list[str]) -> None:
    assert best_readings(ranking) == offered
