"""A button that was offered earlier and is pressed, or its title typed, later. Pure."""

from __future__ import annotations

from steady.channels.replies import Visit, fold
from steady.content.library import Library
from steady.dialogue.courtesy_turn import Table, table_of

# Beginnings of intents that belong to their moment only: a wait that is under way, a word that falls due.
MOMENTS = ("urge_did", "urge_waited", "urge_left", "urge_reading", "urge_let", "urge_mark", "urge_due", "urge_more", "reminder_due", "leave_")  # fmt: skip
# Intents of buttons that mean the same whenever they are pressed.
TIMELESS = ("faq_", "share_", "ask_")


def begins_still(visit: Visit, title: str, library: Library) -> str | None:
    """The payload of a button that was offered earlier, where it begins something of its own; an answer to a
    question that is over does not. A courtesy around the title is left out."""
    behind = library.lead.split(title)[1].strip(" .,;:?…") or title
    named = (visit.earlier | visit.offered).get(fold(behind)) or visit.earlier.get(fold(title))
    if named is None:
        return None
    intent = named.lstrip("/").split("{")[0]
    if intent in tools(table_of(library.folder)) or intent.startswith(TIMELESS):
        return named
    # One of those before the person now, with a courtesy around it; a lone "no" may be meant otherwise.
    return named if fold(behind) in visit.offered and behind != title and len(behind.split()) > 1 else None


def tools(table: Table) -> frozenset[str]:
    """Intents that begin a tool whenever they are said."""
    return frozenset(i for i in table.starters if not i.startswith(MOMENTS)) - {"ask_to_keep"}
