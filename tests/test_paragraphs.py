"""What an editor has typed into a file falls into paragraphs as it was meant."""

import pytest

from newsdesk.store.verbs.published.fields import value_of

LONG = "The ferry goes again, the harbour office said, and " * 3 + "nobody knows for how long."
TEXTS = {
    "one line": ("A ferry stops.", "A ferry stops."),
    "lines of a window": ("A ferry stops\nin the fog.\n", "A ferry stops in the fog."),
    "an empty line": ("A ferry\nstops.\n\nIt goes\nagain.", "A ferry stops.\nIt goes again."),
    "a line of blanks": ("A ferry stops.\n \t\nIt goes again.", "A ferry stops.\nIt goes again."),
    "of Windows": ("A ferry\r\nstops.\r\n\r\nIt goes again.\r\n", "A ferry stops.\nIt goes again."),
    "several empty lines": ("A ferry stops.\n\n\n\nIt goes again.", "A ferry stops.\nIt goes again."),
    "a line each": (f"{LONG}\n{LONG}\nIt stops.", f"{LONG}\n{LONG}\nIt stops."),
    "a line each, of Windows": (f"{LONG}\r\n\r\n{LONG}\r\n", f"{LONG}\n{LONG}"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_paragraphs_are_those_that_were_meant(name: str) -> None:
    typed, wanted = TEXTS[name]
    assert value_of(typed, "Before.", ("context",), "an-entry") == wanted
    assert value_of(typed, "Before.\n", ("context",), "an-entry") == f"{wanted}\n"
