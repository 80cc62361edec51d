"""What `npm run build` writes, and what it is made from."""

import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
ASSETS = ROOT / "assets"
NAMES = (
    *("advice.js", "conditions.js", "favicon.svg", "govuk-frontend.min.js", "preview.js"),
    *("riskform.css", "riskform.js", "waiting.js"),
)


def asset(name: str) -> str:
    if not (ASSETS / name).exists():
        pytest.fail("assets/ is missing. Run `npm run build` first (`make test` does).")
    return (ASSETS / name).read_text("utf-8")


def colours() -> dict[str, str]:
    source = (ROOT / "frontend" / "scss" / "_colours.scss").read_text("utf-8")
    return dict(re.findall(r"^\$([\w-]+): (#[0-9a-f]{6});", source, re.MULTILINE))


def luminance(colour: str) -> float:
    """Return the relative luminance of "#rrggbb", as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_same_sources_give_the_same_bytes() -> None:
    npm = shutil.which("npm")
    assert npm is not None, "npm is not installed"
    before = {name: hashlib.sha256(asset(name).encode()).hexdigest() for name in NAMES}
    subprocess.run([npm, "run", "build"], cwd=ROOT, check=True, capture_output=True, timeout=60)
    after = {name: hashlib.sha256(asset(name).encode()).hexdigest() for name in NAMES}
    assert before == after, "assets/ was not up to date, or the build is not repeatable"


def test_the_style_sheet_fetches_nothing_and_brings_no_typeface_or_crown() -> None:
    css = asset("riskform.css")
    assert not re.search(r"url\(|@import|@font-face|GDS Transport|crown", css.partition("*/")[2])


def test_the_scripts_load_nothing_from_elsewhere() -> None:
    for name in ("riskform.js", "conditions.js", "govuk-frontend.min.js"):
        loads = r"sourceMappingURL|\bfetch\((?!'/[a-z])|XMLHttpRequest|eval\("
        assert not re.search(loads, asset(name))


@pytest.mark.parametrize(
    "name",
    [
        "ink",
        "ink-quiet",
        "accent",
        "accent-dark",
        "error",
        "urgent",
        "concern",
        "unclear",
        "protective",
        "strength",
    ],
)
@pytest.mark.parametrize("ground", ["paper", "paper-shade"])
def test_text_in_every_colour_can_be_read_on_every_ground(name: str, ground: str) -> None:
    assert contrast(colours()[name], colours()[ground]) >= 4.5


def test_the_edges_of_controls_and_the_focus_can_be_seen() -> None:
    assert contrast(colours()["line-strong"], colours()["paper"]) >= 3
    assert contrast(colours()["ink"], colours()["focus"]) >= 4.5


def test_the_lock_file_names_hashes_and_no_addresses() -> None:
    lock = (ROOT / "package-lock.json").read_text("utf-8")
    assert "://" not in lock
    packages = json.loads(lock)["packages"]
    assert all(entry["integrity"] for place, entry in packages.items() if place)


def test_the_versions_that_are_locked_are_those_that_are_asked_for() -> None:
    wanted = json.loads((ROOT / "package.json").read_text("utf-8"))["dependencies"]
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    assert wanted == {name: packages[f"node_modules/{name}"]["version"] for name in wanted}
