"""Reads calendar files by a library outside JavaScript (icalendar), as a calendar program would.

Reads a JSON list of files' texts and writes a list of {"method", "name", "events": [...]}; times are seconds since 1970.
"""

import json
import sys

from icalendar import Calendar


def words(component, name):
    value = component.get(name)
    return None if value is None else str(value)


def seconds(component, name):
    when = component.decoded(name)
    # A time without a zone would be another moment for every reader.
    assert when.utcoffset() is not None, name
    return int(when.timestamp())


def read(text):
    calendar = Calendar.from_ical(text.encode("utf-8"))
    assert not calendar.errors, calendar.errors
    events = []
    for event in calendar.walk("VEVENT"):
        assert not event.errors, event.errors
        events.append(
            {
                "uid": words(event, "UID"),
                "sequence": int(event["SEQUENCE"]),
                "status": words(event, "STATUS"),
                "starts": seconds(event, "DTSTART"),
                "ends": seconds(event, "DTEND"),
                "stamp": seconds(event, "DTSTAMP"),
                "summary": words(event, "SUMMARY"),
                "description": words(event, "DESCRIPTION"),
                "location": words(event, "LOCATION"),
                "url": words(event, "URL"),
            }
        )
    return {"method": words(calendar, "METHOD"), "name": words(calendar, "NAME"), "events": events}


json.dump([read(text) for text in json.load(sys.stdin)], sys.stdout)
