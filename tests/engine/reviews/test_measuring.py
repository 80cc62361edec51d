import pytest

from riskform.engine.reviews.measuring import unmeasurable

VISITS = {
    "counted": "yes",
    "unit": "visits",
    "direction": "more",
    "baseline": "0 of 3",
    "good_enough": "6 of 6",
}


def wrong(**changed: str) -> list[str]:
    return list(unmeasurable({**VISITS, **changed}))


def test_unit_direction_and_two_numbers_are_a_measure() -> None:
    assert wrong() == []
    assert wrong(baseline="") == []


def test_what_cannot_be_counted_needs_nothing_more() -> None:
    assert unmeasurable({"counted": "no"}) == {}


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"counted": ""}, "counted"),
        ({"unit": " "}, "unit"),
        ({"unit": "x" * 21}, "unit"),
        ({"direction": "up"}, "direction"),
        ({"good_enough": ""}, "good_enough"),
        ({"good_enough": "often"}, "good_enough"),
        ({"good_enough": "6 of 6, or 7 of 7"}, "good_enough"),
        ({"good_enough": "6 kg"}, "good_enough"),
        ({"baseline": "4 of 3"}, "baseline"),
        ({"baseline": "3"}, "baseline"),
        ({"baseline": "6 of 6"}, "baseline"),
        ({"direction": "less"}, "baseline"),
    ],
)
def test_what_cannot_be_compared_later_is_refused_now(changed: dict[str, str], field: str) -> None:
    assert wrong(**changed) == [field]
