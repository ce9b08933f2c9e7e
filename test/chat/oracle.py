"""Every occurrence of some rules in one year, by the wall clock of each zone: the oracle of the recurrence tests.

Nothing but the standard library: the days are found one by one, and zoneinfo says which instant a wall time is.
Reads {"year", "zones", "times"} and writes {"transitions": {zone: [[epoch, offset]]}, "occurrences": {zone: {rule: {time: [epoch]}}}}.
"""

import calendar
import json
import sys
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

asked = json.load(sys.stdin)
year = asked["year"]
first = date(year, 1, 1)
days = [first + timedelta(days=n) for n in range(366 if calendar.isleap(year) else 365)]
monday = first - timedelta(days=first.weekday())


def of_month(day, fits):
    last = calendar.monthrange(day.year, day.month)[1]
    return [d for d in (day.replace(day=n) for n in range(1, last + 1)) if fits(d)]


RULES = {
    "daily": lambda day: True,
    "weekly": lambda day: day.weekday() in (1, 3),
    "biweekly": lambda day: day.weekday() in (1, 3) and (day - monday).days // 7 % 2 == 0,
    "second Thursday": lambda day: day == of_month(day, lambda d: d.weekday() == 3)[1],
    "last Sunday": lambda day: day == of_month(day, lambda d: d.weekday() == 6)[-1],
    "last weekday": lambda day: day == of_month(day, lambda d: d.weekday() < 5)[-1],
    "31st": lambda day: day.day == 31,
}


def epoch(day, hour, minute, zone):
    # fold=0: the first of two, and in a gap the offset from before it, which is as much later as the clocks moved.
    return int(datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone, fold=0).timestamp())


def offset(at, zone):
    return int(datetime.fromtimestamp(at, timezone.utc).astimezone(zone).utcoffset().total_seconds())


def transitions(zone):
    found = []
    begin = int(datetime(year, 1, 1, tzinfo=timezone.utc).timestamp())
    for hour in range(begin, begin + 367 * 86400, 3600):
        if offset(hour, zone) == offset(hour + 3600, zone):
            continue
        low, high = hour, hour + 3600
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if offset(middle, zone) == offset(low, zone) else (low, middle)
        found.append([high, offset(high, zone)])
    return found


answer = {"transitions": {}, "occurrences": {}}
for name in asked["zones"]:
    try:
        zone = ZoneInfo(name)
    except ZoneInfoNotFoundError:
        continue
    answer["transitions"][name] = transitions(zone)
    answer["occurrences"][name] = {
        rule: {
            time: [epoch(day, int(time[:2]), int(time[3:]), zone) for day in days if fits(day)]
            for time in asked["times"]
        }
        for rule, fits in RULES.items()
    }
json.dump(answer, sys.stdout)
