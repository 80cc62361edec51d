"""Sections that no form asks and drafts that none offers: warnings, told once that is certain."""

import pytest

from tests.definitions.checking import FORM, library_of, said

SECTION = "section: {name}\ntitle: T\nquestions: [{{id: q, label: Q?, type: text}}]\n"
DRAFTED = """\
section: s
title: S
questions:
  - id: q
    label: Q?
    type: yes_no
    findings:
      - id: f
        kind: concern
        when: q is yes
        says: Yes.
        do: Ask.
        draft: {outcome: A bed by Friday., measure: Seen, action: Buy it}
"""


def warned(form: str, **sections: str) -> list[str]:
    files = {f"sections/{name}.yaml": text for name, text in sections.items()}
    return said({"f/form.yaml": form, **files}, warnings=True)


def section(name: str) -> str:
    return SECTION.format(name=name)


def test_a_section_that_no_form_asks_is_told_where_it_begins() -> None:
    found = warned(FORM, s=section("s"), ended=section("ended"))
    assert found == ["sections/ended.yaml:1:10: not-asked"]


def test_it_is_no_error() -> None:
    files = {"f/form.yaml": FORM, "sections/s.yaml": section("s"), "sections/t.yaml": section("t")}
    library = library_of(files)
    assert not library.errors
    assert list(library.forms) == ["f"]


def test_it_is_told_beside_a_mistake_in_another_section() -> None:
    broken = section("s").replace("type: text", "type: txt")
    assert warned(FORM, s=broken, t=section("t")) == ["sections/t.yaml:1:10: not-asked"]


@pytest.mark.parametrize(
    "form",
    [
        FORM.replace("[s]", "[s, t]"),
        f"{FORM}leaves_out: [t]\n",
        FORM.replace("[s]", "[s, tt]"),
        FORM.replace("[s]", "[s"),
        FORM.replace("[s]", "\n  - s\n  - 't\n"),
        "form: [\n",
        f"sections: [s]\n{FORM}",
    ],
    ids=["asked", "left out", "misspelt", "open", "a lost item", "no YAML", "twice"],
)
def test_it_is_not_told_where_a_form_asks_it_or_may_ask_it(form: str) -> None:
    assert warned(form, s=section("s"), t=section("t")) == []


def test_a_draft_that_no_form_offers_is_told_once_for_each_section() -> None:
    twice = DRAFTED + DRAFTED.partition("questions:\n")[2].replace("id: q", "id: r").replace(
        "id: f", "id: g"
    )
    assert warned(FORM, s=twice) == ["sections/s.yaml:13:9: draft-not-offered"]


def test_a_draft_is_offered_where_one_form_of_several_ends_in_a_plan() -> None:
    files = {
        "f/form.yaml": FORM,
        "g/form.yaml": f"{FORM}plan: smart\n".replace("form: f", "form: g"),
    }
    assert said({**files, "sections/s.yaml": DRAFTED}, warnings=True) == []
