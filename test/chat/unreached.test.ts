import { describe, expect, test } from 'vitest';
import type { Services } from '../../src/chat/context.ts';
import { createHandler } from '../../src/chat/handler.ts';
import type { Incoming } from '../../src/chat/incoming.ts';
import { besides, type Unreached } from '../../src/chat/unreached.ts';
import { type Asking, alone, ask, KeptLog, line, messageOf, withoutRecords, wordsOf } from '../asking.ts';
import { buttons, samples, says } from './samples.ts';

const WAITING = { title: 'Reminder', parts: says('tomorrow').parts };

/** What is answered where one message waits for M1. */
async function answered(incoming: Incoming, asking: Asking = {}, more: Partial<Unreached> = {}) {
  const told: string[] = [];
  const unreached: Unreached = {
    waits: ({ member }) => member.id === 'M1',
    tell: async ({ member }) => {
      told.push(member.id);
      return [WAITING];
    },
    ...more,
  };
  const services = withoutRecords as unknown as Services;
  const handler = createHandler({ ...alone, services, commands: samples, log: new KeptLog(), unreached });
  const { reply } = await ask(handler, incoming, asking);
  return { told, words: wordsOf(messageOf(reply)) };
}

describe('what could not be said directly', () => {
  test.each([
    ['a line', line('session', 'list')],
    ['a command', { kind: 'command', command: 'session', subcommand: 'list', values: {} }],
  ] as const)('stands below the answer to %s that one’s own eyes see', async (_, incoming) => {
    const { words } = await answered(incoming);
    expect(words).toBe('none\nI could not write to you directly, so I tell you here:\nReminder\ntomorrow');
  });

  test('is not said to others', async () => {
    expect(await answered(line('session', 'list'), { member: 'M2' })).toEqual({ told: [], words: 'none' });
  });

  test.each<[string, Incoming]>([
    ['an answer that all see', line('session', 'open caucus when:"Thursday 7pm"')],
    ['the answer to a click', { kind: 'action', id: buttons.leave.id, values: [], own: true }],
    ['a failure', line('session', 'close')],
  ])('does not stand below %s', async (_, incoming) => {
    expect((await answered(incoming)).told).toEqual([]);
  });

  test('is asked for again only where something may wait', async () => {
    const { told } = await answered(line('session', 'list'), {}, { waits: async () => false });
    expect(told).toEqual([]);
  });

  test('leaves an answer as it is where there is nothing', () => {
    const message = says('none');
    expect(besides(message, [])).toBe(message);
  });
});
