"""The site beside the desk: the last good build, at an origin of its own, for as long as the desk is open."""

import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from open_desk import Opened, open_desk
from test_desk import project_at
from test_serve import eventually


def led_to(opened: Opened, path: str) -> str:
    """Where a page of the site is, as soon as it is somewhere."""
    found: list[str] = []

    def there() -> bool:
        answer, text = opened.send("GET", path, x_desk=opened.desk.token)
        assert answer.status == 303 or "The site opens here by itself" in text, text
        found.append(answer.getheader("location") or "")
        return answer.status == 303

    eventually(there)
    return found[-1]


def fetch(address: str, **headers: str) -> str:
    with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=30) as answer:
        return answer.read().decode()


def test_the_last_good_site_stays_with_a_banner_that_leads_to_the_desk(tmp_path: Path) -> None:
    project = project_at(tmp_path)
    (project.root / "docs").mkdir()
    with open_desk(project) as opened:
        address = led_to(opened, "/site/entries/")
        assert address.endswith("/entries/")
        assert not address.startswith(opened.address), "its scripts have no access to the desk"
        assert "nd-fault" not in fetch(address)
        topics = project.digests / "topics.yaml"
        good = topics.read_text("utf-8")
        topics.write_text("schema: 1\ntopics: {", "utf-8")
        eventually(lambda: "nd-fault" in fetch(address))
        page = fetch(address)
        assert "digests/topics.yaml:2:" in page
        assert f'<a href="{opened.address}/"' in page
        assert "Swans counted" in page
        topics.write_text(good, "utf-8")
        eventually(lambda: "nd-fault" not in fetch(address))
        with pytest.raises(urllib.error.HTTPError, match="421"):
            fetch(address, Host="evil.example")
    with pytest.raises(OSError, match=r"refused|reset"):  # what came while it closed is cut off
        fetch(address)  # it has gone with the desk


def test_pages_are_made_when_they_are_asked_for_and_the_rest_for_who_asks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsdesk.desk.live.beside.FEW", 0)
    project = project_at(tmp_path)
    (project.root / "docs").mkdir()
    with open_desk(project) as opened:
        address = led_to(opened, "/site/")
        page = fetch(address)
        assert f'<a href="{opened.address}/whole"' in page
        assert not project.site.exists(), "nothing is written for a page"
        assert "Swans counted" in fetch(f"{address}entries")
        with pytest.raises(urllib.error.HTTPError, match="404"):
            fetch(f"{address}pagefind/pagefind.js")
        assert "build --jobs 1</code>" in (whole := opened.send("GET", "/whole", x_desk=opened.desk.token)[1])
        assert opened.desk.project.door.command in whole
        assert opened.ask("POST", "/api/whole", {})[1]["making"]
        eventually(lambda: opened.ask("GET", "/api/whole")[1] == {"making": False, "made": True, "said": []})
        assert (project.site / "pagefind").is_dir()
        eventually(lambda: "/whole" not in fetch(address))
        fetch(f"{address}pagefind/pagefind.js")


def test_why_there_is_no_site_is_told(tmp_path: Path) -> None:
    project = project_at(tmp_path)
    (project.digests / "topics.yaml").write_text("schema: 1\ntopics: {", "utf-8")
    with open_desk(project) as opened:
        said: list[str] = []

        def is_told() -> bool:
            said.append(opened.send("GET", "/site/", x_desk=opened.desk.token)[1])
            return "The site could not be made" in said[-1]

        eventually(is_told)
        assert "digests/topics.yaml:2:" in said[-1]


def test_what_makes_it_ends_when_the_desk_is_killed() -> None:
    """Nobody is left to stop it: the system closes the pipe."""
    begun = (
        "import os, time; from newsdesk.build.workers.beside import Beside;"
        "work = Beside(lambda: time.sleep(600)); print(work._process, flush=True); os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", begun], stdout=subprocess.PIPE, timeout=60, check=False)
    # Whoever still holds the standard output has not ended: `run` waits for that.
    assert (done.returncode, done.stdout.decode().strip().isdecimal()) == (-9, True)
