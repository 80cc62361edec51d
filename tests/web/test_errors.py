import json
import logging
from collections.abc import Callable

import pytest
from flask import Flask, abort

from riskform.errors import Clash, InvalidInput, NotAllowed, NotFound, StaleAnswers, WrongState
from riskform.pdf import TooSlow
from riskform.records import DatabaseBusy, DatabaseFull, DatabaseUnreachable, UnstorableText
from riskform.services.accounts import TooManyTries
from tests.services.office import Office
from tests.web.browsing import Browser

WORDS = "Kit's mum <i>cried</i>"
SHOWN = "Kit&#39;s mum &lt;i&gt;cried&lt;/i&gt;"


@pytest.fixture
def app(own_app: Flask) -> Flask:
    """Give the application with an address that raises what the test puts there."""

    def view() -> str:
        raise own_app.extensions["problem"]

    own_app.add_url_rule("/try", "try", view, methods=["GET", "POST"])
    own_app.add_url_rule("/too-much", "too-much", lambda: abort(413))
    return own_app


def raises(app: Flask, problem: Exception) -> None:
    app.extensions["problem"] = problem


@pytest.mark.parametrize(
    ("problem", "status", "said"),
    [
        (NotFound("there is no assessment 7K3F9Q"), 404, "Page not found"),
        (NotAllowed("Only a manager can agree."), 403, "Only a manager can agree."),
        (WrongState("this was agreed"), 409, "This was agreed."),
        (StaleAnswers("Mo", (Clash("a", "b", "c"),), 2), 409, "Mo saved the same questions"),
        (InvalidInput({"name": "Give the child's name."}), 422, "Give the child&#39;s name."),
        (UnstorableText("NUL"), 422, "a character that can&#39;t be printed"),
        (TooManyTries("10"), 429, "Wait 15 minutes"),
        (TooSlow("not within 30 seconds"), 503, "This PDF could not be made"),
        (DatabaseUnreachable("gone"), 503, "its database does not answer"),
        (DatabaseFull("full"), 507, "There is no room left"),
    ],
)
def test_each_kind_of_problem_has_its_status_and_its_words(
    app: Flask, priya: Browser, problem: Exception, status: int, said: str
) -> None:
    raises(app, problem)
    answer = priya.send("/try", {"q-words": WORDS})
    assert answer.status_code == status
    assert said in answer.text
    assert "Nothing was saved." in answer.text
    assert SHOWN in answer.text


def test_a_record_that_is_not_yours_reads_as_one_that_is_not_there(
    app: Flask, priya: Browser
) -> None:
    raises(app, NotFound("there is no assessment 7K3F9Q for this person"))
    hidden, absent = priya.get("/try"), priya.get("/try-nothing")
    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert hidden.text.split("<main")[1] == absent.text.split("<main")[1]
    assert "7K3F9Q" not in hidden.text


def test_a_wrong_method_is_told_in_words_with_the_right_ones(priya: Browser) -> None:
    answer = priya.send("/healthz")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
    assert "This address can&#39;t be used in that way" in answer.text


def test_an_unexpected_failure_shows_and_logs_a_number_and_no_word_of_the_record(
    app: Flask, priya: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    secret = "Kit lives at the refuge"  # noqa: S105 - a secret of a family, made up
    failure = KeyError(secret)
    failure.__cause__ = ValueError(secret)
    raises(app, failure)
    with caplog.at_level(logging.DEBUG):
        answer = priya.send("/try", {"q-words": secret})
    assert answer.status_code == 500
    assert "Traceback" not in answer.text
    assert "KeyError" not in answer.text
    assert secret in answer.text  # what was typed, on the page of who typed it
    logged = caplog.text
    assert secret not in logged
    assert "builtins.KeyError" in logged
    assert "builtins.ValueError" in logged
    assert "test_errors.py" in logged
    number = logged.split("Failure ")[1].split(" ")[0]
    assert f"<strong>{number}</strong>" in answer.text


def test_an_error_is_told_in_json_to_who_asked_for_json(app: Flask, priya: Browser) -> None:
    raises(app, DatabaseFull("full"))
    answer = priya.send("/try", headers={"Accept": "application/json"})
    assert answer.status_code == 507
    told = json.loads(answer.text)
    assert told["title"] == "There is no room left to save"
    assert told["text"].startswith("Nothing was saved.")


def test_a_browser_gets_a_page_whatever_else_it_accepts(app: Flask, priya: Browser) -> None:
    raises(app, DatabaseBusy("busy"))
    accepts = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    answer = priya.get("/try", headers={"Accept": accepts})
    assert (answer.status_code, answer.mimetype) == (503, "text/html")


def test_an_error_page_keeps_the_ways_of_who_is_signed_in(priya: Browser, mo: Browser) -> None:
    assert "My work" in priya.get("/nothing").text
    assert "Review" not in priya.get("/nothing").text
    assert "Review" in mo.get("/nothing").text
    assert "Priya Nair" in priya.get("/nothing").text


def test_a_page_that_says_nothing_was_saved_is_not_shown_to_who_only_read(
    app: Flask, priya: Browser
) -> None:
    raises(app, NotAllowed("no"))
    assert "Nothing was saved" not in priya.get("/try").text


@pytest.mark.parametrize("code", [400, 403, 404, 405, 409, 413, 429, 500, 503])
def test_every_http_error_has_a_page_in_our_frame(app: Flask, priya: Browser, code: int) -> None:
    def fails() -> str:
        abort(code)

    app.view_functions["try"] = fails
    answer = priya.get("/try")
    assert answer.status_code == code
    assert 'class="rf-header"' in answer.text
    assert "Werkzeug" not in answer.text


def test_the_whole_database_being_gone_is_no_blank_page(
    office: Office, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object, **__: object) -> Callable[[], None]:
        message = "the database server does not answer; nothing was written"
        raise DatabaseUnreachable(message)

    browser.sign_in(office.priya)
    monkeypatch.setattr("riskform.services.accounts.signed_in", gone)
    answer = browser.get("/sign-in")
    assert answer.status_code == 503
    assert "Wait a moment" in answer.text
