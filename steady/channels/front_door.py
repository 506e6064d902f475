"""The front door: every message of every channel passes here before anything else.

Length, rate, slash, screen; then Rasa; then a look at what came back. Danger in the raw
text is answered here, from files read at start: that answer needs no model, no action
server and no database. Nobody is ever answered with silence.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import re
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from steady.channels.disclosure import disclosure_due
from steady.channels.earlier_buttons import begins_still
from steady.channels.replies import Button, Reply, TooFast, TooLong, UnknownButton, Visit, fold, replies_from
from steady.channels.second_reading import Part, parts
from steady.channels.whose_danger import of_whom, read_as_guess, risk_of
from steady.content.front import FrontWords
from steady.content.library import Library
from steady.dialogue.friend import corrects
from steady.dialogue.safety import first_response
from steady.dialogue.safety_terms import Heard, Stand
from steady.understanding.risk import Risk, RiskReader, Screen

logger = logging.getLogger(__name__)

# Whatever strips to nothing, and slashes, in any order: the rest must not begin with one.
LEADING = re.compile(r"^[\s/\u200b\u200c\u200d\u2060\ufeff]+")
LATIN = re.compile(r"[a-z\u00c0-\u024f]", re.IGNORECASE)

MOST_CHARACTERS = 4000
MOST_MESSAGES, WINDOW = 20, 10.0  # messages in seconds
MOST_VISITS = 5000
# A turn that takes longer is answered from here; the person is not left waiting.
PATIENCE, PATIENCE_IN_DANGER = 20.0, 4.0


class FrontDoor:
    """One for all channels of a process. `agent` may be None: then only danger is answered in full."""

    def __init__(
        self,
        agent: Any,
        *,
        library: Library,
        screen: Screen | RiskReader,
        words: FrontWords,
        country: str | None = None,
        clock: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
        count_crisis: Callable[[str], None] = lambda kind: None,
        on_danger: Callable[[str], None] = lambda person: None,
    ) -> None:
        """`on_danger(person)`: told of every message that carries a risk; it must not wait."""
        self.agent, self.library, self.screen, self.words = agent, library, screen, words
        self.country, self.clock, self.count_crisis, self.on_danger = country, clock, count_crisis, on_danger
        self.visits: OrderedDict[str, Visit] = OrderedDict()

    async def receive(
        self,
        person: str,
        channel: str,
        text: str | None,
        *,
        button: str | None = None,
        country: str | None = None,
        address: str | None = None,
    ) -> list[Reply]:
        """The replies to one message: never an empty list.

        `person`: the person key. `button`: the title of a button in the last replies. `address`: what the
        channel needs to speak to them first, if anything (steady/channels/speaking_first.py).
        Raises UnknownButton, TooLong or TooFast, each with a sentence for the person and the numbers
        to show with it. Danger in the text is answered even then.
        """
        visit = self.visit(person)
        visit.address = address
        visit.answering += 1
        try:
            return await self._receive(person, channel, text, visit, button, country)
        finally:
            visit.answering -= 1

    async def _receive(
        self, person: str, channel: str, text: str | None, visit: Visit, button: str | None, country: str | None
    ) -> list[Reply]:
        visit.country = self.library.helplines.known(country) or visit.country or self.country
        raw = button if button is not None else text or ""
        risk = self._risk(visit, raw)
        first = self._first_answer(visit, risk, raw)
        if first:
            self.on_danger(person)
        self._limits(visit, raw, first)
        message = self._payload(visit, raw, pressed=button is not None, first=first)
        late = button is not None and first is None and fold(raw) not in visit.offered
        unreadable = None if first or message.startswith("/") else self._unreadable(visit, message)
        if unreadable:
            replies = [unreadable] if visit.disclosed else [self._own(visit, "utter_disclosure"), unreadable]
            visit.disclosed = True
        else:
            replies = await self._turn(person, channel, message, visit, risk, first)
        if late:
            replies = [Reply(self.words.say("late_button", visit.turn("late_button"))), *replies]
        visit.offer(replies)
        return replies

    def forget_pace(self, person: str) -> None:
        """Lets a script on standard input go as fast as it likes."""
        if person in self.visits:
            self.visits[person].recent.clear()

    def first_answer(self, person: str, text: str) -> Reply | None:
        """Care and the numbers, when `text` says danger: what `receive` would say first, for a channel
        in which other messages wait before this one. None when it says none."""
        visit = self.visit(person)
        visit.country = visit.country or self.country
        risk = self._risk(visit, text)
        first = self._first_answer(visit, risk, text)
        if first:
            self.on_danger(person)  # what was planned before must not be said while the message waits
        return first

    def country_of(self, person: str) -> str | None:
        """The country whose numbers this person is shown, as far as this process knows."""
        visit = self.visits.get(person)
        return visit.country if visit else self.country

    def numbers(self, country: str | None, need: str = "crisis") -> Reply:
        """The numbers alone, as a reply."""
        helplines = self.library.helplines
        return Reply(helplines.text(country, need), custom=helplines.card(country, need))

    # --- before Rasa

    def visit(self, person: str) -> Visit:
        """What is held of this person while the process runs."""
        visit = self.visits.pop(person, None) or Visit()
        self.visits[person] = visit
        while len(self.visits) > MOST_VISITS:
            self.visits.popitem(last=False)
        return visit

    def _limits(self, visit: Visit, raw: str, first: Reply | None) -> None:
        numbers = [first] if first else [self.numbers(visit.country)]
        if len(raw) > MOST_CHARACTERS:
            sentence = self.words.say("too_long", visit.turn("too_long"), limit=MOST_CHARACTERS)
            raise TooLong(sentence, numbers)
        now = self.clock().timestamp()
        visit.recent = [t for t in visit.recent if now - t < WINDOW] + [now]
        if len(visit.recent) > MOST_MESSAGES and first is None:  # a crisis is never limited away
            raise TooFast(self.words.say("too_fast", visit.turn("too_fast")), numbers)

    def _payload(self, visit: Visit, raw: str, *, pressed: bool, first: Reply | None) -> str:
        """What Rasa is given: the payload of a button just offered, or text without a leading slash.

        A message beginning with "/" would replace the parse, and with it the risk screen.
        """
        offered = visit.offered.get(fold(raw))
        if offered is not None and first is None:
            return offered
        if first is None and (begun := begins_still(visit, raw, self.library)):
            return begun
        if pressed and first is None:
            sentence = self.words.say("unknown_button", titles=", ".join(visit.titles) or "–")
            raise UnknownButton(sentence, visit.titles)
        text = LEADING.sub("", raw).strip()
        return self.library.answers.signs.get(text, text)

    def _risk(self, visit: Visit, raw: str) -> Risk:
        return of_whom(visit.safety_at(self.clock().timestamp()), raw, self.screen.assess(raw[: 4 * MOST_CHARACTERS]))

    def _first_answer(self, visit: Visit, risk: Risk, text: str) -> Reply | None:
        """Care and the numbers, at once, when the raw text says danger."""
        if risk.level != "crisis" or risk.kind is None:
            return None
        mended = visit.safety.stage is not None and corrects(text)
        name = first_response(Heard(risk.level, risk.kind, risk.about, risk.intent, corrects=mended))
        return self._own(visit, name)

    def _own(self, visit: Visit, name: str) -> Reply:
        """A response of data/responses, without Rasa."""
        variations = self.words.responses[name]
        chosen = variations[visit.turn(name) % len(variations)]
        custom: dict[str, Any] = dict(chosen.get("custom") or {})
        text = str(chosen["text"])
        if isinstance(need := custom.get("helplines"), str):
            text = text.replace("{numbers}", self.library.helplines.text(visit.country, need))
            custom |= self.library.helplines.card(visit.country, need)
        buttons = tuple(Button(b["title"], b["payload"]) for b in chosen.get("buttons") or [])
        return Reply(text.strip(), buttons, custom or None)

    def _unreadable(self, visit: Visit, message: str) -> Reply | None:
        """The answer to what Rasa need not see: nothing, only signs, or a script that is not Latin."""
        if not message:
            return Reply(self.words.say("empty", visit.turn("empty")))
        if not any(character.isalnum() for character in message):
            return Reply(self.words.say("emoji_only", visit.turn("emoji_only")))
        letters = [character for character in message if character.isalpha()]
        if letters and not LATIN.search(message):
            return self._own(visit, "utter_language")
        return None

    # --- Rasa, and after it

    async def _turn(
        self, person: str, channel: str, message: str, visit: Visit, risk: Risk, first: Reply | None
    ) -> list[Reply]:
        before = [first] if first else []
        try:
            patience = PATIENCE_IN_DANGER if first else PATIENCE
            replies, tracker = await asyncio.wait_for(
                self._rasa(person, channel, message, visit, risk, first is not None), patience
            )
        except Exception as error:  # whatever fails behind the door, the person is answered
            logger.error("turn.failed channel=%s error=%s", channel, type(error).__name__,
                         exc_info=logger.isEnabledFor(logging.DEBUG))  # fmt: skip
            if first and risk.kind:  # what Rasa sees, the session log counts
                self.count_crisis(risk.kind)
            return before or [self._last_chance(visit)]
        if risk_of(tracker)[0] != "none" and not first:
            self.on_danger(person)
        return self._looked_over(before, replies, tracker, visit)

    async def _rasa(
        self, person: str, channel: str, message: str, visit: Visit, risk: Risk, first_said: bool
    ) -> tuple[list[Reply], Any]:
        from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

        if self.agent is None:
            raise RuntimeError("no model is loaded")
        tracker = await self.agent.tracker_store.get_or_create_tracker(person, append_action_listen=False)
        now = self.clock().timestamp()
        due = disclosure_due(tracker.events, now)
        collected = CollectingOutputChannel()
        danger = first_said or risk.level != "none"
        told = [Part(message)] if danger else await parts(self.agent, tracker, message, self.library)
        metadata: dict[str, Any] = {
            "country": visit.country,
            "first_said": first_said,
            "disclosed": due is not None,
            "at": now,
        }
        if visit.address is not None:
            metadata["address"] = visit.address
        if first_said:  # Rasa may see a defused text; what the raw text said stands
            metadata["risk"] = risk.as_field()
            metadata["risk_detail"] = {"about": risk.about, "intent": risk.intent}
        for part in told:
            await self.agent.handle_message(
                UserMessage(part.text, collected, person, input_channel=channel, metadata={**metadata, **part.metadata})
            )
        replies = replies_from(collected.messages)
        if due is not None and not (visit.disclosed and due == "utter_disclosure"):
            replies.insert(0, self._own(visit, due))
        visit.disclosed = True
        after = await self.agent.tracker_store.retrieve(person)
        if after is not None and (named := self.library.helplines.known(after.get_slot("country"))):
            visit.country = named  # for what the front door says by itself, the next time
        if after is not None:
            visit.safety, visit.safety_since = Stand.from_slot(after.get_slot("safety")), now
        return replies, after

    def _looked_over(self, before: list[Reply], replies: list[Reply], tracker: Any, visit: Visit) -> list[Reply]:
        """No silence; and where the turn carries a risk, the numbers are there."""
        both = [*before, *replies]
        if not replies and not before:
            return [self._last_chance(visit)]
        level, kind = risk_of(tracker)
        believed = visit.safety.denied and read_as_guess(tracker)  # a guess after a mistaken alarm is none
        if level != "none" and not believed and not any(reply.has_numbers for reply in both):
            both.insert(0, self.numbers(visit.country, "abuse" if kind == "abuse" else "crisis"))
        return both

    def _last_chance(self, visit: Visit) -> Reply:
        helplines = self.library.helplines
        numbers = helplines.text(visit.country, "crisis")
        text = self.words.say("last_chance", visit.turn("last_chance"), numbers=numbers)
        return Reply(text, custom=helplines.card(visit.country, "crisis"))
