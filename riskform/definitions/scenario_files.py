"""The scenario files of a form: their names, and writing one in its folder and nowhere else."""

import hashlib
import os
import re
from pathlib import Path
from typing import Final

from riskform.errors import InvalidInput, WrongState
from riskform.ids import new_item_id

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_]{0,79}\Z", re.ASCII)
_LONGEST: Final = 80


def scenario_names(folder: Path, form_folder: str) -> tuple[str, ...]:
    """Return the names of a form's scenario files, without their ending, in order."""
    found = (folder / form_folder / "scenarios").glob("*.yaml")
    return tuple(sorted(path.stem for path in found if path.is_file()))


def file_name_of(title: str) -> str:
    """Return what a scenario with that title may be called, "" where it has no letter to use."""
    words = re.sub(r"[^a-z0-9]+", "_", title.lower()).strip("_")
    return words[:_LONGEST].strip("_")


def scenario_path(folder: Path, form_folder: str, name: str) -> Path:
    """Return where the scenario `name` of a form stands or would stand.

    Raises InvalidInput for a name that is more than small letters, digits and `_`, and where the
    form's folder, its scenarios or the file leads by a link to somewhere else.
    """
    if not _NAME.match(name):
        message = (
            "Call the file by small letters, digits and _ alone, 80 at most:"
            " baby_slept_on_the_sofa. The ending .yaml is added."
        )
        raise InvalidInput({"file": message})
    place = folder / form_folder / "scenarios"
    path = place / f"{name}.yaml"
    real = folder.resolve() / form_folder / "scenarios" / f"{name}.yaml"
    is_name = Path(form_folder).name == form_folder and form_folder not in {"", ".", ".."}
    if not is_name or path.resolve() != real:
        message = f"{form_folder}/scenarios/{name}.yaml leads out of the folder. Use another name."
        raise InvalidInput({"file": message})
    return path


def digest_of(path: Path) -> str:
    """Return a digest of the file's content, "" where there is no such file."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def write_scenario(path: Path, text: str, replaces: str = "") -> None:
    """Write a new scenario file; or in the place of the one whose digest is `replaces`.

    Raises WrongState, and writes nothing, where another file stands there than its author saw.
    """
    path.parent.mkdir(exist_ok=True)
    temporary = path.with_name(f".{path.name}.{new_item_id()}")
    try:
        with temporary.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
        if digest_of(path) != replaces:
            raise WrongState(_stands_there(path))
        if replaces:
            os.replace(temporary, path)  # noqa: PTH105 - in one step, over the file that was seen
        else:
            # Unlike a rename, a link never takes the place of what somebody wrote meanwhile.
            _linked(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def _linked(temporary: Path, path: Path) -> None:
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        raise WrongState(_stands_there(path)) from None


def _stands_there(path: Path) -> str:
    return f"There is another {path.name} than you were shown. Nothing was written."
