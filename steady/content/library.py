"""All content of one data folder, loaded once a process.

Rasa makes its components itself, from configuration only; this is how they and the
actions reach the content without reading files at import.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from steady.content.answers import Answers, load_answers
from steady.content.asked_again import Doubts, load_doubts
from steady.content.check_in import CheckInWords, load_check_in_words
from steady.content.clean_ask import CleanAskWords, load_clean_ask
from steady.content.course import Day, load_course
from steady.content.course_talk import CourseTalk, load_course_talk
from steady.content.files import read_yaml
from steady.content.follow_up import FollowUpWords, load_follow_up_words
from steady.content.heard import HeardWords, load_heard_words
from steady.content.helplines import Helplines, load_helplines
from steady.content.lead import LeadWords, load_lead_words
from steady.content.letters import Letters, load_letters
from steady.content.opening import OpeningWords, load_opening_words
from steady.content.partner_card import Card, load_partner_cards
from steady.content.places import Places, load_places
from steady.content.practice_talk import PracticeTalk, load_practice_talk
from steady.content.practices import Practice, load_practices
from steady.content.standing import StandingWords, load_standing_words
from steady.content.therapy import Therapy, load_therapy
from steady.content.therapy_talk import TherapyTalk, load_therapy_talk
from steady.content.urge import UrgeWords, load_urge_words
from steady.content.zones import Zones, load_zones


@dataclass(frozen=True)
class Library:
    folder: Path
    helplines: Helplines
    places: Places
    answers: Answers
    opening: OpeningWords
    lead: LeadWords
    practices: dict[str, Practice]
    practice_talk: PracticeTalk
    letters: Letters
    course: tuple[Day, ...]
    course_talk: CourseTalk
    partner_cards: dict[str, Card]
    heard: HeardWords
    standing: StandingWords
    follow_up: FollowUpWords
    urge: UrgeWords
    therapy: Therapy
    therapy_talk: TherapyTalk
    check_in: CheckInWords
    zones: Zones
    clean_ask: CleanAskWords
    doubts: Doubts
    progress: dict[str, Any]  # data/content/progress.yml: the words in and around the chart
    words: dict[str, Any]  # data/content/ui.yml: titles of buttons and short names


@lru_cache(maxsize=4)
def load_library(folder: Path) -> Library:
    """Reads everything under `folder` (data/content). Raises ContentError for the first broken file."""
    helplines = load_helplines(folder)
    practices = load_practices(folder / "practices")
    return Library(
        folder=folder,
        helplines=helplines,
        places=load_places(folder, helplines.names),
        answers=load_answers(folder),
        opening=load_opening_words(folder),
        lead=load_lead_words(folder),
        practices=practices,
        practice_talk=load_practice_talk(folder),
        letters=load_letters(folder),
        course=load_course(folder / "course", practices),
        course_talk=load_course_talk(folder),
        partner_cards=load_partner_cards(folder),
        heard=load_heard_words(folder),
        standing=load_standing_words(folder),
        follow_up=load_follow_up_words(folder),
        urge=load_urge_words(folder),
        therapy=load_therapy(folder, helplines.names),
        therapy_talk=load_therapy_talk(folder),
        check_in=load_check_in_words(folder),
        zones=load_zones(folder),
        clean_ask=load_clean_ask(folder),
        doubts=load_doubts(folder),
        progress=read_yaml(folder / "progress.yml"),
        words=read_yaml(folder / "ui.yml"),
    )


def library() -> Library:
    """The library of the project in the working folder."""
    return load_library(Path("data") / "content")
