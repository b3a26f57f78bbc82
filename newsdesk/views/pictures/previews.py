"""What a page looks like where a link to it is shared: the words and counts of its preview card."""

from collections.abc import Iterator, Sequence

from newsdesk.collection import Collection
from newsdesk.interface import Words
from newsdesk.model import Entry, Read, Story
from newsdesk.model.addresses import entry_path, week_path
from newsdesk.model.settings import Cards
from newsdesk.model.terms import spoken
from newsdesk.views.pictures.bars import timeline
from newsdesk.views.setting.codes import language_name
from newsdesk.views.setting.dates import say_date, say_days, say_week
from newsdesk.views.setting.numbers import counted, numeral
from newsdesk.views.setting.page import Card, Part
from newsdesk.views.setting.preview import Preview
from newsdesk.views.setting.terms import word
from newsdesk.views.shared.lines import by_first_story, modes
from newsdesk.views.shared.notices import brief_notice

# The card of the collection, which every page without one of its own shows.
HOME = "card.png"
# Stories that the card of a digest names.
NAMED = 3


def has_cards(collection: Collection) -> bool:
    """Whether pages have cards: their addresses must be whole, which a site without one cannot give."""
    return bool(collection.settings.root) and collection.settings.extra.cards is not Cards.NONE


def previews(collection: Collection) -> Iterator[Part]:
    """The cards of the collection, of digests and of stories; those of entries come with their pages."""
    if not has_cards(collection):
        return
    yield Part(_home)
    yield from (Part(_digest, (week,)) for week, entries in collection.by_week.items() if entries)
    yield from (Part(_story, (name,)) for name in collection.stories)


def entry_preview(collection: Collection, entry: Entry) -> Iterator[Preview]:
    """The card of an entry, where entries have cards of their own."""
    if has_cards(collection) and collection.settings.extra.cards is Cards.ENTRIES:
        yield _entry(collection, entry)


def digest_card(collection: Collection, week: str) -> Card | None:
    """The card of a digest, where there are cards."""
    words = collection.words
    if not has_cards(collection):
        return None
    alt = words("{site}: weekly digest, {week}").format(site=collection.settings.site_name, week=say_week(words, week))
    return Card(f"{week_path(week)}card.png", alt)


def story_card(collection: Collection, story: Story) -> Card | None:
    """The card of a story; its description holds no count, which would rewrite the pages of all its entries."""
    if not has_cards(collection):
        return None
    return Card(f"stories/{story.id}/card.png", f"{collection.settings.site_name}: {story.title}")


def entry_card(collection: Collection, entry: Entry) -> Card | None:
    """The card that an entry shows: its own, or that of its first story, or of its digest."""
    words = collection.words
    if collection.settings.extra.cards is Cards.ENTRIES and has_cards(collection):
        outlet = collection.outlets[entry.outlet]
        said = f"{outlet.name_en or outlet.name}, {say_date(words, entry.published)}: {_titles(words, entry)[0]}"
        return Card(f"{entry_path(entry)}card.png", f"{brief_notice(collection, entry)} {said}".strip())
    if entry.stories:
        return story_card(collection, collection.stories[entry.stories[0]])
    return digest_card(collection, entry.week)


def _home(collection: Collection) -> Iterator[Preview]:
    words = collection.words
    settings = collection.settings
    yield Preview(
        HOME, settings.root.split("://", 1)[1].rstrip("/"), (settings.site_name,),
        original=settings.site_description or "",
        facts=_held(words, collection.entries),
        bars=_over_time(words, collection.entries),
    )  # fmt: skip


def _digest(collection: Collection, week: str) -> Iterator[Preview]:
    words = collection.words
    entries, lead = collection.by_week[week], collection.lead(week)
    order = [lead, *(entry for entry in entries if entry is not lead)] if lead else entries
    grouped = by_first_story(collection, order)
    first = lead.stories[0] if lead and lead.stories else None
    stories = [story for story, held in grouped if story]
    stories.sort(key=lambda story: story.id != first)
    yield Preview(
        f"{week_path(week)}card.png", collection.settings.site_name, (say_week(words, week),),
        above=(words("Weekly digest"),),
        facts=(" ".join(_held(words, entries)[:2]),),
        names=tuple(story.title for story in stories[:NAMED]),
    )  # fmt: skip


def _story(collection: Collection, name: str) -> Iterator[Preview]:
    words = collection.words
    story, entries = collection.stories[name], collection.by_story[name]
    yield Preview(
        f"stories/{story.id}/card.png", collection.settings.site_name, (story.title,),
        above=(words("Who reported what"),),
        facts=_held(words, entries),
        bars=_over_time(words, entries),
    )  # fmt: skip


def _entry(collection: Collection, entry: Entry) -> Preview:
    words = collection.words
    outlet = collection.outlets[entry.outlet]
    names = filter(None, (outlet.name_en, outlet.name))
    counts = [(mode.cited, f"{numeral(words, len(mode.sources))} {word(words, mode.cited)}") for mode in modes(entry)]
    is_part = entry.read is Read.EXCERPT
    silent = words("Names no source in the part that was read") if is_part else words("Names no source")
    when = say_date(words, entry.published)
    if entry.title_en:
        when = words("{day}, translated").format(day=when)  # the page says by whom
    return Preview(
        f"{entry_path(entry)}card.png", collection.settings.site_name, _titles(words, entry),
        above=tuple(names),
        after=f", {when}",
        original=entry.title if entry.title_en else "",
        facts=() if counts or entry.withdrawn else (silent,),
        counts=() if entry.withdrawn else tuple(counts),
        notice=brief_notice(collection, entry),
        foot=collection.stories[entry.stories[0]].title if entry.stories else "",
    )  # fmt: skip


def _titles(words: Words, entry: Entry) -> tuple[str, ...]:
    """Its title in the language of the site, else as printed, else what can always be said."""
    own = (entry.title_en.text,) if entry.title_en else ()
    is_foreign = entry.language != words.tag
    in_it = words("An article in {language}").format(language=language_name(words, entry.language))
    last = (in_it,) if is_foreign else ()
    return (*own, entry.title, *last, words("An article"))


def _held(words: Words, entries: Sequence[Entry]) -> tuple[str, ...]:
    """How much there is, in lines: `22 entries from 21 outlets`, `in 9 languages`, the days."""
    if not entries:
        return (words("No entries yet"),)
    outlets, languages = {entry.outlet for entry in entries}, {spoken(entry.language) for entry in entries}
    first = min(entry.published.first for entry in entries)
    last = max(entry.published.last for entry in entries)
    return (
        words("{entries} from {outlets}").format(
            entries=counted(words, len(entries), "entry", "entries"),
            outlets=words.ngettext("{number} outlet", "{number} outlets", len(outlets)).format(
                number=numeral(words, len(outlets))
            ),
        ),
        words.ngettext("in {number} language", "in {number} languages", len(languages)).format(
            number=numeral(words, len(languages))
        ),
        say_date(words, first) if first == last else say_days(words, first, last),
    )


def _over_time(words: Words, entries: Sequence[Entry]) -> tuple[int, ...]:
    drawn = timeline(words, entries)
    return tuple(bar.count for bar in drawn.bars) if drawn else ()
