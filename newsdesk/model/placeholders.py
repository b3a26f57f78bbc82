"""What stands where nobody has written anything yet: a text comes in, and why it is no answer goes out."""

import re
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_FILE = files("newsdesk") / "data" / "placeholders.yaml"
# A domain with what stands before it: a mailbox, the top of an address, or nothing.
_HOST = re.compile(r"(?:([\w.+-]+)@|//)?((?:[\w-]+\.)+[^\W\d_][\w-]*|localhost|127\.0\.0\.1)(?![\w@])")
_ENDS = " \t\n.,;:!?…\"'“”«»„*_"
_BRACKETS = {"<": ">", "[": "]", "{": "}", "(": ")", "@": "@", "%": "%", "$": "$"}


@cache
def _known() -> dict[str, Any]:
    """The lists of the file; whole texts are folded."""
    data = yaml.safe_load(_FILE.read_text("utf-8"))
    whole = {_folded(text) for row in data["whole"] for text in row}
    return {**data, "whole": frozenset(whole), "none": frozenset(map(_folded, data["none"]))}


def no_answer(text: str) -> str:
    """Why a text is no answer, in words that follow its name; "" where it is one."""
    whole, text = text, unicodedata.normalize("NFKC", text).strip()
    known, folded = _known(), _folded(text)
    if folded in known["none"]:
        return f'says "{_short(text)}" and not why: write none: and the reason'
    if not any(map(str.isalnum, text)):
        return f'says nothing: "{_short(whole)}"' if text else "is empty"
    if folded in known["whole"] or _is_empty_form(text, folded) or _begins(text, known):
        return f'is a placeholder: "{_short(text)}"'
    for box, host in _HOST.findall(text):
        if _is_nobodys(host.casefold(), known["domains"]) or box.casefold() in known["boxes"]:
            return f'holds a placeholder: "{f"{box}@" if box else ""}{host}"'
    return ""


def is_answer(text: str) -> bool:
    """Whether a text says something."""
    return not no_answer(text)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).strip(_ENDS) or text.strip()


def _is_empty_form(text: str, folded: str) -> bool:
    """One letter or digit over and over, or a form to fill in, such as <name> or @NAME@."""
    is_form = len(text) > 1 and text.find(_BRACKETS.get(text[0], "\0"), 1) == len(text) - 1
    is_one = len(set(folded)) == 1 and folded.isascii()
    return is_form or is_one


def _begins(text: str, known: dict[str, Any]) -> bool:
    lowered = " ".join(text.casefold().split())
    signs = "|".join(map(re.escape, known["signs"]))
    return lowered.startswith(tuple(known["begins"])) or re.search(rf"(?<!\w)(?:{signs})(?!\w)", text) is not None


def _is_nobodys(host: str, domains: list[str]) -> bool:
    return host == "127.0.0.1" or any(host == domain or host.endswith(f".{domain}") for domain in domains)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:57] + "…"
