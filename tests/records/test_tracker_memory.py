from hypothesis import given
from hypothesis import strategies as st

from steady.records.tracker_memory import Conversation, TrackerMemory


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_what_is_old_is_forgotten_unless_the_database_is_owed_it() -> None:
    clock = Clock()
    memory = TrackerMemory(seconds=60, clock=clock)
    memory.put("ada", Conversation(["a"]))
    memory.put("bob", Conversation(["b"], wanted=True))
    clock.now = 60
    assert memory.people() == ["ada", "bob"]
    clock.now = 61
    assert memory.people() == ["bob"]
    assert [person for person, _ in memory.owed()] == ["bob"]


def test_saving_again_makes_it_new() -> None:
    clock = Clock()
    memory = TrackerMemory(seconds=60, clock=clock)
    kept = Conversation(["a"])
    memory.put("ada", kept)
    clock.now = 50
    memory.put("ada", kept)
    clock.now = 100
    assert memory.get("ada") is kept


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 8)), max_size=40))
def test_people_and_size_stay_within_bounds_and_the_newest_stays(
    puts: list[tuple[str, int]],
) -> None:
    memory = TrackerMemory(max_people=3, max_characters=10)
    for person, size in puts:
        memory.put(person, Conversation(["x" * size]))
        kept = [memory.get(p) for p in memory.people()]
        assert len(kept) <= 3
        assert memory.get(person) is not None
        assert sum(len(line) for c in kept if c for line in c.lines) <= 10
