"""Asking to be reminded, and what only sounds like it."""

from __future__ import annotations

import pytest

from steady.dialogue.reminder_words import about_reminders


@pytest.mark.parametrize(
    "text",
    [
        "can you remind me to check in every evening",
        "Remind me at 9pm",
        "remind me",
        "I'd like a daily reminder please",
        "set a reminder for eight",
        "could you please remind me tomorrow",
        "change the reminder to 7am",
        "remind me every morning",
    ],
)
def test_a_wish_for_a_reminder(text: str) -> None:
    assert about_reminders(text) == "remind_me"


@pytest.mark.parametrize(
    "text",
    ["stop reminding me", "no more reminders please", "turn off the reminder", "I don't want any reminders",
     "cancel my daily reminder", "don’t remind me any more", "reminders off"],
)  # fmt: skip
def test_a_wish_for_none(text: str) -> None:
    assert about_reminders(text) == "reminder_off"


@pytest.mark.parametrize(
    "text",
    [
        "he reminds me of my ex",
        "remind me why I love him",
        "can you remind me of what self-compassion is",
        "hi its my reminder going off lol. today i feel wobbly",
        "I set the reminder for 9pm and it rang inside the bus",
        "I have to remind myself to breathe",
        "don't remind me of that night",
        "I keep a picture as a reminder",
        "she said I had to remind her every day that I love her and now " + "and " * 30 + "remind me every day",
        "",
    ],
)
def test_what_only_sounds_like_it(text: str) -> None:
    assert about_reminders(text) is None
