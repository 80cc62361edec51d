"""What a printed page may reach: its drawings, and nothing else."""

from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest
from weasyprint import CSS, HTML
from weasyprint.urls import URLFetcherResponse

from riskform.engine.documents import Document, FindingKind, FindingRow
from riskform.paths import bundled
from riskform.pdf.fetcher import BundledFilesOnly
from riskform.pdf.typesetter import Typesetter


class _Watched(BundledFilesOnly):
    def __init__(self) -> None:
        super().__init__(bundled("templates") / "pdf" / "shapes")
        self.asked: list[str] = []
        self.served: list[str] = []

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        self.asked.append(url)
        response = super().fetch(url, headers)
        self.served.append(url)
        return response


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "http://127.0.0.1:9/x.png",
        "https://example.org/x.css",
        "data:text/css,p{}",
        "bundled:../document.css",
        "bundled:/etc/passwd",
        "bundled:urgent.svg?x",
        "BUNDLED:urgent.svg",
        "",
    ],
)
def test_every_address_but_a_drawings_name_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="bundled drawings only"):
        _Watched().fetch(url)


def test_html_and_css_that_ask_for_files_and_hosts_get_none_of_them(tmp_path: Path) -> None:
    secret = tmp_path / "secret.css"
    secret.write_text("body { color: red }")
    fetcher = _Watched()
    style = CSS(
        string=f"@import url({secret.as_uri()}); p {{ background: url(http://127.0.0.1:9/x.png) }}"
        " @font-face { font-family: x; src: url(http://127.0.0.1:9/x.woff) }"
        " li { list-style-image: url(bundled:urgent.svg) }",
        url_fetcher=fetcher,
    )
    page = HTML(
        string=f'<link rel=stylesheet href="{secret.as_uri()}"><link rel=attachment href='
        '"file:///etc/passwd"><img src="http://127.0.0.1:9/y.png"><embed src="file:///etc/passwd">'
        '<object data="http://127.0.0.1:9/z"></object><p>text<li>item',
        url_fetcher=fetcher,
    )

    pdf = page.write_pdf(stylesheets=[style])

    assert b"/EmbeddedFile" not in pdf
    assert len(fetcher.asked) > 5
    assert set(fetcher.served) == {"bundled:urgent.svg"}


def test_each_of_the_five_kinds_of_finding_gets_its_drawing(
    with_blocks: Callable[..., Document],
) -> None:
    typesetter = Typesetter()
    typesetter._fetcher = fetcher = _Watched()

    kinds = get_args(FindingKind)
    typesetter.full(with_blocks(*(FindingRow(kind, "Found.") for kind in kinds)))

    assert set(fetcher.served) == {f"bundled:{kind}.svg" for kind in kinds}
