"""Rasa's tracker store, with consent, in cipher, and with a database that may fail.

Who has consented has every event in the database; who has not, in the memory of
this process. A conversation is put into memory before the database is asked, so
that whatever goes wrong there, it goes on.

One person's messages must come to one process (as with Rasa's in-memory lock).
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker

from steady.records.crypto import Keys
from steady.records.database import Database
from steady.records.errors import RecordsError
from steady.records.tracker_memory import Conversation, TrackerMemory
from steady.records.tracker_rows import (
    SESSION_STARTED,
    append_events,
    delete_events,
    people_with_events,
    read_events,
)
from steady.records.turns import CONSENT_SLOT

logger = logging.getLogger(__name__)

_CATCH_UP_AT_ONCE = 20  # people, after an outage, beside each save


class KnownTracker(DialogueStateTracker):
    """A tracker that remembers what of it is kept already."""

    conversation: Conversation
    known: int  # how many of `events` are among the conversation's lines


class SteadyTrackerStore(TrackerStore):
    """`degraded` is True from the first failure of the database until all is written again."""

    def __init__(
        self,
        domain: Domain | None,
        event_broker: EventBroker | None = None,
        *,
        database: Database,
        keys: Keys,
        memory: TrackerMemory | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(domain, event_broker, **kwargs)
        self._database = database
        self._keys = keys
        self._memory = memory or TrackerMemory()
        self.degraded = False

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep what is new, in the database or in memory. Does not raise for a failing database."""
        conversation, new = await self._what_is_new(tracker)
        await self._stream_new_events(self.event_broker, new, tracker.sender_id)
        conversation.lines.extend(_as_json(event) for event in new)
        if isinstance(tracker, KnownTracker):
            tracker.known = len(tracker.events)
        _heed_consent(conversation, tracker.get_slot(CONSENT_SLOT), new)
        self._memory.put(tracker.sender_id, conversation)
        if await self._settle(tracker.sender_id, conversation):
            await self._catch_up()

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The events since the latest session began; None for a stranger or a failing database."""
        return await self._tracker(sender_id, all_sessions=False)

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        return await self._tracker(conversation_id, all_sessions=True)

    async def keys(self) -> Iterable[str]:
        try:
            stored = await asyncio.to_thread(people_with_events, self._database)
        except RecordsError as error:
            self._note_failure(error)
            stored = []
        return list(dict.fromkeys([*stored, *self._memory.people()]))

    async def delete(self, sender_id: str) -> None:
        """Forget a conversation here and in the database. Raises RecordsError if that fails."""
        self._memory.drop(sender_id)
        await asyncio.to_thread(delete_events, self._database, sender_id)

    async def _stream_new_events(
        self, event_broker: EventBroker | None, new_events: list[Event], sender_id: str
    ) -> None:
        if event_broker is not None:
            await super()._stream_new_events(event_broker, new_events, sender_id)

    async def _tracker(self, sender_id: str, *, all_sessions: bool) -> KnownTracker | None:
        conversation = await self._conversation(sender_id, all_sessions)
        if conversation is None:
            return None
        lines = conversation.lines if all_sessions else _latest_session(conversation.lines)
        tracker: Any = KnownTracker.from_dict(
            sender_id,
            [json.loads(line) for line in lines],
            self.domain.slots,
            self.max_event_history,
        )
        tracker.conversation, tracker.known = conversation, len(tracker.events)
        return tracker

    async def _conversation(self, sender_id: str, all_sessions: bool) -> Conversation | None:
        """From memory, which is the newer one if both have it, else from the database."""
        remembered = self._memory.get(sender_id)
        if remembered is not None:
            return remembered
        arguments = (self._database, self._keys, sender_id, all_sessions)
        try:
            lines = await asyncio.to_thread(read_events, *arguments)
        except RecordsError as error:
            self._note_failure(error)
            return None
        self._note_success()
        return Conversation(lines, stored=len(lines)) if lines else None

    async def _what_is_new(self, tracker: DialogueStateTracker) -> tuple[Conversation, list[Event]]:
        events = list(tracker.events)
        if isinstance(tracker, KnownTracker):
            return tracker.conversation, events[tracker.known :]
        # One that was made or copied elsewhere (Rasa makes each person's first one).
        conversation = await self._conversation(tracker.sender_id, all_sessions=True)
        if conversation is None:
            return Conversation(), events
        known = Counter(_mark(json.loads(line)) for line in conversation.lines)
        new = []
        for event in events:
            mark = _mark(event.as_dict())
            if known[mark]:
                known[mark] -= 1
            else:
                new.append(event)
        return conversation, new

    async def _settle(self, person: str, conversation: Conversation) -> bool:
        """Bring the database to what memory says. True when something was owed and is done."""
        if not (conversation.wanted or conversation.forget):
            return False
        try:
            async with conversation.lock:
                await self._write(person, conversation)
        except RecordsError as error:
            self._note_failure(error)
            return False
        if conversation.settled:
            self._memory.drop(person)
        return True

    async def _write(self, person: str, conversation: Conversation) -> None:
        if conversation.forget:
            await asyncio.to_thread(delete_events, self._database, person)
            conversation.forget, conversation.stored = False, 0
        if not conversation.wanted:
            return
        first, end = max(conversation.stored, conversation.floor), len(conversation.lines)
        pending = conversation.lines[first:end]
        if await asyncio.to_thread(append_events, self._database, self._keys, person, pending):
            conversation.stored = end
            return
        conversation.wanted = False
        if conversation.stored:
            # The rows are gone: somebody has erased this person meanwhile. So forget here too.
            self._memory.drop(person)

    async def _catch_up(self) -> None:
        """Write what is owed to others since an outage."""
        if not self.degraded:
            return
        waiting = [one for one in self._memory.owed() if not one[1].lock.locked()]
        for person, conversation in waiting[:_CATCH_UP_AT_ONCE]:
            if not await self._settle(person, conversation):
                return
        self._note_success()

    def _note_success(self) -> None:
        if self.degraded and not any(self._memory.owed()):
            logger.warning("Conversations are kept in the database again.")
            self.degraded = False

    def _note_failure(self, error: RecordsError) -> None:
        if not self.degraded:
            logger.error("Conversations are kept in memory only for now. %s", error)
        self.degraded = True


def _heed_consent(conversation: Conversation, consent: object, new: Sequence[Event]) -> None:
    """Decide what may be written. `consent`: the slot's value; None: not asked, or reset."""
    if consent is False:
        refusals = [i for i, event in enumerate(new) if _is_refusal(event)]
        if refusals:
            # Should they consent again, what came before the refusal stays unwritten.
            conversation.floor = len(conversation.lines) - len(new) + refusals[-1]
            conversation.forget = True
        conversation.wanted = False
    else:
        # A restart resets the slot, yet what is on record goes on being kept.
        conversation.wanted = consent is True or conversation.stored > 0


def _is_refusal(event: Event) -> bool:
    return getattr(event, "key", None) == CONSENT_SLOT and getattr(event, "value", None) is False


def _latest_session(lines: list[str]) -> list[str]:
    """The lines from the last session start on; all when there is none."""
    for i in range(len(lines) - 1, -1, -1):
        # The cheap look first: few lines need parsing.
        if SESSION_STARTED in lines[i] and json.loads(lines[i]).get("event") == SESSION_STARTED:
            return lines[i:]
    return lines


def _mark(event: dict[str, Any]) -> tuple[object, ...]:
    """What tells events of one conversation apart (their content may be refined later)."""
    return event.get("event"), event.get("timestamp"), event.get("name")


def _as_json(event: Event) -> str:
    return json.dumps(event.as_dict(), default=_plain)


def _plain(value: Any) -> Any:
    """A numpy number as a number; anything else strange as its text, rather than lose the event."""
    return value.item() if hasattr(value, "item") else str(value)
