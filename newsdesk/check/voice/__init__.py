"""Voice: our own texts come in; words that take a side go out, each with its rule, its reason and a better way."""

from newsdesk.check.voice.reading import Found, read
from newsdesk.check.voice.rules import Rule, languages, rules

__all__ = ["Found", "Rule", "languages", "read", "rules"]
