"""Answers to the two questions at the beginning, as people give them."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("24", "adult"), ("yes 24", "adult"), ("I’m 30, she is 17", "adult"), ("fifty two, mate", "adult"),
        ("im forty-four lol", "adult"), ("19 and a half", "adult"), ("61, sadly.", "adult"), ("I have 27 years", "adult"),
        ("52 y/o", "adult"), ("28F", "adult"), ("(35 m) yes", "adult"), ("of course I'm over 18", "adult"), ("a grown woman, thanks", "adult"),
        ("I'm in my sixties", "adult"), ("turning 21 next week", "adult"), ("yes sir, 33", "adult"), ("36 years old", "adult"),
        ("17 years old", "minor"), ("I'm 16", "minor"), ("i am only 15 but", "minor"), ("turning 17 soon", "minor"),
        ("thirteen", "minor"), ("under 18", "minor"), ("I'm not 18 yet", "minor"),
        ("no", "no"), ("Nope.", "no"), ("not yet", "no"),
        ("no thanks", None), ("no notes please", None), ("nah I'll leave it", None),
        ("she is 17", None), ("we've been together 25 years", None), ("25 years together", None), ("30 years married in june", None),
        ("20 minutes", None), ("3 kids 16 years", None), ("he rang 15 times", None), ("40 texts since noon", None), ("two dates", None),
        ("11 weeks in and I'm a wreck", None), ("my son is 12", None), ("", None), ("12 hours of silence", None),
        ("i am 100% sure he lies", None), ("I'm 2 months into this", None), ("I'm not under 18", "adult"),
        ("Ha, long past it, I'm fifty-eight and I have three grown daughters who would laugh at the question, and one of them at me", "adult"),
        ("Sure, I turned thirty in June, and we had a party in the garden with all of her friends and hardly one of mine", "adult"),
        ("My brother is forty, he has been married for fifteen years, and he says that I should stop asking her all the time", None),
    ],
)  # fmt: skip
def test_of_age(library, text: str, read: str | None) -> None:
    assert library.opening.of_age(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("sure, why not", "yes"), ("alright so, keep them", "yes"), ("you may", "yes"), ("ok yes", "yes"), ("I don't mind", "yes"),
        ("fine by me", "yes"), ("no, I don't mind", "yes"),
        ("I must decline", "no"), ("definitely not", None), ("of course not", None), ("no notes", "no"), ("keep nothing please", "no"), ("not needed, no thanks", "no"),
        ("ok but please don't", "no"), ("I'd rather not", "no"),
        ("Then no, please leave nothing behind, I share this laptop with my sister and she opens everything she can find on it", "no"),
        ("Yes please, do remember it, because I lose every good thing within the hour and then I am back at the start", "yes"),
        ("Yes, he came home at last and did not say a word, and I sat there with the dinner going cold between us", None),
        ("please delete everything you have about me", None), ("what if I don't love him", None), ("ok he is back", None),
        ("please, I can't calm down", None), ("nothing helps any more", None), ("sure he does", None), ("fine, yes", "yes"), ("sure, whatever", "yes"),
        ("absolutely not", "no"), ("no then", "no"), ("then I must decline", "no"), ("not required", "no"),
        ("ok but who sees it?", None), ("sure, what would you keep?", None), ("my husband is away", None), ("", None),
        ("ok so he has been quiet for two whole days now and I feel sick", None),
    ],
)  # fmt: skip
def test_on_notes(library, text: str, read: str | None) -> None:
    assert library.opening.on_notes(text) == read
