import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clean, cleanLine } from '../../src/chat/clean.ts';
import { type CalendarEntry, calendarFile, calendarText } from '../../src/practice/ics.ts';
import { momentOf } from '../../src/practice/occurrence-times.ts';
import { nastyText } from '../arbitrary.ts';
import { pythonReads, readByIcal, readByPython } from './calendars.ts';

const AT = Temporal.Instant.from('2026-03-02T12:00:00Z');
const ID = '6f1de8b4-0000-4000-8000-00000000000';

const at = (wall: string, zone = 'America/Toronto'): Pick<CalendarEntry, 'starts' | 'ends'> => {
  const starts = momentOf(Temporal.PlainDateTime.from(wall), zone);
  return { starts, ends: starts.add({ minutes: 90 }) };
};

const entry = (more: Partial<CalendarEntry> = {}): CalendarEntry => ({
  id: `${ID}1`,
  title: 'Shuttle mediation',
  about: 'Moving between two rooms',
  place: 'Room 2',
  link: 'https://video.example/secret-room',
  state: 'planned',
  reason: undefined,
  sequence: 0,
  ...at('2026-03-12T19:00'),
  ...more,
});

const fileOf = (entries: readonly CalendarEntry[], link = true): string =>
  new TextDecoder().decode(calendarFile(entries, { at: AT, link }).content);

const seconds = (instant: string): number => Temporal.Instant.from(instant).epochMilliseconds / 1000;

const TROUBLE = 'Caucus, 🤝 “off the record”; a\\b c: 👩‍👩‍👧, עברית, 漢字 '.repeat(6);
const HOSTILE = 'Nice\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:stolen\r\nSUMMARY:Not ours\u2028ATTACH:x\u0085y';

const CASES: Readonly<Record<string, string>> = {
  'a session': fileOf([entry()]),
  'emoji, commas, semicolons, backslashes, long lines': fileOf([
    entry({ title: TROUBLE, about: `${TROUBLE}\n\n${TROUBLE}`, place: TROUBLE }),
  ]),
  'a hostile title': fileOf([
    entry({ title: HOSTILE, about: HOSTILE, place: HOSTILE, link: `https://x.example/\r\nUID:stolen` }),
  ]),
  'an update': fileOf([entry({ sequence: 3, ...at('2026-03-13T20:00') })]),
  'a cancellation of one': fileOf([
    entry({ state: 'cancelled', sequence: 4, reason: 'The room, sadly; is taken' }),
  ]),
  'a cancellation of all': fileOf(
    [1, 2, 3].map((n) => entry({ id: `${ID}${n}`, state: 'cancelled', sequence: n })),
  ),
  'weeks over a change of the clocks': fileOf([
    entry({ id: `${ID}1`, ...at('2026-10-29T19:00') }),
    entry({ id: `${ID}2`, ...at('2026-11-05T19:00') }),
  ]),
  'a zone whose rules changed in 2026': fileOf([
    entry({ id: `${ID}1`, ...at('2025-12-18T19:00', 'America/Vancouver') }),
    entry({ id: `${ID}2`, ...at('2026-12-24T19:00', 'America/Vancouver') }),
  ]),
  'a feed': calendarText([entry()], { stamp: () => AT, link: true, feed: { name: 'My sessions' } }),
};

const read = (name: string) => readByIcal(CASES[name] ?? '');
const only = (name: string) => {
  const { events } = read(name);
  expect(events).toHaveLength(1);
  return events[0]!;
};

describe('a calendar file', () => {
  test('says what, when and where, with the link for somebody with a seat', () => {
    expect(read('a session')).toEqual({
      method: 'PUBLISH',
      name: null,
      events: [
        {
          uid: `${ID}1@parley`,
          sequence: 0,
          status: 'CONFIRMED',
          starts: seconds('2026-03-12T23:00:00Z'),
          ends: seconds('2026-03-13T00:30:00Z'),
          stamp: seconds('2026-03-02T12:00:00Z'),
          summary: 'Shuttle mediation',
          description: 'Moving between two rooms\n\nVideo call: https://video.example/secret-room',
          location: 'Room 2',
          url: 'https://video.example/secret-room',
        },
      ],
    });
  });

  test('has the link nowhere for anybody else', () => {
    expect(fileOf([entry()], false)).not.toMatch(/video|secret/i);
  });

  test('gives the link as the place where there is none in words', () => {
    const [event] = readByIcal(fileOf([entry({ place: undefined })])).events;
    expect(event?.location).toBe('https://video.example/secret-room');
  });

  test.each(['https://x.example/a,b;c', 'javascript:alert(1)', 'Zoom, the usual one'])(
    'keeps a link that cannot stand as an address to the words: %s',
    (link) => {
      const [event] = readByIcal(fileOf([entry({ link, about: undefined })])).events;
      expect([event?.url, event?.description]).toEqual([null, `Video call: ${link}`]);
    },
  );

  test('is one event in UTC for each occurrence, so that stale zone data cannot move it', () => {
    const starts = (name: string) => read(name).events.map((event) => event.starts);
    expect(starts('weeks over a change of the clocks')).toEqual([
      seconds('2026-10-29T23:00:00Z'),
      seconds('2026-11-06T00:00:00Z'),
    ]);
    // Eight hours behind UTC until March 2026, seven since then all year.
    expect(starts('a zone whose rules changed in 2026')).toEqual([
      seconds('2025-12-19T03:00:00Z'),
      seconds('2026-12-25T02:00:00Z'),
    ]);
    for (const text of Object.values(CASES)) expect(text).not.toMatch(/TZID|VTIMEZONE|RRULE|VALARM/);
  });

  test('of a change is the same entry with a higher sequence', () => {
    expect(only('an update')).toMatchObject({
      uid: only('a session').uid,
      sequence: 3,
      starts: seconds('2026-03-14T00:00:00Z'),
    });
  });

  test('of a cancellation says so by its status, in its title, and why', () => {
    expect(only('a cancellation of one')).toMatchObject({
      uid: only('a session').uid,
      sequence: 4,
      status: 'CANCELLED',
      summary: 'Cancelled: Shuttle mediation',
      description: expect.stringMatching(/^This session does not take place\. The room, sadly; is taken\n\n/),
    });
    expect(read('a cancellation of all').events.map(({ status }) => status)).toEqual(
      Array(3).fill('CANCELLED'),
    );
  });

  test('cannot be broken out of by what somebody wrote', () => {
    expect(only('a hostile title')).toMatchObject({
      uid: `${ID}1@parley`,
      summary: 'Nice END:VEVENT BEGIN:VEVENT UID:stolen SUMMARY:Not ours ATTACH:xy',
      location: 'Nice END:VEVENT BEGIN:VEVENT UID:stolen SUMMARY:Not ours ATTACH:xy',
      // Escaped by the address's own rules.
      url: 'https://x.example/%20UID:stolen',
    });
  });

  test('of a feed has a name and says how often to come again', () => {
    expect(read('a feed').name).toBe('My sessions');
    expect(CASES['a feed']).toMatch(/\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n.*PUBLISHED-TTL:PT1H\r\n/s);
  });

  test.each(Object.keys(CASES))('has lines of at most 75 octets, each ended: %s', (name) => {
    const text = CASES[name] ?? '';
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect(Math.max(...text.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
  });

  test('keeps any text as it is shown, whatever is in it', () => {
    fc.assert(
      fc.property(nastyText, nastyText, nastyText, (title, about, place) => {
        const text = fileOf([entry({ title, about, place, link: undefined })]);
        const { events } = readByIcal(text);
        expect(events).toMatchObject([
          {
            uid: `${ID}1@parley`,
            summary: cleanLine(title),
            description: clean(about).trim() || null,
            location: cleanLine(place) || null,
          },
        ]);
      }),
      { numRuns: 300 },
    );
  });
});

describe(`a reader outside JavaScript${pythonReads ? '' : ' (needs python3 with icalendar)'}`, () => {
  test.skipIf(!pythonReads)('reads in every file what the one in JavaScript reads', () => {
    const names = Object.keys(CASES);
    const texts = names.map((name) => CASES[name] ?? '');
    const others = readByPython(texts);
    for (const [index, name] of names.entries()) expect(others[index], name).toEqual(read(name));
  });

  test.skipIf(!pythonReads)('reads any text as it is shown', () => {
    // A backslash before an n it takes for a line end, against RFC 5545.
    const readable = nastyText.filter((each) => !/\\n/i.test(clean(each)));
    const samples = fc.sample(readable, { numRuns: 150, seed: 7 });
    const read = readByPython(
      samples.map((title) => fileOf([entry({ title, about: title, link: undefined })])),
    );
    expect(read.map(({ events }) => [events.length, events[0]?.summary, events[0]?.description])).toEqual(
      samples.map((title) => [1, cleanLine(title), clean(title).trim() || null]),
    );
  });
});
