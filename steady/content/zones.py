"""Which time zone somebody names, and which ones a country has."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import available_timezones

from steady.content.answers import plain
from steady.content.files import ContentError, need, read_yaml

# "utc+2", "gmt-5": a fixed hour, with no summer time. The tz database counts the sign the other way round.
OFFSET = re.compile(r"\b(?:utc|gmt)\s*([+-])\s*(\d{1,2})(?!\d|:)", re.IGNORECASE)
MOST_WORDS = 8
MOST_OFFSET = 12


@dataclass(frozen=True)
class Zones:
    names: Mapping[str, str]  # lower-case name -> zone of the tz database
    of_country: Mapping[str, tuple[str, ...]]

    def read(self, text: str) -> str | None:
        """The zone that a short answer names by a city, a region or its usual name; else None."""
        if found := OFFSET.search(text):
            hours = int(found[2])
            sign = "-" if found[1] == "+" else "+"
            return f"Etc/GMT{sign}{hours}" if hours <= MOST_OFFSET else None
        words = plain(text.replace("/", " ").replace("_", " ")).split()
        if len(words) > MOST_WORDS:
            return None
        for length in range(min(4, len(words)), 0, -1):
            for start in range(len(words) - length + 1):
                if zone := self.names.get(" ".join(words[start : start + length])):
                    return zone
        return None

    def home(self, country: str | None) -> str:
        """A zone for telling what day it is; UTC where nothing is known."""
        return self.of_country.get(country or "", ("UTC",))[0]


def city(zone: str) -> str:
    """How a zone is called in a sentence: its city ("New York"), or "UTC+2" for a fixed hour."""
    if zone.startswith("Etc/GMT") and zone != "Etc/GMT":
        return "UTC" + zone.removeprefix("Etc/GMT").translate(str.maketrans("+-", "-+"))
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def load_zones(folder: Path) -> Zones:
    """Reads `zones.yml`. Raises ContentError for a zone that the tz database does not have."""
    path = folder / "zones.yml"
    raw = read_yaml(path)
    countries, extra = need(raw, "countries", dict, path, "top level"), need(raw, "names", dict, path, "top level")
    known = available_timezones()
    for zone in [*(zone for zones in countries.values() for zone in zones), *extra]:
        if zone not in known:
            raise ContentError(f"{path}: {zone!r} is no time zone of the tz database. Correct it.")
    # Regions only: the short ones ("EST", "Cuba") have no summer time, or are old names.
    # Of two names of one city the longer is the one in use (America/Argentina/Buenos_Aires).
    cities = {
        city(zone).lower(): zone
        for zone in sorted(known, key=lambda z: (len(z), z))
        if zone.count("/") and not zone.startswith("Etc/")
    }
    given = {plain(name): zone for zone, names in extra.items() for name in names}
    return Zones({**cities, **given}, {code: tuple(zones) for code, zones in countries.items()})
