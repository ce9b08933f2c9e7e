import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/chat/errors.ts';
import { readWhen } from '../../src/chat/when.ts';

/** How people say when, gathered from chats: read as they mean it, or asked back; never something else. */

/** What is understood, as wall time; or what is asked back. */
function answer(typed: string, at: string, zone: string): string {
  const now = Temporal.PlainDateTime.from(at).toZonedDateTime(zone).toInstant();
  try {
    return readWhen(typed, { now, zone }).toPlainDateTime().toString({ smallestUnit: 'minute' });
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}

const UNREAD = 'Try “Thursday 7pm”, “28 November 19:00” or “2026-11-28 19:00”.';
const HALF = 'could be morning or evening. Please say 7am, 7pm or 19:00.';
const MIDNIGHT = 'could be when that day begins, or when it ends';
const ENDS = 'Please say only when it begins';

describe('sixty ways and more, on Wednesday 28 October 2026 at 15:00 in Toronto, where summer time ends on Sunday', () => {
  test.each([
    ['Thursday 7pm', '2026-10-29T19:00'],
    ['next Thursday 19:00', '2026-11-05T19:00'],
    ['tomorrow noon', '2026-10-29T12:00'],
    ['in 2 weeks at 7', HALF],
    ['Nov 28 7pm EST', '2026-11-28T19:00'],
    ['28/11 19:00', '2026-11-28T19:00'],
    ['5/11 19:00', 'Please say “5 November 2026” or “11 May 2027”'],
    ['7', UNREAD],
    ['midnight', '2026-10-29T00:00'],
    ['this evening', UNREAD],
    ['tonight at 8', '2026-10-28T20:00'],
    ['Sunday 2pm', '2026-11-01T14:00'],
    ['in 3 hours', '2026-10-28T18:00'],
    ['in 100 hours', '2026-11-01T18:00'],
    ['Thursday next week 7pm', '2026-11-05T19:00'],
    ['Thursday 7-9pm', ENDS],
    ['2026-11-05T19:00Z', '2026-11-05T14:00'],
    ['Thu 29 Oct 19:00 PT', '2026-10-29T22:00'],
    ['7.30pm tomorrow', '2026-10-29T19:30'],
    ['every second Thursday 7pm', UNREAD],
    ['half past seven tomorrow', 'Please say 7:30am, 7:30pm or 19:30.'],
    ['7:30 pm on the 5th', '2026-11-05T19:30'],
    ['first Thursday of November 19:00', '2026-11-05T19:00'],
    ['next week Thursday at 7pm', '2026-11-05T19:00'],
    ['a week from Thursday at 7pm', '2026-11-05T19:00'],
    ['day after tomorrow 6pm', '2026-10-30T18:00'],
    ['Thursday 7pm Pacific', '2026-10-29T22:00'],
    ['thursday @ 7pm', '2026-10-29T19:00'],
    ['jeudi 19h', UNREAD],
    ['jeudi prochain à 19h30', UNREAD],
    ['demain midi', UNREAD],
    ['après-demain 18h', UNREAD],
    ['nächsten Donnerstag um 19:30', UNREAD],
    ['übermorgen 18 Uhr', UNREAD],
    ['Donnerstag halb acht', UNREAD],
    ['28.11. 19:00', '2026-11-28T19:00'],
    ['el próximo jueves a las 19:00', UNREAD],
    ['esta noche a las 8', UNREAD],
    ['mañana al mediodía', UNREAD],
    ['pasado mañana 18:00', UNREAD],
    // So far the forty of the survey of libraries.
    ['thurs 7ish', UNREAD],
    ['Thrusday 7pm', UNREAD],
    ['half past seven tomorrow evening', '2026-10-29T19:30'],
    ['Thu 19:00 Berlin time', '2026-10-29T14:00'],
    ['7pm Thurs.', '2026-10-29T19:00'],
    ['tues at 7 p.m.', '2026-11-03T19:00'],
    ['noon tomorrow', '2026-10-29T12:00'],
    ['19h30', '2026-10-28T19:30'],
    ['12.12. 19:00', '2026-12-12T19:00'],
    ['tonight', UNREAD],
    ['7 tonight', '2026-10-28T19:00'],
    ['tonight at 12', UNREAD],
    ['tomorrow night at 1', UNREAD],
    ['Thursday midnight', MIDNIGHT],
    ['12am Thursday', MIDNIGHT],
    ['Thursday 7:30', 'Please say 7:30am, 7:30pm or 19:30.'],
    ['Thursday 10:30', '2026-10-29T10:30'],
    ['Thursday from 7pm to 9pm', ENDS],
    ['Thursday 5th 7pm', '2026-11-05T19:00'],
    ['Friday 5 November 7pm', '5 November 2026 is a Thursday'],
    ['27 October 7pm', 'That has passed this year. If you mean 27 October 2027'],
    ['11/28/2026 7pm', '2026-11-28T19:00'],
    ['Thursday, November 5th, 2026 at 7:00 PM', '2026-11-05T19:00'],
    ['next week 7pm', UNREAD],
    ['the weekend, 7pm', UNREAD],
    ['Thursday after 7pm', UNREAD],
    ['Thursday around 7pm', UNREAD],
    ['in a fortnight at 7pm', '2026-11-11T19:00'],
    ['Thursday week, 7pm', '2026-11-05T19:00'],
    ['a week from Wednesday 7pm', 'Please say “4 November 2026” or “11 November 2026”'],
    ['next Sunday 7pm', 'Please say “1 November 2026” or “8 November 2026”'],
    ['this Tuesday 7pm', 'That day has passed this week'],
    ['last Friday of November at 6pm', '2026-11-27T18:00'],
    ['7 in the morning on Thursday', '2026-10-29T07:00'],
    ['tomorrow evening 7', '2026-10-29T19:00'],
    ['Thursday 19:00-05:00', ENDS],
    ['2026-11-05T19:00:00+01:00', '2026-11-05T13:00'],
    ['Thursday 7pm my time', '2026-10-29T19:00'],
    ['mar 3 nov 19:00', UNREAD],
    ['Thursday 13pm', UNREAD],
    ['Thursday 1900', UNREAD],
    ['5.11 19:00', UNREAD],
  ])('%s: %s', (typed, expected) => {
    expect(answer(typed, '2026-10-28T15:00', 'America/Toronto')).toContain(expected);
  });
});

describe('over a change of the clocks the wall time is what was said', () => {
  // Clocks go forward in the night to Sunday, in Berlin as in Sydney; in New York they go back.
  const places = [
    ['2027-03-26T10:00', 'Europe/Berlin'],
    ['2026-10-02T10:00', 'Australia/Sydney'],
    ['2026-10-30T10:00', 'America/New_York'],
    ['2026-10-30T10:00', 'Asia/Kolkata'],
  ] as const;

  test.each(places)('%s in %s, a Friday', (at, zone) => {
    const day = (days: number) => Temporal.PlainDate.from(at).add({ days }).toString();
    const said = {
      'today 7pm': `${day(0)}T19:00`,
      'Sunday 19:00': `${day(2)}T19:00`,
      'the day after tomorrow at 9am': `${day(2)}T09:00`,
      'Monday noon': `${day(3)}T12:00`,
      'next Friday 7pm': `${day(7)}T19:00`,
      'in 3 days at 19:00': `${day(3)}T19:00`,
      'in a week at half past eight in the evening': `${day(7)}T20:30`,
      [`${day(2)} 19:00`]: `${day(2)}T19:00`,
    };
    for (const [typed, expected] of Object.entries(said)) {
      expect([typed, answer(typed, at, zone)]).toEqual([typed, expected]);
    }
  });

  test('a span is time that passes', () => {
    expect(places.map(([at, zone]) => answer('in 72 hours', at, zone).slice(-5))).toEqual([
      '11:00',
      '11:00',
      '09:00',
      '10:00',
    ]);
  });
});

describe('“next Thursday” is that of next week, as weeks begin on Monday', () => {
  test.each([
    ['Monday', '2026-10-26', '2026-11-05T19:00'],
    ['Wednesday', '2026-10-28', '2026-11-05T19:00'],
    ['Thursday', '2026-10-29', '2026-11-05T19:00'],
    ['Friday', '2026-10-30', '2026-11-05T19:00'],
    ['Sunday', '2026-11-01', 'Please say “5 November 2026” or “12 November 2026”'],
  ])('said on a %s', (_name, day, expected) => {
    expect(answer('next Thursday 7pm', `${day}T15:00`, 'America/Toronto')).toContain(expected);
  });
});

test('“Wednesday”, said on a Wednesday, is today as long as the time is to come', () => {
  const on = (typed: string) => answer(typed, '2026-10-28T15:00', 'America/Toronto');
  expect(on('Wednesday 4pm')).toBe('2026-10-28T16:00');
  expect(on('Wednesday 2pm')).toBe('2026-11-04T14:00');
});

test('in a month from the 31st is the last day of a shorter one', () => {
  expect(answer('in a month 7pm', '2027-01-31T15:00', 'Europe/Berlin')).toBe('2027-02-28T19:00');
});

describe('a zone that is named', () => {
  const summer = (typed: string, zone = 'America/Toronto') => answer(typed, '2026-07-01T15:00', zone);

  test('is asked back where its clocks show another in that season', () => {
    for (const name of ['EST', 'CST', 'PST', 'CET']) {
      expect(summer(`Thursday 7pm ${name}`)).toContain(`The clocks do not show ${name} on 2 July 2026`);
    }
    expect(summer('Thursday 7pm GMT', 'Europe/London')).toContain('The clocks do not show GMT');
  });

  test.each([
    ['Thursday 7pm ET', '2026-07-02T19:00'],
    ['Thursday 7pm EDT', '2026-07-02T19:00'],
    ['Thursday 7pm CEST', '2026-07-02T13:00'],
    ['Thursday 7pm GMT', '2026-07-02T15:00'],
    ['Thursday 7pm New York time', '2026-07-02T19:00'],
    ['Thursday 7pm Kyiv time', '2026-07-02T12:00'],
  ])('%s is %s here', (typed, expected) => {
    expect(summer(typed)).toBe(expected);
  });

  test.each(['CST', 'EST', 'IST', 'AEST'])('is asked back where %s can be another', (name) => {
    expect(summer(`Thursday 7pm ${name}`, 'Australia/Sydney')).toContain(
      `I cannot be sure which time zone ${name} is. Please name a city`,
    );
  });

  test('needs a date where it is another day there', () => {
    const night = (typed: string) => answer(typed, '2026-10-28T23:00', 'America/Toronto');
    expect(night('tomorrow 19:00 Berlin time')).toContain('another day there now');
    expect(night('30 October 19:00 Berlin time')).toBe('2026-10-30T14:00');
  });
});
