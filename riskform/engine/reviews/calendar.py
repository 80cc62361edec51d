"""A calendar feed (RFC 5545) that holds references and days, and no name, question or text."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

KINDS = {"review": "Review due", "action": "Action due", "unclear": "Unclear item due"}
_LONGEST_LINE = 75  # octets, without the end of the line


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that is due: `kind` is a key of KINDS, `item` an id that tells nobody anything."""

    kind: str
    reference: str
    item: str
    on: date


def calendar_feed(entries: Iterable[Entry], now: datetime) -> bytes:
    """Return the feed as UTF-8. Entries of one day, kind and record stand in it once.

    The UID of an entry stays the same while it is moved to another day.
    """
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//riskform//plans//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
    ]
    for entry in sorted(set(entries), key=lambda e: (e.on, e.reference, e.kind, e.item)):
        lines += _event(entry, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in folded(line)).encode()


def folded(line: str) -> Iterator[str]:
    """Yield `line` in parts of at most 75 octets; each part but the first begins with a space."""
    part = ""
    for letter in line:
        if len((part + letter).encode()) > _LONGEST_LINE:
            yield part
            part = " "
        part += letter
    yield part


def _event(entry: Entry, stamp: str) -> list[str]:
    # An id of the database in a calendar of somebody's phone would be one id too many.
    made = hashlib.sha256(f"{entry.kind}/{entry.reference}/{entry.item}".encode()).hexdigest()[:32]
    return [
        "BEGIN:VEVENT",
        f"UID:{made}@riskform.invalid",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{entry.on:%Y%m%d}",
        f"DTEND;VALUE=DATE:{entry.on + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{KINDS[entry.kind]}: record {entry.reference}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]
