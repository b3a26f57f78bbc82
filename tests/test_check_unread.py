"""Files with a fault, or that cannot be read: nothing else is blamed for them."""

from makers import collection, entry, problems_of
from tables import each


def test_a_fault_does_not_make_other_files_complain() -> None:
    files = {**collection(), "outlets.yaml": collection()["outlets.yaml"].replace("value: newspaper", "value: paper")}
    assert [p.rule for p in problems_of(files)] == ["unknown-term"]
    files = {**collection(translation_of="geese"), "2022-W42/geese.yaml": entry(title="5", url="null")}
    assert [p.rule for p in problems_of(files)] == ["wrong-type"]


@each("broken", ["outlets.yaml", "people.yaml", "topics.yaml", "stories.yaml"])
def test_what_refers_to_an_unreadable_register_is_not_blamed(broken: str) -> None:
    files = {**collection(), broken: "schema: 1\nfoo: ["}
    assert {problem.path for problem in problems_of(files)} == {f"digests/{broken}"}


def test_an_unreadable_digest_is_not_missing() -> None:
    files = collection()
    digest = next(path for path in files if path.endswith("_digest.yaml"))
    assert [problem.rule for problem in problems_of({**files, digest: "a: ["})] == ["not-yaml"]


@each("register", ["outlets", "topics"])
def test_a_register_that_every_entry_needs_is_missed_once(register: str) -> None:
    files = {path: text for path, text in collection().items() if path != f"{register}.yaml"}
    (problem,) = problems_of(files)
    assert (problem.path, problem.rule) == (f"digests/{register}.yaml", "missing-register")
    assert problem.sentence == (
        f'There are entries and no {register}.yaml. Create it: schema: 1, and below "{register}:"'
        " each record under its id."
    )
