"""Any Rasa command, with the stand-ins for TensorFlow registered first."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def run(arguments: Sequence[str]) -> int:
    from steady.framework.stand_ins import install

    install()
    from rasa.__main__ import main

    sys.argv = ["rasa", *arguments]
    try:
        main()
    except SystemExit as leaving:
        return int(leaving.code or 0) if not isinstance(leaving.code, str) else 1
    return 0
