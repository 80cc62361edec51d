"""Documents to PDF bytes, with WeasyPrint; runs in the printing process alone."""

import logging
from collections.abc import Sequence
from typing import Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration

from riskform.engine.days import day_with_weekday
from riskform.engine.documents import Document, content_hash, day_in_words
from riskform.paths import bundled
from riskform.pdf import text
from riskform.pdf.attaching import attached_to
from riskform.pdf.fetcher import BundledFilesOnly
from riskform.pdf.finishing import finish
from riskform.pdf.steps import Watch, WeasyPrintSteps, unwatched

# Each kind of finding: its word, and what its sign means.
KINDS = {
    "urgent": ("Urgent", "Something to act on first."),
    "concern": ("Concern", "A worry about a child."),
    "unclear": ("Unclear", "Not known yet. Not known does not mean safe."),
    "protective": ("Protective", "Something that kept a child safe when there was danger."),
    "strength": ("Strength", "Something good for a child, to build on."),
}


# What has to fit on one page is set in the largest of these types with which it does; text that
# needs more than a page in the smallest gets more, because nothing is ever cut.
_SIZES = {"tonight": ("large", "middle", "small", "close")}


class Laid(Protocol):
    """A document as WeasyPrint has laid it out."""

    @property
    def pages(self) -> Sequence[object]:
        """Return its pages."""


class Typesetter:
    """Templates, style and fonts, read once; `full` and `plain` make one PDF each."""

    def __init__(self, watch: Watch = unwatched) -> None:
        """Read everything that a document needs; `watch` hears of each step of each document."""
        folder = bundled("templates") / "pdf"
        self._unknown = _UnknownLetters()
        self._steps = WeasyPrintSteps(watch)
        self._fonts = FontConfiguration()
        self._fetcher = BundledFilesOnly(folder / "shapes")
        self._styles = {
            name: CSS(
                string=(folder / f"{name}.css").read_text(encoding="utf-8"),
                font_config=self._fonts,
                url_fetcher=self._fetcher,
            )
            for name in ("document", "easy_read", "tonight")
        }
        self._templates = Environment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters.update(
            inline=text.inline,
            paragraphs=text.paragraphs,
            short=text.short,
            naming=text.naming,
            day=day_in_words,
            weekday=day_with_weekday,
            long=text.is_long,
            sentence=text.sentence,
        )
        self._templates.globals["kinds"] = KINDS
        self._pages = 0

    def full(self, document: Document) -> bytes:
        """Return the whole document, set as its copy says."""
        setting = document.made_for.setting
        return self._set("document" if setting == "plain" else setting, document)

    def plain(self, document: Document) -> bytes:
        """Return the page that stands in for a document that could not be laid out."""
        return self._set("plain", document)

    def html_of(self, document: Document, template: str = "document", size: str = "") -> str:
        """Return the page that is laid out; `size` is one of those that the template knows."""
        page = self._templates.get_template(f"{template}.html")
        return page.render(document=document, mark=content_hash(document), size=size)

    def _set(self, template: str, document: Document) -> bytes:
        self._steps.begin_paper()
        mark = content_hash(document)
        style = self._styles.get(template, self._styles["document"])
        attached = attached_to(document, self._fetcher) if template != "plain" else []
        for size in _SIZES.get(template, ("",)):
            html = self.html_of(document, template, size)
            pdf, unknown = self._lay_out(html, style, mark, attached)
            if self._pages == 1:
                break
        if unknown:
            # No font of this machine has a shape for these; their numbers are printed instead
            # of the same empty box for each, so that nothing is lost on paper.
            numbers = {number: f"[U+{number:04X}]" for number in unknown}
            attached = attached_to(document, self._fetcher) if attached else []
            pdf, _ = self._lay_out(html.translate(numbers), style, mark, attached)
        return pdf

    def _lay_out(
        self, html: str, style: CSS, mark: str, attached: list[Attachment]
    ) -> tuple[bytes, set[int]]:
        """Return the PDF of `html` and the code points that no font could show."""
        self._unknown.numbers.clear()
        pdf = HTML(string=html, url_fetcher=self._fetcher).write_pdf(
            stylesheets=[style],
            font_config=self._fonts,
            pdf_variant="pdf/ua-1",
            pdf_identifier=mark[:32].encode(),
            attachments=attached,
            custom_metadata=True,
            finisher=self._finish,
        )
        return bytes(pdf), set(self._unknown.numbers)

    def _finish(self, laid_out: Laid, pdf: object) -> None:
        self._pages = len(laid_out.pages)
        finish(laid_out, pdf)


class _UnknownLetters(logging.Handler):
    """Collects what WeasyPrint says of letters without a shape; keeps the rest from being said.

    Its other messages could quote an answer, and nobody reads them here.
    """

    def __init__(self) -> None:
        """Take the place of every other handler of WeasyPrint's messages."""
        super().__init__()
        self.numbers: set[int] = set()
        logger = logging.getLogger("weasyprint")
        logger.handlers = [self]
        logger.propagate = False

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the code point that a message about a missing shape (".notdef") names."""
        if str(record.msg).startswith(".notdef") and isinstance(record.args, tuple):
            self.numbers.update(each for each in record.args if isinstance(each, int))
