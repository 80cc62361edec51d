"""A small strict reader of calendars (RFC 5545), to hold ours to."""

import re

_LINE = re.compile(r"(?P<name>[A-Z-]+)(?:;[A-Z-]+=[A-Z-]+)*:(?P<value>.*)\Z")


def read_ics(feed: bytes) -> list[dict[str, str]]:
    """Return the events of a calendar, each property by its name. Fails on whatever is not right.

    Lines end in CRLF and nothing else, none is longer than 75 octets, blocks are closed in their
    order, and the calendar and each event have what they must have.
    """
    assert feed.endswith(b"\r\n")
    lines = feed[:-2].split(b"\r\n")
    assert all(b"\n" not in line and b"\r" not in line for line in lines)
    assert all(0 < len(line) <= 75 for line in lines)
    unfolded: list[str] = []
    for line in lines:
        if line.startswith(b" "):
            unfolded[-1] += line[1:].decode()
        else:
            unfolded.append(line.decode())
    return _events(unfolded)


def _events(lines: list[str]) -> list[dict[str, str]]:
    blocks: list[str] = []
    calendar: dict[str, str] = {}
    events: list[dict[str, str]] = []
    for line in lines:
        found = _LINE.match(line)
        assert found, line
        name, value = found["name"], found["value"]
        if name == "BEGIN":
            assert (blocks, value) in (([], "VCALENDAR"), (["VCALENDAR"], "VEVENT"))
            blocks.append(value)
            if value == "VEVENT":
                events.append({})
        elif name == "END":
            assert blocks.pop() == value
        else:
            into = events[-1] if blocks[-1] == "VEVENT" else calendar
            assert name not in into
            into[name] = value
    assert blocks == []
    assert calendar["VERSION"] == "2.0"
    assert calendar["PRODID"]
    assert all({"UID", "DTSTAMP", "DTSTART"} <= set(event) for event in events)
    assert len({event["UID"] for event in events}) == len(events)
    return events
