"""Reading YAML content with errors that a copy editor can act on."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

# libyaml's, several times faster, wherever PyYAML was built with it.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class ContentError(ValueError):
    """A content file is broken; the message says which file, where, and what to do."""


def read_yaml(path: Path) -> Any:
    """The content of one YAML file. Raises ContentError for a missing, unreadable or broken file."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)
    except FileNotFoundError as error:
        raise ContentError(f"{path} is missing. Take it back from git: git checkout -- {path}") from error
    except UnicodeDecodeError as error:
        raise ContentError(f"{path}, byte {error.start}: not UTF-8 text. Save the file as UTF-8.") from error
    except OSError as error:
        raise ContentError(f"{path} cannot be read ({error.strerror}). Check its rights.") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or "not valid YAML"
        raise ContentError(f"{path}{line}: {problem}. Mend that line, or take the file back from git.") from error


def need(entry: object, field: str, kind: type | tuple[type, ...], path: Path, where: str) -> Any:
    """`entry[field]`, checked to be of `kind`. Raises ContentError naming file, entry and field."""
    if not isinstance(entry, Mapping) or field not in entry:
        raise ContentError(f"{path}, {where}: the field {field!r} is missing. Add it.")
    value = entry[field]
    if not isinstance(value, kind):
        names = " or ".join(k.__name__ for k in (kind if isinstance(kind, tuple) else (kind,)))
        raise ContentError(f"{path}, {where}: {field!r} is {value!r}, expected {names}. Correct it.")
    return value
