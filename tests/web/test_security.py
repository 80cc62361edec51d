from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from flask import Flask, request
from werkzeug.routing import Rule

from riskform.services.actors import Actor
from riskform.web.app import create_app
from riskform.web.security import OPEN_VIEWS
from riskform.web.settings import Settings
from tests.services.office import short_library
from tests.web.browsing import Browser, another_browser

UNSAFE = ("POST", "PUT", "PATCH", "DELETE")


def address_of(rule: Rule) -> str:
    """Return an address of `rule` in which every placeholder is filled with nothing real."""
    filled = dict.fromkeys(rule.arguments, "0")
    built = rule.build(filled, append_unknown=False)
    assert built is not None
    return built[1]


@pytest.fixture
def app(own_app: Flask) -> Flask:
    """Give an application of the test's own: some tests add addresses to it."""
    return own_app


def rules(app: Flask) -> Iterator[tuple[str, Rule]]:
    for rule in app.url_map.iter_rules():
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            yield method, rule


def test_every_view_that_is_not_listed_sends_a_stranger_to_the_sign_in_page(
    app: Flask, browser: Browser
) -> None:
    for method, rule in rules(app):
        if rule.endpoint in OPEN_VIEWS:
            continue
        answer = browser.open(address_of(rule), method=method)
        if method == "GET":
            assert answer.status_code == 303, rule
            assert answer.location.startswith("/sign-in"), rule
        else:
            assert answer.status_code == 401, rule


def test_the_list_of_open_views_names_views_that_there_are(app: Flask) -> None:
    assert app.view_functions.keys() >= OPEN_VIEWS


def test_every_view_that_changes_something_asks_for_the_token_of_a_page(
    app: Flask, priya: Browser
) -> None:
    unsafe = [(method, rule) for method, rule in rules(app) if method in UNSAFE]
    assert unsafe
    for method, rule in unsafe:
        answer = priya.open(address_of(rule), method=method)
        assert answer.status_code == 400, rule
        assert "This page was opened before you last signed in" in answer.text


def test_the_token_of_somebody_elses_page_is_refused(
    app: Flask, priya: Browser, mo: Browser
) -> None:
    mo.get("/sign-in")
    assert priya.post("/sign-out", data={"csrf_token": mo.token()}).status_code == 400
    assert app.test_client().post("/sign-out").status_code == 400


def test_a_token_that_was_found_right_is_right_for_its_own_cookie_only(
    priya: Browser, mo: Browser
) -> None:
    token = mo.token()
    for _ in range(2):
        assert mo.post("/assessments/new", data={"csrf_token": token}).status_code == 422
        assert priya.post("/assessments/new", data={"csrf_token": token}).status_code == 400
        assert mo.post("/assessments/new", data={"csrf_token": token[:-1]}).status_code == 400


@pytest.mark.parametrize("site", ["cross-site", "same-site", "something-new"])
def test_a_form_that_another_site_sent_is_refused_and_not_shown(priya: Browser, site: str) -> None:
    answer = priya.send("/sign-out", {"words": "shown?"}, headers={"Sec-Fetch-Site": site})
    assert answer.status_code == 403
    assert "shown?" not in answer.text


@pytest.mark.parametrize("wanted", ["/private", "/private?page=2"])
def test_a_stranger_comes_back_after_signing_in(app: Flask, wanted: str) -> None:
    app.add_url_rule("/private", "private", lambda: "private")
    answer = another_browser(app).get(wanted)
    assert answer.location.startswith("/sign-in?next=%2Fprivate")


def test_somebody_whose_session_ran_out_sees_every_word_they_wrote(
    app: Flask, browser: Browser
) -> None:
    app.add_url_rule("/plan", "plan", lambda: "saved", methods=["GET", "POST"])
    words = "She said <b>it</b> was\nnot her fault {{7*7}} \N{OWL}"
    answer = browser.send("/plan", {"q-what_happened": words, "q-who": "", "password": "hunter22"})
    assert answer.status_code == 401
    assert "Nothing was saved." in answer.text
    assert "She said &lt;b&gt;it&lt;/b&gt; was\nnot her fault {{7*7}} \N{OWL}" in answer.text
    assert "What happened" in answer.text
    assert "hunter22" not in answer.text
    assert 'href="/sign-in?next=%2Fplan"' in answer.text


def test_a_script_whose_session_ran_out_is_told_in_json(app: Flask, browser: Browser) -> None:
    app.add_url_rule("/plan", "plan", lambda: "saved", methods=["POST"])
    answer = browser.post("/plan", json={"words": "secret"})
    assert answer.status_code == 401
    assert answer.json is not None
    assert answer.json["title"] == "You are not signed in any more"
    assert "secret" not in answer.text


@pytest.mark.parametrize("path", ["/sign-in", "/nothing-here", "/healthz"])
def test_every_answer_carries_the_headers_that_keep_it_safe(browser: Browser, path: str) -> None:
    headers = browser.get(path).headers
    assert headers["Content-Security-Policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
        " font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
        " object-src 'none'; frame-ancestors 'none'"
    )
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Cache-Control"] == "no-store"


def test_pages_hold_nothing_that_the_policy_would_stop(browser: Browser) -> None:
    page = browser.get("/sign-in").text
    assert "<style" not in page
    assert " style=" not in page
    assert " on" not in page.replace(" one of", "").replace(" once", "").split("<main")[0]


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(browser: Browser) -> None:
    cookie = browser.get("/sign-in").headers["Set-Cookie"]
    assert cookie.startswith("riskform=")
    assert {"HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Expires" not in cookie


@pytest.fixture
def secure_app(settings: Settings) -> Iterator[Flask]:
    secure = replace(settings, secure_cookies=True, hosts=("risk.example",), trusted_proxies=1)
    made = create_app(secure, short_library())
    yield made
    made.extensions["riskform"].database.dispose()


HTTPS: dict[str, Any] = {"base_url": "https://risk.example"}


def test_over_https_the_cookie_is_bound_to_this_host(secure_app: Flask) -> None:
    answer = secure_app.test_client().get("/sign-in", **HTTPS)
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-riskform=")
    assert "Secure" in cookie.split("; ")
    assert "Domain" not in cookie
    assert answer.headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains"


def test_signing_in_works_over_https_without_a_referer(
    secure_app: Flask, people: dict[str, Actor]
) -> None:
    browser = another_browser(secure_app)
    browser.get("/sign-in", **HTTPS)
    page = browser.get("/sign-in", **HTTPS).text
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    sent = {"person": str(people["priya"].id), "csrf_token": token}
    assert browser.post("/sign-in/demo", data=sent, **HTTPS).status_code == 303


def test_a_host_that_is_not_ours_is_refused(secure_app: Flask) -> None:
    answer = secure_app.test_client().get("/sign-in", base_url="https://evil.example")
    assert answer.status_code == 400


@pytest.mark.parametrize(("proxies", "seen"), [(0, "127.0.0.1"), (1, "192.0.2.7")])
def test_a_forwarded_address_is_believed_from_a_trusted_proxy_only(
    settings: Settings, proxies: int, seen: str
) -> None:
    app = create_app(replace(settings, trusted_proxies=proxies), short_library())
    app.view_functions["health.healthz"] = lambda: str(request.remote_addr)
    headers = {"X-Forwarded-For": "198.51.100.1, 192.0.2.7"}
    assert app.test_client().get("/healthz", headers=headers).text == seen


def test_a_body_over_two_megabytes_is_refused(priya: Browser) -> None:
    answer = priya.send("/sign-out", {"words": "a" * (2 * 1024 * 1024)})
    assert answer.status_code == 413
    assert "Nothing was saved." in answer.text


def test_a_long_page_of_answers_is_not_refused(priya: Browser) -> None:
    fields = {f"q-{number}": "\N{OWL}" * 50 for number in range(1_900)}
    assert priya.send("/sign-out", fields).status_code == 303


def test_over_two_thousand_fields_are_refused(priya: Browser) -> None:
    fields = {f"q-{number}": "" for number in range(2_001)}
    assert priya.send("/sign-out", fields).status_code == 413


@pytest.mark.parametrize("file", [{}, {"file": (BytesIO(b"x"), "form.yaml")}])
def test_a_form_that_could_hold_a_file_is_refused(priya: Browser, file: dict[str, Any]) -> None:
    answer = priya.send("/sign-out", file, content_type="multipart/form-data")
    assert answer.status_code == 400
    assert "riskform takes no files." in answer.text
