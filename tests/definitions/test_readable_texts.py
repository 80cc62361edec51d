from textwrap import dedent

from riskform.definitions.readable_texts import readable_texts

SECTION = """\
section: s
title: S
ask: each child
why: Because it matters.
questions:
  - id: night
    label: Where did {child} sleep?
    hint: Ask about last night
    why: Nights differ.
    type: choice
    options: {cot: Own cot, sofa: {label: Sofa}}
    wording:
      - {when: child.is_born, hint: Ask the parent.}
    check:
      - {that: night is cot, message: Not there.}
    not_known: {says: Nobody knows., do: Ask.}
    if_blank: Nobody asked.
    findings:
      - {id: sofa, kind: concern, when: night is sofa, says: A sofa., do: Agree a place.}
  - id: mood
    label: Mood?
    type: scale
    low: Sad
    high: Glad
  - id: calls
    label: Calls?
    type: list
    fields: [{id: who, label: Who?, hint: A name., type: text}]
  - id: factors
    label: Factors?
    type: choices
    options: {alcohol: {label: Alcohol misuse, cin_factor: 1A}, others: Others}
findings:
  - {id: late, kind: strength, when: mood > 9, says: Glad.}
"""
GUIDANCE = "title: T\ntext: Back to sleep.\nowner: O\nreview_by: 2030-01-01\n"


def texts(**files: str) -> list[tuple[str, str]]:
    paths = {"s": "sections/s.yaml", "g": "guidance/g.yaml"}
    found = readable_texts({paths[name]: dedent(text) for name, text in files.items()})
    return [(text.what, text.text) for text in found]


def test_everything_that_is_read_is_a_text_and_what_is_read_together_is_one() -> None:
    assert texts(s=SECTION) == [
        ("s", "Because it matters."),
        ("s.night", "Where did {child} sleep? Ask about last night."),
        ("s.night, why", "Nights differ."),
        ("s.night, options", "Own cot. Sofa."),
        ("s.night, wording", "Where did {child} sleep? Ask the parent."),
        ("s.night, check", "Not there."),
        ("s.night, not_known", "Nobody knows. Ask."),
        ("s.night, if_blank", "Nobody asked."),
        ("s.sofa", "A sofa. Agree a place."),
        ("s.mood", "Mood?"),
        ("s.mood, options", "Sad. Glad."),
        ("s.calls", "Calls?"),
        ("s.calls.who", "Who? A name."),
        ("s.factors", "Factors?"),
        ("s.factors, options", "Others."),
        ("s.late", "Glad."),
    ]


def test_a_text_has_the_place_where_it_is_written() -> None:
    found = {text.what: text for text in readable_texts({"sections/s.yaml": SECTION})}
    place = found["s.night"].place
    assert (place.file, place.line, place.column) == ("sections/s.yaml", 7, 12)


def test_guidance_is_counted_by_itself() -> None:
    (text,) = readable_texts({"guidance/g.yaml": GUIDANCE})
    assert (text.group, text.what, text.text) == ("guidance", "g", "Back to sleep.")
    assert text.place.line == 2


def test_a_file_that_can_t_be_read_has_no_texts() -> None:
    assert texts(s="section: [\n", g=GUIDANCE) == [("g", "Back to sleep.")]
