"""What is deployed: the site says it, it is compared before anything takes its place, and it is never guessed."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import pytest
import yaml
from repository import commit, git

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.skipif(not shutil.which("curl") or os.name == "nt", reason="needs curl, git and sh")
HAND = (
    'Name what is deployed there by hand: a revision, or "nothing" before the first deployment.\n'
    "On GitHub: Actions, Deploy, Run workflow. On GitLab: New pipeline, with the variable SINCE.\n"
)
ONLY = "There is no earlier revision to compare with: only checking.\n"
# Stands for the program: says how it was called, and makes a site.
PROGRAM = '#!/bin/sh\necho "newsdesk $*"\n[ "$1" != build ] || mkdir -p site\nexit "${FAILS:-0}"\n'


class Site(BaseHTTPRequestHandler):
    """A web server with what `pages` holds, by path: a status and a text."""

    pages: ClassVar[dict[str, tuple[int, str]]] = {}

    def do_GET(self) -> None:
        status, text = self.pages.get(self.path.partition("?")[0], (404, "Nothing here."))
        self.send_response(status)
        if status == 302:
            self.send_header("Location", text)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    """Where a site is served; its pages are those of `Site`."""
    Site.pages.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/press"
    server.shutdown()
    server.server_close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A collection that pins the program as a package, with two commits."""
    root = tmp_path / "press"
    (root / "digests").mkdir(parents=True)
    shutil.copytree(ROOT / "scripts", root / "scripts")
    (root / ".gitignore").write_text("site/\n.venv/\n", "utf-8")
    (root / ".venv" / "bin").mkdir(parents=True)
    for name, text in (("newsdesk", PROGRAM), ("python", "#!/bin/sh\nexit 1\n")):
        (root / ".venv" / "bin" / name).write_text(text, "utf-8")
        (root / ".venv" / "bin" / name).chmod(0o755)
    git(root, "init", "-q", "-b", "main")
    commit(root)
    (root / "mkdocs.yml").write_text("site_name: Swans\n", "utf-8")
    commit(root)
    return root


def sh(folder: Path, *command: str, **env: str) -> tuple[int, str, str]:
    known = {name: value for name, value in os.environ.items() if not name.startswith(("GIT", "SINCE"))}
    done = subprocess.run(
        ["sh", *command], cwd=folder, env={**known, "RETRIES": "0", **env}, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout, done.stderr


SHA = "0123456789abcdef0123456789abcdef01234567"
HOME = {"/press/": (200, "A digest")}
UNREAD = "SITE/revision.txt cannot be read (status {}), so nobody knows what is deployed.\n" + HAND
NONE_IN_IT = "SITE/revision.txt does not hold a revision.\n" + HAND
# What the web answers, and what is made of it: a code, and what is said.
ANSWERS = {
    "a revision": ({**HOME, "/press/revision.txt": (200, f"{SHA}\n")}, 0, SHA + "\n", ""),
    "a long one, with a Windows line end": ({"/press/revision.txt": (200, SHA + SHA[:24] + "\r\n")}, 0,
                                            SHA + SHA[:24] + "\n", ""),
    "no site": ({}, 0, "", "Nothing is deployed at SITE yet: this is its first deployment.\n"),
    "a site of before": (HOME, 2, "", "The site at SITE does not say from which revision it was built:"
                         " it has no revision.txt.\n" + HAND),
    "a server in trouble": ({"/press/revision.txt": (500, "")}, 2, "",
                            UNREAD.format(500)),
    "a wall": ({"/press/revision.txt": (403, "")}, 2, "",
               UNREAD.format(403)),
    "a page to sign in": ({"/press/revision.txt": (302, "/login"), "/login": (200, "<html>Sign in</html>")}, 2, "",
                          NONE_IN_IT),
    "nothing in it": ({"/press/revision.txt": (200, "")}, 2, "", NONE_IN_IT),
    "a short name": ({"/press/revision.txt": (200, SHA[:7])}, 2, "", NONE_IN_IT),
    "the home is in trouble": ({"/press/": (503, "")}, 2, "",
                               "The site at SITE does not say from which revision it was built:"
                               " it has no revision.txt.\n" + HAND),
}  # fmt: skip


@pytest.mark.parametrize(("found", "code", "out", "err"), ANSWERS.values(), ids=ANSWERS)
def test_what_is_deployed_is_known_or_said_to_be_unknown(
    found: dict[str, tuple[int, str]], code: int, out: str, err: str, address: str, folder: Path
) -> None:
    Site.pages.update(found)
    done = sh(folder, "scripts/deployed.sh", f"{address}/")
    said = "".join(line for line in done[2].splitlines(keepends=True) if not line.startswith(("curl:", "Warning:")))
    assert (done[0], done[1], said.replace(address, "SITE")) == (code, out, err)
    # Whoever compares with it stops where it is unknown.
    checked = sh(folder, "scripts/check-since.sh", "--deployed", address)
    assert checked[0] == (0 if code == 0 and not out else 2)


def test_no_network_is_no_first_deployment(folder: Path) -> None:
    code, out, err = sh(folder, "scripts/deployed.sh", "http://127.0.0.1:9")
    assert (code, out) == (2, "")
    assert "http://127.0.0.1:9/revision.txt cannot be read (status 000), so nobody knows what is deployed.\n" in err


def test_what_is_named_by_hand_is_taken(folder: Path) -> None:
    first = git(folder, "rev-parse", "HEAD~1")
    assert sh(folder, "scripts/check-since.sh", "--deployed", "http://127.0.0.1:9", SINCE=first) == (
        0, f"newsdesk check --since {first} --format text\n", "",
    )  # fmt: skip
    assert sh(folder, "scripts/check-since.sh", "--deployed", "http://127.0.0.1:9", SINCE="nothing") == (
        0, "newsdesk check --format text\n", ONLY,
    )  # fmt: skip


@pytest.mark.parametrize("base", ["", "0" * 40])
def test_before_the_first_push_there_is_nothing_to_compare_with(base: str, folder: Path) -> None:
    assert sh(folder, "scripts/check-since.sh", base) == (0, "newsdesk check --format text\n", ONLY)


def test_a_revision_that_is_nowhere_is_loud(folder: Path, tmp_path: Path) -> None:
    said = f"{SHA} is not in this repository, so nothing can be compared with it.\n"
    anew = (
        "The branch was written anew since, and the host no longer has what it was.\n"
        'Name what is deployed by hand: a revision that is here, or "nothing".\n'
        "On GitHub: Actions, Deploy, Run workflow. On GitLab: New pipeline, with the variable SINCE.\n"
    )
    assert sh(folder, "scripts/check-since.sh", SHA) == (2, "", said + anew)
    git(tmp_path, "clone", "-q", "--depth=1", folder.as_uri(), "shallow")
    whole = "Fetch its branch whole (in a workflow: fetch-depth: 0).\n"
    assert sh(tmp_path / "shallow", "scripts/check-since.sh", SHA) == (2, "", said + whole)
    shutil.copytree(folder, tmp_path / "copy", ignore=shutil.ignore_patterns(".git"))
    no_git = "This is no git checkout, so "
    assert sh(tmp_path / "copy", "scripts/check-since.sh", SHA)[2].startswith(no_git)
    assert sh(tmp_path / "copy", "scripts/deployable.sh", "http://127.0.0.1:9/")[2].startswith(no_git)
    # A branch was written anew, and the host still has what it was.
    git(tmp_path, "clone", "-q", "--bare", str(folder), "origin.git")
    git(tmp_path / "origin.git", "config", "uploadpack.allowAnySHA1InWant", "true")
    git(folder, "commit", "-q", "--allow-empty", "-m", "Elsewhere")
    lost = git(folder, "rev-parse", "HEAD")
    git(folder, "push", "-q", str(tmp_path / "origin.git"), "HEAD:refs/heads/other")
    git(folder, "reset", "-q", "--hard", "HEAD~1")
    git(tmp_path, "clone", "-q", "--single-branch", (tmp_path / "origin.git").as_uri(), "clone")
    shutil.copytree(folder / ".venv", tmp_path / "clone" / ".venv")
    assert sh(tmp_path / "clone", "scripts/check-since.sh", lost) == (
        0, f"newsdesk check --since {lost} --format text\n", "",
    )  # fmt: skip


def test_a_site_is_ready_when_it_was_compared_and_says_its_revision(folder: Path, address: str) -> None:
    first, head = git(folder, "rev-parse", "HEAD~1"), git(folder, "rev-parse", "HEAD")
    Site.pages.update({"/press/revision.txt": (200, f"{first}\n")})
    assert sh(folder, "scripts/deployable.sh", address) == (
        0,
        f"newsdesk check --since {first} --format text\nnewsdesk build\nReady: site/, from revision {head[:7]}.\n",
        "",
    )
    assert (folder / "site" / "revision.txt").read_text("utf-8") == f"{head}\n"
    # What is there for the first time has somebody who answers for it.
    Site.pages.clear()
    done = sh(folder, "scripts/deployable.sh", address, "--merge", "years")
    ready = f"Ready: site/, from revision {head[:7]}.\n"
    assert done[:2] == (0, f"newsdesk check --format text\nnewsdesk build --first --merge years\n{ready}")
    assert done[2] == f"Nothing is deployed at {address} yet: this is its first deployment.\n{ONLY}"
    Site.pages.update({"/press/revision.txt": (200, f"{first}\n")})
    # What does not pass is not built.
    shutil.rmtree(folder / "site")
    assert sh(folder, "scripts/deployable.sh", address, FAILS="1") == (
        1, f"newsdesk check --since {first} --format text\n", "",
    )  # fmt: skip
    assert not (folder / "site").exists()
    (folder / "mkdocs.yml").write_text("site_name: Geese\n", "utf-8")
    assert sh(folder, "scripts/deployable.sh", address) == (
        2, "", "Something here is not committed, so the site could not say what it was built from. Commit it first.\n",
    )  # fmt: skip


@pytest.mark.parametrize("home", ["", "newsdesk/starter"])
@pytest.mark.parametrize(
    ("deploy", "site", "made"),
    [
        (".github/workflows/deploy.yml", "build", 'sh scripts/deployable.sh "$ADDRESS"'),
        ("docs/many-machines.yml", "site", 'sh scripts/deployable.sh "$ADDRESS" --merge years'),
    ],
)
def test_nothing_is_deployed_that_was_not_checked(home: str, deploy: str, site: str, made: str) -> None:
    """The workflows themselves: what waits for what, and which commit each of them takes."""
    workflows = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in
                 (ROOT / home / ".github" / "workflows").glob("*.yml")}  # fmt: skip
    one = yaml.safe_load((ROOT / home / deploy).read_text("utf-8"))
    # PyYAML reads the key "on" as true. Each can be called by the weekly run, and by hand.
    assert (one[True], one["concurrency"], one["name"]) == (
        workflows["deploy"][True], workflows["deploy"]["concurrency"], "Deploy"
    )  # fmt: skip
    jobs = one["jobs"]
    commit_ = "${{ inputs.commit || github.sha }}"
    assert jobs["checks"] == {
        "uses": "./.github/workflows/checks.yml",
        "with": {"commit": commit_, "before": "${{ inputs.before || github.event.before }}"},
    }
    # In a row: the first after the checks alone can be switched off, and with it all that follows.
    names = list(jobs)
    assert [jobs[name]["needs"] for name in names[1:]] == names[:-1]
    assert jobs[names[1]]["if"] == "${{ vars.DEPLOY != 'no' }}"
    assert names[-2:] == [site, "deploy"]
    for name in names[1:-1]:
        assert jobs[name]["steps"][0]["with"]["ref"] == commit_
    checkout, *steps = jobs[site]["steps"]
    assert checkout["with"]["fetch-depth"] == 0
    ready = next(number for number, step in enumerate(steps) if step.get("run") == made)
    assert steps[ready]["env"] == {"ADDRESS": "${{ steps.pages.outputs.base_url }}", "SINCE": "${{ inputs.since }}"}
    assert [step["uses"].partition("@")[0] for step in steps[ready:] if "uses" in step] == [
        "actions/attest-build-provenance", "actions/upload-pages-artifact",
    ]  # fmt: skip
    assert jobs[site]["permissions"] == workflows["deploy"]["jobs"]["build"]["permissions"]
    assert any(step.get("run") == "make setup-pdf" for step in steps)
    checked = workflows["checks"]["jobs"]["checks"]["steps"]
    assert checked[0]["with"]["ref"] == "${{ inputs.commit }}"
    assert any(step.get("run") == 'sh scripts/check-since.sh "$BASE"' for step in checked)
    weekly = workflows["weekly"]["jobs"]
    assert weekly["deploy"]["with"]["commit"] == "${{ needs.publish.outputs.commit }}"
    assert weekly["deploy"]["uses"] == "./.github/workflows/deploy.yml"
    assert weekly["publish"]["steps"][0]["with"]["ref"] == "${{ github.ref_name }}"
    gitlab = yaml.safe_load((ROOT / home / ".gitlab-ci.yml").read_text("utf-8"))
    stages = gitlab["stages"]
    assert stages.index(gitlab["check"]["stage"]) < stages.index(gitlab["pages"]["stage"])
    assert 'sh scripts/deployable.sh "$CI_PAGES_URL"' in gitlab["pages"]["script"]
    assert gitlab["pages"]["rules"][0] == {"if": '$DEPLOY == "no"', "when": "never"}
