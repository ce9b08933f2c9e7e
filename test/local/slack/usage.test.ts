/** How much of each limit a payload uses is what the rules measure, no more and no less. */
import { describe, expect, test } from 'vitest';
import { content, split } from '../../../src/local/slack/messages.ts';
import { refusals } from '../../../src/local/slack/refusals.ts';
import {
  limits,
  type PayloadRuleName,
  payloadRules,
  type Rule,
  type RuleName,
  rules,
} from '../../../src/local/slack/rules.ts';
import { usageOf } from '../../../src/local/slack/usage.ts';
import { World } from '../../../src/local/slack/world.ts';
import { cases } from './payload-cases.ts';
import { actions, button, message, modal, mrkdwn, plain, section, times, x } from './payload-parts.ts';

/** A number that the app sets, rather than something of which a payload holds much or little. */
const SETTINGS: readonly PayloadRuleName[] = ['input-min-length', 'input-max-length'];

const counts = (name: RuleName): string | undefined => (rules[name] as Rule).counts;
const names = Object.keys(payloadRules) as PayloadRuleName[];
const ofKind = (name: PayloadRuleName): 'message' | 'view' | undefined => {
  const { kind } = cases[name];
  return kind === 'message' || kind === 'view' ? kind : undefined;
};

test('every rule with an upper limit that a message or view can reach is counted', () => {
  const reachable = names.filter((name) => Number.isFinite(limits(name).max) && ofKind(name));
  expect(names.filter((name) => counts(name))).toEqual(reachable.filter((name) => !SETTINGS.includes(name)));
});

test('no two rules count the same', () => {
  const all = (Object.keys(rules) as RuleName[]).flatMap((name) => counts(name) ?? []);
  expect(new Set(all).size).toBe(all.length);
});

describe.each(names.filter((name) => counts(name)))('%s', (name) => {
  const kind = ofKind(name)!;
  const { max } = limits(name);
  const used = (payload: unknown): number | undefined =>
    usageOf(payload, kind).find(({ says }) => says === counts(name))?.used;

  test('is used up by a payload that passes', () => {
    const full = cases[name].passes.filter((payload) => used(payload) === max);
    expect([full.length, full.flatMap((payload) => refusals(payload, kind))]).toEqual([1, []]);
  });

  test('is exceeded by one for which it refuses', () => {
    const over = cases[name].refused.filter((payload) => used(payload) === max + 1);
    expect(over.map((payload) => refusals(payload, kind).map(({ rule }) => rule))).toEqual([
      expect.arrayContaining([name]),
    ]);
  });
});

test('a text is split once it is longer than what is counted', () => {
  const { says, of } = usageOf({ text: 'x' }, 'message').find(
    (each) => each.of === limits('text-split').max,
  )!;
  const parts = (length: number): number =>
    split(new World(), 'C', content(new World(), { text: x(length) })).length;
  expect([says, parts(of), parts(of + 1)]).toEqual([counts('text-split'), 1, 2]);
});

test('a text beside blocks is cut once it is longer than what is counted', () => {
  const { of } = usageOf(message(section()), 'message').find(({ says }) => says === counts('text-cut'))!;
  const kept = (length: number): number =>
    content(new World(), { ...message(section()), text: x(length) }).text.length;
  expect([kept(of), kept(of + 1)]).toEqual([of, of]);
});

test('the fullest comes first', () => {
  const full = usageOf(
    message(section({ text: mrkdwn(x(30)) }), actions(button({ text: plain(x(70)) }))),
    'message',
  );
  expect(full[0]).toEqual({
    says: "characters of a button's text",
    used: 70,
    of: 75,
    path: 'blocks.1.elements.0.text.text',
  });
});

test('a limit that several places share is told where it is nearest', () => {
  const [first] = usageOf(
    message(...times(3, (index) => section({ text: mrkdwn(x(2000 + index)) }))),
    'message',
  );
  expect(first).toMatchObject({ used: 2002, path: 'blocks.2.text.text' });
});

test('what concerns a whole view has an empty path', () => {
  const size = usageOf(modal({}, section()), 'view').find(({ says }) => says === 'bytes of a view');
  expect(size).toMatchObject({ path: '', used: JSON.stringify(modal({}, section())).length });
});

test('what stands inside a view is told from its top', () => {
  expect(usageOf(modal({ title: plain(x(20)) }), 'view')[0]?.path).toBe('title.text');
});

test.each([undefined, null, 'x', [], {}, { blocks: 'x' }])(
  'what is no payload uses nothing: %j',
  (payload) => {
    expect([usageOf(payload, 'message'), usageOf(payload, 'view').filter(({ path }) => path !== '')]).toEqual(
      [[], []],
    );
  },
);
