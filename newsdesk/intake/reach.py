"""What may be reached at all: addresses of the public internet, by names as the name service writes them."""

import ipaddress
import socket
import ssl
from collections.abc import Callable
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
