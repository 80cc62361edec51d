"""Warnings about conditions that make no sense."""

from riskform.definitions.building import Written
from riskform.definitions.model import Section
from riskform.definitions.problems import Problem


def sense_problems(chosen: list[Written], sections: tuple[Section, ...]) -> list[Problem]:
    return []
