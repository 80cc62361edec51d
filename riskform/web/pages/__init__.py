"""The pages, one module for each part of the work; `BLUEPRINTS` lists what is served."""

from flask import Blueprint

from riskform.web.pages import (
    actions,
    advice,
    assessments,
    audits,
    calendars,
    check,
    copies,
    forms,
    history,
    moving,
    outcomes,
    papers,
    people,
    plan,
    plan_reviews,
    proposals,
    review,
    sections,
    splitting,
    work,
)

BLUEPRINTS: tuple[Blueprint, ...] = (
    work.pages,
    assessments.pages,
    people.pages,
    audits.pages,
    check.pages,
    plan.pages,
    outcomes.pages,
    actions.pages,
    splitting.pages,
    advice.pages,
    calendars.pages,
    plan_reviews.pages,
    review.pages,
    copies.pages,
    papers.pages,
    forms.pages,
    proposals.pages,
    moving.pages,
    history.pages,
    sections.pages,
)
