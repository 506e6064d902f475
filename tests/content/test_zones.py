"""Time zones, as people name them."""

from __future__ import annotations

from pathlib import Path

import pytest

from steady.content.files import ContentError
from steady.content.zones import city, load_zones


@pytest.fixture(scope="module")
def zones(root: Path):
    return load_zones(root / "data" / "content")


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("London", "Europe/London"),
        ("I'm in Berlin", "Europe/Berlin"),
        ("eastern time please", "America/New_York"),
        ("EST", "America/New_York"),  # what people call it; with summer time
        ("New York", "America/New_York"),
        ("Europe/Paris", "Europe/Paris"),
        ("america/new_york", "America/New_York"),
        ("Phoenix, Arizona", "America/Phoenix"),
        ("Buenos Aires", "America/Argentina/Buenos_Aires"),
        ("Nairobi", "Africa/Nairobi"),
        ("UTC+2", "Etc/GMT-2"),
        ("gmt -5", "Etc/GMT+5"),
        ("gmt", "Europe/London"),
        ("utc+99", None),
        ("the moon", None),
        ("", None),
        ("I really don't know which one that would be so you tell me Paris", None),
    ],
)
def test_a_zone_is_read(zones, text: str, zone: str | None) -> None:
    assert zones.read(text) == zone


@pytest.mark.parametrize(
    ("zone", "name"), [("America/New_York", "New York"), ("UTC", "UTC"), ("Etc/GMT-2", "UTC+2"), ("Etc/GMT+5", "UTC-5")]
)
def test_a_zone_is_named(zone: str, name: str) -> None:
    assert city(zone) == name


def test_every_country_with_numbers_has_a_zone(zones, library) -> None:
    assert {code for code in library.helplines.names if library.helplines.known(code)} <= set(zones.of_country)
    assert zones.home("GB") == "Europe/London" and zones.home(None) == "UTC" == zones.home("XX")


def test_a_zone_that_does_not_exist_is_named(root: Path, tmp_path: Path) -> None:
    text = (root / "data" / "content" / "zones.yml").read_text(encoding="utf-8")
    (tmp_path / "zones.yml").write_text(text.replace("Europe/Oslo", "Europe/Olso", 1), encoding="utf-8")
    with pytest.raises(ContentError, match="Europe/Olso"):
        load_zones(tmp_path)
