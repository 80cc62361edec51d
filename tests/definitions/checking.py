"""Definitions in a test's own words, and what `check` says about them."""

from collections.abc import Mapping
from datetime import date
from textwrap import dedent

from riskform.definitions.library import Library, load

TODAY = date(2026, 3, 2)
FORM = "form: f\nversion: 1\ntitle: F\nsections: [s]\n"


def library_of(files: Mapping[str, str | bytes]) -> Library:
    """Return what was read; a file's text may be indented with the test."""
    return load({k: dedent(v) if isinstance(v, str) else v for k, v in files.items()}, TODAY)


def said(files: Mapping[str, str | bytes], *, warnings: bool = False) -> list[str]:
    """Return `file:line:column: code` of every problem, or of every warning."""
    severity = "warning" if warnings else "error"
    return [
        f"{p.place.file}:{p.place.line}:{p.place.column}: {p.code}"
        for p in library_of(files).problems
        if p.severity == severity
    ]


def of_section(text: str, *, warnings: bool = False, **others: str) -> list[str]:
    """Return what is said about a form of one section, called `s`; `others` are its neighbours."""
    files = {"sections/s.yaml": text, "f/form.yaml": FORM}
    files |= {f"sections/{name}.yaml": other for name, other in others.items()}
    return [one.removeprefix("sections/s.yaml:") for one in said(files, warnings=warnings)]


def messages(text: str, **others: str) -> list[str]:
    """Return the whole messages about a form of one section, called `s`."""
    files = {"sections/s.yaml": text, "f/form.yaml": FORM}
    files |= {f"sections/{name}.yaml": other for name, other in others.items()}
    return [str(problem) for problem in library_of(files).problems]
