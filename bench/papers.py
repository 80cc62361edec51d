"""The papers of a family of three children: riskform's printing process beside two others.

One run, in turns, so that a busy machine is busy for all: Chromium that is warm prints the same
page, and WeasyPrint prints it as if nobody cared. Wall time and processor time, in seconds.
"""

import re
import statistics
import threading
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pypdf
from playwright.sync_api import sync_playwright
from weasyprint import HTML

from bench.ceiling import counting, moving, two_against_one
from bench.load import tree_cpu_seconds
from bench.paper_documents import family_of_three, with_answer
from riskform.engine.documents import Document
from riskform.paths import bundled
from riskform.pdf import Renderer
from riskform.pdf.typesetter import Typesetter

ROUNDS = 5
CHROMIUM = "/usr/bin/chromium"
_LETTERS = 20_000
_PAGES = 100
Print = Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Took:
    """One paper: seconds on the clock, seconds of processor, and the file."""

    wall: float
    cpu: float
    pdf: bytes


def main() -> None:
    """Print every figure of the papers, and the ratios."""
    documents = family_of_three()
    with Renderer() as renderer, _chromium() as print_page:
        for name, document in documents.items():
            _compare(name, document, renderer, print_page)
        _limits(renderer, documents["assessment"])
    _two_workers(documents["plan"])


def _compare(
    name: str, document: Document, renderer: Renderer, print_page: Callable[[str], bytes]
) -> None:
    html = _html(document)
    ours, careless = _styled(html, "document.css"), _careless(html)
    ways: dict[str, Print] = {
        "riskform, warm": lambda: renderer.render(document),
        "Chromium, warm": lambda: print_page(ours),
        "WeasyPrint, same style": lambda: bytes(HTML(string=ours).write_pdf() or b""),
        "WeasyPrint, careless style": lambda: bytes(HTML(string=careless).write_pdf() or b""),
    }
    took: dict[str, list[Took]] = {way: [] for way in ways}
    for number in range(ROUNDS + 1):
        for way, make in ways.items():
            one = _timed(make)
            if number:  # the first round warms up
                took[way].append(one)
    for way, several in took.items():
        _tell(f"{name}: {way}", several)
    for way in list(ways)[1:]:
        pairs = list(zip(took[way], took["riskform, warm"], strict=True))
        wall = statistics.median(theirs.wall / our.wall for theirs, our in pairs)
        cpu = statistics.median(theirs.cpu / our.cpu for theirs, our in pairs)
        print(f"  {way} / riskform: {wall:.2f} on the clock, {cpu:.2f} of processor")


def _limits(renderer: Renderer, document: Document) -> None:
    letters = _timed(lambda: renderer.render(with_answer(document, "sofa" * (_LETTERS // 4))))
    _tell(f"{_LETTERS:,} letters without a space", [letters])
    page = "Kit was at home and awake, and looked at the window. " * 56
    long = _timed(lambda: renderer.render(with_answer(document, *[page] * _PAGES)))
    _tell("a hundred pages", [long])


def _two_workers(document: Document) -> None:
    """Print how many more papers two processes make than one, and what the machine allows."""
    with Renderer() as first, Renderer() as second:
        for each in (first, second):
            each.render(document)
        ratios = []
        for _ in range(ROUNDS):
            one = _rate([first], document)
            two = _rate([first, second], document)
            ratios.append(two / one)
            print(f"  one process {one:.2f} plans a second, two {two:.2f}")
    print(f"  two processes / one: {statistics.median(ratios):.2f}")
    print(f"  the same of a loop that counts: {two_against_one(counting):.2f}")
    print(f"  the same of a loop that moves memory: {two_against_one(moving):.2f}")


def _rate(renderers: list[Renderer], document: Document) -> float:
    until, made = time.perf_counter() + 3, [0] * len(renderers)

    def work(index: int) -> None:
        while time.perf_counter() < until:
            renderers[index].render(document)
            made[index] += 1

    started = time.perf_counter()
    threads = [threading.Thread(target=work, args=(index,)) for index in range(len(renderers))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(made) / (time.perf_counter() - started)


def _timed(make: Print) -> Took:
    cpu, wall = tree_cpu_seconds(), time.perf_counter()
    pdf = make()
    return Took(time.perf_counter() - wall, tree_cpu_seconds() - cpu, pdf)


def _tell(what: str, several: list[Took]) -> None:
    wall = statistics.median(each.wall for each in several)
    cpu = statistics.median(each.cpu for each in several)
    pdf = several[-1].pdf
    pages = len(pypdf.PdfReader(BytesIO(pdf)).pages)
    print(
        f"{what:44} {wall:6.2f} s, {cpu:5.2f} s of processor, {pages:3} pages,"
        f" {len(pdf) / pages / 1024:5.1f} KB a page"
    )


def _html(document: Document) -> str:
    """Return the page that riskform itself lays out."""
    return Typesetter().html_of(document)


def _styled(html: str, name: str, folder: Path | None = None) -> str:
    """Return a page with a style sheet inside it, and the drawings inside that."""
    pdf_folder = bundled("templates") / "pdf"
    css = ((folder or pdf_folder) / name).read_text(encoding="utf-8")

    def drawing(found: re.Match[str]) -> str:
        content = (pdf_folder / "shapes" / found[1]).read_bytes()
        return f"url(data:image/svg+xml;base64,{b64encode(content).decode()})"

    css = re.sub(r"url\(bundled:([a-z]+\.svg)\)", drawing, css)
    return html.replace("</head>", f"<style>{css}</style></head>")


def _careless(html: str) -> str:
    return _styled(html, "careless.css", Path(__file__).parent)


@contextmanager
def _chromium() -> Iterator[Callable[[str], bytes]]:
    """Give a printer of pages: one Chromium and one tab, kept open, tagged and with bookmarks."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        tab = browser.new_page()

        def print_page(html: str) -> bytes:
            tab.set_content(html)
            return tab.pdf(prefer_css_page_size=True, tagged=True, outline=True)

        yield print_page
        browser.close()
