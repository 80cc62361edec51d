"""The data of a professional copy, as a file inside it: see docs/data-in-a-paper.md.

It is written from the document that was laid out, after all that was left out of it, and never
from the record. It comes from memory: no address in a page can attach anything.
"""

import json
from datetime import UTC, datetime, time

from weasyprint import Attachment

from riskform.engine.documents import Document, content_hash, to_json
from riskform.pdf.fetcher import BundledFilesOnly

FILE_NAME = "assessment.json"
FORMAT, VERSION = "riskform document", 1


def attached_to(document: Document, fetcher: BundledFilesOnly) -> list[Attachment]:
    """Return what is attached to `document`: its data where it is for professionals, else nothing.

    The same document always gives the same bytes.
    """
    if document.kind != "assessment" or not document.made_for.official_sensitive:
        return []
    # WeasyPrint would put in the moment of printing, and the bytes could not be made again.
    day = datetime.combine(document.as_at, time(), UTC)
    return [
        Attachment(
            string=data_of(document),
            name=FILE_NAME,
            description="What this paper says, as data",
            created=day,
            modified=day,
            relationship="Data",
            url_fetcher=fetcher,
        )
    ]


def data_of(document: Document) -> str:
    """Return the attached file: which format it is, the content's hash, and the document."""
    data = {
        "format": FORMAT,
        "version": VERSION,
        "content_hash": content_hash(document),
        "document": json.loads(to_json(document)),
    }
    return json.dumps(data, indent=1, sort_keys=True)
