"""Under which names a server on this machine answers: the Host or Origin of a request comes in, whether it is ours."""

HOST = "127.0.0.1"
"""Where servers listen: nobody else's machine gets there."""
_NAMES = frozenset((HOST, "localhost", "[::1]"))


def is_ours(said: str, port: int | None = None) -> bool:
    """Whether a Host names this machine; with a port just that one, and without any: somebody may have it forwarded.

    A name that another site owns may lead here: what answers to it would answer to that site.
    """
    name, colon, number = said.lower().rpartition(":")
    if not colon or number.endswith("]"):
        name, number = said.lower(), ""
    return name in _NAMES and (number == str(port) if port else number.isdecimal() or not number)
