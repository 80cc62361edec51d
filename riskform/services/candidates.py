"""A form as it stands in files, and whether it may be put in use."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath
from typing import Final

from riskform.definitions.differences import ReadForm
from riskform.definitions.library import Library, load
from riskform.definitions.model import Form
from riskform.definitions.problems import Problem
from riskform.definitions.written_conditions import WrittenConditions
from riskform.engine.drafting import draft_problems
from riskform.engine.scenario_files import RanFile, run_all
from riskform.engine.smart import run_smart_scenario
from riskform.errors import NotFound

_MOST_NAMED: Final = 3
_MOST_KEPT: Final = 4


@dataclass(frozen=True)
class Candidate:
    """A form with what agencies add to it. `form` is None with problems that keep it from use.

    `forms` and `bundles` hold the form and its variants by name; `files` everything that it is
    made of, its scenarios included, path to text.
    """

    form_id: str
    form: Form | None
    problems: tuple[Problem, ...] = ()
    ran: tuple[RanFile, ...] = ()
    forms: Mapping[str, Form] = field(default_factory=dict)
    bundles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    written: WrittenConditions = field(default_factory=WrittenConditions, repr=False)

    @property
    def failed(self) -> tuple[RanFile, ...]:
        """Return the scenarios in which something did not hold."""
        return tuple(one for one in self.ran if one.failures)

    @property
    def trouble(self) -> str:
        """Return why it may not be put in use, "" where it may."""
        if self.form is None:
            count = sum(problem.severity == "error" for problem in self.problems)
            said = "1 problem" if count == 1 else f"{count} problems"
            return f"This form has {said}. Put right what riskform check names."
        if self.failed:
            names = [PurePosixPath(ran.file).name for ran in self.failed]
            listed = ", ".join(names[:_MOST_NAMED]) + (", …" if len(names) > _MOST_NAMED else "")
            said = "1 scenario" if len(names) == 1 else f"{len(names)} scenarios"
            do = "Put the form or what they expect right; riskform check and riskform test say why."
            return f"{said} of this form failed: {listed}. {do}"
        return ""

    @property
    def told(self) -> tuple[str, ...]:
        """Return each problem with its line, and each scenario that fails with what did not hold.

        There are none where it may be put in use.
        """
        if self.form is None:
            return tuple(p.with_excerpt() for p in self.problems if p.severity == "error")
        return tuple(f"{ran.file}: {line}" for ran in self.failed for line in ran.failures)

    def read(self, name: str) -> ReadForm:
        """Return the form or the variant of that name, to be compared."""
        return ReadForm(self.forms[name], self.written)


def candidate(files: Mapping[str, bytes | str], form_id: str, today: date) -> Candidate:
    """Return a form of a folder's files, checked, with its scenarios run. Raises NotFound.

    The last few are kept, so that whoever looks at a page again does not wait again.
    """
    key = (_digest(files), form_id, today)
    known = _kept.get(key)
    if known is None:
        known = _kept[key] = candidate_of(load(files, today), form_id)
        for oldest in list(_kept)[:-_MOST_KEPT]:
            _kept.pop(oldest, None)
    return known


_kept: dict[tuple[str, str, date], Candidate] = {}


def _digest(files: Mapping[str, bytes | str]) -> str:
    """Return what changes with any file's path or content."""
    told = hashlib.sha256()
    for path, content in sorted(files.items()):
        raw = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
        told.update(f"{len(path)} {len(raw)} {path}".encode("utf-8", "surrogatepass"))
        told.update(raw)
    return told.hexdigest()


def candidate_of(library: Library, form_id: str) -> Candidate:
    """Return a form of a library, with its scenarios run. Raises NotFound."""
    if form_id not in library.problems_of:
        raise NotFound(f"there is no form {form_id[:60]} in this folder")
    problems = _problems(library, form_id)
    own_files = library.bundles.get(form_id, {})
    problems += tuple(one for one in draft_problems(library.bank) if one.place.file in own_files)
    if form_id not in library.forms or any(one.severity == "error" for one in problems):
        return Candidate(form_id, None, problems)
    own = [form_id, *(name for name in library.variants if name.startswith(f"{form_id}@"))]
    bundles = {name: library.bundles[name] for name in own}
    texts = {path: text for bundle in bundles.values() for path, text in bundle.items()}
    texts |= {one.file: one.source.text for one in library.scenarios[form_id]}
    ran = (*run_all(library, form_id), *_run_smart(library, form_id))
    if ran_smart := ran[len(library.scenarios[form_id]) :]:
        tests = {one.source.file: one.source.text for one in library.bank.smart_scenarios}
        texts |= {one.file: tests[one.file] for one in ran_smart}
    return Candidate(
        form_id,
        library.forms[form_id],
        problems,
        ran,
        {name: library.published[name] for name in own},
        bundles,
        texts,
        library.written,
    )


def _run_smart(library: Library, form_id: str) -> tuple[RanFile, ...]:
    """Run the tests of the SMART checks, for a form that has a plan to check."""
    form = library.forms[form_id]
    if form.smart_rules is None or form.plan == "none":
        return ()
    return tuple(RanFile(*run_smart_scenario(form, one)) for one in library.bank.smart_scenarios)


def _problems(library: Library, form_id: str) -> tuple[Problem, ...]:
    """Return the problems of a form, and those of the agencies that add to it where one fails."""
    own = library.problems_of[form_id]
    if form_id not in library.forms and not any(one.severity == "error" for one in own):
        return library.errors  # A section of it that can't be read belongs to no form.
    if not any(name.startswith(f"{form_id}@") for name in library.unusable):
        return own
    agencies = (p for p in library.problems if p.place.file.startswith("agencies/"))
    return (*own, *(problem for problem in agencies if problem not in own))
