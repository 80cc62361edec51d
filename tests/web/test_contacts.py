import os
from pathlib import Path

import pytest

from riskform.definitions.contacts import Contact
from riskform.errors import CouldNotRun
from riskform.web.contacts import ContactBook, require_contacts


def written(path: Path, phone: str, name: str = "team") -> Path:
    """Write a file of one contact; each writing is a second after the one before."""
    later = path.stat().st_mtime + 1 if path.exists() else 1_000_000_000
    path.write_text(f"contacts: {{{name}: {{name: The team, phone: '{phone}'}}}}\n")
    os.utime(path, (later, later))
    return path


def numbers(book: ContactBook) -> dict[str, str]:
    return {name: contact.phone for name, contact in book().items()}


def test_a_number_that_changes_is_known_at_once(tmp_path: Path) -> None:
    book = ContactBook(written(tmp_path / "c.yaml", "101"))
    assert numbers(book) == {"team": "101"}
    written(tmp_path / "c.yaml", "202")
    assert numbers(book) == {"team": "202"}


def test_a_later_file_takes_the_place_of_an_earlier_one_entry_by_entry(tmp_path: Path) -> None:
    first = tmp_path / "first.yaml"
    first.write_text("contacts: {a: {name: A, phone: '101'}, team: {name: T, phone: '102'}}\n")
    book = ContactBook(first, written(tmp_path / "own.yaml", "303"))
    assert numbers(book) == {"a": "101", "team": "303"}


def test_a_file_that_is_not_there_holds_nobody(tmp_path: Path) -> None:
    assert ContactBook(tmp_path / "none.yaml")() == {}


def test_while_a_file_has_mistakes_what_it_said_before_stands(tmp_path: Path) -> None:
    path = written(tmp_path / "c.yaml", "101")
    book = ContactBook(path)
    assert numbers(book) == {"team": "101"}
    written(path, "ask Jo")
    assert numbers(book) == {"team": "101"}


def test_of_a_file_with_mistakes_from_the_start_the_rest_is_used(tmp_path: Path) -> None:
    path = tmp_path / "c.yaml"
    path.write_text("contacts: {a: {name: A, phone: '101'}, b: {name: B, phone: ask Jo}}\n")
    assert ContactBook(path)()["a"] == Contact("A", "101")


def test_a_file_with_mistakes_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(CouldNotRun, match="bad-phone"):
        require_contacts(written(tmp_path / "c.yaml", "ask Jo"))


def test_a_file_that_is_named_and_not_there_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(CouldNotRun, match="RISKFORM_CONTACTS names"):
        require_contacts(tmp_path / "none.yaml")


def test_a_good_file_and_none_at_all_let_it_start(tmp_path: Path) -> None:
    require_contacts(None)
    require_contacts(written(tmp_path / "c.yaml", "101"))
