from riskform.definitions.problems import Place
from riskform.definitions.written_conditions import WrittenConditions, written_conditions

SECTION = """\
section: home
title: Home
show_if: level >= 3
conditions:
  danger: cold is yes
questions:
  - id: cold
    label: Cold?
    type: yes_no
    show_if: level >
      2
    wording:
      - {when: level is 3, label: Too cold?}
    check:
      - that: level >= 1
        message: No.
    not_known: Not known.
    if_blank: {says: Nobody asked., do: Ask.}
    findings:
      - {id: cold, kind: concern, when: danger, says: Cold., do: Heat.}
  - {id: sum, label: Sum, type: calculated, value: level + 1}
findings:
  - {id: warm, kind: strength, when: cold is no, says: Warm.}
"""
FORM = """\
form: visit
version: 1
title: Visit
sections: [home]
conditions:
  danger: cold is yes
  deep: level >= 4
"""
FILES = {"sections/home.yaml": SECTION, "visit/form.yaml": FORM}


def found() -> dict[str, tuple[str, int]]:
    written = written_conditions(FILES)
    return {
        what: (written.text(what) or "", one.place.line) for what, one in written.deciding.items()
    }


def test_every_condition_has_the_name_of_what_it_decides_and_its_line() -> None:
    assert found() == {
        "danger (section home)": ("cold is yes", 5),
        "home show_if": ("level >= 3", 3),
        "home.cold show_if": ("level > 2", 10),
        "home.cold wording 1": ("level is 3", 13),
        "home.cold check 1": ("level >= 1", 15),
        "home.cold not_known": ("Not known.", 17),
        "home.cold if_blank": ("Nobody asked.", 18),
        "home.cold when": ("danger", 20),
        "home.sum value": ("level + 1", 21),
        "home.warm when": ("cold is no", 23),
        "danger (form visit)": ("cold is yes", 6),
        "deep (form visit)": ("level >= 4", 7),
    }


def test_a_place_names_the_file() -> None:
    place = written_conditions(FILES).deciding["deep (form visit)"].place
    assert isinstance(place, Place)
    assert place.file == "visit/form.yaml"


def test_a_name_that_a_section_and_its_form_give_is_the_section_s() -> None:
    written = written_conditions(FILES)
    assert written.named("visit", ["home"], "danger") == ("danger (section home)", "home")
    assert written.named("visit", ["home"], "deep") == ("deep (form visit)", None)
    assert written.named("other", ["garden"], "danger") == ("danger (form other)", None)


def test_what_nobody_wrote_has_no_text() -> None:
    assert WrittenConditions().text("home show_if") is None
