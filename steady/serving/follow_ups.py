"""What the coach says by itself, when its time has come: rows in, replies out, one task a process.

When it is said at all is decided in steady/serving/schedule.py, how a channel takes part in
steady/channels/speaking_first.py. It goes through Rasa in the person's own lock, as a message
that nobody typed, so that rules, policies and words are those of any other turn.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Sequence
from typing import Any

from steady.channels.replies import Reply, replies_from
from steady.channels.speaking_first import SpeaksFirst
from steady.records.errors import RecordsError
from steady.records.follow_ups import Planned, drop_follow_up, due_follow_ups, next_due
from steady.serving.house import House
from steady.serving.reminders import bring_due
from steady.serving.schedule import LOOK_EVERY, STILL_AT_IT, TOO_LATE, Standing, verdict, wait_until_next

logger = logging.getLogger(__name__)

OWN_QUESTIONS = {"adult", "consent", "delete", "country"}


class FollowUps:
    """Says what is due in `channels`. One for a process; `run` is its task.

    `only`: a person key; those of others are left alone, for whoever serves them.
    """

    def __init__(self, house: House, channels: Sequence[SpeaksFirst], only: str | None = None) -> None:
        self.house, self.only = house, only
        self.channels = {channel.name(): channel for channel in channels}
        house.memory.speaks_first = frozenset(self.channels)
        self._untaken: dict[int, list[Reply]] = {}  # said, and not yet taken by the channel

    async def run(self) -> None:
        """Until it is cancelled. A failing look is tried again: nothing that fails here ends it."""
        while True:
            try:
                wait = await self.look()
            except Exception as error:
                logger.error("follow_ups.failed error=%s", type(error).__name__)
                wait = LOOK_EVERY.total_seconds()
            await asyncio.sleep(wait)

    async def look(self) -> float:
        """Takes care of all that is due now. Returns after how many seconds to look again."""
        now = self.house.clock()
        try:
            due, following = await asyncio.to_thread(self._read, now)
        except RecordsError as error:
            logger.error("follow_ups.unread error=%s", type(error).__name__)
            return LOOK_EVERY.total_seconds()
        for planned in due:
            try:
                await self._take(planned)
            except Exception as error:  # one person's must not keep the others waiting
                logger.error("follow_up.failed kind=%s error=%s", planned.kind, type(error).__name__,
                             exc_info=logger.isEnabledFor(logging.DEBUG))  # fmt: skip
                await self._give_up_when_late(planned)
        return wait_until_next(following, now)

    def _read(self, now: dt.datetime) -> tuple[list[Planned], dt.datetime | None]:
        with self.house.database.session() as session:
            bring_due(session, list(self.channels), now, self.only)
            due = due_follow_ups(session, self.house.keys, list(self.channels), now)
            due = [planned for planned in due if self.only in {None, planned.person}]
            return due, next_due(session, list(self.channels), now)

    async def _take(self, planned: Planned) -> None:
        agent = self.house.agent
        if agent is None:
            raise RuntimeError("no model is loaded")
        async with agent.lock_store.lock(planned.person):
            replies = self._untaken.get(planned.id)
            if replies is None:
                tracker = await agent.tracker_store.retrieve(planned.person)
                decided = verdict(planned, self.house.clock(), self._standing(planned, tracker))
                if decided == "later":
                    return
                if decided == "drop":
                    await self._drop(planned, tracker)
                    return
                replies = self._untaken[planned.id] = await self._say(planned)
            if await self.channels[planned.channel].say_first(planned.person, replies, planned.address):
                del self._untaken[planned.id]
                await asyncio.to_thread(self._remove, planned.id)
                return
        await self._give_up_when_late(planned)

    def _standing(self, planned: Planned, tracker: Any) -> Standing:
        visit = self.house.front_door.visit(planned.person)
        now = self.house.clock()
        written = dt.datetime.fromtimestamp(visit.recent[-1], dt.UTC) if visit.recent else now - STILL_AT_IT
        if tracker is None or tracker.latest_message is None:
            return Standing(known=False, answering=visit.answering > 0, silent=now - written)
        current = tracker.get_slot(planned.about.slot) if planned.about.slot else None
        return Standing(
            stage=(tracker.get_slot("safety") or {}).get("stage"),
            loop=tracker.active_loop_name,
            asked=tracker.get_slot("awaiting") in OWN_QUESTIONS,
            current=current.get("id") if isinstance(current, dict) else None,
            answering=visit.answering > 0,
            silent=now - written,
        )

    async def _say(self, planned: Planned) -> list[Reply]:
        """Rasa's answer to the message that nobody typed; the lock is held."""
        from rasa.core.channels.channel import CollectingOutputChannel
        from rasa.shared.core.events import SlotSet, UserUttered

        agent, collected = self.house.agent, CollectingOutputChannel()
        tracker = await agent.processor.fetch_tracker_and_update_session(planned.person, collected)
        if not any(isinstance(event, UserUttered) for event in tracker.events):
            for name, value in planned.about.slots.items():
                tracker.update(SlotSet(name, value))
        await agent.processor.trigger_external_user_uttered(planned.kind, None, tracker, collected)
        replies = replies_from(collected.messages)
        self.house.front_door.visit(planned.person).offer(replies)
        return replies

    async def _drop(self, planned: Planned, tracker: Any) -> None:
        """Takes it away, and with it what it was about, where that is still there."""
        from rasa.shared.core.events import SlotSet

        slot = planned.about.slot
        await asyncio.to_thread(self._remove, planned.id)
        if planned.about.optional or tracker is None or not slot:
            return
        if ((tracker.get_slot(slot) or {}).get("id")) == planned.about.id:
            tracker.update(SlotSet(slot, None))
            await self.house.agent.tracker_store.save(tracker)

    async def _give_up_when_late(self, planned: Planned) -> None:
        if self.house.clock() - planned.due_at > TOO_LATE:
            self._untaken.pop(planned.id, None)
            await asyncio.to_thread(self._remove, planned.id)

    def _remove(self, id: int) -> None:
        with self.house.database.session() as session:
            drop_follow_up(session, id)
