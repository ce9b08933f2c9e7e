import { expect, test } from 'vitest';
import { cutAtBackticks, describeAct, doneText } from '../../../../src/local/page/browser/tour-steps.ts';
import type { TourAct } from '../../../../src/local/page/wire.ts';

const onSlack = { side: 'slack', member: 'Member', place: 'practice' } as const;
const fill = (values: Record<string, string>): TourAct => ({
  kind: 'fill',
  side: 'discord',
  member: 'Facilitator',
  values,
});

test.each<[TourAct, string]>([
  [{ ...onSlack, kind: 'type', typed: '/glossary batna' }, 'As Member on Slack: types /glossary batna'],
  [{ ...onSlack, kind: 'press', label: 'Join' }, 'As Member on Slack: presses “Join”'],
  [{ ...onSlack, kind: 'look' }, 'As Member on Slack: looks at practice'],
  [
    { ...onSlack, kind: 'look', place: 'direct' },
    'As Member on Slack: looks at the direct messages with the app',
  ],
  [
    fill({ Title: 'Round one', When: 'Friday 7 pm' }),
    'As Facilitator on Discord: fills the form (Title “Round one”, When “Friday 7 pm”) and sends it',
  ],
  [fill({}), 'As Facilitator on Discord: sends the form as it is'],
  [{ kind: 'clock', to: 'reminder' }, 'Moves the clock on to: reminder'],
])('%o reads: %s', (act, says) => {
  expect(describeAct(act)).toBe(says);
});

test.each<[TourAct[], string]>([
  [[{ ...onSlack, kind: 'look' }], 'Done: look at practice on Slack, as Member.'],
  [
    [
      { ...onSlack, kind: 'look' },
      { kind: 'clock', to: 'reminder' },
    ],
    'Done: look at practice on Slack, as Member.',
  ],
  [[{ ...onSlack, kind: 'look' }, fill({})], 'Done: look at Discord, as Facilitator.'],
  [[{ kind: 'clock', to: 'reminder' }], 'Done: look at what is new.'],
])('after %o it is said: %s', (acts, says) => {
  expect(doneText({ title: '', says: '', acts })).toBe(says);
});

test('what stands between backticks is code', () => {
  expect(cutAtBackticks('Type `/help` or `/quiz`.')).toEqual([
    { text: 'Type ', code: false },
    { text: '/help', code: true },
    { text: ' or ', code: false },
    { text: '/quiz', code: true },
    { text: '.', code: false },
  ]);
});

test('a backtick alone is only a backtick', () => {
  expect(cutAtBackticks('one ` only')).toEqual([{ text: 'one ` only', code: false }]);
});
