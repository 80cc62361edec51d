"""Why an expectation of a scenario did not hold, as its author reads it."""

import pytest

from riskform.definitions.written_conditions import WrittenConditions
from tests.engine.explained_form import LIBRARY, PEOPLE, because, failures


def test_the_form_of_these_tests_is_sound() -> None:
    assert not LIBRARY.errors, LIBRARY.errors


def test_a_question_that_is_not_asked_gives_its_condition_and_only_what_failed() -> None:
    assert because("asked: [rosa/sleep.plan]") == (
        "sleep.plan show_if `child.age_months < 24 and (someone_uses or place is sofa)` is false: "
        "Rosa is 30 months old"
    )


def test_a_condition_that_is_unknown_gives_what_is_not_answered() -> None:
    assert because("asked: [kit/sleep.plan]", "{dean: {use.what: [nothing]}}") == (
        "sleep.plan show_if `child.age_months < 24 and (someone_uses or place is sofa)` is unknown:"
        " it is unknown for amy (1 of 2 adults); amy/use.what is not answered; "
        "kit/sleep.place is not answered"
    )


def test_a_question_that_is_asked_gives_for_whom_it_held() -> None:
    assert because("not_asked: [kit/sleep.plan]", "{dean: {use.what: [alcohol]}}") == (
        "sleep.plan show_if `child.age_months < 24 and (someone_uses or place is sofa)` is true: "
        "Kit is 2 months old; it holds for dean (1 of 2 adults); dean/use.what is alcohol"
    )


def test_a_question_that_is_hidden_by_another_says_what_hides_that_one() -> None:
    assert because("missing: [rosa/sleep.plan_by]") == (
        "it is not asked: sleep.plan_by show_if `plan is answered` is false: "
        "rosa/sleep.plan is not asked. rosa/sleep.plan is not asked, because sleep.plan show_if "
        "`child.age_months < 24 and (someone_uses or place is sofa)` is false: "
        "Rosa is 30 months old"
    )


def test_a_question_in_a_hidden_section_gives_the_condition_of_the_section() -> None:
    two = PEOPLE.replace("level: 3", "level: 2")
    hidden = "use show_if `level >= 3` is false: level is 2"
    assert because("asked: [dean/use.what]", given=two) == hidden
    assert because("findings: [dean/use.drinks]", given=two) == hidden


def test_a_question_without_a_condition_is_always_asked() -> None:
    assert because("not_asked: [family/home.danger]") == "it is always asked"


TWO_AGENCIES = "{family: {home.known: [{id: gp, said: told}, {id: hv, said: told}]}}"


@pytest.mark.parametrize(
    ("finding", "answers", "reason"),
    [
        (
            "family/home.old",
            "{family: {home.seen_on: 2026-02-20}}",
            "family/home.seen_on is 2026-02-20 (days_since 10)",
        ),
        (
            "family/home.late",
            "{family: {home.seen_on: 2026-03-02}}",
            "family/home.seen_on is 2026-03-02; today is 2026-03-02",
        ),
        (
            "family/home.old",
            "{family: {home.seen_on: 2026-04-01}}",
            (
                "family/home.seen_on can't be used (Seen on? The date can't be after "
                "the day of this assessment, 2/3/2026.)"
            ),
        ),
        ("family/home.waits", "{}", "family/home.known is not answered; there are no items"),
        (
            "family/home.waits",
            TWO_AGENCIES,
            (
                "family/home.known is gp, hv; it does not hold for gp, hv (2 of 2 items); "
                "family/home.known[gp].said is told; family/home.known[hv].said is told"
            ),
        ),
        ("family/home.gone", "{}", "away.gone is in a section that this form leaves out"),
        ("family/home.high", "{}", "level is 3"),
        (
            "family/home.two",
            "{dean: {use.what: [drugs]}}",
            "it holds for dean (1 of 2 adults); dean/use.what is drugs",
        ),
        (
            "kit/sleep.told",
            "{kit: {sleep.place: {value: cot, known_by: parent}}}",
            "kit/sleep.place is cot, known by parent",
        ),
        (
            "kit/sleep.told",
            "{kit: {sleep.place: cot}}",
            "kit/sleep.place is cot, and nobody said how it is known",
        ),
        ("kit/sleep.scored", "{kit: {sleep.place: cot}}", "kit/sleep.place is cot (score 1)"),
        ("kit/sleep.higher", "{}", "Kit's level is 3"),
        (
            "rosa/sleep.father",
            "{}",
            (
                "it is unknown for dean, amy (2 of 2 adults); "
                "Dean's relationship to Rosa is not answered; "
                "Amy's relationship to Rosa is not answered"
            ),
        ),
        ("kit/sleep.unborn", "{}", "Kit is 2 months old"),
        (
            "kit/sleep.all_sofa",
            "{kit: {sleep.place: cot}, rosa: {sleep.place: sofa}}",
            "it does not hold for kit (1 of 2 children); kit/sleep.place is cot",
        ),
        (
            "kit/sleep.other",
            "{kit: {sleep.place: sofa}, rosa: {sleep.place: cot}}",
            "it does not hold for rosa (1 of 1 other children); rosa/sleep.place is cot",
        ),
        ("kit/people.age_not_known", "{}", "the age of Kit is not a guess"),
        ("kit/sleep.place.not_known", "{kit: {sleep.place: cot}}", "kit/sleep.place is cot"),
        ("kit/sleep.place.if_blank", "{kit: {sleep.place: cot}}", "kit/sleep.place is cot"),
        ("kit/sleep.weight.if_blank", "{}", "sleep.weight has no 'if_blank:'"),
    ],
)
def test_a_finding_that_is_not_raised_gives_the_values_and_whose_they_are(
    finding: str, answers: str, reason: str
) -> None:
    assert because(f"findings: [{finding}]", answers).endswith(reason)


def test_a_finding_that_is_raised_says_why() -> None:
    assert because("no_findings: [kit/sleep.scored]", "{kit: {sleep.place: sofa}}") == (
        "sleep.scored when `score(place) >= 2` is true: kit/sleep.place is sofa (score 2)"
    )
    assert because("no_findings: [kit/sleep.place.if_blank]") == "kit/sleep.place is not answered"


def test_an_answer_that_was_hidden_does_not_count_and_the_reason_says_so() -> None:
    answers = "{rosa: {sleep.plan: Cot.}}"
    assert because("asked: [rosa/sleep.plan_by]", answers).startswith(
        "sleep.plan_by show_if `plan is answered` is false: "
        "rosa/sleep.plan is not asked, so its answer does not count. "
    )


def test_what_is_missing_or_not_says_what_was_answered_or_that_nothing_has_to_be() -> None:
    assert because("not_missing: [family/home.danger]") == "family/home.danger is not answered"
    assert because("missing: [kit/sleep.place]") == "it is not required"
    answered = because("missing: [family/home.danger]", "{family: {home.danger: no}}")
    assert answered == "family/home.danger is no"


def test_what_is_missing_in_an_item_or_not_says_what_the_list_holds() -> None:
    said = "'family/home.known[gp].said'"
    item = "{family: {home.known: [{id: gp}]}}"
    assert because(f"not_missing: [{said}]", item) == (
        "each item needs it, and this one has no answer that can be used"
    )
    assert because(f"missing: [{said}]") == "family/home.known is not answered"
    assert because(f"missing: [{said}]", TWO_AGENCIES) == "family/home.known is gp, hv"


def test_what_is_not_invalid_gives_the_answer_and_its_checks() -> None:
    assert because("invalid: [kit/sleep.weight]", "{kit: {sleep.weight: 3}}") == (
        "kit/sleep.weight is 3; sleep.weight check 1 `weight > 1` is true: kit/sleep.weight is 3"
    )
    assert because("invalid: [kit/sleep.weight]") == "kit/sleep.weight is not answered"


def test_a_calculated_value_gives_what_it_reads() -> None:
    assert because("values: {kit/sleep.double: 5}", "{kit: {sleep.weight: 3}}") == (
        "`weight * 2` reads: kit/sleep.weight is 3"
    )
    assert because("values: {kit/sleep.double: 5}", "{kit: {sleep.weight: 1}}") == (
        "`weight * 2` reads: kit/sleep.weight can't be used (Too light.)"
    )
    assert because("values: {kit/sleep.place: 5}") == "it is not calculated"


def test_a_long_answer_is_cut_short() -> None:
    reason = because("invalid: [kit/sleep.plan]", f"{{kit: {{sleep.plan: {'x' * 500}}}}}")
    assert len(reason) < 300


def test_of_very_many_people_only_the_first_are_told() -> None:
    adults = "".join(f"  a{number}: {{name: A{number}}}\n" for number in range(40))
    given = "on: 2026-03-02\nlevel: 3\nchildren: {kit: {name: Kit, age_months: 3}}\nadults:\n"
    reason = because("asked: [kit/sleep.plan]", given=given + adults)
    assert reason.endswith("; and 30 more")
    assert "a10, a11 and 28 more (40 of 40 adults)" in reason


def test_the_whole_of_a_failure_stands_on_one_line() -> None:
    (failure,) = failures("findings: [family/home.high]", written=WrittenConditions())
    assert str(failure) == (
        "family/home.high is not raised, and it was expected, "
        "because home.high when is false: level is 3"
    )
