"""When sessions take place, by zoneinfo alone: the oracle of the session times.

Reads {"from": year, "until": year, "weekday": 0 for Monday, "time": "19:00"} and writes the version of its zones, and for
each of them "transitions": [[epoch, offset after it]] in those years. Where there are any, also "starts" (that time on each
such weekday), "before" (the same wall time the day before), and "changed": what becomes of a wall time in the middle of
each change: [wall, epoch, "skipped" or "twice"].
"""

import json
import sys
from datetime import date, datetime, timedelta, timezone
from zoneinfo import TZPATH, ZoneInfo, available_timezones

asked = json.load(sys.stdin)
UTC = timezone.utc
begin = datetime(asked["from"], 1, 1, tzinfo=UTC)
end = datetime(asked["until"] + 1, 1, 1, tzinfo=UTC)
first = date(asked["from"], 1, 1)
days = [first + timedelta(days=n) for n in range((date(asked["until"] + 1, 1, 1) - first).days)]


def version():
    for path in TZPATH:
        try:
            with open(f"{path}/tzdata.zi") as file:
                return file.readline().removeprefix("# version").strip()
        except OSError:
            pass
    try:
        import tzdata

        return tzdata.IANA_VERSION
    except ImportError:
        return "unknown"


def offset(at, zone):
    return int(datetime.fromtimestamp(at, UTC).astimezone(zone).utcoffset().total_seconds())


def transitions(zone):
    found = []
    low = int(begin.timestamp())
    before = offset(low, zone)
    while low < end.timestamp():
        # No zone goes forth and back within a week.
        high = low + 7 * 86400
        if offset(high, zone) != before:
            at = high
            while at - low > 1:
                middle = (low + at) // 2
                low, at = (middle, at) if offset(middle, zone) == before else (low, middle)
            before = offset(high, zone)
            found.append([at, before])
        low = high
    return found


def moment(wall, zone):
    # fold=0: the first of two, and in a gap the offset from before it, which is as much later as the clocks moved.
    return int(wall.replace(tzinfo=zone, fold=0).timestamp())


def changed(zone, found):
    answer = []
    for at, after in found:
        before = offset(at - 1, zone)
        middle = datetime.fromtimestamp(at, UTC) + timedelta(seconds=(before + after) // 2)
        wall = middle.replace(tzinfo=None, second=0)
        read = datetime.fromtimestamp(moment(wall, zone), UTC).astimezone(zone).replace(tzinfo=None)
        answer.append([wall.isoformat(), moment(wall, zone), "twice" if read == wall else "skipped"])
    return answer


hour, minute = (int(part) for part in asked["time"].split(":"))
walls = [datetime(d.year, d.month, d.day, hour, minute) for d in days if d.weekday() == asked["weekday"]]
answer = {"version": version(), "zones": {}}
for name in sorted(available_timezones() - {"localtime", "Factory"}):
    zone = ZoneInfo(name)
    found = transitions(zone)
    answer["zones"][name] = {"transitions": found}
    if found:
        answer["zones"][name] |= {
            "starts": [moment(wall, zone) for wall in walls],
            "before": [moment(wall - timedelta(days=1), zone) for wall in walls],
            "changed": changed(zone, found),
        }
json.dump(answer, sys.stdout)
