import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leadsInWords, readLeads } from '../../src/chat/leads.ts';

describe('reminder leads are read', () => {
  test.each([
    ['1 day, 30 min', ['P1D', 'PT30M']],
    ['30 minutes and 2 hours before', ['PT2H', 'PT30M']],
    ['a week; 1d; 15m', ['P1W', 'P1D', 'PT15M']],
    ['24 hours', ['PT24H']],
    ['1 day, 1 day', ['P1D']],
    ['none', []],
  ])('%s', (typed, leads) => {
    expect(readLeads(typed)).toEqual(leads);
  });

  test.each(['', ',', 'soon', '1', '5 years', '1.5 h', 'min 5'])(
    'and refused where they are none: “%s”',
    (typed) => {
      expect(() => readLeads(typed)).toThrow('Try “1 day, 30 min”');
    },
  );

  test.each(['4 min', '15 days', '3 weeks'])('and refused where they are out of reach: %s', (typed) => {
    expect(() => readLeads(typed)).toThrow('5 minutes to 14 days');
  });

  test('and refused where they are too many', () => {
    expect(() => readLeads('1h, 2h, 3h, 4h, 5h, 6h')).toThrow('5 are the most');
  });

  test('as they are shown, longest first', () => {
    const lead = fc.oneof(
      fc.integer({ min: 5, max: 600 }).map((n) => `${n} minutes`),
      fc.integer({ min: 1, max: 100 }).map((n) => `${n} hours`),
      fc.integer({ min: 1, max: 14 }).map((n) => `${n} days`),
    );
    fc.assert(
      fc.property(fc.array(lead, { minLength: 1, maxLength: 5 }), (typed) => {
        const leads = readLeads(typed.join(', '));
        expect(readLeads(leadsInWords(leads))).toEqual(leads);
        const lengths = leads.map((each) =>
          Temporal.Duration.from(each).total({ unit: 'minutes', relativeTo: '2026-01-01' }),
        );
        expect(lengths).toEqual(lengths.toSorted((a, b) => b - a));
      }),
    );
  });
});
