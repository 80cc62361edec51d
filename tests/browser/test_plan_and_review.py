"""The plan, an outcome, the review, the history and the forms in a real browser."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from riskform.engine.plan import FindingReply
from riskform.paths import bundled
from riskform.records import connect, upgrade
from riskform.services import planning, publishing, reviewing
from riskform.web.app import create_app
from riskform.web.settings import Settings
from tests.services.office import NOW, Office, account, short_library

pytestmark = pytest.mark.browser

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
LONG = "Unbroken" * 20
WITH_AXE = (1280, 375)  # 320 is 1280 at 400 per cent, where only the width can differ


class Quiet(WSGIRequestHandler):
    def log(self, *_: object) -> None:
        pass


@dataclass(frozen=True)
class Site:
    """A running site, and the references and ids of what is in it."""

    address: str
    draft: str
    child: str
    finding: str
    outcome: str
    action: str
    submitted: str
    returned: str
    agreed: str


def planned(office: Office) -> tuple[str, str, str, str, str]:
    """Return a draft with every state of a plan: its reference, child, finding, outcome, action."""
    draft = office.start("Marsh-Doyle")
    kit, rosa = office.child(draft), office.child(draft, LONG, "2021-05-04")
    office.child(draft, "Ben", "2019-05-04")
    office.adult(draft, "Dean", **{kit: "father"})
    office.answer(draft, "start", "family", danger="yes")
    office.answer(draft, "sleep", kit, last_night="sofa")
    office.answer(draft, "sleep", rosa, last_night="not_known")
    at = f"{kit}/sleep.sofa_with_adult"
    outcome = office.outcome(draft, kit, what=f"Improve sleep {LONG}", by="31/2/2026")
    with office.writing() as session:
        typed = {"what": "Monitor sleep", "who": "All agencies"}
        action = planning.put_action(session, office.priya, draft, outcome, typed, (), NOW)
        planning.leave(session, office.priya, draft, outcome, "S2", "The court's words", NOW)
        reply = FindingReply("family/start.in_danger", "reason", reason=LONG)
        planning.put_replies(session, office.priya, draft, (reply,), NOW)
    return draft, kit, at, outcome, action


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    url = f"sqlite:///{tmp_path_factory.mktemp('site') / 'riskform.sqlite3'}"
    upgrade(url)
    with connect(url) as database:
        with database.session(write=True) as session:
            publishing.publish_library(session, short_library(), NOW)
            priya = account(session, "Priya Nair", "practitioner", "North")
            mo = account(session, "Mo Haddad", "manager", "North")
            account(session, "Ada Author", "author", "North")
        office = Office(database, priya, mo, priya)
        made = planned(office)
        submitted, returned, agreed = (office.submitted(name) for name in ("Lee", "Rao", "Khan"))
        with office.writing() as session:
            reviewing.send_back(session, mo, returned, f"Say who saw the cot. {LONG}", NOW)
            reviewing.agree(session, mo, agreed, "", NOW)
    settings = Settings(
        url, "a key for this test and no other", bundled("form_definitions"), demo=True,
        secure_cookies=False, now=lambda: NOW,
    )  # fmt: skip
    app = create_app(settings, short_library())
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Site(f"http://127.0.0.1:{server.port}", *made, submitted, returned, agreed)
    server.shutdown()
    thread.join()
    server.server_close()
    app.extensions["riskform"].database.dispose()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    if not (Path(bundled("assets")) / "riskform.css").exists():
        pytest.fail("assets/ is missing. Run `npm run build` first (`make test` does).")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)


def signed_in(chromium: Browser, site: Site, name: str, *, script: bool = True) -> Page:
    context = chromium.new_context(java_script_enabled=script)
    tab = context.new_page()
    tab.goto(f"{site.address}/sign-in")
    tab.get_by_role("button", name=name).click()
    tab.wait_for_load_state()
    return tab


def pages(site: Site) -> dict[str, dict[str, str]]:
    plan = f"/assessments/{site.draft}/plan"
    outcome = f"{plan}/outcomes/{site.outcome}"
    return {
        "Priya Nair": {
            "plan": plan,
            "plan that can't change": f"/assessments/{site.submitted}/plan",
            "reason": f"{plan}/reason?at={site.finding}",
            "leave": f"{plan}/leave?about={site.action}&rule=S3",
            "new outcome": f"{plan}/outcomes/new?child={site.child}&answers={site.finding}",
            "outcome": outcome,
            "remove an outcome": f"{outcome}/remove",
            "new action": f"{outcome}/actions/new",
            "action": f"{outcome}/actions/{site.action}",
            "history": f"/assessments/{site.draft}/history",
        },
        "Mo Haddad": {
            "review list": "/review",
            "review": f"/review/{site.submitted}",
            "review of a draft with a plan": f"/review/{site.draft}",
            "review of a returned one": f"/review/{site.returned}",
            "review of an agreed one": f"/review/{site.agreed}",
            "returned": f"/review/{site.returned}/decided",
            "agreed": f"/review/{site.agreed}/decided",
            "history of a returned one": f"/assessments/{site.returned}/history",
        },
        "Ada Author": {
            "forms": "/forms",
            "form version": f"/forms/{short_library().forms['short'].hash}",
        },
    }


@pytest.mark.parametrize("width", [1280, 375, 320])
@pytest.mark.parametrize("name", ["Priya Nair", "Mo Haddad", "Ada Author"])
def test_axe_finds_nothing_and_no_page_scrolls_sideways(
    chromium: Browser, site: Site, name: str, width: int
) -> None:
    tab = signed_in(chromium, site, name)
    tab.set_viewport_size({"width": width, "height": 800})
    for page, path in pages(site)[name].items():
        answer = tab.goto(site.address + path)
        assert answer is not None
        assert answer.status == 200, page
        found = Axe().run(tab).response["violations"] if width in WITH_AXE else []
        assert [(page, one["id"], one["nodes"][0]["html"]) for one in found] == []
        assert tab.locator("h1").count() == 1, page
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert tab.evaluate(wide) == 0, page
        everybody = (LONG, "Kit", "Ben", "Dean", "Marsh", "Priya", "Rao", "Khan", "Lee")
        assert not any(word in tab.title() + tab.url for word in everybody), page
    tab.context.close()


def test_a_plan_is_made_and_an_assessment_returned_without_javascript(
    chromium: Browser, site: Site
) -> None:
    tab = signed_in(chromium, site, "Priya Nair", script=False)
    tab.goto(f"{site.address}/assessments/{site.draft}/plan")
    tab.get_by_role("link", name="Answer with a new outcome").first.click()
    tab.get_by_label("What will be different for Kit?").fill("Kit sleeps in his own cot.")
    tab.get_by_role("button", name="Save and add an action").click()
    tab.get_by_label("Who needs to do what?").fill("Bring a cot")
    tab.get_by_label("Priya Nair").check()
    tab.get_by_role("button", name="Save", exact=True).click()
    expect(tab.get_by_text("Saved. Where advice is given")).to_be_visible()
    expect(tab.get_by_text("Kit: 1 worry needs")).to_have_count(0)
    tab.get_by_label("Who finds out everything that has nobody yet?").fill("Priya Nair")
    tab.get_by_role("button", name="Save who finds out").first.click()
    expect(tab.get_by_label("Who finds it out").first).to_have_value("Priya Nair")
    tab.context.close()
    tab = signed_in(chromium, site, "Mo Haddad", script=False)
    tab.goto(f"{site.address}/review/{site.submitted}")
    tab.get_by_label("Return it to Priya Nair").check()
    tab.get_by_role("button", name="Save the decision").click()
    expect(tab.get_by_role("link", name="Why you return it")).to_be_visible()
    tab.get_by_label("Why?").fill("See the cot.")
    tab.get_by_role("button", name="Save the decision").click()
    expect(tab.get_by_role("heading", name="Returned")).to_be_visible()
    tab.context.close()
