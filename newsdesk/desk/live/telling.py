"""Tells open pages what has happened, by server-sent events: from any thread comes what it is, a stream goes out."""

import asyncio
import json
import threading
from collections.abc import AsyncIterator
from typing import Any

# How often a stream says that it is still there, in seconds: so it is noticed when nobody listens any more.
_STILL_THERE = 20.0
# More streams than that are no browsers: those share one among all their tabs.
MOST = 200


class Telling:
    """Who listens, and what each of them has not been told yet: of a kind and a subject the last word alone.

    So a page that reads slowly holds up nobody, and what waits for it does not grow.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listeners: set[_Listener] = set()
        self._is_closed = False

    @property
    def is_heard(self) -> bool:
        """Whether anybody listens."""
        with self._lock:
            return bool(self._listeners)

    @property
    def is_full(self) -> bool:
        """Whether nobody else may listen."""
        with self._lock:
            return self._is_closed or len(self._listeners) >= MOST

    def tell(self, kind: str, data: Any, subject: str = "") -> None:
        """Tell all who listen something that can be JSON, from any thread; it returns at once."""
        with self._lock:
            for listener in self._listeners:
                listener.put((kind, subject), data)

    def close(self) -> None:
        """End all streams."""
        with self._lock:
            self._is_closed = True
            for listener in self._listeners:
                listener.wake()

    async def stream(self) -> AsyncIterator[bytes]:
        """What a page that listens is sent, until it goes or the desk is closed."""
        listener = _Listener()
        with self._lock:
            self._listeners.add(listener)
        try:
            # After that many milliseconds a browser asks again when it was cut off.
            yield b"retry: 1000\nevent: open\ndata: {}\n\n"
            while not self._is_closed:
                told = await listener.next()
                if not self._is_closed:
                    yield b"".join(told) or b": still here\n\n"
        finally:
            with self._lock:
                self._listeners.discard(listener)


class _Listener:
    """One who listens, in the loop of the server."""

    def __init__(self) -> None:
        self._loop, self._woken = asyncio.get_running_loop(), asyncio.Event()
        self._lock = threading.Lock()
        self._waiting: dict[tuple[str, str], Any] = {}

    def put(self, key: tuple[str, str], data: Any) -> None:
        with self._lock:
            self._waiting.pop(key, None)  # the last word comes last
            self._waiting[key] = data
        self.wake()

    def wake(self) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._woken.set)

    async def next(self) -> list[bytes]:
        """All that it has not been told; nothing where for a while there was nothing to tell."""
        try:
            await asyncio.wait_for(self._woken.wait(), _STILL_THERE)
        except TimeoutError:
            return []
        self._woken.clear()
        with self._lock:
            waiting, self._waiting = self._waiting, {}
        return [
            f"event: {kind}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode("utf-8", "replace")
            for (kind, _), data in waiting.items()
        ]
