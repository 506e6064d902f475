"""The chart as data, SVG, PNG and text: whole, the same everywhere, and safe to put into a page."""

from __future__ import annotations

import io
import json
import re
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from steady.content.files import read_yaml
from steady.progress.chart import chart, number
from steady.progress.lines import bars, text_chart
from steady.progress.png import png
from steady.progress.series import MOST_DAYS, Pair, Point, Stretch, stretch
from steady.progress.svg import ATTRIBUTES, ELEMENTS, FRAME, HEIGHT, WIDTH, svg

SLOW_MACHINES = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

TODAY = date(2026, 3, 31)
WORDS = read_yaml(Path(__file__).parents[2] / "data" / "content" / "progress.yml")
SVG = "{http://www.w3.org/2000/svg}"


def days_ago(n: int) -> date:
    return TODAY - timedelta(days=n)


@pytest.fixture(scope="module")
def words(library):
    return library.progress


@pytest.fixture
def shown() -> Stretch:
    lines = {
        "anxiety": [Point(days_ago(6), 8), Point(days_ago(4), 6), Point(days_ago(0), 4.5)],
        "kindness": [Point(days_ago(4), 3)],
    }
    return stretch("week", TODAY, lines, [Pair(days_ago(4), 7, 4), Pair(days_ago(4), 6, 6)])


def test_the_chart_is_plain_data_that_any_channel_can_carry(shown: Stretch, words) -> None:
    made = chart(shown, words)
    assert json.loads(json.dumps(made)) == made
    assert made["title"] == "How it has been: the last 7 days"
    assert [line["name"] for line in made["series"]] == ["Anxiety", "Kindness to yourself"]


def test_the_summary_tells_what_the_picture_shows(shown: Stretch, words) -> None:
    assert chart(shown, words)["summary"] == (
        "Chart from 25 Mar to 31 Mar. Anxiety: 3 entries, lowest 4.5, highest 8, latest 4.5."
        " Kindness to yourself: one entry, 3. Practices and waits with a number before and after: 2."
    )


def test_the_table_has_every_number_the_newest_first(shown: Stretch, words) -> None:
    table = chart(shown, words)["table"]
    assert table["head"] == ["Day", "Anxiety", "Kindness to yourself", "Practice or wait, before → after"]
    assert table["rows"] == [
        ["31 Mar", "4.5", "", ""],
        ["27 Mar", "6", "3", "7 → 4, 6 → 6"],
        ["25 Mar", "8", "", ""],
    ]


def test_a_long_chart_says_that_its_points_are_weeks(words) -> None:
    long = stretch("all", TODAY, {"anxiety": [Point(days_ago(n), 5.0) for n in range(MOST_DAYS + 1)]}, [])
    assert words["by_week"] in chart(long, words)["summary"]


def test_the_points_lie_where_the_scale_says(shown: Stretch, words) -> None:
    tree = ElementTree.fromstring(chart(shown, words)["svg"])
    drawn = tree.find(f"{SVG}g[@class='line-anxiety']/{SVG}polyline")
    assert drawn is not None
    first, second, third = (tuple(map(float, pair.split(","))) for pair in drawn.get("points", "").split())
    assert first == (FRAME.left, FRAME.y(8)) and third == (FRAME.left + FRAME.width, FRAME.y(4.5))
    assert second[0] == pytest.approx(FRAME.left + FRAME.width / 3, abs=0.1)
    alone = tree.find(f"{SVG}g[@class='line-kindness']")
    assert alone is not None and alone.find(f"{SVG}polyline") is None, "one point is a mark and no line"


def nothing_but_a_picture(source: str) -> None:
    for element in ElementTree.fromstring(source).iter():
        assert element.tag.removeprefix(SVG) in ELEMENTS, element.tag
        assert set(element.attrib) <= set(ATTRIBUTES), element.attrib
        assert not any(
            "url" in value or ":" in value and "/" in value
            for key, value in element.attrib.items()
            if key != "aria-label"
        )


def test_the_picture_has_a_title_a_description_and_nothing_that_runs(shown: Stretch, words) -> None:
    source = chart(shown, words)["svg"]
    nothing_but_a_picture(source)
    tree = ElementTree.fromstring(source)
    assert tree.get("role") == "img" and tree.get("aria-label") == tree.findtext(f"{SVG}title")
    assert "Anxiety: 3 entries" in (tree.findtext(f"{SVG}desc") or "")


def test_the_page_lets_in_what_the_picture_is_made_of_and_no_more(root: Path) -> None:
    source = (root / "widget" / "chart.js").read_text(encoding="utf-8")
    for name, there in (("ELEMENTS", ELEMENTS), ("ATTRIBUTES", ATTRIBUTES)):
        listed = re.search(rf"{name} = new Set\(\[(.*?)\]\)", source, re.DOTALL)
        assert listed and re.findall(r'"([^"]+)"', listed[1]) == list(there)


POINTS = st.lists(st.builds(Point, st.dates(days_ago(400), TODAY), st.integers(0, 10).map(float)), max_size=12)
NASTY = st.text(max_size=20) | st.sampled_from(["<script>alert(1)</script>", '" onload="x', "]]>", "&lt;", "'>"])


@SLOW_MACHINES
@given(POINTS, POINTS, st.lists(st.builds(Pair, st.dates(days_ago(400), TODAY), *[st.integers(0, 10)] * 2), max_size=4),
       st.sampled_from(["week", "month", "all"]), NASTY)  # fmt: skip
def test_whatever_is_in_it_it_is_safe_and_inside_the_picture(one, other, pairs, period: str, text: str) -> None:
    clean = "".join(c for c in text if c.isprintable())
    words = {**WORDS, "scales": {**WORDS["scales"], "anxiety": clean}}
    made = chart(stretch(period, TODAY, {"anxiety": one, "urge": other}, pairs), words)
    nothing_but_a_picture(made["svg"])
    tree = ElementTree.fromstring(made["svg"])
    for dot in tree.iter(f"{SVG}circle"):
        assert 0 <= float(dot.get("cx", "")) <= WIDTH and 0 <= float(dot.get("cy", "")) <= HEIGHT
    assert made["text"].count("\n") <= 3


def test_text_for_a_terminal(shown: Stretch, words) -> None:
    rows = text_chart(chart(shown, words)).split("\n")
    assert rows[0].startswith("Anxiety ") and rows[0].endswith("▇·▅···▄  8 → 4.5")
    assert rows[1].endswith("··▃····  3")
    assert rows[2].endswith("7 → 4, 6 → 6")


@pytest.mark.parametrize(
    ("values", "days", "expected"),
    [
        ([(0, 0), (1, 10)], 2, "▁█"),
        ([(59, 10)], 60, "·" * 29 + "█"),
        ([(0, 0), (1, 10)], 60, "▅" + "·" * 29),
        ([], 3, "···"),
    ],
)
def test_bars(values: list[tuple[int, int]], days: int, expected: str) -> None:
    first = date(2026, 1, 1)
    points = [[(first + timedelta(days=n)).isoformat(), value] for n, value in values]
    assert bars(points, first, first + timedelta(days=days - 1)) == expected


def test_the_png_is_a_picture_of_some_size_and_always_the_same(shown: Stretch, words) -> None:
    from matplotlib.image import imread

    made = chart(shown, words)
    pixels = imread(io.BytesIO(png(made)))
    assert pixels.shape[:2] == (690, 1200)
    assert pixels[..., :3].std() > 0.05, "something is drawn"
    assert png(json.loads(json.dumps(made))) == png(made)


@pytest.mark.parametrize(("value", "said"), [(6.0, "6"), (6.5, "6.5"), (0, "0"), (10.0, "10")])
def test_numbers_are_said_plainly(value: float, said: str) -> None:
    assert number(value) == said


def test_every_word_of_the_chart_is_written(words) -> None:
    assert set(words["scales"]) == set(words["within"]) == {"anxiety", "urge", "kindness"}
    assert set(words["spans"]) == {"week", "month", "halves"} and set(words["periods"]) == set(words["asked"])
    assert len(words["months"]) == 12
    assert svg(chart(Stretch("week", days_ago(6), TODAY), words)).startswith("<svg")
