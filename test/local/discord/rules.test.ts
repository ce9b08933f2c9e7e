import { describe, expect, test } from 'vitest';
import { conductRules, payloadRules, refusals } from '../../../src/local/discord/rules.ts';
import { cases } from './rule-cases.ts';

const broken = (payload: unknown, name: string): string[] => {
  const { kind, files } = cases[name]!;
  return refusals(payload, kind, files).map((refusal) => refusal.rule);
};

describe('every rule about a payload', () => {
  test.each(payloadRules)('$name: the largest payload that keeps it is taken. $says', ({ name }) => {
    expect(broken(cases[name]!.passes, name)).toEqual([]);
  });

  test.each(payloadRules)(
    '$name: the smallest payload that breaks it is refused by that name',
    ({ name }) => {
      expect(broken(cases[name]!.refused, name)).toContain(name);
    },
  );
});

test('no two rules share a name', () => {
  const names = [...payloadRules, ...conductRules].map((rule) => rule.name);
  expect(names).toEqual([...new Set(names)]);
});

test('every rule says what it wants and where it comes from', () => {
  const silent = [...payloadRules, ...conductRules].filter(
    (rule) => !rule.says.endsWith('.') || rule.source === '',
  );
  expect(silent).toEqual([]);
});

test('no case is left for a rule that is gone', () => {
  const names = new Set(payloadRules.map((rule) => rule.name));
  expect(Object.keys(cases).filter((name) => !names.has(name))).toEqual([]);
});

test('a refusal says where in the payload it is', () => {
  const payload = {
    content: 'x',
    components: [{ type: 1, components: [{ type: 2, style: 1, custom_id: 'a' }] }],
  };
  expect(refusals(payload, 'message').map((each) => each.path)).toEqual(['components.0.components.0']);
});
