"""Every page that a browser test looks at, with its template: those that an address shows."""

from dataclasses import dataclass

from tests.browser.site import Site
from tests.services.office import short_library


@dataclass(frozen=True)
class Look:
    """One page: its template, its address, and the status that it answers."""

    template: str
    path: str
    status: int = 200


def looks(site: Site) -> dict[str, dict[str, Look]]:
    """Return the pages by whose they are and what they are."""
    return {
        "Priya Nair": _practitioner(site),
        "Mo Haddad": _manager(site),
        "Ada Author": _author(site),
        "Amir Admin": _administrator(site),
    }


def _practitioner(site: Site) -> dict[str, Look]:
    made = site.draft
    draft = f"/assessments/{made.reference}"
    return {
        "demo people": Look("demo_people.html", "/sign-in"),
        "my work": Look("work.html", "/"),
        "new assessment": Look("assessment_new.html", "/assessments/new"),
        "task list": Look("overview.html", draft),
        "task list without people": Look("overview.html", f"/assessments/{site.empty}"),
        "task list of a returned one": Look("overview.html", f"/assessments/{site.returned}"),
        "task list of an agreed one": Look("overview.html", f"/assessments/{site.agreed}"),
        "newer form": Look("newer_form.html", f"{draft}/newer-form"),
        "details": Look("details.html", f"{draft}/details"),
        "people": Look("people.html", f"{draft}/people"),
        "nobody yet": Look("people.html", f"/assessments/{site.empty}/people"),
        "add a child": Look("child.html", f"{draft}/people/child"),
        "change a child": Look("child.html", f"{draft}/people/child/{made.child}"),
        "add an adult": Look("adult.html", f"{draft}/people/adult"),
        "change an adult": Look("adult.html", f"{draft}/people/adult/{made.adult}"),
        "take out": Look("person_remove.html", f"{draft}/people/{made.child}/remove"),
        "section": Look("section.html", f"{draft}/sleep/{made.child}"),
        "section to read": Look("section_read.html", f"/assessments/{site.agreed}/start"),
        "check": Look("check.html", f"{draft}/check"),
        "read": Look("check.html", f"/assessments/{site.agreed}/check"),
        "submitted": Look("submitted.html", f"/assessments/{site.submitted}/submitted"),
        "no such record": Look("error.html", "/assessments/ZZZZZZ", 404),
        "no paper": Look("paper_problem.html", f"/assessments/{site.agreed}/plan.pdf", 503),
        "paper to wait for": Look(
            "waiting.html", f"/waiting?for=/assessments/{site.waiting}/assessment.pdf"
        ),
        **_plan(site),
        **_reviews(site),
    }


def _reviews(site: Site) -> dict[str, Look]:
    plan, outcome = f"/plans/{site.reviewed.reference}", site.reviewed.outcome
    return {
        "reviews": Look("plan_reviews.html", plan),
        "nothing to review yet": Look("plan_reviews.html", f"/plans/{site.submitted}"),
        "how it is measured": Look("outcome_measure.html", f"{plan}/{outcome}/measure"),
        "a review": Look("outcome_review.html", f"{plan}/{outcome}/review"),
        "calendar": Look("calendar.html", "/plans/calendar"),
    }


def _plan(site: Site) -> dict[str, Look]:
    made = site.draft
    plan = f"/assessments/{made.reference}/plan"
    outcome = f"{plan}/outcomes/{made.outcome}"
    draft = f"child={made.child}&draft={made.finding}"
    new = f"{plan}/outcomes/new?child={made.child}&answers={made.finding}"
    return {
        "plan": Look("plan.html", plan),
        "copies": Look("copies.html", f"/assessments/{made.reference}/copies"),
        "the family's copy": Look("copy.html", f"/assessments/{made.reference}/copies/plan"),
        "workers' copy": Look("copy.html", f"/assessments/{made.reference}/copies/assessment"),
        "plan that can't change": Look("plan.html", f"/assessments/{site.submitted}/plan"),
        "reason": Look("reply.html", f"{plan}/reason?at={made.finding}"),
        "leave advice": Look("reply.html", f"{plan}/leave?about={made.action}&rule=S3"),
        "advice left": Look("reply.html", f"{plan}/leave?about={made.outcome}&rule=S2"),
        "new outcome": Look("outcome.html", new),
        "outcome": Look("outcome.html", outcome),
        "drafted outcome": Look("outcome.html", f"{plan}/outcomes/new?{draft}"),
        "drafted action": Look("action.html", f"{outcome}/actions/new?draft={made.finding}"),
        "remove an outcome": Look("plan_remove.html", f"{outcome}/remove"),
        "remove an action": Look("plan_remove.html", f"{outcome}/actions/{made.action}/remove"),
        "new action": Look("action.html", f"{outcome}/actions/new"),
        "action": Look("action.html", f"{outcome}/actions/{made.action}"),
        "history": Look("history.html", f"/assessments/{made.reference}/history"),
    }


def _manager(site: Site) -> dict[str, Look]:
    return {
        "review list": Look("review_list.html", "/review"),
        "review": Look("review.html", f"/review/{site.submitted}"),
        "review of one to be agreed": Look("review.html", f"/review/{site.waiting}"),
        "review of a draft with a plan": Look("review.html", f"/review/{site.draft.reference}"),
        "review of a returned one": Look("review.html", f"/review/{site.returned}"),
        "review of an agreed one": Look("review.html", f"/review/{site.agreed}"),
        "returned": Look("decision.html", f"/review/{site.returned}/decided"),
        "not agreed": Look("waiting.html", f"/waiting?for=/review/{site.waiting}/decided", 503),
        "agreed": Look("decision.html", f"/review/{site.agreed}/decided"),
        "history of a returned one": Look("history.html", f"/assessments/{site.returned}/history"),
    }


def _administrator(site: Site) -> dict[str, Look]:
    return {
        "proposal to decide": Look("form_proposal.html", f"/forms/proposals/{site.proposal}"),
    }


def _author(site: Site) -> dict[str, Look]:
    return {
        "forms": Look("forms.html", "/forms"),
        "form change": Look("form_change.html", "/forms/change/short"),
        "own proposal": Look("form_proposal.html", f"/forms/proposals/{site.proposal}"),
        "form version": Look("form_version.html", f"/forms/{short_library().forms['short'].hash}"),
    }
