import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/chat/errors.ts';
import { describeError, FailureLog } from '../../src/chat/failure.ts';
import { usage } from '../../src/chat/text.ts';
import { KeptLog, wordsOf } from '../asking.ts';

const SECRET = 'what the member wrote';
const described = (error: unknown): string => JSON.stringify(describeError(error));

describe('what is logged of an error', () => {
  test('is its class and where it was thrown', () => {
    const { name, frames } = describeError(new TypeError(SECRET)) as { name: string; frames: string[] };
    expect(name).toBe('TypeError');
    expect(frames[0]).toMatch(/^at .*failure\.test\.ts:\d+:\d+\)?$/);
  });

  test('is never its message', () => {
    expect(described(new Error(SECRET))).not.toContain(SECRET);
  });

  test('is never a line of its message that looks like a place in the code', () => {
    expect(described(new Error(`refused\n    at ${SECRET} (file:///a.ts:1:1)`))).not.toContain(SECRET);
  });

  test('is never a message that was changed afterwards', () => {
    const error = new Error(`refused\n    at ${SECRET}`);
    error.message = 'refused';
    expect(described(error)).not.toContain(SECRET);
  });

  test('is never a body, a cause or another property', () => {
    const error = Object.assign(new Error('refused', { cause: new Error(SECRET) }), {
      requestBody: { json: { content: SECRET } },
      rawError: { message: SECRET },
      data: { error: SECRET },
    });
    expect(described(error)).not.toContain(SECRET);
  });

  test('is its code and its status', () => {
    const error = Object.assign(new Error(SECRET), { code: 50_001, status: 403, statusCode: 'E_x-1.2' });
    expect(describeError(error)).toMatchObject({ code: 50_001, status: 403, statusCode: 'E_x-1.2' });
  });

  test('is no code that is a sentence', () => {
    expect(described(Object.assign(new Error('refused'), { code: SECRET }))).not.toContain(SECRET);
  });

  test.each([SECRET, 7, undefined, null, { message: SECRET }])(
    'is the type alone of what is no error: %j',
    (thrown) => {
      expect(describeError(thrown)).toEqual({ name: typeof thrown });
    },
  );

  test('is at most eight places', () => {
    const deep = (depth: number): Error => (depth === 0 ? new Error(SECRET) : deep(depth - 1));
    expect((describeError(deep(30)) as { frames: string[] }).frames.length).toBeLessThanOrEqual(8);
  });
});

describe('what a member is told', () => {
  test('of an expected failure is its own words, and nothing is logged', () => {
    const log = new KeptLog();
    const told = new FailureLog(log).told(new UserError('Please type ', usage('help'), '.'), {});
    expect([wordsOf(told), log.lines]).toEqual(['Please type /help.', []]);
  });

  test('of any other is an apology with a number that is in the log', () => {
    const log = new KeptLog();
    const words = wordsOf(new FailureLog(log).told(new Error(SECRET), { request: 'R1' }));
    const [, id] = /this number: ([0-9a-f]{8})$/.exec(words) ?? [];
    expect(log.lines).toMatchObject([{ level: 'error', fields: { failure: id, request: 'R1' } }]);
  });
});
