"""The files of a definitions folder, each read as what it is by its place."""

from collections.abc import Callable, Mapping
from datetime import date

from riskform.definitions import bank_reading
from riskform.definitions.bank_reading import Bank, confidential_problems, stem
from riskform.definitions.problems import Place, Problem
from riskform.definitions.section_checks import check_section
from riskform.definitions.source import Source, read_source

__all__ = ["Bank", "read_bank"]

Reader = Callable[[Bank, Source], None]


def read_bank(files: Mapping[str, bytes | str], today: date | None) -> Bank:
    """Sort `files` (path to content) and read each by its shape; problems are kept in the bank."""
    bank = Bank()
    sources: dict[str, Source] = {}
    for path, content in files.items():
        if _reader(path) is None:
            bank.problems.append(_not_read(path))
            continue
        source, problems = read_source(path, content)
        bank.problems += problems
        sources[path] = source
    # Guidance is read before the sections that name it.
    for path in sorted(sources, key=lambda name: (not name.startswith("guidance/"), name)):
        reader = _reader(path)
        if sources[path].data is None:
            broken = bank.broken_guidance if path.startswith("guidance/") else bank.broken_sections
            broken.add(stem(path))
        elif reader is not None:
            reader(bank, sources[path])
    topics = {*bank.guidance, *bank.broken_guidance}
    for written in bank.sections.values():
        bank.problems += check_section(written.source, written.shape, topics, written.unreadable)
        bank.problems += confidential_problems(bank, written)
    if today is not None:
        _warn_of_old_guidance(bank, sources, today)
    return bank


def _reader(path: str) -> Reader | None:
    if not path.endswith(".yaml"):
        return None
    match path.split("/"):
        case ["levels.yaml"]:
            return bank_reading.read_levels
        case ["smart_rules.yaml"]:
            return bank_reading.read_smart_rules
        case ["sections", _]:
            return bank_reading.read_section
        case ["guidance", _]:
            return bank_reading.read_guidance
        case [_, "form.yaml"]:
            return bank_reading.read_form
        case [_, "scenarios", _]:
            return bank_reading.read_scenario
    return None


def _not_read(path: str) -> Problem:
    what = "this file is not read, because no definition stands at this place."
    do = "Move or rename it: sections/<section>.yaml, guidance/<topic>.yaml, <form>/form.yaml."
    return Problem(Place(path, 1, 1), "file-not-read", what, do, severity="warning")


def _warn_of_old_guidance(bank: Bank, sources: Mapping[str, Source], today: date) -> None:
    for topic, guidance in bank.guidance.items():
        if guidance.review_by < today:
            what = f"the guidance '{topic}' should have been reviewed by {guidance.review_by}."
            do = f"Ask {guidance.owner} to read it again, and set a new date."
            source = sources[bank.guidance_files[topic]]
            bank.problems.append(
                source.problem(("review_by",), "guidance-overdue", what, do, warning=True)
            )
