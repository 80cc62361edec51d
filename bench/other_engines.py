"""survey-core, @formio/core and pyxform, installed when they are first measured.

What can't be installed is left out, with the reason on one line.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bench import large_form

_HERE = Path(__file__).resolve().parent
_SCRIPTS = _HERE / "others"
_INSTALLED = _HERE.parent / ".bench"
_INSTALL_LIMIT, _RUN_LIMIT = 300, 600  # seconds


@dataclass(frozen=True, slots=True)
class Other:
    """What another engine took, in CPU milliseconds; None for what it does not do.

    `shown` counts the questions that it shows after the root was turned to no.
    """

    engine: str
    load_ms: float | None = None
    evaluate_ms: float | None = None
    validate_ms: float | None = None
    shown: int | None = None


def measured(rounds: int, pages: int) -> tuple[list[Other], list[str]]:
    """Return what each engine took, the least of the rounds, and why any was left out."""
    asked = json.dumps(
        {
            "questions": [asdict(one) for one in large_form.asked()],
            "answers": large_form.answers("yes"),
            "pages": pages,
            "rounds": rounds,
        }
    )
    found: list[Other] = []
    left_out: list[str] = []
    for name, install, command in _ENGINES:
        try:
            install()
            rows = json.loads(_run(command, asked=asked, limit=_RUN_LIMIT))
        except (OSError, ValueError, subprocess.SubprocessError) as trouble:
            left_out.append(f"{name}: left out, {_reason(trouble)}")
            continue
        found += [Other(**row) for row in (rows if isinstance(rows, list) else [rows])]
    return found, left_out


def _reason(trouble: Exception) -> str:
    if isinstance(trouble, subprocess.TimeoutExpired):
        return f"it took more than {trouble.timeout:.0f} s"
    said: Any = getattr(trouble, "stderr", "") or str(trouble)
    lines = [line.strip() for line in str(said).splitlines() if line.strip()]
    named = [line for line in lines if "rror" in line]
    return (named or lines or [type(trouble).__name__])[0][:120]


def _run(command: list[str], *, asked: str = "", limit: int, folder: Path | None = None) -> str:
    done = subprocess.run(
        command, input=asked, capture_output=True, text=True, check=True, timeout=limit, cwd=folder
    )
    return done.stdout


def _install_from_npm() -> None:
    folder = _INSTALLED / "node"
    lock = folder / "package-lock.json"
    wanted = (_SCRIPTS / "package-lock.json").read_bytes()
    if (folder / "node_modules").is_dir() and lock.is_file() and lock.read_bytes() == wanted:
        return
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in ("package.json", ".npmrc"):
        shutil.copy(_SCRIPTS / name, folder / name)
    lock.write_bytes(wanted)
    try:
        _run(["npm", "ci", "--loglevel=error"], limit=_INSTALL_LIMIT, folder=folder)
    except BaseException:
        shutil.rmtree(folder)
        raise


def _install_from_pypi() -> None:
    folder = _INSTALLED / "python"
    lock, installed = _SCRIPTS / "requirements.lock", folder / "requirements.lock"
    if installed.is_file() and installed.read_bytes() == lock.read_bytes():
        return
    _run([sys.executable, "-m", "venv", "--clear", str(folder)], limit=_INSTALL_LIMIT)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "install"]
    pip += ["--quiet", "--no-deps", "--require-hashes", "--requirement", str(lock)]
    _run(pip, limit=_INSTALL_LIMIT)
    shutil.copy(lock, installed)


_ENGINES: list[tuple[str, Callable[[], None], list[str]]] = [
    (
        "survey-core and @formio/core",
        _install_from_npm,
        ["node", str(_SCRIPTS / "engines.mjs"), str(_INSTALLED / "node")],
    ),
    (
        "pyxform",
        _install_from_pypi,
        [str(_INSTALLED / "python" / "bin" / "python"), str(_SCRIPTS / "xlsform.py")],
    ),
]
