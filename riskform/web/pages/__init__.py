"""The pages, one module for each part of the work; `BLUEPRINTS` lists what is served."""

from flask import Blueprint

from riskform.web.pages import (
    assessments,
    audits,
    check,
    copies,
    forms,
    history,
    moving,
    outcomes,
    papers,
    people,
    plan,
    proposals,
    review,
    sections,
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
    review.pages,
    copies.pages,
    papers.pages,
    forms.pages,
    proposals.pages,
    moving.pages,
    history.pages,
    sections.pages,
)
