"""A definitions folder, read whole: its forms, and every problem of every file at once."""

import gc
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path as FilePath

from riskform.definitions.bank import Bank, contact_problems, read_bank
from riskform.definitions.conditions.symbols import EVERYTHING
from riskform.definitions.contacts import Contact
from riskform.definitions.form_building import BuiltForm, build_form
from riskform.definitions.form_names import FormNames, names_of
from riskform.definitions.model import Form, Guidance, Level
from riskform.definitions.overlay_shapes import variant_name
from riskform.definitions.overlaying import build_variants
from riskform.definitions.problems import Problem, did_you_mean, sorted_problems
from riskform.definitions.source import LARGEST_FILE
from riskform.definitions.unused import check_unused, unused_problems
from riskform.definitions.written_conditions import WrittenConditions, conditions_of_bank
from riskform.definitions.written_scenarios import (
    WrittenScenario,
    scenario_problems,
    unknown_agency,
)
from riskform.errors import CouldNotRun

_FOLDERS = frozenset({"agencies", "guidance", "sections", "smart_scenarios"})


@dataclass(frozen=True)
class Library:
    """The forms of a folder that can be used, and the problems of them all.

    `forms` holds only forms without errors; `problems_of` gives each form's own problems, those of
    the sections and rules that it uses included. `bundles` holds, for each form in `forms`, the
    text of exactly the files that it is made of, by path: what a published version keeps.
    `variants` are the forms with what an agency adds, by `form@agency`, in `bundles` too, and
    `unusable` those with mistakes; `agencies` are the names of the agencies, by id. `scenarios`
    are those of each form, also of one that can't be used, in the order of their files' names.
    `bank` is what all of it was made from.
    """

    forms: dict[str, Form] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    problems_of: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    bundles: dict[str, dict[str, str]] = field(default_factory=dict)
    guidance: dict[str, Guidance] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)
    folders: dict[str, str] = field(default_factory=dict)
    variants: dict[str, Form] = field(default_factory=dict)
    unusable: set[str] = field(default_factory=set)
    agencies: dict[str, str] = field(default_factory=dict)
    contacts: dict[str, Contact] = field(default_factory=dict)
    scenarios: dict[str, tuple[WrittenScenario, ...]] = field(default_factory=dict)
    bank: Bank = field(default_factory=Bank, repr=False, compare=False)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Return the problems that keep a form from being used."""
        return tuple(p for p in self.problems if p.severity == "error")

    @cached_property
    def written(self) -> WrittenConditions:
        """Return every condition of the folder as its author wrote it."""
        return conditions_of_bank(self.bank)

    @property
    def published(self) -> dict[str, Form]:
        """Return every form that can be used, and every variant, by the name that it has."""
        return {**self.forms, **self.variants}

    def form_for(self, form_id: str, agency: str) -> Form:
        """Return a form as an agency (by id, "" for none) asks it: the form itself for most.

        Raises CouldNotRun for an agency that has no file, so that no slip of the pen goes
        unseen, and for one whose file has mistakes.
        """
        if agency and agency not in self.agencies:
            do = did_you_mean(agency, self.agencies)
            message = f"there is no agency '{agency[:60]}'. {do}"
            raise CouldNotRun(message)
        name = variant_name(form_id, agency)
        if name in self.unusable:
            message = f"what '{agency}' adds to '{form_id}' has mistakes. Run riskform check."
            raise CouldNotRun(message)
        return self.variants.get(name, self.forms[form_id])


def read_folder(folder: FilePath) -> dict[str, bytes]:
    """Return the content of every file of definitions in `folder`, by path relative to it.

    Files with a YAML name that stand where no definition stands are among them, so that it can be
    told that they are not read. Raises CouldNotRun where there is no such folder, or no
    definition in it. Of a file that is too large only as much is read as shows that it is.
    """
    if not folder.is_dir():
        message = f"There is no folder {folder}. Name a folder of form definitions."
        raise CouldNotRun(message)
    contents: dict[str, bytes] = {}
    definitions = set(_definition_files(folder))
    for path in sorted({*definitions, *_strays(folder)} if definitions else ()):
        with path.open("rb") as file:
            contents[path.relative_to(folder).as_posix()] = file.read(LARGEST_FILE + 1)
    if not contents:
        hint = ""
        if (folder / "form.yaml").is_file():
            hint = " This is one form's folder: name the folder that it lies in."
        message = f"There are no form definitions in {folder}.{hint}"
        raise CouldNotRun(message)
    return contents


def _definition_files(folder: FilePath) -> Iterator[FilePath]:
    for name in ("levels", "smart_rules", "contacts"):
        yield from _files(folder, f"{name}.y*ml")
    for inner in folder.iterdir():
        if inner.name in _FOLDERS and inner.is_dir():
            yield from _files(inner, "*.y*ml")
        elif any(_files(inner, "form.y*ml")):
            yield from _files(inner, "*.y*ml")
            yield from _files(inner / "scenarios", "*.y*ml")


def _strays(folder: FilePath) -> Iterator[FilePath]:
    """Yield what has a YAML name in a folder that was misnamed, or is text to another program."""
    for inner in folder.iterdir():
        if inner.is_dir() and not inner.name.startswith("."):
            yield from _files(inner, "*.y*ml")
            yield from _files(inner, "*.y*ml.txt")
            if any(_files(inner, "form.y*ml")):
                yield from _files(inner, "*/*.y*ml")


def _files(folder: FilePath, pattern: str) -> Iterator[FilePath]:
    """Yield files, but for those that a Mac or an editor hides beside others."""
    for path in folder.glob(pattern):
        is_yaml = path.suffix in {".yaml", ".yml", ".txt"} and path.name[0] not in ".~"
        if is_yaml and path.is_file():
            yield path


def load(
    files: Mapping[str, bytes | str], today: date | None = None, *, warn: bool = True
) -> Library:
    """Read, check and link every form in `files` (path to content).

    `today` is only needed for the warning about guidance past its review date. Without `warn` the
    forms are the same, and are had sooner; only warnings, mistakes in sections that no form uses,
    and contacts that are not there, may be left out.
    """
    with _nothing_collected():
        return _loaded(files, today, warn=warn)


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Keep the garbage collector from looking through all that is being built, again and again.

    Almost all of it stays, and what does not is freed without it, so it would find next to nothing.
    Where two threads load at once, it is on again when the first of them is done.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _loaded(files: Mapping[str, bytes | str], today: date | None, *, warn: bool) -> Library:
    bank = read_bank(files, today)
    built = {name: build_form(bank, name, warn=warn) for name in bank.forms}
    general = [*bank.problems, *(contact_problems(bank) if warn else ())]
    problems = [*general, *((*check_unused(bank), *unused_problems(bank)) if warn else ())]
    library = Library(
        guidance=dict(bank.guidance),
        levels=dict(bank.levels),
        folders={name: FilePath(form[0].file).parent.name for name, form in bank.forms.items()},
        agencies={name: overlay.title for name, overlay in bank.overlays.items()},
        contacts=dict(bank.contacts or {}),
        bank=bank,
    )
    for name, result in built.items():
        problems += result.problems
        own = [*result.problems, *(p for p in general if p.place.file in result.blamed)]
        library.problems_of[name] = sorted_problems(own)
        if result.form is not None and not any(p.severity == "error" for p in own):
            library.bundles[name] = _bundle(files, result.files)
            library.forms[name] = _named_by_content(result.form, library.bundles[name])
            problems += _add_variants(library, bank, result, files, warn=warn)
    # An agency whose file can't be read is there all the same.
    agencies_read = not any(_is_agency_s_error(problem) for problem in problems)
    for name, folder in library.folders.items():
        own_folder = FilePath(folder) / "scenarios"
        own_scenarios = (one for one in bank.scenarios if FilePath(one.file).parent == own_folder)
        library.scenarios[name] = tuple(own_scenarios)
        problems += _scenario_problems(library, built[name], agencies_read=agencies_read)
    return replace(library, problems=sorted_problems(problems))


def _add_variants(
    library: Library,
    bank: Bank,
    built: BuiltForm,
    files: Mapping[str, bytes | str],
    *,
    warn: bool,
) -> list[Problem]:
    """Put a form as each agency asks it into `library`, and return what is wrong with them."""
    problems = []
    for agency, variant in build_variants(bank, built, warn=warn):
        problems += variant.problems
        name = variant_name(variant.form_id, agency)
        if variant.form is None:
            library.unusable.add(name)
        else:
            library.bundles[name] = _bundle(files, variant.files)
            core_hash = library.forms[variant.form.id].hash
            form = replace(variant.form, core_hash=core_hash)
            library.variants[name] = _named_by_content(form, library.bundles[name])
    return problems


def _is_agency_s_error(problem: Problem) -> bool:
    return problem.severity == "error" and problem.place.file.startswith("agencies/")


def _scenario_problems(
    library: Library, built: BuiltForm, *, agencies_read: bool
) -> Iterator[Problem]:
    """Yield what the scenarios of a form name, and what does not exist, as far as that is known."""
    for written in library.scenarios[built.id]:
        if written.agency and written.agency not in library.agencies:
            if agencies_read:
                yield unknown_agency(written, library.agencies)
        else:
            yield from scenario_problems(written, _names_for(library, built, written))


def _names_for(library: Library, built: BuiltForm, written: WrittenScenario) -> FormNames:
    """Return what a scenario can name of a form as its agency asks it."""
    form = library.published.get(variant_name(built.id, written.agency))
    if written.agency_is_lost:
        return built.names.besides({EVERYTHING, *built.names.asks})
    if form is not None or not written.agency:
        return names_of(form) if form is not None else built.names
    overlay = library.bank.overlays[written.agency]
    return built.names.besides(built.names.asks if overlay.broken else overlay.additions)


def _bundle(files: Mapping[str, bytes | str], used: Iterable[str]) -> dict[str, str]:
    return {path: _text(files[path]) for path in sorted(used) if path in files}


def load_folder(folder: FilePath, today: date | None = None) -> Library:
    """Read, check and link every form under `folder`; see `load` and `read_folder`."""
    return load(read_folder(folder), today)


def load_bundle(bundle: Mapping[str, str], form_id: str) -> Form:
    """Return the form (or the variant) of a published version from the texts that it kept.

    Raises CouldNotRun, with its problems, where the language does not allow it any more.
    """
    library = load(bundle, warn=False)
    form = library.published.get(form_id)
    if form is None:
        problems = "\n".join(str(problem) for problem in library.errors)
        message = f"The published form '{form_id}' can't be read.\n{problems}"
        raise CouldNotRun(message)
    return form


def content_hash(bundle: Mapping[str, str]) -> str:
    """Return the SHA-256 (64 hex digits) of a bundle's paths and texts."""
    canonical = json.dumps(dict(sorted(bundle.items())), ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _named_by_content(form: Form, bundle: Mapping[str, str]) -> Form:
    object.__setattr__(form, "hash", content_hash(bundle))
    return form


def _text(content: bytes | str) -> str:
    return content if isinstance(content, str) else content.decode("utf-8", errors="replace")


__all__ = ["Bank", "Library", "content_hash", "load", "load_bundle", "load_folder", "read_folder"]
