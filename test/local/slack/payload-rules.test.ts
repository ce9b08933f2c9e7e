import { describe, expect, test } from 'vitest';
import { refusals } from '../../../src/local/slack/refusals.ts';
import { type PayloadRuleName, payloadRules as rules } from '../../../src/local/slack/rules.ts';
import { cases } from './payload-cases.ts';

const names = Object.keys(rules) as PayloadRuleName[];

describe.each(names)('%s', (name) => {
  const { kind, passes, refused } = cases[name];

  test(`accepts: ${rules[name].says}`, () => {
    expect(passes.flatMap((payload) => refusals(payload, kind))).toEqual([]);
  });

  test('refuses one step beyond', () => {
    const found = refused.map((payload) => refusals(payload, kind).map(({ rule }) => rule));
    expect(
      found.every((broken) => broken.includes(name)),
      JSON.stringify(found),
    ).toBe(true);
  });

  test('has cases on both sides', () => expect([passes.length, refused.length]).not.toContain(0));
});
