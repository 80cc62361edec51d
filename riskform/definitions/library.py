"""A definitions folder, read whole: its forms, and every problem of every file at once."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path as FilePath

from riskform.definitions.bank import Bank, read_bank
from riskform.definitions.form_building import build_form, check_unused
from riskform.definitions.model import Form, Guidance, Level
from riskform.definitions.problems import Problem, sorted_problems
from riskform.definitions.source import LARGEST_FILE
from riskform.errors import CouldNotRun


@dataclass(frozen=True)
class Library:
    """The forms of a folder that can be used, and the problems of them all.

    `forms` holds only forms without errors; `problems_of` gives each form's own problems, those of
    the sections and rules that it uses included. `bundles` holds, for each form in `forms`, the
    text of exactly the files that it is made of, by path: what a published version keeps.
    """

    forms: dict[str, Form] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    problems_of: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    bundles: dict[str, dict[str, str]] = field(default_factory=dict)
    guidance: dict[str, Guidance] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)
    folders: dict[str, str] = field(default_factory=dict)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Return the problems that keep a form from being used."""
        return tuple(p for p in self.problems if p.severity == "error")


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
    for path in sorted(_definition_files(folder)):
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
    for name in ("levels", "smart_rules"):
        yield from _files(folder, f"{name}.y*ml")
    for inner in folder.iterdir():
        if inner.name in {"sections", "guidance"} and inner.is_dir():
            yield from _files(inner, "*.y*ml")
        elif any(_files(inner, "form.y*ml")):
            yield from _files(inner, "*.y*ml")
            yield from _files(inner / "scenarios", "*.y*ml")


def _files(folder: FilePath, pattern: str) -> Iterator[FilePath]:
    return (p for p in folder.glob(pattern) if p.suffix in {".yaml", ".yml"} and p.is_file())


def load(
    files: Mapping[str, bytes | str], today: date | None = None, *, warn: bool = True
) -> Library:
    """Read, check and link every form in `files` (path to content).

    `today` is only needed for the warning about guidance past its review date. Without `warn` the
    forms are the same, and are had sooner; only warnings, and mistakes in sections that no form
    uses, may be left out.
    """
    bank = read_bank(files, today)
    built = {name: build_form(bank, name, warn=warn) for name in bank.forms}
    problems = [*bank.problems, *(check_unused(bank) if warn else ())]
    for form in built.values():
        problems += form.problems
    forms: dict[str, Form] = {}
    bundles: dict[str, dict[str, str]] = {}
    problems_of: dict[str, tuple[Problem, ...]] = {}
    for name, result in built.items():
        own = [*result.problems, *(p for p in bank.problems if p.place.file in result.blamed)]
        problems_of[name] = sorted_problems(own)
        if result.form is not None and not any(p.severity == "error" for p in own):
            used = sorted(path for path in result.files if path in files)
            bundles[name] = {path: _text(files[path]) for path in used}
            forms[name] = _named_by_content(result.form, bundles[name])
    folders = {name: FilePath(form[0].file).parent.name for name, form in bank.forms.items()}
    return Library(
        forms=forms,
        problems=sorted_problems(problems),
        problems_of=problems_of,
        bundles=bundles,
        guidance=dict(bank.guidance),
        levels=dict(bank.levels),
        folders=folders,
    )


def load_folder(folder: FilePath, today: date | None = None) -> Library:
    """Read, check and link every form under `folder`; see `load` and `read_folder`."""
    return load(read_folder(folder), today)


def load_bundle(bundle: Mapping[str, str], form_id: str) -> Form:
    """Return the form of a published version from the texts that it kept.

    Raises CouldNotRun, with its problems, where the language does not allow it any more.
    """
    library = load(bundle, warn=False)
    form = library.forms.get(form_id)
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
