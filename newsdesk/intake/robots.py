"""What a site's robots.txt asks of us, by RFC 9309."""

import re

# A line that names whom the rules below it are for, and the product token at the beginning of the name.
_AGENT = re.compile(r"^([ \t]*user[- ]?agent[ \t]*:[ \t]*)([^#\n]*)", re.IGNORECASE | re.MULTILINE)
_TOKEN = re.compile(r"[A-Za-z_-]+")


class Wishes:
    """The wishes of one site toward one program, from the bytes of its robots.txt; b"" asks for nothing.

    What is no rule is passed over, as the standard has it: a page that says "not found" asks for nothing either.
    """

    def __init__(self, raw: bytes, product: str) -> None:
        # Imported here: it is of an extra, and a service is asked without it.
        from protego import Protego

        text = "\n".join(raw.decode("utf-8-sig", "replace").splitlines())
        self._rules = Protego.parse(_AGENT.sub(lambda line: line[1] + _named(line[2], product), text))
        self._product = product

    @property
    def pause(self) -> float:
        """How many seconds it asks to wait between two requests; 0 where it does not say."""
        return float(self._rules.crawl_delay(self._product) or 0)

    def allow(self, address: str) -> bool:
        """Whether an address may be fetched: the longest rule that matches decides, of two equal ones the kinder."""
        return bool(self._rules.can_fetch(address, self._product))


def _named(name: str, product: str) -> str:
    """The name of a group as the library is to see it: it takes `news` for the beginning of `newsdesk`."""
    name = name.strip()
    if name == "*":
        return name
    token = _TOKEN.match(name)
    return product if token and token[0].lower() == product.lower() else "somebody-else"
