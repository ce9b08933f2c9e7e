import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { momentOf, nextTime, wallTrouble } from '../../src/practice/occurrence-times.ts';
import { reminderAt } from '../../src/practice/reminder-times.ts';

/** In all zones whose clocks change in seven years, against python3's zoneinfo: see oracle.py. */

const FROM = 2024;
const UNTIL = 2030;
// On most Sundays of a change, the day before has another offset.
const SUNDAY = 6;

interface Zone {
  readonly transitions: readonly (readonly [number, number])[];
  readonly starts?: readonly number[];
  readonly before?: readonly number[];
  readonly changed?: readonly (readonly [string, number, string])[];
}

function oracle(): { readonly version: string; readonly zones: Record<string, Zone> } | undefined {
  const program = new URL('oracle.py', import.meta.url).pathname;
  const { status, stdout } = spawnSync('python3', [program], {
    input: JSON.stringify({ from: FROM, until: UNTIL, weekday: SUNDAY, time: '19:00' }),
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  return status === 0 ? JSON.parse(stdout) : undefined;
}

/** The changes of a zone's clocks in those years, as the oracle gives them; undefined where the zone is not known here. */
function transitions(zone: string): [number, number][] | undefined {
  const begin = Temporal.PlainDate.from({ year: FROM, month: 1, day: 1 });
  const end = begin.with({ year: UNTIL + 1 }).toZonedDateTime('UTC').epochMilliseconds;
  const found: [number, number][] = [];
  try {
    let at: Temporal.ZonedDateTime | null = begin.toZonedDateTime('UTC').withTimeZone(zone);
    for (;;) {
      const before: bigint | number = at.offsetNanoseconds;
      at = at.getTimeZoneTransition('next');
      if (!at || at.epochMilliseconds >= end) return found;
      // Some zones change their name only.
      if (at.offsetNanoseconds !== before)
        found.push([at.epochMilliseconds / 1000, at.offsetNanoseconds / 1e9]);
    }
  } catch {
    return undefined;
  }
}

const seconds = (at: Temporal.Instant): number => at.epochMilliseconds / 1000;

describe(`each week of ${FROM} to ${UNTIL}`, () => {
  const answer = oracle();
  const all = Object.entries(answer?.zones ?? {});
  const isSame = ([zone, theirs]: [string, Zone]) =>
    JSON.stringify(transitions(zone)) === JSON.stringify(theirs.transitions);
  const others = all.filter((each) => !isSame(each)).map(([zone]) => zone);
  const changing = all.filter((each) => isSame(each) && (each[1].starts ?? []).length > 0);
  // Said in the name, which is all that a reader of the run sees.
  const rules = `python3 has ${answer?.version}, Node ${process.versions.tz}`;
  const note = others.length ? `; left out, for their rules differ: ${others.join(', ')}` : '';

  /** All wall times of a session on Sundays at 19:00. */
  const walls: Temporal.PlainDateTime[] = [];
  const timing = {
    starts: Temporal.PlainDateTime.from(`${FROM}-01-07T19:00`),
    rule: 'FREQ=WEEKLY',
    leftOut: [],
  };
  for (let next = nextTime(timing); next && next.year <= UNTIL; next = nextTime(timing, next))
    walls.push(next);

  test.skipIf(!answer)(
    `a session at 19:00 is at 19:00, in ${changing.length} zones (${rules}${note})`,
    () => {
      const differing = changing.filter(([zone, { starts }]) => {
        const ours = walls.map((wall) => seconds(momentOf(wall, zone)));
        return JSON.stringify(ours) !== JSON.stringify(starts);
      });
      expect(differing.map(([zone]) => zone)).toEqual([]);
      expect(changing.length).toBeGreaterThan(150);
      expect(walls).toHaveLength(365);
    },
  );

  test.skipIf(!answer)('a day before is 19:00 on the day before, 24 hours before is elapsed time', () => {
    let apart = 0;
    const differing = changing.filter(([zone, { starts, before }]) =>
      walls.some((wall, week) => {
        const occurrence = { starts: momentOf(wall, zone), zone };
        const day = seconds(reminderAt(occurrence, 'P1D'));
        const hours = seconds(reminderAt(occurrence, 'PT24H'));
        if (day !== hours) apart += 1;
        return day !== before?.[week] || hours !== (starts?.[week] ?? 0) - 86_400;
      }),
    );
    expect(differing.map(([zone]) => zone)).toEqual([]);
    expect(apart).toBeGreaterThan(1000);
  });

  const changes = changing.flatMap(([zone, { changed = [] }]) =>
    changed.map(([wall, at, what]) => ({ zone, wall: Temporal.PlainDateTime.from(wall), at, what })),
  );
  test.skipIf(!answer)(`a time within one of ${changes.length} changes is the one of RFC 5545`, () => {
    const differing = changes.filter(
      ({ zone, wall, at, what }) => seconds(momentOf(wall, zone)) !== at || wallTrouble(wall, zone) !== what,
    );
    expect(differing).toEqual([]);
    expect(changes.length).toBeGreaterThan(1500);
  });

  test.skipIf(answer)('needs python3 with zoneinfo', () => {});
});
