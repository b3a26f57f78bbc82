"""Files are read in a process of its own: one that breaks it, or never ends, costs no other file anything."""

import os
import signal
from datetime import date

import pytest

from newsdesk.intake.apart import Apart
from newsdesk.intake.inbox.reader import Reader
from newsdesk.problems import Refusal

LINKS = b"Swans counted https://lantern.example/swans\n"
PAGE = "<!DOCTYPE html><title>Лебеди</title><h1>Лебеди</h1>".encode() + "<p>Лебедей сосчитали снова.</p>".encode() * 9


def test_one_process_reads_what_comes_and_begins_anew_where_it_is_broken() -> None:
    with Reader(date(2022, 11, 20)) as reader:
        assert reader.list(LINKS, "links", "a.txt").listed[0].url == "https://lantern.example/swans"
        first = reader._apart._process
        assert first is not None
        capture = reader.page(PAGE, "html")
        assert (capture.title and capture.title.value, reader._apart._process) == ("Лебеди", first)
        with pytest.raises(Refusal, match=r"^The file holds no text\.$"):
            reader.page(b"...", "text")
        with pytest.raises(Refusal, match=r"^The file cannot be read: KeyError\.$"):
            reader.list(LINKS, "no such kind", "a.txt")
        os.kill(first.pid, signal.SIGKILL)
        with pytest.raises(Refusal, match=r"^The file broke the program that reads it\.$"):
            reader.list(LINKS, "links", "a.txt")
        assert len(reader.list(LINKS, "links", "a.txt").listed) == 1
    assert first.poll() is not None


def test_what_never_ends_is_ended() -> None:
    apart = Apart("newsdesk.intake.inbox.reader", "file", seconds=0.0)
    with pytest.raises(Refusal, match=r"^The file broke the program that reads it\.$"):
        apart.ask({}, b"")
    assert apart._process is None
