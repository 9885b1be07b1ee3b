"""What the code cites of the specification stands in the repository."""

import re

import pytest

from tests.docs.citations import CITATION, faults_in, prose_of
from tests.kit.project import PROJECT

RULE = re.compile(r"\b(R[0-9]+)[:)]")


def test_everything_that_the_code_cites_is_in_the_specification_folder() -> None:
    modules = sorted((PROJECT / "sdk_desktop").rglob("*.py"))
    sources = {path: path.read_text(encoding="utf-8") for path in modules}

    faults = [
        f"{path.relative_to(PROJECT).as_posix()}: {fault}"
        for path, source in sources.items()
        if CITATION.search(source)
        for prose in prose_of(source)
        for fault in faults_in(prose)
    ]

    assert faults == []


def test_each_rule_of_shared_mailboxes_that_is_cited_is_on_their_page() -> None:
    page = (PROJECT / "resources" / "docs" / "sharing.md").read_text(encoding="utf-8")
    folders = ("sdk_desktop/usecases", "tests/usecases/shared", "tests/sharing")
    modules = [path for folder in folders for path in (PROJECT / folder).rglob("*.py")]

    cited = {one for path in modules for one in RULE.findall(path.read_text(encoding="utf-8"))}

    assert len(cited) > 5
    assert [one for one in sorted(cited) if f"| {one} |" not in page] == []


@pytest.mark.parametrize(
    ("prose", "faults"),
    [
        ("Source: transport.md §8 rows 3-14, §4.3 and message.md §Body.", []),
        ("As transport.md §8 steps 14-27 say, and RFC 6749 §2.3.1.", []),
        ("The file type that every participant takes (B1.3.3).", []),
        ("See telegraph.md.", ["telegraph.md is no page"]),
        ("See transport.md §4.9.", ["transport.md has no §4.9"]),
        ("See transport.md §8 row 28.", ["transport.md §8 has no row 28"]),
        ("See message.md §Tail.", ["message.md has no §Tail"]),
        ("Rows 2 to 4 of §8.", ["§8 of what?"]),
        ("Source: B9.9.9.", ["B9.9.9 is no document of the list"]),
    ],
)
def test_a_citation_that_leads_nowhere_is_found(prose: str, faults: list[str]) -> None:
    assert list(faults_in(prose)) == faults


def test_docstrings_and_comments_are_read_and_other_texts_are_not() -> None:
    source = '"""Module\n  §1."""\nx = "§2"  # §3\n'

    assert list(prose_of(source)) == ["Module §1.", "# §3"]
