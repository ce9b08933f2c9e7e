import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nearZones, readZone, wallTime } from '../../src/community/zones.ts';
import { anyCharacter } from '../arbitrary.ts';
import { NOW } from '../asking.ts';

const clear = (typed: string): string | undefined => {
  const read = readZone(typed);
  return read.kind === 'zone' ? read.zone : undefined;
};

describe('a zone is read', () => {
  test.each([
    ['Berlin', 'Europe/Berlin'],
    ['berlin', 'Europe/Berlin'],
    ['Europe/Berlin', 'Europe/Berlin'],
    ['europe/berlin', 'Europe/Berlin'],
    ['America/new york', 'America/New_York'],
    ['Köln', 'Europe/Berlin'],
    ['koln', 'Europe/Berlin'],
    ['New York', 'America/New_York'],
    ['NYC', 'America/New_York'],
    ['São Paulo', 'America/Sao_Paulo'],
    ['Kolkata', 'Asia/Kolkata'],
    ['calcutta', 'Asia/Kolkata'],
    ['Germany', 'Europe/Berlin'],
    ['UK', 'Europe/London'],
    ['Pacific', 'America/Los_Angeles'],
    ['Pacific Time', 'America/Los_Angeles'],
    ['US Eastern', 'America/New_York'],
    ['UTC', 'UTC'],
    ['Berlin, Germany', 'Europe/Berlin'],
    ['Sydney, Australia', 'Australia/Sydney'],
  ])('%s as %s', (typed, zone) => {
    expect(clear(typed)).toBe(zone);
  });

  test.each(['Sydney', 'Australia', 'United States', 'CET', 'EST', 'IST', 'Eastern', 'Victoria'])(
    'as a question where it could be several: %s',
    (typed) => {
      const read = readZone(typed);
      expect(read.kind).toBe('several');
      if (read.kind === 'several') expect(read.zones.length).toBeGreaterThan(1);
    },
  );

  test('as none with what is near it where it is misspelt', () => {
    const read = readZone('Berlni');
    expect(read.kind === 'none' && read.near.map(({ zone }) => zone)).toContain('Europe/Berlin');
  });

  test.each([
    '',
    'qwertyuiop',
    '+02:00',
    'UTC+2',
    '5',
    'Europe/Nowhere',
    '../etc',
    '__proto__',
    'constructor',
  ])('as none where it is none: “%s”', (typed) => {
    expect(readZone(typed).kind).toBe('none');
  });

  test('and every choice that is offered is read as what it stands for', () => {
    const offered = ['Australia', 'United States', 'Canada', 'Russia', 'CET', 'EST', 'IST', 'GMT'].flatMap(
      (typed) => {
        const read = readZone(typed);
        return read.kind === 'several' ? read.zones : [];
      },
    );
    expect(offered.length).toBeGreaterThan(30);
    for (const { zone } of offered.filter(({ zone }) => zone !== 'UTC')) expect(clear(zone)).toBeDefined();
  });

  test('whatever is typed, it is one that there is, or a question', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 60 }), (typed) => {
        const zone = clear(typed);
        if (zone !== undefined) wallTime(zone, NOW);
        nearZones(typed, 5);
      }),
    );
  });
});

test('the wall time of a zone is shown to the minute', () => {
  expect(wallTime('Europe/Berlin', NOW)).toBe('18:30');
});
