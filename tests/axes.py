"""What the axe rules say of a page in a browser: their script goes into each page once, and only faults come back."""

from typing import Any

import pytest

_RUN = "options => axe.run(options).then(found => found.violations)"
_ONLY = {"resultTypes": ["violations"]}


def faults_of(page, options: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    """The rules that a page breaks, as axe tells them; the test is skipped where axe is not installed."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(pytest.importorskip("axe_playwright_python.base").AXE_SCRIPT)
    found: list[dict[str, Any]] = page.evaluate(_RUN, {**_ONLY, **(options or {})})
    return found
