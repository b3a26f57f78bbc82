"""The policy on designations: which outlets come under it, and by which spelling their hosts are known."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from newsdesk.check.draft import Draft, LaterItem
from newsdesk.model import Designation
from newsdesk.model.settings import Links, Settings

# The host of an address that stands inside another one.
INNER_HOST = re.compile(r"https?(?::|%3A)(?:/|%2F){1,2}([\w.-]+)", re.IGNORECASE)


def canonical_host(host: str) -> str:
    """One spelling of a host: small letters, no www, no last dot, ASCII as in the domain name system."""
    host = host.lower().rstrip(".").removeprefix("www.")
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return host


def restricted_by(draft: Draft, settings: Settings, links: Links = Links.TEXT) -> Mapping[str, tuple[Designation, ...]]:
    """Outlets under the policy of a collection that does this with links, with the acts that bring them there."""
    found = {}
    for name, item in draft.outlets.items():
        if isinstance(item, LaterItem) and not item.keys.get("designated", True):
            continue  # its record need not be made for that
        acts = tuple(
            act
            for act in item.record.designations
            if any(policy.links is links and policy.applies_to(act) for policy in settings.extra.designations)
        )
        if acts:
            found[name] = acts
    return MappingProxyType(found)
