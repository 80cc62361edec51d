"""The checkout itself: its locks, its sizes, its commands and the wheel that is made of it."""

import ast
import re
import subprocess
import sys
import tokenize
import tomllib
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

CHECKOUT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())
PACKAGE = sorted((CHECKOUT / "riskform").rglob("*.py"))
WRITTEN_HERE = sorted(
    path
    for folder in ("bench", "riskform", "scripts", "tests")
    for path in (CHECKOUT / folder).rglob("*.py")
)
PYTHON_LOCKS = ["requirements.lock", "requirements-dev.lock", "bench/others/requirements.lock"]
DECISIONS = sorted((CHECKOUT / "docs/adr").glob("*.md"))
DOCUMENTS = sorted([*CHECKOUT.glob("*.md"), *(CHECKOUT / "docs").rglob("*.md")])
MOST_LINES_OF_A_FILE = 300
MOST_LINES_OF_A_FUNCTION = 40
MOST_LINES_OF_A_DECISION = 40

# Either silences a checker; what follows it on the line must say why, in words.
SILENCER = re.compile(
    r"#\s*(?:noqa|type:\s*ignore)(?::\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*|\[[a-z, -]+\])?"
)
REASON = re.compile(r"[A-Za-z]{3,}")


def pinned(lock: str) -> dict[str, Version]:
    """Return what `lock` installs: each package's name and its one version."""
    pins = re.findall(r"^([\w.-]+)==([^\s;]+)", (CHECKOUT / lock).read_text(), re.MULTILINE)
    return {canonicalize_name(name): Version(version) for name, version in pins}


def in_checkout(path: Path) -> str:
    return str(path.relative_to(CHECKOUT))


@pytest.mark.parametrize(
    "lock", [*PYTHON_LOCKS, "package-lock.json", "bench/others/package-lock.json"]
)
def test_a_lock_names_no_host(lock: str) -> None:
    assert "://" not in (CHECKOUT / lock).read_text()


@pytest.mark.parametrize("lock", PYTHON_LOCKS)
def test_every_pin_has_a_hash(lock: str) -> None:
    for pin in re.split(r"\n(?=\S)", (CHECKOUT / lock).read_text().strip()):
        assert "--hash=sha256:" in pin, pin


@pytest.mark.parametrize(
    ("lock", "groups"),
    [("requirements.lock", ["build"]), ("requirements-dev.lock", ["build", "dev"])],
)
def test_a_lock_is_in_step_with_pyproject(lock: str, groups: list[str]) -> None:
    asked = [*PROJECT["project"]["dependencies"]]
    for group in groups:
        asked += PROJECT["dependency-groups"][group]
    pins = pinned(lock)
    for requirement in map(Requirement, asked):
        version = pins.get(canonicalize_name(requirement.name))
        assert version, f"{requirement} is missing: run `make lock`"
        assert version in requirement.specifier, f"{requirement} is not met: run `make lock`"


def test_tests_run_on_the_versions_that_are_served() -> None:
    assert pinned("requirements.lock").items() <= pinned("requirements-dev.lock").items()


def lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def comments(path: Path) -> Iterator[tokenize.TokenInfo]:
    with path.open("rb") as source:
        for token in tokenize.tokenize(source.readline):
            if token.type == tokenize.COMMENT:
                yield token


def test_no_file_of_the_package_is_long() -> None:
    sizes = {in_checkout(path): len(path.read_text().splitlines()) for path in PACKAGE}
    assert {path: size for path, size in sizes.items() if size > MOST_LINES_OF_A_FILE} == {}


def test_no_function_of_the_package_is_long() -> None:
    sizes = {
        f"{in_checkout(path)}:{node.lineno} {node.name}": lines(node)
        for path in PACKAGE
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: size for name, size in sizes.items() if size > MOST_LINES_OF_A_FUNCTION} == {}


def test_a_silenced_checker_has_its_reason_on_the_line() -> None:
    unexplained = [
        f"{in_checkout(path)}:{comment.start[0]} {comment.string}"
        for path in WRITTEN_HERE
        for comment in comments(path)
        if SILENCER.match(comment.string) and not REASON.search(SILENCER.sub("", comment.string))
    ]
    assert unexplained == []


@pytest.mark.parametrize(
    ("comment", "has_reason"),
    [
        ("# noqa", False),
        ("# noqa: S603", False),
        ("# noqa: S603,PLR0913", False),
        ("# noqa: S603 - our own program", True),
        ("# type: ignore[arg-type]", False),
        ("# type: ignore[arg-type, no-any-return]  # the stubs are older than the package", True),
    ],
)
def test_a_reason_is_words_after_the_code(comment: str, has_reason: bool) -> None:  # noqa: FBT001 - an example's outcome
    assert bool(REASON.search(SILENCER.sub("", comment))) is has_reason


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_is_numbered_dated_and_short(path: Path) -> None:
    text = path.read_text()
    assert text.startswith(f"# {int(path.name[:4])}. ")
    assert re.match(r"# .+\n\nDate: \d{4}-\d\d-\d\d\. Status: (accepted|proposed)", text)
    assert len(text.splitlines()) <= MOST_LINES_OF_A_DECISION


def test_decisions_are_numbered_without_a_gap_and_every_mention_is_of_one() -> None:
    numbers = [int(path.name[:4]) for path in DECISIONS]
    assert numbers == list(range(1, len(numbers) + 1))
    written = [*DOCUMENTS, *WRITTEN_HERE, *(CHECKOUT / "templates").rglob("*.html")]
    named = {
        int(number)
        for path in written
        for number in re.findall(r"\bADR (\d+)|docs/adr/(\d{4})", path.read_text())
        for number in filter(None, number)
    }
    assert named <= set(numbers)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_link_of_a_document_leads_to_a_file(path: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text())
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_make_help_names_every_command() -> None:
    commands = re.findall(r"^([a-z]+):", (CHECKOUT / "Makefile").read_text(), re.MULTILINE)
    told = subprocess.run(
        ["/usr/bin/make", "help"], cwd=CHECKOUT, capture_output=True, text=True, check=True
    ).stdout
    explained = re.findall(r"^make ([a-z]+) +\w.* .*$", told, re.MULTILINE)
    assert explained == commands


def test_a_wheel_carries_templates_forms_and_assets(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "-d", tmp_path],
        cwd=CHECKOUT,
        capture_output=True,
        check=True,
    )
    (wheel,) = tmp_path.glob("riskform-*.whl")
    carried = ZipFile(wheel).namelist()
    for folder in ("templates", "form_definitions", "assets"):
        for path in (CHECKOUT / folder).rglob("*"):
            if path.is_file():
                assert f"riskform/_bundled/{in_checkout(path)}" in carried
    assert "riskform/_bundled/assets/riskform.css" in carried
    assert not [name for name in carried if name.startswith(("tests/", "docs/"))]
