"""The printing process: its limits, its end, and its return."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from riskform.engine.documents import AnswerRow, Document, Note
from riskform.pdf import NotLaidOut, Renderer, TooSlow, WorkerStopped

MIBIBYTE = 1024**2


@pytest.fixture(scope="module")
def small(with_answer: Callable[[str], Document]) -> Document:
    return with_answer("In his cot.")


@pytest.fixture(scope="module")
def endless(with_blocks: Callable[..., Document]) -> Document:
    """A document that takes about a minute to lay out."""
    return with_blocks(*[AnswerRow("1", "Question", ("word " * 4_000,)) for _ in range(60)])


def _worker_id(renderer: Renderer) -> int:
    return renderer._workers[0].id


def _has_ended(process: int, within_seconds: float = 5) -> bool:
    """Tell whether `process` is gone, or gone but for its entry in the table (state Z)."""
    give_up = time.monotonic() + within_seconds
    while time.monotonic() < give_up:
        try:
            state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return True
        if state == "Z":
            return True
        time.sleep(0.02)
    return False


def test_threads_take_turns_and_get_the_same_bytes(renderer: Renderer, small: Document) -> None:
    with ThreadPoolExecutor(3) as threads:
        files = list(threads.map(renderer.render, [small] * 3))

    assert len(set(files)) == 1


def test_the_process_is_told_nothing_of_databases_and_secrets(
    renderer: Renderer, small: Document
) -> None:
    renderer.render(small)

    environment = Path(f"/proc/{_worker_id(renderer)}/environ").read_text().split("\0")
    names = {each.partition("=")[0] for each in environment if each}
    assert names <= {
        *("PATH", "HOME", "TMPDIR", "XDG_CACHE_HOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH"),
        *("LC_ALL", "SOURCE_DATE_EPOCH", "PYTHONHASHSEED", "PYTHONPATH"),
    }


def test_a_document_over_the_limit_is_given_up_and_its_process_ended(
    endless: Document,
) -> None:
    with Renderer(limit_seconds=1.5) as renderer:
        renderer._worker()
        process = _worker_id(renderer)
        began = time.monotonic()
        with pytest.raises(TooSlow, match=r"within 1\.5 seconds"):
            renderer.render(endless)

        assert time.monotonic() - began < 3
        assert _has_ended(process)
        assert renderer._workers == []


def test_a_plain_page_stands_in_for_a_document_over_the_limit(
    endless: Document, printed_text: Callable[[bytes], str]
) -> None:
    with Renderer(limit_seconds=0.05) as renderer:
        rendered = renderer.render_or_plain(endless)

    text = printed_text(rendered.content)
    assert not rendered.complete
    assert "within 0.05 seconds" in rendered.problem
    assert "Thispagestandsinfortheassessmentinrecord7K3F9Q." in text
    assert "Readrecord7K3F9Qonscreen." in text
    assert "Page1of1" in text


def test_when_the_plain_page_is_too_slow_as_well_the_caller_is_told(endless: Document) -> None:
    with (
        Renderer(limit_seconds=0.05, plain_limit_seconds=0.05) as renderer,
        pytest.raises(TooSlow),
    ):
        renderer.render_or_plain(endless)


def test_a_process_that_was_killed_between_two_documents_is_replaced(
    renderer: Renderer, small: Document
) -> None:
    before = renderer.render(small)
    process = _worker_id(renderer)
    os.kill(process, signal.SIGKILL)
    assert _has_ended(process)

    assert renderer.render(small) == before
    assert _worker_id(renderer) != process


def test_a_process_without_enough_memory_is_given_up(small: Document) -> None:
    with Renderer(memory_bytes=40 * MIBIBYTE) as renderer, pytest.raises(WorkerStopped):
        renderer.render(small)


def test_a_thread_whose_turn_does_not_come_is_told(small: Document) -> None:
    with (
        Renderer(limit_seconds=0.05) as renderer,
        renderer._turn,
        pytest.raises(TooSlow, match="asked for before"),
    ):
        renderer.render(small)


def test_the_process_ends_when_the_one_that_started_it_dies() -> None:
    program = (
        "import os; from riskform.pdf import Renderer; renderer = Renderer(); renderer._worker();"
        "print(renderer._workers[0].id, flush=True); os._exit(1)"
    )
    started = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)

    assert _has_ended(int(started.stdout))


def test_a_closed_renderer_has_no_process() -> None:
    renderer = Renderer()
    renderer._worker()
    process = _worker_id(renderer)

    renderer.close()

    assert _has_ended(process)
    assert renderer._workers == []


def test_a_text_never_stands_in_what_is_raised(renderer: Renderer, small: Document) -> None:
    broken = Note(text=("Kit’s secret",))  # type: ignore[arg-type]  # broken on purpose

    with pytest.raises(NotLaidOut) as raised:
        renderer.render(replace(small, opening=(broken,)))

    assert "secret" not in f"{raised.value!r} {raised.value.__cause__!r}"
