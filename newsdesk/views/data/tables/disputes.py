"""The tables of what is contested: questions of stories, and each account of them with its number and its route."""

from collections.abc import Iterator
from typing import Any

from newsdesk.collection import Collection
from newsdesk.collection.sides import side_of
from newsdesk.model import Account, Dispute, Story
from newsdesk.views.data.published import outlet_notice, public_id, web
from newsdesk.views.data.tables.cells import Row, plain_number
from newsdesk.views.data.tables.records import made_values
from newsdesk.views.shared.accounts.given import Quantity, extremes, figures_given, quantity_of, whole_figures
from newsdesk.views.shared.accounts.holders import entries_behind, route_of
from newsdesk.views.shared.extents import account_counts

# The columns of `accounts`, with what each holds.
ACCOUNTS = {
    "notices": "What to know of who gives the account before reading on: that authorities banned or listed it.",
    "story": "Id of the story.",
    "question_position": "Place of the question in its story, from 1.",
    "question": "The question on which accounts differ.",
    "position": "Place of the account in its question, from 1, by the order of dates.",
    "by": "Who gives it, by the name and office that a reader needs.",
    "who": "Id in the register of people and organisations, or of outlets; empty for private persons and whoever is in"
    " none.",
    "side": "For whom it speaks: the code of a country, or the id of a body; what the story says of it, else what the"
    " register says.",
    "says": "What it says.",
    "figure": "The figure that it gives, with what bounds it, as it says it; empty where the question asks for none.",
    "number": "The same as a number.",
    "bound": "How the number is meant: exact, about, or-more (at least, over) or or-less (at most, under).",
    "unit": "What is counted: the words that stand behind the number.",
    "part": "What the figure covers, where that is only a part of what is asked: a day, a place; no range has it then.",
    "route": "How we know it: the strongest way in which an entry cites who gives it (quoted, paraphrased, relayed,"
    " mentioned), own (an outlet in its own words) or elsewhere (a page that is no entry here).",
    "date": "When it said so, by EDTF; empty where not known.",
    "date_first": "The first day that this can mean.",
    "date_last": "The last day that this can mean.",
    "entries_cited": "Ids of the entries that it rests on, joined with semicolon and space.",
    "refs": "Ids of the story's references that give it, joined with semicolon and space.",
    "drafted_by": "Who drafted the story with its accounts: human or machine; empty where nobody recorded it.",
    "reviewed_by": "Who reviewed the story; empty while nobody has.",
    "reviewed_on": "Day of the review.",
    "web": "Full address of the account on the page of its story; empty while the site has none.",
}
# And of `questions`.
QUESTIONS = {
    "notices": "What to know before reading on; empty as a rule.",
    "story": ACCOUNTS["story"],
    "position": ACCOUNTS["question_position"],
    "question": ACCOUNTS["question"],
    "accounts": "How many accounts are given of it.",
    "speakers": "How many give them; who gives several counts once.",
    "origins": "The newsrooms and bodies by which these are known.",
    "low": "The least number that an account of the whole gives; empty where the question asks for none.",
    "low_figure": "The same with what bounds it, as it is said: at least 2.",
    "high": "The greatest number that an account of the whole gives.",
    "high_figure": "The same with what bounds it.",
    "drafted_by": ACCOUNTS["drafted_by"],
    "reviewed_by": ACCOUNTS["reviewed_by"],
    "reviewed_on": ACCOUNTS["reviewed_on"],
    "web": "Full address of the question on the page of its story; empty while the site has none.",
}
OF_STORY = ("story", "question", "drafted_by", "reviewed_by", "reviewed_on")
"""What the JSON of a story says beside its accounts."""


def account_values(collection: Collection, story: Story) -> Iterator[Row]:
    """The values of each account of a story by ACCOUNTS, in the order of the story."""
    for number, dispute in enumerate(story.disputed, 1):
        figures = figures_given(collection.words, dispute)
        for at, account in enumerate(dispute.accounts, 1):
            figure = figures.get(at)
            given = quantity_of(collection.words, account, figure) if figure else None
            yield _account(collection, story, (number, dispute.question, at), account, given)


def _account(
    collection: Collection, story: Story, place: tuple[int, str, int], account: Account, given: Quantity | None
) -> Row:
    outlet = collection.outlets.get(account.who or "")
    notice, day = outlet and outlet_notice(collection, outlet), account.date
    number, question, at = place
    return (
        (notice,) if notice else (),
        story.id,
        number,
        question,
        at,
        account.by,
        public_id(collection, account.who),
        public_id(collection, side_of(collection, account)),
        account.says,
        given and given.said,
        given and given.number,
        given and given.bound,
        (given and given.unit) or None,
        account.part,
        route_of(collection, story, account),
        day,
        day and day.first,
        day and day.last,
        tuple(dict.fromkeys(entry.id for entry in entries_behind(collection, story, account))),
        account.refs,
        *made_values(collection, story),
        web(collection, f"stories/{story.id}/#account-{number}-{at}"),
    )


def question_values(collection: Collection, story: Story) -> Iterator[Row]:
    """The values of each question of a story by QUESTIONS, in the order of the story."""
    for number, dispute in enumerate(story.disputed, 1):
        yield (
            (),
            story.id,
            number,
            dispute.question,
            *account_counts(collection, story, dispute).values(),
            *_span(collection, dispute),
            *made_values(collection, story),
            web(collection, f"stories/{story.id}/#disputed-{number}"),
        )


def _span(collection: Collection, dispute: Dispute) -> tuple[float | None, str | None, float | None, str | None]:
    """The least and the greatest number, each with the words for it; None where the question asks for none."""
    figures = whole_figures(collection.words, dispute)
    if not figures:
        return (None,) * 4
    low, high = extremes(collection.words, [(dispute.accounts[at - 1], figure) for at, figure in figures.items()])
    values = [figure.values[0] for figure in figures.values()]
    return min(values), low, max(values), high


def accounts_told(collection: Collection, story: Story) -> list[dict[str, Any]]:
    """The accounts of a story as JSON has them: by the names of ACCOUNTS, without what the story itself says."""
    found = []
    for row in account_values(collection, story):
        told = {name: value for name, value in zip(ACCOUNTS, row, strict=True) if name not in OF_STORY}
        found.append({**told, "date": told["date"] and str(told["date"]), "number": plain_number(told["number"])})
    return found


def counts_told(collection: Collection, story: Story, dispute: Dispute) -> dict[str, Any]:
    """How many accounts there are of a question, of whom and from where, and between which numbers they lie."""
    low, low_figure, high, high_figure = _span(collection, dispute)
    span = {
        "low": plain_number(low), "low_figure": low_figure, "high": plain_number(high), "high_figure": high_figure
    }  # fmt: skip
    return {**account_counts(collection, story, dispute), **span}
