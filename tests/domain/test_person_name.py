"""Names that can be told apart."""

import pytest

from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.person_name import LONGEST_NAME, plain_name, refuse_taken


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  Kim   Berg ", "Kim Berg"),
        ("A\u030asa Öst", "Åsa Öst"),
        ("Ким Иванов", "Ким Иванов"),
        ("Siv O'Hara-Lind (vik.)", "Siv O'Hara-Lind (vik.)"),
    ],
)
def test_a_name_is_kept_as_people_write_it(typed: str, name: str) -> None:
    assert plain_name(typed) == name


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "  ",
        "x" * (LONGEST_NAME + 1),
        "Kim\u202eBerg",
        "Kim\u200bBerg",
        "K\u0456m Berg",
        "Kim B\u03bfrg",
        "system",
    ],
)
def test_a_name_that_could_deceive_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        plain_name(typed)


@pytest.mark.parametrize(
    "name",
    [
        "kim berg",
        "KIM BERG",
        "Kim  Berg",
        "KimBerg",
        "Kim Berg.",
        "Kim-Berg",
        "\uff2bim Berg",
        "\u041a\u0456\u043c Berg",
        "K\u0131m Berg",
    ],
)
def test_a_name_that_looks_like_anothers_is_taken(name: str) -> None:
    with pytest.raises(Refused):
        refuse_taken(name, ["Kim Berg", "Bo"])


@pytest.mark.parametrize("name", ["Kim Borg", "Kim B", "Åsa", "Kim"])
def test_another_name_is_free(name: str) -> None:
    refuse_taken(name, ["Kim Berg", "Asa"])
