"""Gaps in words: what is missing, why that matters, and the way out."""

from dataclasses import dataclass

from newsdesk.collection import Collection
from newsdesk.collection.measures.gaps import Gap
from newsdesk.interface import Words, kept
from newsdesk.load.places import DIGEST_FILE
from newsdesk.model import Edtf, OutletKind
from newsdesk.model.gaps import GapKind
from newsdesk.views.setting.codes import country_name, language_name
from newsdesk.views.setting.dates import say_date
from newsdesk.views.setting.numbers import listed, numeral
from newsdesk.views.setting.terms import word
from newsdesk.views.shared.extents import accounts, extent_of


@dataclass(frozen=True, slots=True)
class Saying:
    """What is said of a kind: its heading, why it matters, and the way out."""

    title: str
    why: str
    remedy: str


@kept
def sayings(words: Words) -> dict[GapKind, Saying]:
    """What is said of each kind, in the order in which they are told."""
    return {
        GapKind.EVIDENCE: Saying(
            words("Entries without evidence"),
            words("Nobody can check their names and quotations without the article."),
            words("Capture the article, and compare the entry with it."),
        ),
        GapKind.REVIEW: Saying(
            words("Entries that nobody has reviewed"),
            words("No person has compared them with their articles."),
            words("Read the entry beside the article, and sign it."),
        ),
        GapKind.ARCHIVE: Saying(
            words("Articles without an archived copy"),
            words("When the page changes or goes, nobody can look it up."),
            words("Ask an archive for a copy, or enter the address of one."),
        ),
        GapKind.REFERENCE_ARCHIVE: Saying(
            words("References without an archived copy"),
            words("When a page changes or goes, nobody can look up what rests on it."),
            words("Ask an archive for copies of what the entry cites, or enter the address of one with the reference."),
        ),
        GapKind.TITLES: Saying(
            words("References without a title"),
            words("When the address dies, nobody knows which page it was."),
            words("Open the page, and write its title as printed."),
        ),
        GapKind.REFERENCE_EVIDENCE: Saying(
            words("References whose page nobody has compared"),
            words("Nobody can check the figures, dates and names that rest on them without the pages."),
            words("Read the page at the reference, and compare the entry with it."),
        ),
        GapKind.GENRE: Saying(
            words("Entries without the kind of text"),
            words("A reader cannot tell a report from an opinion or a statement."),
            words("Go by what the page calls it, and enter its genre."),
        ),
        GapKind.CHANGED_PAGE: Saying(
            words("Pages that have changed"),
            words("What is cited of them no longer stands there."),
            words("Read the page again, and correct the entry, or cite an archived copy."),
        ),
        GapKind.GONE_PAGE: Saying(
            words("Pages that are not there any more"),
            words("Readers cannot follow what is cited."),
            words("Link to an archived copy, or to where the page is now."),
        ),
        GapKind.WALLED_PAGE: Saying(
            words("Pages that no program can read"),
            words("Nobody notices when they change."),
            words("Look at them in a browser, and link to an archived copy."),
        ),
        GapKind.OUTCOME: Saying(
            words("Proceedings without an outcome"),
            words("A person stays under suspicion here that may have ended elsewhere."),
            words("Look for the outcome; where there is none, write on which day none was found."),
        ),
        GapKind.ONE_ORIGIN: Saying(
            words("Told by one origin"),
            words(
                "Whatever is listed here is known from one origin alone, also where its speakers differ: nothing from"
                " elsewhere confirms it."
            ),
            words("Look for a report of another newsroom, or say that there is none."),
        ),
        GapKind.SIDES: Saying(
            words("Stories in which a side does not speak"),
            words("What one side says stands there without an answer of the other."),
            words("Look for articles that cite it, or say in the story that none was found."),
        ),
        GapKind.LANGUAGES: Saying(
            words("Stories without a language of the countries involved"),
            words("What was written for the people concerned is not here."),
            words("Look for articles in that language."),
        ),
        GapKind.OUTLET_KINDS: Saying(
            words("Stories from one kind of outlet"),
            words("Other kinds of outlets may tell it otherwise."),
            words("Look for outlets of other kinds."),
        ),
        GapKind.OWNER: Saying(
            words("Outlets whose owner is not known"),
            words("A reader cannot tell in whose interest an outlet writes."),
            words("Look for its imprint or a register, and enter the owner with the reference."),
        ),
        GapKind.FUNDER: Saying(
            words("Outlets whose funder is not known"),
            words("A reader cannot tell who pays for an outlet."),
            words("Look for its imprint or a register, and enter the funder with the reference."),
        ),
        GapKind.STALE: Saying(
            words("Facts that nobody has looked at for a year"),
            words("Owners and offices change; the newest entries stand beside an old fact."),
            words("Open the references again, and enter the day on which you did."),
        ),
        GapKind.WIKIDATA: Saying(
            words("Records without an item in Wikidata"),
            words("Programs cannot tell that this record and others mean the same."),
            words("Look the record up in Wikidata, and enter the right item."),
        ),
    }


def detail_of(collection: Collection, words: Words, gap: Gap) -> str:
    """What is missing in this place, in a few words; "" where the kind says it all."""
    match gap.kind:
        case GapKind.CHANGED_PAGE | GapKind.GONE_PAGE | GapKind.WALLED_PAGE:
            return gap.said[0]
        case GapKind.TITLES | GapKind.REFERENCE_EVIDENCE | GapKind.STALE:
            said = words("{number} of {total}")
            return said.format(number=numeral(words, gap.number), total=numeral(words, gap.whole))
        case GapKind.REFERENCE_ARCHIVE:
            said = words("{number} of {total}")
            said = said.format(number=numeral(words, gap.number), total=numeral(words, gap.whole))
            if not gap.refused:
                return said
            return words("{counts}; refused: {number}").format(counts=said, number=numeral(words, gap.refused))
        case GapKind.ARCHIVE if gap.refused:
            refused = collection.by_id[gap.name].archive_refused
            return words("refused on {day}").format(day=say_date(words, refused.on)) if refused else ""
        case GapKind.OUTCOME if gap.said:
            return words("none found by {day}").format(day=say_date(words, Edtf.of(gap.said[0])))
        case GapKind.ONE_ORIGIN if gap.said:
            dispute = next(one for one in collection.stories[gap.name].disputed if one.question == gap.said[0])
            extent = accounts(collection, collection.stories[gap.name], dispute)
            return words("{question} {accounts}").format(question=dispute.question, accounts=extent)
        case GapKind.ONE_ORIGIN:
            return extent_of(collection, collection.by_story[gap.name])
        case GapKind.SIDES:
            countries = listed(words, [country_name(words, code) for code in gap.said])
            return words("not heard: {countries}").format(countries=countries)
        case GapKind.LANGUAGES:
            languages = listed(words, [language_name(words, tag) for tag in gap.said])
            return words("none in {languages}").format(languages=languages)
        case GapKind.OUTLET_KINDS:
            return next(word(words, kind) for kind in OutletKind if kind == gap.said[0])
    return ""


def place_of(collection: Collection, gap: Gap) -> str:
    """The file of a record below the folder of the collection, and its id where it is one of a register."""
    if gap.group == "entries":
        return f"{collection.by_id[gap.name].week}/{gap.name}.yaml"
    if gap.group == "digests":
        return f"{gap.name}/{DIGEST_FILE}"
    return f"{gap.group}.yaml: {gap.name}"
