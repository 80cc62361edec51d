"""Hostile files are refused at a place, within two seconds of processor and 512 MB, by `check`."""

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest

MEMORY = 512 * 1024 * 1024  # bytes, of addresses: more than is ever used
PROCESSOR = 2  # seconds, starting included
PLAIN = "section: s\ntitle: S\nquestions:\n  - {id: a, label: A?, type: text}\n"
BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 40)
)


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR, PROCESSOR))


def checked(folder: Path, content: str | bytes) -> list[str]:
    """Return `line:column: code` of each problem of a file with that content."""
    texts = {"sections/s.yaml": content, "f/form.yaml": "form: f\nversion: 1\ntitle: F\n"}
    for path, text in texts.items():
        (folder / path).parent.mkdir()
        (folder / path).write_bytes(text if isinstance(text, bytes) else text.encode())
    ran = subprocess.run(
        [sys.executable, "-m", "riskform", "check", str(folder), "--json"],
        capture_output=True,
        check=False,
        preexec_fn=limited,
    )
    assert (ran.returncode, ran.stderr) == (1, b"")
    return [
        f"{problem['line']}:{problem['column']}: {problem['code']}"
        for problem in json.loads(ran.stdout)
        if problem["file"] == "sections/s.yaml"
    ]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        pytest.param(BOMB, "1:5: alias", id="bomb of aliases"),
        pytest.param(f"{PLAIN}why: &a W\nx: *a\n", "5:6: alias", id="an alias"),
        pytest.param("section: !!python/object:os.system s\n", "1:10: tag", id="a tag"),
        pytest.param(f"{PLAIN}title: T\n", "5:1: duplicate-key", id="a key twice"),
        pytest.param("a: " + "[" * 20_000, "1:23: too-deep", id="20,000 brackets"),
        pytest.param("- " * 20_000, "1:41: too-deep", id="20,000 dashes"),
        pytest.param("{a: " * 20_000, "1:81: too-deep", id="20,000 braces"),
        pytest.param(
            "".join(" " * n + "a:\n" for n in range(700)), "21:21: too-deep", id="deep indentation"
        ),
        pytest.param("a: " + "x" * 2_000_000, "1:1: too-large", id="2 MB"),
        pytest.param(bytes(range(256)) * 400, "2:118: not-text", id="binary"),
        pytest.param(b"\x00" * 100_000, "1:1: control-character", id="zeros"),
        pytest.param(f"{PLAIN}x: " + "not " * 60_000, "5:1: unknown-key", id="a long text"),
        pytest.param(
            PLAIN.replace("text}", f"text, show_if: {'(' * 20_000}}}"),
            "4:",
            id="20,000 brackets in a condition",
        ),
        pytest.param(
            PLAIN.replace("id: a", "id: __class__"), "4:10: bad-id", id="an id of a program"
        ),
        pytest.param(
            PLAIN.replace("A?", "'{{ config }}'"), "4:22: unknown-placeholder", id="a template"
        ),
        pytest.param(
            PLAIN + "".join(f"  - {{id: q{n}, labell: A?, tipe: text}}\n" for n in range(5_000)),
            "5:14: unknown-key",
            id="thousands of mistakes",
        ),
    ],
)
def test_a_hostile_file_is_refused_soon_in_little_memory_and_at_its_place(
    tmp_path: Path, content: str | bytes, problem: str
) -> None:
    assert any(one.startswith(problem) for one in checked(tmp_path, content))
