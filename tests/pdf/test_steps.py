"""How far a paper is: each step as the printing process takes it, and who watches can end it."""

import io
import os
import signal
import threading
from collections.abc import Callable

import pypdf
import pytest

from riskform.engine.documents import AnswerRow, Document
from riskform.errors import RiskformError
from riskform.pdf import Renderer, Step
from riskform.pdf.steps import FILE, NUMBERS, PAGES, READING, STAND_IN, START, TURN

ORDER = (START, READING, PAGES, NUMBERS, FILE)


class EnoughError(RiskformError):
    """Who watches wants no more of it."""


def steps_of(renderer: Renderer, document: Document) -> tuple[list[Step], bytes]:
    """Return each step once, in the order in which it was told, and the PDF."""
    told: list[Step] = []
    content = renderer.render(document, told.append)
    return [step for at, step in enumerate(told) if step not in told[:at]], content


def test_every_step_is_told_in_its_order_and_every_page_as_it_is_laid_out(
    renderer: Renderer, assessment: Document
) -> None:
    told, content = steps_of(renderer, assessment)
    pages = len(pypdf.PdfReader(io.BytesIO(content)).pages)
    assert [step.page for step in told if step.name == PAGES] == [*range(1, pages + 1)]
    assert [step.name for step in told if step.name != PAGES] == [START, READING, NUMBERS, FILE]
    assert [ORDER.index(step.name) for step in told] == sorted(
        ORDER.index(step.name) for step in told
    )
    assert {step.pages for step in told if step.name in {NUMBERS, FILE}} == {pages}


def test_a_paper_that_is_laid_out_twice_says_so(
    renderer: Renderer, with_answer: Callable[[str], Document]
) -> None:
    told, _ = steps_of(renderer, with_answer("No font has this letter: \ue000"))
    assert [step.attempt for step in told if step.name == READING] == [1, 2]
    assert told[-1].attempt == 2
    once, _ = steps_of(renderer, with_answer("In his cot."))
    assert {step.attempt for step in once} == {1}


def test_whoever_watches_can_end_it_and_the_next_paper_is_laid_out(
    with_blocks: Callable[..., Document], with_answer: Callable[[str], Document]
) -> None:
    endless = with_blocks(AnswerRow("1", "Question", ("word " * 20_000,)))

    def watch(step: Step) -> None:
        if step.page == 3:
            raise EnoughError

    with Renderer() as renderer:
        with pytest.raises(EnoughError):
            renderer.render(endless, watch)
        assert renderer._workers == []
        assert renderer.render(with_answer("In his cot.")).startswith(b"%PDF")


def test_a_process_that_is_killed_midway_leaves_the_page_that_stands_in(
    with_blocks: Callable[..., Document],
) -> None:
    endless = with_blocks(AnswerRow("1", "Question", ("word " * 20_000,)))
    with Renderer() as renderer:

        def kill(step: Step) -> None:
            if step.page == 3:
                os.kill(renderer._workers[0].id, signal.SIGKILL)

        made = renderer.render_or_plain(endless, kill)
    assert not made.complete
    assert made.content.startswith(b"%PDF")


def test_whoever_watches_is_asked_again_while_nothing_is_heard_of_the_process(
    with_answer: Callable[[str], Document],
) -> None:
    heard: list[Step] = []

    def watch(step: Step) -> None:
        heard.append(step)
        if len(heard) == 4:
            raise EnoughError

    with Renderer() as renderer:
        renderer._worker()
        os.kill(renderer._workers[0].id, signal.SIGSTOP)
        with pytest.raises(EnoughError):
            renderer.render(with_answer("In his cot."), watch)
    assert heard == [Step(START)] * 4


def test_who_waits_for_a_turn_is_told_and_can_leave_without_ending_what_is_in_hand(
    with_answer: Callable[[str], Document],
) -> None:
    with Renderer() as renderer:
        renderer._worker()
        worker = renderer._workers[0]
        held = threading.Lock()
        renderer._turn = held

        def leave(step: Step) -> None:
            assert step.name == TURN
            raise EnoughError

        with held, pytest.raises(EnoughError):
            renderer.render(with_answer("In his cot."), leave)
        assert renderer._workers == [worker]
        assert worker.usable


def test_the_page_that_stands_in_is_a_step_of_its_own(
    with_answer: Callable[[str], Document],
) -> None:
    told: list[Step] = []
    with Renderer(limit_seconds=0.01) as renderer:
        made = renderer.render_or_plain(with_answer("In his cot."), told.append)
    assert not made.complete
    assert told[-1] == Step(STAND_IN)


def test_a_step_crosses_the_pipe_whole() -> None:
    step = Step(NUMBERS, 3, 30, 2)
    assert Step.from_bytes(step.to_bytes()) == step
