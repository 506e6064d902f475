"""Splitting a long message into the pieces that a reader would weigh one by one."""

from __future__ import annotations

import re

# Shorter messages are read whole: a piece of a short sentence has lost its meaning.
LEAST_WORDS = 25
LEAST_PIECE, MOST_PIECE, MOST_PIECES = 4, 22, 12
ENDS = re.compile(r"(?<=[.!?…])\s+|\s*\n\s*|\s+(?=(?:but|and then|so now|anyway|because|cos|also)\b)", re.IGNORECASE)


def clauses(text: str) -> list[str]:
    """The pieces of `text`, in order; [] when it is short enough to be read whole.

    People who write at night leave out full stops: a piece of more than 22 words without an
    end is cut there. At most 12 pieces, the last ones, since the point often comes late.
    """
    if len(text.split()) < LEAST_WORDS:
        return []
    pieces: list[str] = []
    for piece in ENDS.split(text):
        words = piece.split()
        for start in range(0, len(words), MOST_PIECE):
            part = words[start : start + MOST_PIECE]
            if pieces and (len(part) < LEAST_PIECE or len(pieces[-1].split()) < LEAST_PIECE):
                pieces[-1] = " ".join([pieces[-1], *part])
            else:
                pieces.append(" ".join(part))
    return pieces[-MOST_PIECES:] if len(pieces) > 1 else []
