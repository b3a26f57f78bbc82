"""Work sent to any executor: processes of this machine, threads, or whatever of other machines looks like one."""

from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from typing import Any, TypeVar

from newsdesk.build.cluster.carrying import with_inputs
from newsdesk.build.workers import Lost

C = TypeVar("C")
T = TypeVar("T")


class Sent:
    """A crew of an executor, which need not share anything with this process but the program.

    What they have at hand is made of `packed`: the inputs, a file with them, or what the executor brings there as such.
    """

    def __init__(self, executor: Executor, packed: Any, name: str) -> None:
        """`name` is the digest of the inputs."""
        self._executor, self._packed, self._name = executor, packed, name

    def submit(self, work: Callable[[Any, C], T], chunk: C, /) -> Future[T]:
        """Have a chunk of the work done; a fault of a worker costs this chunk alone, which is then done here."""
        told: Future[T] = Future()

        def tell(done: Future[T]) -> None:
            if told.done():
                return
            error = None if done.cancelled() else done.exception()
            if done.cancelled() or isinstance(error, BrokenExecutor):
                told.set_exception(error or BrokenExecutor("It was called off."))
            elif error:
                told.set_exception(error if isinstance(error, Lost) else Lost(str(error)))
            else:
                told.set_result(done.result())

        try:
            self._executor.submit(with_inputs, self._packed, self._name, work, chunk).add_done_callback(tell)
        except RuntimeError as error:  # it is shut down, or takes nothing any more
            told.set_exception(BrokenExecutor(str(error)))
        return told
