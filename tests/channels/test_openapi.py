"""docs/openapi.yml against the running server: whatever it allows is answered as it says, and so is what it forbids.

Schemathesis makes the requests up. The event stream has no end and is left to test_web.py.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import schemathesis
from hypothesis import HealthCheck, settings

from tests.channels.web_app import ROOT, Running, serving

INTERFACE = schemathesis.openapi.from_path(ROOT / "docs" / "openapi.yml").exclude(path="/api/events")
#: Allows for a slow machine; the same requests every time, so that a red test is red again.
FEW = settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    with serving() as running:
        running.channel.pace.most = 10**9
        yield running


@INTERFACE.parametrize()
@FEW
def test_the_interface_is_as_described(case: schemathesis.Case, server: Running) -> None:
    session = server.session()
    known = case.meta is None or case.meta.generation.mode.is_positive
    headers = session if known and case.path == "/api/messages" else {}
    case.call_and_validate(base_url=server.address, headers=headers, timeout=10)
