import { describe, expect, test } from 'vitest';
import { readLeftOut, readLength, readLink, readSeats } from '../../src/practice/draft-fields.ts';
import { readLine } from '../../src/practice/draft-line.ts';
import { readStart, wallNote } from '../../src/practice/draft-time.ts';

/** A Monday morning in Toronto, six days before its clocks go forward. */
const AT = { now: Temporal.Instant.from('2026-03-02T12:00:00Z'), zone: 'America/Toronto' };
const NOTHING = { title: false, length: false };

describe('a session in one line', () => {
  test.each<[string, string, string | undefined, number | undefined]>([
    ['Thursday 7pm', '2026-03-05T19:00', undefined, undefined],
    ['Thursday 7pm 90m', '2026-03-05T19:00', undefined, 90],
    ['Thursday 7pm Shuttle mediation 90m', '2026-03-05T19:00', 'Shuttle mediation', 90],
    ['Thursday 7pm: Shuttle mediation, 90 min.', '2026-03-05T19:00', 'Shuttle mediation', 90],
    ['Thursday 7pm The long road for 2 hours', '2026-03-05T19:00', 'The long road', 120],
    ['Thursday at 7pm By the book', '2026-03-05T19:00', 'By the book', undefined],
    ['tomorrow 19:30 - “Caucus” 1 h 15 min', '2026-03-03T19:30', 'Caucus', 75],
    ['28 March 19:00 Round 2', '2026-03-28T19:00', 'Round 2', undefined],
    ['in 2 hours', '2026-03-02T09:00', undefined, undefined],
    ['in 2 hours for 30m', '2026-03-02T09:00', undefined, 30],
    ['Thursday 7pm 1.5h', '2026-03-05T19:00', '1.5h', undefined],
    ['Thursday 7pm Marathon 13h', '2026-03-05T19:00', 'Marathon 13h', undefined],
  ])('%s', (typed, starts, title, minutes) => {
    const line = readLine(typed, NOTHING, AT);
    expect(line.start?.starts.toString({ smallestUnit: 'minute' })).toBe(starts);
    expect([line.title, line.minutes, line.problem]).toEqual([title, minutes, undefined]);
  });

  test.each([
    ['Shuttle mediation', 'I could not read “Shuttle mediation”'],
    ['Thursday at 7 Shuttle mediation 90m', '“Thursday at 7” could be morning or evening'],
    ['yesterday 7pm Shuttle', 'has already passed'],
  ])('is asked back where no beginning is a time: %s', (typed, problem) => {
    const line = readLine(typed, NOTHING, AT);
    expect(line.start).toBeUndefined();
    expect(line.problem?.message).toContain(problem);
  });

  test('may be a length alone', () => {
    const line = readLine('90m', NOTHING, AT);
    expect(line).toEqual({ start: undefined, title: undefined, minutes: 90, problem: undefined });
  });

  test('asks for the zone where nobody knows it', () => {
    const line = readLine('Thursday 7pm Shuttle', NOTHING, { ...AT, zone: undefined });
    expect(line.problem?.message).toContain('I do not know your time zone');
  });

  test('swallows nothing where the title and the length stand by themselves', () => {
    expect(readLine('Thursday 7pm Shuttle', { ...NOTHING, title: true }, AT).start).toBeUndefined();
    expect(readLine('Thursday 7pm 90m', { title: true, length: true }, AT).start).toBeUndefined();
    expect(readLine('Thursday 7pm 90m', { ...NOTHING, length: true }, AT).title).toBe('90m');
  });
});

describe('the wall time', () => {
  test.each([
    ['8 March 2026 02:30', '2026-03-08T02:30', '02:30 does not exist: it begins at 03:30.'],
    ['1 November 2026 01:30', '2026-11-01T01:30', '01:30 comes twice: it begins at the first of the two.'],
    ['8 March 2026 03:30', '2026-03-08T03:30', undefined],
    ['1 November 2026 02:30', '2026-11-01T02:30', undefined],
  ])('is the one that was typed, with what the clocks make of it: %s', (typed, wall, note) => {
    const { starts, zone } = readStart(typed, AT);
    expect(starts.toString({ smallestUnit: 'minute' })).toBe(wall);
    const said = wallNote(starts, zone);
    if (note === undefined) expect(said).toBeUndefined();
    else expect(said).toContain(note);
  });

  test('that falls on a day which a zone left out begins on the next', () => {
    const skipped = Temporal.PlainDateTime.from('2011-12-30T19:00');
    expect(wallNote(skipped, 'Pacific/Apia')).toContain('it begins at Saturday 31 December 2011, 19:00.');
  });

  test('is in whole minutes', () => {
    const now = Temporal.Instant.from('2026-03-02T12:00:40Z');
    expect(String(readStart('in 2 hours', { ...AT, now }).starts)).toBe('2026-03-02T09:00:00');
  });
});

describe('fields', () => {
  test.each<[string, number | undefined]>([
    ['6', 6],
    ['1', 1],
    ['200 people', 200],
    ['any', undefined],
    ['As many as come', undefined],
  ])('seats: %s', (typed, seats) => {
    expect(readSeats(typed)).toBe(seats);
  });

  test.each(['0', '201', '-1', '1.5', 'six', '', '99999'])('no seats: “%s”', (typed) => {
    expect(() => readSeats(typed)).toThrow('1 to 200, or “any”');
  });

  test.each([
    'http://a.example/',
    'javascript:alert(1)',
    'video.example',
    'https://a:b@c.example/',
    'https://',
  ])('no link: %s', (typed) => {
    expect(() => readLink(typed)).toThrow('begins with https://');
  });

  test('links, lengths', () => {
    expect(readLink('https://Video.example/Room?pwd=1')).toBe('https://video.example/Room?pwd=1');
    expect(readLength('for 90m')).toBe(90);
    expect(() => readLength('14m')).toThrow('15 minutes are the least');
    expect(() => readLength('13 h')).toThrow('12 hours the most');
  });

  test.each<[string, readonly string[]]>([
    ['24 December, 31 December', ['2026-12-24', '2026-12-31']],
    ['2026-12-31; 2026-12-24 and 2026-12-24', ['2026-12-24', '2026-12-31']],
    ['Thursday, 24 December, 2026', ['2026-12-24']],
    ['today, tomorrow', ['2026-03-02', '2026-03-03']],
    ['none', []],
    ['', []],
  ])('days left out: “%s”', (typed, days) => {
    expect(readLeftOut(typed, AT)).toEqual(days);
  });

  test.each(['sometimes', '2026-02-30', 'every day'])('no days left out: %s', (typed) => {
    expect(() => readLeftOut(typed, AT)).toThrow(`I could not read “${typed}” as a day to leave out`);
  });
});
