"""What may be reached at all: addresses of the public internet, by names as the name service writes them."""

import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

import certifi
import idna

from newsdesk.intake.capture import MAX_BYTES
from newsdesk.problems import Refusal

SECONDS = 20.0
# Networks that carry an IPv4 address inside an IPv6 one, and at which bit it starts.
_EMBEDDED = ((ipaddress.ip_network("64:ff9b::/96"), 0), (ipaddress.ip_network("2002::/16"), 80))


IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


def is_public(address: IpAddress) -> bool:
    """Whether an address belongs to the public internet: not this machine, a local network or a group."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return is_public(address.ipv4_mapped)
        for network, shift in _EMBEDDED:
            if address in network:
                return is_public(ipaddress.IPv4Address((int(address) >> shift) & 0xFFFFFFFF))
        if address.teredo or address.is_site_local:
            return False
    return address.is_global and not (
        address.is_multicast
        or address.is_reserved
        or address.is_loopback
        or address.is_link_local
        or address.is_unspecified
        or address.is_private
    )


def look_up(host: str, port: int) -> list[str]:
    """The addresses of a host, as the system knows them."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def trusted() -> ssl.SSLContext:
    """Whose certificates count: those that the system and Mozilla's list trust."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


@dataclass(frozen=True, slots=True)
class Guard:
    """What may be reached, how names are looked up, and who vouches for them; only tests set anything else."""

    allows: Callable[[IpAddress], bool] = is_public
    look_up: Callable[[str, int], list[str]] = look_up
    trust: Callable[[], ssl.SSLContext] = trusted
    seconds: float = SECONDS
    max_bytes: int = MAX_BYTES


def host_of(address: str) -> str:
    """The host of an address that may be fetched at all, as the name service and certificates write it."""
    parts = urlsplit(address)
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme not in ("http", "https") or not host or parts.username is not None:
        raise Refusal(f'"{address[:200]}" is no address to fetch. Give one with http:// or https:// and a host.')
    if host.isascii():
        return host
    try:
        return idna.encode(host, uts46=True).decode()
    except idna.IDNAError:
        raise Refusal(f'"{host}" is no name of a host. Look for a slip in the address.') from None


# Names that only this machine or a network of one's own knows, beside those without a dot.
_OWN = (
    "localhost", "local", "localdomain", "internal", "intranet", "private", "corp", "home", "lan", "home.arpa",
    "onion", "test", "invalid", "alt", "i2p",
)  # fmt: skip
# A name service that does not answer holds nobody up.
_PATIENCE = 5.0


def hidden(address: str, guard: Guard) -> str:
    """Why an address must not be told to others: it leads to a machine of one's own; "" where nothing says so.

    A host that nobody knows any more is none of these: an archive may still have its pages.
    """
    try:
        host = host_of(address)
    except Refusal:
        return "It is no address of a page, or has a name and a password in it."
    try:
        return "" if is_public(ipaddress.ip_address(host)) else _INSIDE
    except ValueError:
        pass
    # Browsers take 2130706433, 0x7f.1 and 127.1 for numbers of a machine, too.
    last = host.rpartition(".")[2]
    if "." not in host or last.isdecimal() or last.startswith("0x") or any(host.endswith(f".{one}") for one in _OWN):
        return _INSIDE
    found = _looked_up(host, guard)
    return "" if all(guard.allows(ipaddress.ip_address(one.partition("%")[0])) for one in found) else _INSIDE


_INSIDE = "It leads to a machine that is not on the public internet."


def _looked_up(host: str, guard: Guard) -> list[str]:
    found: list[str] = []

    def work() -> None:
        with suppress(OSError, UnicodeError):
            found.extend(guard.look_up(host, 443))

    worker = threading.Thread(target=work, daemon=True)
    worker.start()
    worker.join(min(_PATIENCE, guard.seconds))
    return list(found)
