from datetime import UTC, date, datetime

import pytest
from flask import Flask, render_template_string
from jinja2 import UndefinedError

from riskform.web.templating import counted, moment, working_days


def test_a_moment_is_told_in_the_time_of_london() -> None:
    assert moment(datetime(2026, 3, 3, 14, 2, tzinfo=UTC)) == "3 March 2026, 14:02"
    assert moment(datetime(2026, 7, 3, 23, 30, tzinfo=UTC)) == "4 July 2026, 00:30"
    assert moment(None) == ""


def test_working_days_are_told_as_people_say_them() -> None:
    told = [working_days(within) for within in (None, 0, 1, 5)]
    assert told == ["", "today", "within 1 working day", "within 5 working days"]


def test_things_are_counted() -> None:
    assert counted(1, "question") == "1 question"
    assert counted(0, "question") == "0 questions"
    assert counted(1200, "child", "children") == "1,200 children"


def test_the_filters_are_there(app: Flask) -> None:
    with app.test_request_context():
        assert render_template_string("{{ d|day }}", d=date(2026, 3, 3)) == "3 March 2026"
        assert render_template_string("{{ '2026-03-03'|day }}") == "3 March 2026"
        assert render_template_string("{{ 2|working_days }}") == "within 2 working days"


def test_a_misspelt_name_in_a_template_is_an_error(app: Flask) -> None:
    with app.test_request_context(), pytest.raises(UndefinedError):
        render_template_string("{{ chidl }}")


def test_what_was_typed_is_never_run_as_a_template(app: Flask) -> None:
    with app.test_request_context():
        assert render_template_string("{{ text }}", text="{{7*7}}<b>") == "{{7*7}}&lt;b&gt;"
