"""Which values may have been read otherwise than they look: asked of every value, so it costs next to nothing."""

# Texts to YAML, which somebody may have taken for a word that says: nothing.
LIKE_NOTHING = frozenset({"NULL", "Null", "NONE", "None", "none", "nil", "Nil", "n/a", "N/A"})
# What nobody writes at the beginning of a line of a text: names of fields that hold more than words.
NAMES = frozenset(
    "accessed accounts added aliases archive_url byline context corrections countries disputed domains drafted_by"
    " editions evidence language languages name_printed outlet people places published published_basis published_note"
    " read references reviewed role_verified screened sources stories syndicated_from title_en topics translation_of"
    " url versions via_text withdrawn".split()
)


def may_mislead(style: str, text: str) -> bool:
    """Whether a text in quotes or in a block deserves a closer look: it has several lines, or fields stand in it."""
    if style != ">":
        return style == "|" or "\n" in text
    at = text.find(":")
    while at >= 0:
        if text[max(text.rfind(" ", 0, at), text.rfind("\n", 0, at)) + 1 : at] in NAMES:
            return True
        at = text.find(":", at + 1)
    return False
