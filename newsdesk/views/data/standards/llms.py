"""`llms.txt`: what the site is and where its data stands, for programs that read for somebody."""

from newsdesk.collection import Collection
from newsdesk.views.data.catalogue import counted
from newsdesk.views.data.published import web
from newsdesk.views.data.standards.citing_all import SCOPE, cited_as
from newsdesk.views.setting.page import LICENCE, LICENCE_URL

PATH = "llms.txt"


def llms(collection: Collection) -> str:
    """The file, in the Markdown that llmstxt.org asks for; addresses are whole where the site has one."""
    settings, root = collection.settings, web(collection, "") or ""
    counts, twin = counted(collection), "index.md" if settings.extra.markdown else ""
    outlets = sum(map(bool, collection.by_outlet.values()))
    lines = [f"# {_line(settings.site_name)}", ""]
    if settings.site_description:
        lines += [f"> {_line(settings.site_description)}", ""]
    lines += [
        "Each entry says what one article reports, whom it relies on, and what a reader needs to know to weigh it."
        f" There are {counts['entries']} entries of {outlets} outlets ({counts['outlets']} are registered),"
        f" {counts['stories']} stories and {counts['digests']} weekly digests.",
        "",
        "Before you pass anything on:",
        "",
        "- A statement is its source's, not this site's: name the outlet and the source, and how it was cited.",
        "- Show the `notices` of a record. They say that nobody reviewed a machine's draft, that only a part was read,"
        " that an entry was corrected or withdrawn, or that authorities banned a publisher.",
        "- Count `origins`, not outlets: copies of one text are one voice.",
        "- Each fact about an outlet has a `basis`. `unreferenced` means that nobody has checked it.",
        "- What is missing here may exist elsewhere: the collection is a selection.",
        "",
        "## Data",
        "",
        f"Licence: [{LICENCE}]({LICENCE_URL}). {SCOPE} Cite it as: {_line(cited_as(collection))}",
        "",
        f"- [All entries, one a line]({root}data/entries.jsonl): JSON Lines",
        f"- [Tables]({root}data/datapackage.json): Data Package with CSV files and their columns",
        f"- [Database]({root}data/collection.sqlite): SQLite with full-text search",
        f"- [API]({root}api/v1/openapi.json): OpenAPI description of static JSON files",
        f"- [Index]({root}api/v1/index.json): every file with its schema",
        "",
        "## Pages",
        "",
        *(["Each page is there as Markdown, too: put `index.md` behind its address.", ""] if twin else []),
        f"- [How we work]({root}how-we-work/{twin}): method, rules and what the marks mean",
        f"- [Stories]({root}stories/{twin}): what is contested, and who says what",
        f"- [Digests]({root}digests/{twin}): the weeks, newest first",
        f"- [Corrections]({root}corrections/{twin}): what was changed, and what it said before",
        f"- [About]({root}about/{twin}): who answers for the site, and its licence",
        "",
    ]
    return "\n".join(lines)


def _line(text: str) -> str:
    return " ".join(text.split())
