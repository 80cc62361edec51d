import pytest

from riskform.definitions.library import read_folder
from riskform.definitions.problems import Place
from riskform.definitions.readable_texts import ReadableText, readable_texts
from riskform.engine.readability import TARGET, readability
from riskform.paths import bundled

EASY = "Kit sleeps in his own cot in the same room as his mum."
HARD = "Professionals should facilitate multidisciplinary intervention regarding parental capacity."


def texts(*written: str, group: str = "s") -> list[ReadableText]:
    return [
        ReadableText(Place("s.yaml", line, 1), group, f"s.q{line}", text)
        for line, text in enumerate(written, start=1)
    ]


def test_a_text_over_the_target_is_told_with_its_place_its_age_and_its_long_words() -> None:
    reading = readability(texts(EASY, f"{HARD} Ask {{child}}."))
    (over,) = reading.over
    assert (over.place.line, over.what, over.words) == (2, "s.q2", 10)
    assert over.age > 20
    assert over.hard[:2] == ("multidisciplinary", "capacity")
    assert over.longest_sentence == 8


def test_names_stand_for_the_people() -> None:
    plain = "{child} sleeps in the same room as {adult} on most nights."
    named = plain.replace("{child}", "Kit").replace("{adult}", "Dean")
    (one,) = readability(texts(plain)).groups
    (other,) = readability(texts(named)).groups
    assert one == other


def test_short_texts_are_measured_together_so_that_none_escapes() -> None:
    reading = readability(texts("Parental capacity?", "Multidisciplinary involvement?", EASY) * 3)
    (over,) = reading.over
    assert over.what == "s, 6 short texts together"
    assert over.place.line == 1


def test_a_few_words_alone_say_nothing() -> None:
    assert readability(texts("Parental capacity?")).over == ()
    assert readability(texts("Parental capacity?")).groups == ()


def test_each_section_has_its_number_of_texts_its_median_and_its_worst() -> None:
    harder = EASY.replace("mum", "grandmother")
    reading = readability([*texts(EASY, harder, f"{HARD} Ask Kit."), *texts(EASY, group="t")])
    first, second = reading.groups
    (over,) = reading.over
    (middle,) = readability(texts(harder)).groups
    assert (first.group, first.texts, first.median) == ("s", 3, middle.worst)
    assert first.worst == over.age
    assert (second.group, second.texts, second.median) == ("t", 1, second.worst)


def test_the_hardest_stands_first() -> None:
    reading = readability(texts(f"Could you please ask {HARD}", HARD + " More words."))
    ages = [text.age for text in reading.over]
    assert ages == sorted(ages, reverse=True)


@pytest.mark.parametrize("sign", [".", "?", "!", ";", ".’", '."'])
def test_every_sign_that_ends_a_sentence_makes_the_text_easier(sign: str) -> None:
    (one,) = readability(texts("Kit sleeps in his cot and he sleeps there each night.")).groups
    (two,) = readability(
        texts(f"Kit sleeps in his cot{sign} And he sleeps there each night.")
    ).groups
    assert two.worst < one.worst


def test_the_texts_that_come_with_riskform_are_read_at_eleven_or_below() -> None:
    reading = readability(readable_texts(read_folder(bundled("form_definitions"))))
    hard = {text.what: round(text.age, 1) for text in reading.over}
    assert hard == {}, f"over {TARGET}; riskform check --readability tells why"
