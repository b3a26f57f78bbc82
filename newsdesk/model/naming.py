"""Ids from names: what somebody or something is called becomes small Latin letters, digits and hyphens."""

import re
import unicodedata


def slug(text: str, most: int = 60, *, any_script: bool = False) -> str:
    """An id of whole words from a text in Latin letters, or an empty text; with `any_script` from a transliteration."""
    from anyascii import anyascii  # imported here: most commands name nothing

    letters = [c for c in text if c.isalpha()]
    if not any_script and sum("LATIN" in unicodedata.name(c, "") for c in letters) * 2 < len(letters):
        return ""
    plain = re.sub(r"(?<=\w)['’ʻʼ‘`](?=\w)", "", anyascii(unicodedata.normalize("NFC", text)))
    words = re.findall(r"[a-z0-9]+", plain.lower())
    while len(words) > 1 and len("-".join(words)) > most:
        words.pop()
    return "-".join(words)[:most].strip("-")
