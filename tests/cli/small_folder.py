"""A folder of definitions as an author has it, with one small form."""

from pathlib import Path

from click.testing import CliRunner, Result

from riskform.__main__ import main

SECTION = """\
section: s
title: S
ask: each child
questions:
  - {id: night, label: Night?, type: choice, options: {cot: Cot, no: None}, required: true}
  - {id: weight, label: Weight?, type: number}
  - {id: double, label: Double, type: calculated, value: weight * 2}
findings:
  - {id: none, kind: concern, when: night is no, says: "{child} slept nowhere.", do: Ask.}
"""
FORM = "form: small\nversion: 1\ntitle: Small\nsections: [s]\n"
CASE = """\
on: 2026-03-02
level: 3
children: {kit: {name: Kit, date_of_birth: 2025-12-15}}
answers: {kit: {s.night: no, s.weight: 2.25}}
"""
LINE = {
    "asked": ["kit/s.double", "kit/s.night", "kit/s.weight"],
    "missing": [],
    "invalid": [],
    "findings": [{"at": "kit/s.none", "kind": "concern", "says": "Kit slept nowhere."}],
    "values": {"kit/s.double": 4.5},
}


def small_folder(tmp_path: Path) -> Path:
    """Give a definitions folder with one form, in a folder of another name than the form."""
    where = tmp_path / "defs"
    for path, text in {"sections/s.yaml": SECTION, "tiny/form.yaml": FORM}.items():
        (where / path).parent.mkdir(parents=True)
        (where / path).write_text(text)
    return where


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments])


def case(tmp_path: Path, text: str | bytes, name: str = "case.yaml") -> Path:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path
