"""When a follow-up is said, put off or dropped: a clock that only the test moves, and no database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from steady.records.follow_ups import About, Planned
from steady.serving.schedule import LOOK_EVERY, Standing, verdict, wait_until_next

DUE = datetime(2026, 11, 24, 20, 10, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
END = Planned(1, "p", "web", "urge_due", DUE, About("urge_wait", "ab12", loops=("urge_form",)))
MARK = Planned(2, "p", "web", "urge_mark", DUE, About("urge_wait", "ab12", loops=("urge_form",), optional=True))
HERE = Standing(current="ab12")
JUST_NOW = timedelta(seconds=20)


def held(planned: Planned) -> Planned:
    return Planned(**{**vars(planned), "held": True})


def test_not_before_its_time_and_then_at_once() -> None:
    assert verdict(END, DUE - timedelta(seconds=1), HERE) == "later"
    assert verdict(END, DUE, HERE) == "say"


@pytest.mark.parametrize(
    ("late", "end", "mark"), [(1, "say", "say"), (3, "say", "drop"), (29, "say", "drop"), (31, "drop", "drop")]
)
def test_the_end_may_come_late_a_mark_hardly(late: int, end: str, mark: str) -> None:
    assert verdict(END, DUE + late * MINUTE, HERE) == end
    assert verdict(MARK, DUE + late * MINUTE, HERE) == mark


@pytest.mark.parametrize("stage", ["asked", "soon", "safe_now", "medical", "imminent", "support", "third_person"])
def test_it_does_not_speak_over_the_crisis_route(stage: str) -> None:
    assert verdict(END, DUE, Standing(current="ab12", stage=stage)) == "drop"


@pytest.mark.parametrize(
    ("planned", "stage", "expected"),
    [
        (held(END), "watch", "drop"),  # a crisis came in between
        (held(END), None, "drop"),  # ... and a restart lost how it went on
        (held(END), "closed", "say"),  # it was a figure of speech
        (END, "watch", "say"),  # the crisis was before the wait
    ],
)
def test_a_crisis_in_between_ends_it(planned: Planned, stage: str | None, expected: str) -> None:
    assert verdict(planned, DUE, Standing(current="ab12", stage=stage)) == expected


def test_one_that_was_stopped_or_begun_anew_is_stale() -> None:
    assert verdict(END, DUE, Standing(current=None)) == "drop"
    assert verdict(END, DUE, Standing(current="cd34")) == "drop"


def test_after_a_restart_that_lost_the_conversation_it_is_said_all_the_same() -> None:
    assert verdict(END, DUE, Standing(known=False)) == "say"


def test_a_message_that_is_being_answered_comes_first() -> None:
    assert verdict(END, DUE, Standing(current="ab12", answering=True)) == "later"


def test_a_practice_is_finished_first_but_not_waited_for_for_ever() -> None:
    busy = Standing(current="ab12", loop="practice_form", silent=JUST_NOW)
    assert verdict(END, DUE, busy) == "later"
    assert verdict(END, DUE + 9 * MINUTE, busy) == "later"
    assert verdict(END, DUE + 10 * MINUTE, busy) == "say"
    assert verdict(MARK, DUE, busy) == "drop"
    left_alone = Standing(current="ab12", loop="practice_form", silent=4 * MINUTE)
    assert verdict(END, DUE, left_alone) == "say"


def test_its_own_open_question_does_not_keep_it_back() -> None:
    assert verdict(END, DUE, Standing(current="ab12", loop="urge_form", silent=JUST_NOW)) == "say"


def test_the_coachs_own_question_is_answered_first() -> None:
    assert verdict(END, DUE, Standing(current="ab12", asked=True, silent=JUST_NOW)) == "later"


@pytest.mark.parametrize(
    ("seconds", "wait"), [(None, LOOK_EVERY.total_seconds()), (2, 2.0), (600, LOOK_EVERY.total_seconds()), (-9, 0.1)]
)
def test_the_next_look_is_neither_late_nor_restless(seconds: float | None, wait: float) -> None:
    following = None if seconds is None else DUE + timedelta(seconds=seconds)
    assert wait_until_next(following, DUE) == pytest.approx(wait)
