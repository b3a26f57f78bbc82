"""What the verbs of the registers complain of, said beside the fields of a form: data comes in, words go out."""

from collections.abc import Mapping
from typing import Final

from newsdesk.interface import ENGLISH, Words, words_of
from newsdesk.store.verbs.wrong import Kind, Wrong

# English texts are the ids of messages: each is said in a language when it is known.
words: Final = words_of(ENGLISH)
_PROPOSED: Final = words(
    "Its name is not in Latin letters. This id is made of them: look at it, or write another, and register it."
)
_SAID: Final[Mapping[Kind, str]] = {
    Kind.NEEDED: words("This is needed."),
    Kind.NO_ID: words(
        "Its name is not in Latin letters: write an id of small Latin letters, digits and single hyphens."
    ),
    Kind.NOT_ENGLISH: words(
        "Write it here in Latin letters, as English texts do. There is a field for its own script."
    ),
    Kind.NO_LANGUAGE: words("In which language is it written so? Say it in the field beside it."),
    Kind.ID_TAKEN: words(
        "The id {key} is that of {name}. If this is another one, write another id here, such as {other}."
    ),
    Kind.ID_ELSEWHERE: words("The id {key} is taken in another register. Write another one here, such as {other}."),
    Kind.NAME_TAKEN: words(
        "“{said}” belongs to {name} ({key}) already. If that is the same one, use it; if there are two who are"
        " called so, say so below."
    ),
    Kind.DOMAIN_NEAR: words(
        "{domain} belongs with {known}, which is {name}. If it is the same outlet, add the domain to its record. If"
        " it is an edition of it, or another outlet, say so below."
    ),
    Kind.MARK_WITHOUT: words("The summary cites [{mark}], and no reference has this mark."),
    Kind.MARK_UNCITED: words("The summary does not cite [{mark}]."),
    Kind.NO_REFERENCE: words(
        "Write a mark of small letters and digits and, beside it, an address or the id of an entry."
    ),
    Kind.OPEN_ENTRY: words(
        "{entry} is a draft, and a story can rest on finished entries only. Give the address of its article here, or"
        " finish the entry first and add the story then."
    ),
}


def in_form(wrong: Wrong, language: Words) -> str | None:
    """What is said of it in a form that has a field for each option; None where its line can stand, by and large."""
    text = _PROPOSED if wrong.values.get("proposed") else _SAID.get(wrong.kind)
    return language(text).format(**wrong.values) if text else None
