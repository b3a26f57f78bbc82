"""Ids from names: what somebody or something is called becomes small Latin letters, digits and hyphens."""

import re
import unicodedata


def is_latin(text: str, *, mostly: bool = False) -> bool:
    """Whether a text is in Latin letters, or has none at all; `mostly` where half of them are.

    Letters that modify others, such as a turned comma, belong to every script.
    """
    names = (unicodedata.name(char, "") for char in text if char.isalpha())
    own = ["LATIN" in name for name in names if not name.startswith("MODIFIER LETTER")]
    return sum(own) * 2 >= len(own) if mostly else all(own)


def slug(text: str, most: int = 60, *, any_script: bool = False) -> str:
    """An id of whole words from a text in Latin letters, or an empty text; with `any_script` from a transliteration."""
    from anyascii import anyascii  # imported here: most commands name nothing

    if not any_script and not is_latin(text, mostly=True):
        return ""
    plain = re.sub(r"(?<=\w)['’ʻʼ‘`](?=\w)", "", anyascii(unicodedata.normalize("NFC", text)))
    words = re.findall(r"[a-z0-9]+", plain.lower())
    while len(words) > 1 and len("-".join(words)) > most:
        words.pop()
    return "-".join(words)[:most].strip("-")
