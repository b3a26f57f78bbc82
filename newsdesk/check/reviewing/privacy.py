"""Which private persons an entry names: whoever finishes or reviews it is asked whether it has to."""

from collections.abc import Iterator
from dataclasses import dataclass

from newsdesk.check.changes.private.spelling import Spellings
from newsdesk.check.draft import Draft
from newsdesk.model import Entry
from newsdesk.model.terms import Identified
from newsdesk.problems import COMMAND_LINE


@dataclass(frozen=True, slots=True)
class PrivatelyNamed:
    """A private person of people.yaml who is named in an entry, and where."""

    id: str
    name: str
    places: tuple[str, ...]

    @property
    def question(self) -> str:
        """What an editor is asked."""
        return (
            f"{self.name} is a private person ({self.id}, public: false in people.yaml) and is named here:"
            f" {', '.join(self.places)}. Must readers know the name? If not, write words that describe the person in"
            " its place, and identified: described. This takes the name out of everything:"
        )

    @property
    def command(self) -> str:
        """What takes the name out of everything."""
        return f'{COMMAND_LINE} withdraw people.yaml#{self.id} --as "a resident" --why TEXT'


def privately_named(draft: Draft, entry: Entry) -> Iterator[PrivatelyNamed]:
    """The private persons whom an entry names, as sources or in its texts, in the order of the register."""
    texts = {"the title": entry.title, "the summary": entry.summary, "the context note": entry.context}
    if entry.title_en:
        texts["the title in English"] = entry.title_en.text
    for id_, item in draft.people.items():
        if item.keys["public"] is not False:
            continue
        names = list(item.keys["names"])
        spellings = Spellings(names)
        places = []
        for at, source in enumerate(entry.sources, 1):
            is_named = source.who == id_ and source.identified is Identified.NAMED
            if is_named or spellings.spans(f"{source.name}\n{source.says or ''}"):
                places.append(f"source {at}")
        places += [name for name, text in texts.items() if spellings.spans(text)]
        if places:
            yield PrivatelyNamed(id_, names[0], tuple(places))
