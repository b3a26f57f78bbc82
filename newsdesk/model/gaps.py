"""The kinds of gaps that a collection may have, and may make warnings or errors of."""

from typing import Annotated, Any

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from newsdesk.model.terms import Term
from newsdesk.problems import did_you_mean


class GapKind(Term):
    """What is missing."""

    EVIDENCE = "evidence", "An entry without evidence."
    REVIEW = "review", "An entry that no person has reviewed."
    ARCHIVE = "archive", "An article without an archived copy."
    REFERENCE_ARCHIVE = "reference-archive", "References to pages without an archived copy."
    TITLES = "reference-titles", "References without the title of the page."
    REFERENCE_EVIDENCE = "reference-evidence", "References whose page was compared with nothing."
    GENRE = "genre", "An entry that does not say what kind of text the article is."
    CHANGED_PAGE = "changed-page", "A page that no longer has what is cited of it."
    GONE_PAGE = "gone-page", "A page that is cited and not there any more."
    WALLED_PAGE = "walled-page", "A page that is cited and shows its text to no program."
    OUTCOME = "outcome", "Open proceedings against a person, of which nobody has looked for the outcome for a year."
    ONE_ORIGIN = "one-origin", "A story, or the accounts of a question, of one origin."
    SIDES = "sides", "A story in which a country that is involved does not speak."
    LANGUAGES = "languages", "A story without articles in a language of the countries involved."
    OUTLET_KINDS = "outlet-kinds", "A story that outlets of one kind alone tell."
    OWNER = "owner", "An outlet whose owner is not known."
    FUNDER = "funder", "An outlet of which nobody knows who pays for it."
    STALE = "not-looked-at", "Facts of a register that nobody has looked at for a year."
    WIKIDATA = "wikidata", "An outlet, person, body or place without its item in Wikidata."


def _check_kind(value: Any) -> Any:
    """Only a kind of gap can be weighed."""
    if value in list(GapKind):
        return value
    name, known = str(value)[:80], [kind.value for kind in GapKind]
    hint = did_you_mean(name, known, f"These are: {', '.join(known)}.")
    raise PydanticCustomError("unknown-gap", '"{name}" is not a kind of gap.', {"name": name, "hint": hint})


WeighedGap = Annotated[GapKind, BeforeValidator(_check_kind)]
"""A kind of gap in the settings."""
