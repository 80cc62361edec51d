"""The files of a definitions folder, each read as what it is by its place."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from riskform.definitions import bank_reading, overlay_reading
from riskform.definitions.bank_reading import Bank, confidential_problems, stem, topics_in
from riskform.definitions.contacts import CONTACTS_FILE, unknown_contact, unknown_contacts
from riskform.definitions.problems import Place, Problem
from riskform.definitions.section_checks import check_section
from riskform.definitions.source import Source, read_what_can_be

__all__ = ["Bank", "contact_problems", "read_bank"]

Reader = Callable[[Bank, Source], None]


def read_bank(files: Mapping[str, bytes | str], today: date | None) -> Bank:
    """Sort `files` (path to content) and read each by its shape; problems are kept in the bank."""
    bank = Bank()
    sources: dict[str, Source] = {}
    troubles: dict[str, tuple[Problem, ...]] = {}
    for path, content in files.items():
        if _reader(path) is None:
            bank.problems.append(_not_read(path))
            continue
        sources[path], troubles[path] = read_what_can_be(path, content)
        bank.problems += troubles[path]
    for path in sorted(sources, key=_turn):
        if tests := _TESTS.get(_reader(path)):
            tests(bank, sources[path], troubles[path])
        else:
            _read(bank, sources[path])
    topics = {*bank.guidance, *bank.broken_guidance}
    for written in bank.sections.values():
        # A question whose id can't stay says all else that it has to.
        bank.problems += check_section(written.source, written.shape, topics, written.damaged)
        bank.problems += confidential_problems(bank, written)
    if today is not None:
        _warn_of_old_guidance(bank, sources, today)
    return bank


def _read(bank: Bank, source: Source) -> None:
    reader = _reader(source.file)
    if source.data is None:
        _note_broken(bank, source)
    elif reader is not None:
        reader(bank, source)


def _note_broken(bank: Bank, source: Source) -> None:
    """Keep that something was written there, so that naming it is no further mistake."""
    path = source.file
    if path == CONTACTS_FILE:
        bank.contacts = None
    if path.startswith("guidance/"):
        bank.broken_guidance |= topics_in(source)
    elif path.startswith("sections/"):
        bank.broken_sections[stem(path)] = path
    elif path.endswith("/form.yaml"):
        bank.broken_forms.add(path)


def contact_problems(bank: Bank) -> Iterator[Problem]:
    """Yield a problem for each `contact:` that is nobody's id.

    Numbers are set where riskform is used, so a published form does not hold them; this is only
    asked of a folder.
    """
    if bank.contacts is None:
        return
    writtens = list(bank.sections.values())
    writtens += [a.written for o in bank.overlays.values() for a in o.additions.values()]
    for written in writtens:
        yield from unknown_contacts(written.source, written.shape, bank.contacts)
    for source, name in bank.contacts_named:
        if name not in bank.contacts:
            yield unknown_contact(source, (), name, bank.contacts)


def _turn(path: str) -> tuple[int, str]:
    """Return when a file is read: guidance before sections name it, agencies after sections."""
    folder = path.partition("/")[0]
    return {"guidance": 0, "agencies": 2}.get(folder, 1), path


# What stands at a place; a star is any name.
_READERS: Mapping[tuple[str, ...], Reader] = {
    ("levels.yaml",): bank_reading.read_levels,
    ("smart_rules.yaml",): bank_reading.read_smart_rules,
    (CONTACTS_FILE,): bank_reading.read_contacts_file,
    ("smart_scenarios", "*"): bank_reading.read_smart_scenario,
    ("sections", "*"): bank_reading.read_section,
    ("guidance", "*"): bank_reading.read_guidance,
    ("agencies", "*"): overlay_reading.read_overlay,
    ("*", "form.yaml"): bank_reading.read_form,
    ("*", "scenarios", "*"): bank_reading.read_scenario,
}


# Tests are kept also where their YAML is broken: whoever runs them is told why.
_TESTS: Mapping[Reader | None, Callable[[Bank, Source, tuple[Problem, ...]], None]] = {
    bank_reading.read_smart_scenario: bank_reading.read_smart_scenario,
    bank_reading.read_scenario: bank_reading.read_scenario,
}


def _reader(path: str) -> Reader | None:
    if not path.endswith(".yaml"):
        return None
    parts = path.split("/")
    for place, reader in _READERS.items():
        if len(place) == len(parts) and all(map(_fits, parts, place)):
            return reader
    return None


def _fits(part: str, name: str) -> bool:
    return name in {"*", part}


def _not_read(path: str) -> Problem:
    what = "this file is not read, because no definition stands at this place."
    do = (
        "Move or rename it: sections/<section>.yaml, guidance/<topic>.yaml, <form>/form.yaml,"
        " <form>/scenarios/<scenario>.yaml."
    )
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
