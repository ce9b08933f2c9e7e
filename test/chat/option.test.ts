import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/chat/errors.ts';
import { type Option, option, type Raw, readOption } from '../../src/chat/option.ts';

const at = { now: Temporal.Instant.from('2026-10-28T19:00:00Z'), zone: 'America/Toronto' };
const read = (spec: Option, raw: Raw) => readOption('seats', spec, raw, at);
const refusal = (spec: Option, raw: Raw): string => {
  try {
    return `taken as ${String(read(spec, raw))}`;
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
};
const description = 'Something';

describe('a text option', () => {
  const line = option.text({ description, max: 10 });
  const lines = option.text({ description, max: 10, lines: 'many' });

  test('is one clean line', () => {
    expect(read(line, '  a\n\u202eb\tc ')).toBe('a b c');
  });
  test('keeps its lines where it may have many', () => {
    expect(read(lines, ' a\r\nb ')).toBe('a\nb');
  });
  test('takes as many characters as it may have', () => {
    expect(read(line, 'x'.repeat(10))).toBe('x'.repeat(10));
  });
  test('that is too long says how long it is and how long it may be', () => {
    expect(refusal(line, 'x'.repeat(11))).toMatch(
      /“seats” can be 10 characters long, and this has 11.*shorten/,
    );
  });
  test('counts what is left after cleaning', () => {
    expect(read(line, ` ${'x'.repeat(10)}\u200e`)).toBe('x'.repeat(10));
  });
  test('that shows nothing was not given', () => {
    expect(read(line, ' \u200e\n')).toBeUndefined();
  });
  test('has room for 200 characters unless told', () => {
    expect(option.text({ description }).max).toBe(200);
  });
});

describe('a whole-number option', () => {
  const seats = option.integer({ description, min: 2, max: 12 });

  test.each<[Raw, number]>([
    [2, 2],
    [12, 12],
    ['2', 2],
    [' 12 ', 12],
    ['+7', 7],
    ['007', 7],
  ])('takes %j', (raw, value) => {
    expect(read(seats, raw)).toBe(value);
  });
  test.each<Raw>([
    1,
    13,
    '1',
    '13',
    'six',
    '2.5',
    2.5,
    '',
    '1e1',
    '0x4',
    '٣',
    'Infinity',
    Number.NaN,
    '99999999999999999999',
  ])('refuses %j and names its borders', (raw) => {
    expect(refusal(seats, raw)).toMatch(/“seats” is a whole number from 2 to 12/);
  });
  test('takes a negative number where it may', () => {
    expect(read(option.integer({ description, min: -5, max: 5 }), '-5')).toBe(-5);
  });
  test('shows a long wrong text shortened', () => {
    expect(refusal(seats, 'x'.repeat(4_000)).length).toBeLessThan(200);
  });
});

describe('a choice option', () => {
  const format = option.choice({ description, choices: { 'role-play': 'Role play', talk: 'A talk' } });

  test.each(['role-play', 'Role Play', 'ROLE_PLAY', ' role  play '])(
    'takes “%s” by value or label',
    (raw) => {
      expect(read(format, raw)).toBe('role-play');
    },
  );
  test('takes a label that is not its value', () => {
    expect(read(format, 'a talk')).toBe('talk');
  });
  test.each(['roleplay', '', 'constructor', '__proto__'])(
    'refuses “%s” and names all that there are',
    (raw) => {
      expect(refusal(format, raw)).toContain('is one of: Role play, A talk.');
    },
  );
});

describe.each(['member', 'channel'] as const)('a %s option', (kind) => {
  const who = option[kind]({ description });

  test.each(['U0123ABC', '123456789012345678', 'a'])('takes the id %s as it is', (raw) => {
    expect(read(who, raw)).toBe(raw);
  });
  test.each(['@someone', 'Second member', '', '<@U1>', 'x'.repeat(33)])(
    'refuses “%s” and says how to choose one',
    (raw) => {
      expect(refusal(who, raw)).toBe(
        `“seats” is a ${kind}: type ${kind === 'member' ? '@' : '#'} and choose from the list.`,
      );
    },
  );
});

describe('an option for a member or a role', () => {
  const who = option.mentionable({ description });

  test.each([
    ['U0123ABC', { kind: 'member', id: 'U0123ABC' }],
    ['role:123456789012345678', { kind: 'role', id: '123456789012345678' }],
  ])('takes %s', (raw, value) => {
    expect(read(who, raw)).toEqual(value);
  });
  test.each(['@someone', 'role:', 'role:a b', 'channel:1', ''])(
    'refuses “%s” and says how to choose',
    (raw) => {
      expect(refusal(who, raw)).toBe('“seats” is a member or a role: type @ and choose from the list.');
    },
  );
});

describe('a date-time option', () => {
  const when = option.dateTime({ description });

  test('is a moment in the member’s own zone', () => {
    expect(String(read(when, ' Thursday\n7pm '))).toBe('2026-10-29T19:00:00-04:00[America/Toronto]');
  });
  test('that is not understood says how to write one', () => {
    expect(refusal(when, 'soon')).toMatch(/could not read “soon”.*Try “Thursday 7pm”/);
  });
  test('that is empty is not understood', () => {
    expect(refusal(when, '')).toContain('as a date and time');
  });
});
