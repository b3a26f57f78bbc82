"""Second codings: drawn by chance, made without the first coding at hand, kept with how far both agree, and told."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from makers import ENTRY, SOURCE, collection, draft_of, entry, write_tree
from repository import commit, git
from tables import each

from newsdesk.cli import main
from newsdesk.collection import Collection
from newsdesk.model.codings import Code, Codings, SecondCoding
from newsdesk.model.settings import Settings
from newsdesk.problems import Refusal
from newsdesk.store.codings.agreeing import agreed, agreement_in
from newsdesk.store.codings.sampling import sample
from newsdesk.store.codings.writing import as_yaml
from newsdesk.views.pages.overview import overview

ROOT = Path(__file__).resolve().parent.parent
NAME = "swans-counted"
CODE = {"cited": "quoted", "identified": "named", "actor": "official"}
Run = Callable[..., tuple[int, str, str]]
CONFIG = "site_name: Swans\nsite_url: https://example.org/\ntheme: {name: material, font: false}\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    more = f"{SOURCE}, {{name: A passer-by, actor: resident, identified: described, cited: mentioned}}"
    write_tree(tmp_path, {**collection(), ENTRY: entry(sources=f"[{more}]")})
    (tmp_path / "mkdocs.yml").write_text(CONFIG, "utf-8")
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path)
    return tmp_path


@pytest.fixture
def run(root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1666569600")

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main([*arguments, "--root", str(root)], ROOT)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_a_form_is_handed_out_filled_in_and_recorded(root: Path, run: Run) -> None:
    form = root / "captures" / f"{NAME}.coding.yaml"
    command = f'.venv/bin/python build_digest.py review {NAME} --blind --by "Ben Reed"'
    handed = f"Read https://lantern.example/swans, and fill in the form.\nWrote captures/{NAME}.coding.yaml\n"
    assert run("review", NAME, "--blind", "--by", "Ben Reed") == (0, f"{handed}Next: {command}\n", "")
    text = form.read_text("utf-8")
    assert f"# {command}\n" in text
    for said in ("quoted: In the source's own words", '    name: "Ada Quill"\n    cited: TODO\n'):
        assert said in text
    assert "mild" not in text.partition("by:")[2], "what it says tells how it was coded"
    code, out, err = run("review", NAME, "--blind", "--by", "Ben Reed")
    assert (code, out, err.count("is still TODO")) == (1, "", 6)
    assert err.endswith("Nothing was recorded.\n")
    assert run("review", NAME, "--blind", "--by", "Cleo")[2] == (
        f"build_digest.py: captures/{NAME}.coding.yaml is the form of Ben Reed. Delete it, or code as --by"
        ' "Ben Reed".\n'
    )
    for old, new in (("cited: TODO", "cited: quoted"), ("identified: TODO", "identified: named"),
                     ("actor: TODO", "actor: official")):  # fmt: skip
        text = text.replace(old, new)
    form.write_text(text, "utf-8")
    code, out, err = run("review", NAME, "--blind", "--by", "Ben Reed")
    assert (code, err) == (0, "")
    assert out == (
        f"Recorded 2 sources of {NAME} by Ben Reed. The same as in the entry: cited 1 of 2, identified 1 of 2,"
        " actor 1 of 2.\n"
        "2 sources coded twice. From 30 on, the page about the collection says how far both readers agree.\n"
        "Wrote digests/_codings.yaml\n"
    )
    assert not form.exists()
    assert (root / "digests" / "_codings.yaml").read_text("utf-8") == (
        "# What second readers made of sources, who had not seen the first coding, and how far both agree.\n"
        "# review --blind writes this file.\n"
        'schema: 1\ncodings:\n  "swans-counted":\n    by: "Ben Reed"\n    on: 2022-10-24\n    sources:\n'
        "      - {source: 1, first: {cited: quoted, identified: named, actor: official},"
        " second: {cited: quoted, identified: named, actor: official}}\n"
        "      - {source: 2, first: {cited: mentioned, identified: described, actor: resident},"
        " second: {cited: quoted, identified: named, actor: official}}\n"
        "agreement: null\n"
    )
    assert run("check")[:2] == (0, "")
    assert run("review", NAME, "--blind", "--by", "Cleo")[2] == (
        f"build_digest.py: {NAME} was coded for the second time by Ben Reed on 2022-10-24. Nothing was recorded.\n"
    )
    assert run("rename", NAME, "swans-tallied", "--why", "Clearer.")[0] == 0
    text = (root / "digests" / "_codings.yaml").read_text("utf-8")
    assert (NAME in text, "swans-tallied" in text, run("check")[0]) == (False, True, 0)
    assert run("rename", "swans-tallied", NAME, "--why", "Back.")[0] == 0
    assert run("review", "--blind")[1].startswith(f"  {NAME} (2 sources): Ben Reed, 2022-10-24\n2 sources coded")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ([NAME, "--blind"], 2, 'Say who codes: --by "Your Name".'),
        ([NAME, "--code", "1:quoted,named,official"], 2, "--code goes with --blind."),
        ([NAME, "--blind", "--sign", "--by", "Ben"], 2, "--blind shows nothing and signs nothing"),
        ([], 2, "Name an entry by its id or by the path of its file."),
        (["--blind", "--by", "Ben", "--code", "1:a,b,c"], 2, "Name the entry whose sources --code is about."),
        ([NAME, "--blind", "--by", "Ben", "--code", "1:quoted,named,official"], 2, "--code is missing for source 2."),
        ([NAME, "--blind", "--by", "Ben", "--code", "1:quoted,named"], 2, "write it like 1:quoted,named,official."),
        ([NAME, "--blind", "--by", "Ben", "--code", "1:quotd,named,official"], 2, 'Did you mean "quoted"?'),
        ([NAME, "--blind", "--by", "Ben", "--code", "3:quoted,named,official"], 2, "The entry has 2 sources."),
        ([NAME, "--blind", "--by", "TODO"], 1, '--by is a placeholder: "TODO".'),
        ([NAME, "--blind", "--by", "a. tester"], 1, "the second reader has to be somebody else."),
    ],
)
def test_a_doubtful_call_records_nothing(root: Path, run: Run, arguments: list[str], code: int, said: str) -> None:
    done = run("review", *arguments)
    assert (done[0], said in done[2]) == (code, True), done
    assert not (root / "digests" / "_codings.yaml").exists()
    assert not (root / "captures").exists()


def test_an_entry_is_coded_when_it_is_finished(root: Path, run: Run) -> None:
    (root / "digests" / ENTRY).write_text(entry(title="TODO"), "utf-8")
    code, _, err = run("review", NAME, "--blind", "--by", "Ben")
    assert (code, f"{NAME} has errors, and is coded when it has none." in err) == (1, True)


def test_chance_draws_the_same_sample_again_whatever_is_added() -> None:
    entries = [(f"entry-{number}", number % 4) for number in range(60)]
    drawn = sample(entries, 20)
    assert sample(reversed(entries), 20) == drawn
    assert sum(sources for _, sources in drawn[:-1]) < 20 <= sum(sources for _, sources in drawn)
    assert all(sources for _, sources in drawn)
    assert [name for name, _ in drawn] != sorted(name for name, _ in drawn)
    more = sample([*entries, ("added-later", 2)], 22)
    assert [one for one in more if one[0] != "added-later"][: len(drawn) - 1] == drawn[:-1]


def pair(number: int, first: str, second: str, field: str = "actor") -> SecondCoding:
    one, other = (Code.model_validate({**CODE, field: value}) for value in (first, second))
    return SecondCoding(source=number, first=one, second=other)


TERMS = dict(zip("abcde", ("official", "party", "media", "document", "resident"), strict=True))


@each(
    ("first", "second", "same", "alpha"),
    [
        # The examples of Krippendorff's "Computing Krippendorff's Alpha-Reliability": 0.095 and 0.692.
        ("abaaaaaaba", "bbbaabaaaa", 6, "0.10"),
        ("aabbdcccedda", "babbbcccedda"[:11] + "d", 9, "0.69"),
        ("abcab", "abcab", 5, "1.00"),
        ("aaaa", "aaaa", 4, None),
        ("abab", "baba", 0, "-0.75"),
    ],
)
def test_alpha_is_that_of_the_literature(first: str, second: str, same: int, alpha: str | None) -> None:
    pairs = [pair(1, TERMS[one], TERMS[two]) for one, two in zip(first, second, strict=True)]
    found = agreement_in(pairs, "actor")
    assert (found.same, found.alpha) == (same, alpha)


def codings(number: int) -> Codings:
    """So many sources in entries of two each, of which every fifth was coded otherwise."""
    sources = [pair(1 + at % 2, "official", "party" if at % 5 == 0 else "official") for at in range(number)]
    rows = {
        f"entry-{at // 2:02}": {"by": "Ben Reed", "on": "2022-10-24", "sources": sources[at : at + 2]}
        for at in range(0, number, 2)
    }
    return Codings.model_validate({"schema": 1, "codings": rows})


def test_fewer_than_thirty_say_nothing() -> None:
    assert agreed(codings(28)).agreement is None
    made = agreed(codings(30))
    assert made.agreement
    assert (made.agreement.sources, made.agreement.entries, made.agreement.cited.alpha) == (30, 15, None)
    assert (made.agreement.actor.same, made.agreement.actor.alpha) == (24, "-0.09")


def test_the_library_is_asked_for_only_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "krippendorff", None)
    agreed(codings(28))
    with pytest.raises(Refusal, match="needs krippendorff, which is not installed"):
        agreed(codings(30))


def page(text: str, language: str = "en") -> str:
    settings = Settings.model_validate({"site_name": "Swans", "theme": {"language": language}})
    known = Collection.of(draft_of({**collection(), "_codings.yaml": text}), settings)
    part = next(iter(overview(known)))
    return next(iter(part.make(known, *part.given))).content


def test_the_page_about_the_collection_says_how_far_they_agree() -> None:
    made = agreed(codings(30))
    shown = page(as_yaml(made))
    for part in (
        'href="#coded"',
        "Second readers coded 30 sources of 15 entries.",
        "<td>24 of 30</td><td>-0.09</td>",
        "<td>30 of 30</td><td>not defined, since all were coded alike</td>",
        "It does not tell that either is right",
    ):
        assert part in shown
    assert "Альфа Криппендорфа" in page(as_yaml(made), "ru")
    # Of other codings the figure says nothing, and neither does the page; nor of too few.
    assert 'id="coded"' not in page(as_yaml(made.model_copy(update={"codings": codings(28).codings})))
    assert 'id="coded"' not in page(as_yaml(codings(28)))
