"""What the verbs of the registers complain of: a line for a terminal comes in, words for a form go out."""

import re
from collections.abc import Callable, Mapping

from newsdesk.interface import Words

_Say = Callable[[Words], str]
_WHOSE = r"(?P<key>\S+) \((?P<name>.*)\)"
# By what the line of a terminal looks like; what stands in it is said again where the form names it.
_FORMS: Mapping[str, _Say] = {
    r".*: (?:there is no name in it|String should have at least 1 character)\.": lambda words: words("This is needed."),
    r"No id follows from .*: --id [a-z0-9-]+ \(from its letters\)\.": lambda words: words(
        "Its name is not in Latin letters. This id is made of them: look at it, or write another, and register it."
    ),
    r"No id follows from .*": lambda words: words(
        "Its name is not in Latin letters: write an id of small Latin letters, digits and single hyphens."
    ),
    r'.* is not how English texts write it: NAME .*': lambda words: words(
        "Write it here in Latin letters, as English texts do. There is a field for its own script."
    ),
    r"--(?:also|native) .*: in which language is it written so\? .*": lambda words: words(
        "In which language is it written so? Say it in the field beside it."
    ),
    rf"There is already an? \w+ {_WHOSE} in \w+\.yaml\. .*--id (?P<other>[a-z0-9-]+)\.": lambda words: words(
        "The id {key} is that of {name}. If this is another one, write another id here, such as {other}."
    ),
    r"There is already (?P<key>\S+) in \w+\.yaml, and .*--id (?P<other>[a-z0-9-]+)\.": lambda words: words(
        "The id {key} is taken in another register. Write another one here, such as {other}."
    ),
    rf'"(?P<said>.*)" belongs to {_WHOSE} in \w+\.yaml already\..*': lambda words: words(
        "“{said}” belongs to {name} ({key}) already. If that is the same one, use it; if there are two who are"
        " called so, say so below."
    ),
    rf"(?P<domain>\S+) stands (?:below|above) (?P<known>\S+), which is {_WHOSE}\. .*": lambda words: words(
        "{domain} belongs with {known}, which is {name}. If it is the same outlet, add the domain to its record. If"
        " it is an edition of it, or another outlet, say so below."
    ),
    r"--reference: the mark \[(?P<mark>.*)\] of the summary has none\.": lambda words: words(
        "The summary cites [{mark}], and no reference has this mark."
    ),
    r"--reference (?P<mark>\S+): the summary does not cite it\.": lambda words: words(
        "The summary does not cite [{mark}]."
    ),
    r"--reference .*: write a mark, =, and .*": lambda words: words(
        "Write a mark of small letters and digits and, beside it, an address or the id of an entry."
    ),
    r'--reference: the entry "(?P<entry>.*)" is not finished\.': lambda words: words(
        "{entry} is a draft, and a story can rest on finished entries only. Give the address of its article here, or"
        " finish the entry first and add the story then."
    ),
}  # fmt: skip
_PATTERNS = [(re.compile(pattern, re.DOTALL), say) for pattern, say in _FORMS.items()]


def in_form(line: str, words: Words) -> str | None:
    """What a line is in a form that has a field for each option; None where it can stand as it is, by and large."""
    for pattern, say in _PATTERNS:
        if hit := pattern.fullmatch(line):
            return say(words).format(**hit.groupdict())
    return None
