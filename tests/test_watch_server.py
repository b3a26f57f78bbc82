"""The whole way: entries with evidence, a server that stands in for the press, the command, and what it says."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from makers import CONTEXT, fields_of
from makers import collection as files_of
from stand_in import Answer, StandIn, stand_in
from test_watch_command import CONFIG, guard, look
from test_watch_press import FRONT, text_of
from watch_layouts import LAYOUTS
from watch_press import article, press

from newsdesk.build import Project
from newsdesk.evidence import Text, claims_in, evidence_of
from newsdesk.load import parse
from newsdesk.store.evidence_writing import as_yaml

HOSTS = 8
FIRST, COUNT = 1000, 400


def entry_of(seed: int, port: int) -> str:
    was = article(seed)
    quote = f"{{text: {json.dumps(was.quotation, ensure_ascii=False)}, language: {was.language}}}"
    name = json.dumps(was.name, ensure_ascii=False)
    source = (
        f"{{name: {name}, name_printed: {name}, actor: official, identified: named, cited: quoted,"
        f" says: That the work goes on., quote: {quote}}}"
    )
    text = fields_of({
        "title": json.dumps(was.title, ensure_ascii=False), "language": was.language, "sources": f"[{source}]",
        "url": f"http://h{seed % HOSTS}.example:{port}/news/{seed}",
        "summary": f"The article tells of a harbour, where {was.figure} families have asked for a place. It says by"
        " whom the work is done and what it costs, and cites one of those who sat in the assembly.",
        "context": "It is so [survey]. " + CONTEXT.replace("survey-2021", "survey").replace("beacon-2022", "survey"),
        "references": f"{{survey: {{url: http://survey.example:{port}/of/{seed % 5}}}}}",
    })  # fmt: skip
    document, problems = parse("e.yaml", text.encode())
    assert document is not None, problems
    captured = Text(text_of(seed, LAYOUTS[seed % len(LAYOUTS)]))
    return text + as_yaml(evidence_of(captured, claims_in(document.data), date(2026, 3, 3)))


@pytest.mark.slow
def test_four_hundred_articles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = press(COUNT, LAYOUTS, FIRST)

    def answer(path: str) -> Answer:
        if path not in made.now:
            return FRONT if path == "/" else (404, {}, b"") if path == "/robots.txt" else FRONT
        status, page = made.now[path]
        return (status, {"Location": page}, b"") if status == 302 else (status, {}, page.encode())

    server: StandIn
    with stand_in(answer, "text/html; charset=utf-8") as server:
        files = {path: text for path, text in files_of().items() if not path.endswith("swans-counted.yaml")}
        files = {path: text.replace("lead: swans-counted\n", "") for path, text in files.items()}
        files |= {f"2022-W42/a-{seed}.yaml": entry_of(seed, server.port) for seed in range(FIRST, FIRST + COUNT)}
        for path, text in files.items():
            (tmp_path / "digests" / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "digests" / path).write_text(text.replace("https://council", "http://council"), "utf-8")
        (tmp_path / "docs").mkdir()
        (tmp_path / "mkdocs.yml").write_text(CONFIG, "utf-8")
        project = Project(tmp_path, tmp_path / "digests", tmp_path / "site", tmp_path / ".cache")
        hosts = {f"h{number}_example": "127.0.0.1" for number in range(HOSTS)} | {"survey_example": "127.0.0.1"}
        assert look(project, "2026-11-29", monkeypatch, guard(**hosts), format="json") == 0
    found = {row["address"].partition(str(server.port))[2]: row for row in json.loads(capsys.readouterr().out)["pages"]}
    counts, faults = Counter[str](), []
    for path, wanted in made.wanted.items():
        row = found[path]
        things = {lack["what"] for lack in row["missing"]}
        counts["same" if wanted == "same" else "altered"] += 1
        state = wanted if wanted in ("same", "gone", "walled") else "changed"
        if row["state"] != state or (state == "changed" and wanted not in things):
            faults.append(
                f"{path} {article(int(path[6:])).language}: {wanted}, and not {row['state']} {sorted(things)}"
            )
    assert counts == {"same": 200, "altered": 200}
    assert faults == []
