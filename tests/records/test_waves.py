"""A person's own waves: kept with consent only, looked back on with true medians."""

from __future__ import annotations

from datetime import timedelta

from steady.records.database import Database
from steady.records.waves import LookBack, Wave, latest_waves, look_back, note_wave

from .helpers import NOON


def test_nothing_is_kept_without_consent(database: Database, ada: str) -> None:
    with database.session() as session:
        assert not note_wave(session, ada, Wave("text", 10, "waited", 8, 3), at=NOON)
        assert latest_waves(session, ada) == ()


def test_the_latest_five_that_were_waited_out_and_rated(database: Database, consented: str) -> None:
    told = [
        Wave("text", 2, "waited", 1, 0),  # the sixth from the end
        Wave("call", 5, "waited", 9, 4),
        Wave("ask", 5, "did_it", 10, 0),  # an urge that was followed says nothing about waiting
        Wave("ask", 5, "waited", None, 2),
        Wave("ask", 10, "still_waiting", 8, 5, ((5, 7),)),
        Wave("ask", 10, "waited", 8, 3),
        Wave("text", 10, "waited", 6, 3),
        Wave("text", 10, "waited", 7, 1),
    ]
    with database.session() as session:
        for day, wave in enumerate(told):
            assert note_wave(session, consented, wave, at=NOON + timedelta(days=day))
        latest = latest_waves(session, consented)
    assert latest == tuple(told[i] for i in (7, 6, 5, 4, 1))
    assert look_back(latest) == LookBack(5, 8, 3)


def test_medians_of_an_even_number_lie_between() -> None:
    assert look_back([Wave("text", 5, "waited", 8, 3), Wave("text", 5, "waited", 7, 4)]) == LookBack(2, 7.5, 3.5)


def test_one_wave_is_no_pattern_and_a_slip_is_none() -> None:
    one = Wave("text", 5, "waited", 8, 3)
    assert look_back([one]) is None and look_back([one, Wave("text", 5, "did_it", 9, 1)]) is None
