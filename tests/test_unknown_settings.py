"""A lost letter in mkdocs.yml or at the top of a page is a problem; what is a theme's or a plugin's own is none."""

import re
from pathlib import Path

import material
import mkdocs.utils.meta
import pytest
from makers import brief, collection, write_tree
from mkdocs.config.defaults import MkDocsConfig
from tables import each

from newsdesk.check.settings import unknown_settings
from newsdesk.load.config import parse_config
from newsdesk.model import foreign
from newsdesk.model.settings import Extra
from newsdesk.problems import Severity
from newsdesk.store.maintained import read_settings

ROOT = Path(__file__).resolve().parent.parent
INSTALLED = Path(material.__file__).parent
TEMPLATES = "\n".join(path.read_text("utf-8") for path in (INSTALLED / "templates").rglob("*.html"))
SWITCHES = "Did you mean"


def unknown(name: str, where: str, near: str | None = None, place: str | None = None) -> tuple[str, str]:
    hint = f'Did you mean "{near}"?' if near else f"It belongs {place}."
    return f'Nothing reads "{name}" {where}.', hint


def found(text: str, templates: str = "") -> list:
    document, faults = parse_config("mkdocs.yml", text.encode())
    assert faults == []
    return unknown_settings(document, templates)


@each(
    ("text", "line", "column", "said"),
    [
        ("extra:\n  designation: []\n", 2, 3, unknown("designation", "below extra", "designations")),
        ("extra:\n  desigantions: []\n", 2, 3, unknown("desigantions", "below extra", "designations")),
        ("extra: {card: none}\n", 1, 9, unknown("card", "below extra", "cards")),
        ("extra: {Hub: x}\n", 1, 9, unknown("Hub", "below extra", "hub")),
        ("extra: {news-letter: x}\n", 1, 9, unknown("news-letter", "below extra", "newsletter")),
        ("extra: {publish: x}\n", 1, 9, unknown("publish", "below extra", "publishing")),
        ("extra: {anlytics: x}\n", 1, 9, unknown("anlytics", "below extra", "analytics")),
        ("extra: {site_url: x}\n", 1, 9, unknown("site_url", "below extra", place="at the top")),
        ("extra: {features: []}\n", 1, 9, unknown("features", "below extra", place="below theme")),
        ("designations: []\n", 1, 1, unknown("designations", "at the top", place="below extra")),
        ("language: ru\n", 1, 1, unknown("language", "at the top", place="below theme")),
        ("site_ulr: x\n", 1, 1, unknown("site_ulr", "at the top", "site_url")),
        ("site-name: x\n", 1, 1, unknown("site-name", "at the top", "site_name")),
        ("exrta: {}\n", 1, 1, unknown("exrta", "at the top", "extra")),
        ("copyrigth: x\n", 1, 1, unknown("copyrigth", "at the top", "copyright")),
        ("theme: {name: material, langage: ru}\n", 1, 25, unknown("langage", "below theme", "language")),
        ("theme: {name: material, custom-dir: x}\n", 1, 25, unknown("custom-dir", "below theme", "custom_dir")),
        ("theme: {name: material, site_name: x}\n", 1, 25, unknown("site_name", "below theme", place="at the top")),
        ("theme: {name: material, font: {txt: x}}\n", 1, 32, unknown("txt", "below font", "text")),
        ("theme: {name: material, palette: {shceme: x}}\n", 1, 35, unknown("shceme", "in a palette", "scheme")),
        (
            "theme:\n  name: material\n  palette:\n    - {scheme: x}\n    - {toggle: {nam: x}}\n",
            5, 17, unknown("nam", "in a toggle", "name"),
        ),
    ],
)  # fmt: skip
def test_a_slip_of_the_pen_is_an_error(text: str, line: int, column: int, said: tuple[str, str]) -> None:
    problems = found(text)
    assert brief(problems) == [("unknown-setting", line, column, *said)]
    assert problems[0].severity is Severity.ERROR


def test_what_comes_near_nothing_is_told_what_there_is() -> None:
    [problem] = found("extra: {wxyz: 1}\n")
    assert problem.message == 'Nothing reads "wxyz" below extra.'
    assert problem.hint.startswith("Delete it. The names below extra are: about, alternate, analytics, ")


@each(
    "text",
    [
        *(f"extra: {{{name}: x}}\n" for name in sorted(foreign.EXTRA)),
        *(f"extra: {{{name}: x}}\n" for name in Extra.model_fields),
        *(f"theme: {{name: material, {name}: x}}\n" for name in sorted(foreign.THEME - {"name", "features"})),
        *(f"{name}: x\n" for name in sorted(foreign.SETTINGS - {"INHERIT", "theme", "extra"})),
        f"theme: {{name: material, features: [{', '.join(sorted(foreign.FEATURES))}]}}\n",
        "theme: {name: material, icon: {logo: x, admonition: {note: y}, tag: {any: z}}}\n",
        "theme: {name: readthedocs, hljs_languages: [yaml]}\n",
        "theme: material\nextra: null\n",
        "theme: {name: material, font: false, palette: {primary: custom}}\n",
        "extra:\n  social:\n    - {icon: x, link: y, nmae: z}\n  analytics: {provider: x, property: y}\n",
        "plugins: [search, material/blog, tags: {tags_file: x}]\nextra: {tags: {a: b}}\n",
        "plugins: {search: {lang: en}}\n",
    ],
)
def test_what_belongs_to_the_theme_or_to_a_plugin_is_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("read", ["config.extra.motto", "config.extra['motto']", 'extra.get("motto")', "extra.motto |"])
def test_what_a_template_of_the_maintainer_reads_is_none(read: str) -> None:
    text = "extra: {motto: x, desgnations: []}\n"
    assert [p.message for p in found(text, f"<p>{{{{ {read} }}}}</p>")] == ['Nothing reads "desgnations" below extra.']
    assert len(found(text, "{{ config.extra.mottos }} {{ motto }}")) == 2


@pytest.mark.parametrize("code", ["hooks: [my.py]", "plugins: [macros]", "plugins: [search, {macros: {x: y}}]"])
def test_code_from_elsewhere_may_read_what_it_likes_but_for_what_looks_like_ours(code: str) -> None:
    problems = found(f"{code}\nextra: {{wxyz: 1, desgnations: []}}\n")
    assert [p.severity for p in problems] == [Severity.WARNING, Severity.ERROR]


def test_a_switch_that_the_theme_does_not_have_is_a_warning() -> None:
    problems = found("theme: {name: material, features: [navigation.tab, toc.follow, qqqq]}\n")
    assert brief(problems) == [
        ("unknown-setting", 1, 36, 'The theme has no switch "navigation.tab".', 'Did you mean "navigation.tabs"?'),
        ("unknown-setting", 1, 64, 'The theme has no switch "qqqq".', "Delete it."),
    ]
    assert {p.severity for p in problems} == {Severity.WARNING}


def test_the_names_are_those_of_the_installed_sources() -> None:
    """A newer MkDocs or Material that reads other names fails here."""
    assert {name for name, _ in MkDocsConfig._schema} | {"INHERIT"} - {"config_file_path"} == (
        foreign.SETTINGS | {"config_file_path", "mdx_configs"}
    )
    code = "\n".join(path.read_text("utf-8") for path in (INSTALLED / "plugins").rglob("*.py"))
    assert set(re.findall(r"\bconfig\.extra\.(\w+)", TEMPLATES)) | set(re.findall(r'\.extra\["(\w+)"', code)) == (
        foreign.EXTRA
    )
    options = set(re.findall(r"\bconfig\.theme\.(\w+)", TEMPLATES)) | {"name", "custom_dir", "locale"}
    own = set(re.findall(r"^(\w+):", (INSTALLED / "templates" / "mkdocs_theme.yml").read_text("utf-8"), re.MULTILINE))
    assert options | own | {"include_search_page", "search_index_only"} == foreign.THEME
    bundle = next((INSTALLED / "templates" / "assets" / "javascripts").glob("bundle*.min.js")).read_text("utf-8")
    switches = set(re.findall(r'"((?:announce|content|header|navigation|search|toc)\.[a-z.]+)"', TEMPLATES + bundle))
    labels = {name for name in switches if name.startswith(("search.result.", "content.search"))}
    assert switches - labels >= foreign.FEATURES
    used = set(re.findall(r'"([\w.]+)" (?:not )?in features', TEMPLATES)) | set(
        re.findall(r'\b[\w$]{1,3}\("((?:announce|content|header|navigation|toc)\.[\w.]+|search\.highlight)"\)', bundle)
    )
    assert used - foreign.FEATURES == set()
    plugins = {path.name for path in (INSTALLED / "plugins").iterdir() if path.is_dir() and path.name[0] != "_"}
    assert plugins == foreign.PLUGINS
    assert set(re.findall(r'"(\w+)" in page\.meta\.hide', TEMPLATES)) == foreign.HIDE
    meta = set(re.findall(r"page\.meta\.(\w+)", TEMPLATES)) - {"git_creation_date_localized"}
    assert meta - {"git_revision_date_localized"} <= foreign.PAGE


def settings_at(root: Path, text: str, pages: dict[str, str]) -> list:
    write_tree(root, collection())
    (root / "mkdocs.yml").write_text(text, "utf-8")
    for name, page in pages.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(page, "utf-8")
    return read_settings(root / "mkdocs.yml", root)[1]


def test_templates_of_the_maintainer_are_read_where_they_lie(tmp_path: Path) -> None:
    text = "site_name: x\ntheme: {name: material, custom_dir: own}\nextra: {motto: x}\n"
    assert settings_at(tmp_path, text, {"own/main.html": "{{ config.extra.motto }}"}) == []
    assert [p.rule for p in settings_at(tmp_path, text, {"own/main.html": ""})] == ["unknown-setting"]
    gone = settings_at(tmp_path, text.replace("own", "onw").replace("extra: {motto: x}", ""), {})
    assert brief(gone) == [("unknown-setting", 2, 37, 'There is no folder "onw".', "Correct its name.")]


@pytest.mark.parametrize(
    ("nav", "problems"),
    [
        ("[index.md, Data: data.md, {Places: places/index.md}, {More: [About: https://example.org/x.md]}]", []),
        ("[Data: dta.md]", [(1, 13, "dta.md", 'Did you mean "data.md"?')]),
        ("[{More: [{Deep: [far/away.md]}]}]", [
            (1, 23, "far/away.md", "Correct its path, or take the line out of nav.")]),
        ("[dta.md]\nplugins: [gen-files]", []),
        ("dta.md", [(1, 6, "dta.md", 'Did you mean "data.md"?')]),
        ("[1, null, {x: null}, true]", []),
    ],
)  # fmt: skip
def test_the_navigation_names_pages_that_are_there(tmp_path: Path, nav: str, problems: list) -> None:
    found = settings_at(tmp_path, f"nav: {nav}\nsite_name: x\n", {"docs/index.md": "# x", "docs/data.md": "# x"})
    expected = [
        ("unknown-setting", *at, f'There is no page "{page}" below docs.', hint) for *at, page, hint in problems
    ]
    assert brief(found) == expected


QUOTES = "Put the whole text in quotes; where you mean a comment, write two blanks before # and one behind it."


@pytest.mark.parametrize(
    ("page", "problems"),
    [
        ("# Title\n\nNote: text\n", []),
        ("---\ntitle: x\nhide: [navigation, toc]\ndescription: y\n---\n\n# x\n", []),
        ("---\ntitle: x\nmy_own: y\nlayout: z\n---\n", []),
        ("---\n---\n# x\n", []),
        (
            "---\ntitel: x\n---\n",
            [("unknown-setting", 2, 1, 'Nothing reads "titel" at the top of a page.', 'Did you mean "title"?')],
        ),
        (
            "---\nhide: [navigaton]\n---\n",
            [("unknown-setting", 2, 8, 'A page has no "navigaton" to hide.', 'Did you mean "navigation"?')],
        ),
        (
            "---\ntitle: Part #1\n---\n",
            [("cut-text", 2, 13, 'Behind " #" nothing is read: this "title" is read as "Part".', QUOTES)],
        ),
        (
            "---\ntitle: No\n---\n",
            [("wrong-type", 2, 8, '"title" must be text, not true or false.', "Put it in quotes.")],
        ),
        (
            "---\ntitle: 12:30\n---\n",
            [("wrong-type", 2, 8, '"title" must be text, not a number.', "Put it in quotes.")],
        ),
        (
            "---\ntitle: x: y\n---\n",
            [
                (
                    "not-yaml", 2, 9, "This is not valid YAML: mapping values are not allowed here.",
                    "Look at the indentation, quotes and brackets of this line and the one above.",
                )
            ],
        ),
        ("---\ntitle: x\n\n# x\n", [("not-yaml", 1, 1, "The settings at the top do not end.",
                                      "Write a line --- below them.")]),
        (
            "Note: this page is new.\n\n# x\n",
            [
                (
                    "unknown-setting", 1, 1,
                    '"Note:" at the top is taken for a setting of the page, and is not printed.',
                    "Begin the page with its heading, or with lines of --- around its settings.",
                )
            ],
        ),
    ],
)  # fmt: skip
def test_the_tops_of_pages(tmp_path: Path, page: str, problems: list) -> None:
    found = settings_at(tmp_path, "site_name: x\n", {"docs/a/index.md": page})
    assert {p.path for p in found} <= {"docs/a/index.md"}
    assert brief(found) == problems


def test_what_we_say_of_lost_lines_is_what_mkdocs_does() -> None:
    assert mkdocs.utils.meta.get_data("Note: this page is new.\n\n# x\n")[0] == "# x\n"
    broken = "---\ntitle: x: y\n---\n\n# x\n"
    assert mkdocs.utils.meta.get_data(broken)[0] == broken


@pytest.mark.parametrize("root", [ROOT, ROOT / "tests" / "data", ROOT / "newsdesk" / "starter"])
def test_no_false_alarm(root: Path) -> None:
    # The starter has places to fill in.
    assert [p for p in read_settings(root / "mkdocs.yml", root)[1] if "@" not in p.message] == []
