import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DEFER_AFTER, InFlight, unlessLate } from '../../src/chat/late.ts';
import type { Reply } from '../../src/chat/reply.ts';
import { says } from './samples.ts';

const reply: Reply = { kind: 'message', place: 'private', message: says('done') };
const after = (ms: number): Promise<Reply> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms, reply);
  });

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a reply', () => {
  test('that is ready is given at once, and leaves no timer behind', async () => {
    expect(await unlessLate(Promise.resolve(reply))).toBe(reply);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('that is there just in time is given', async () => {
    const given = unlessLate(after(DEFER_AFTER - 1));
    await vi.advanceTimersByTimeAsync(DEFER_AFTER);
    expect(await given).toBe(reply);
  });

  test('that is not there in time is late', async () => {
    const given = unlessLate(after(DEFER_AFTER + 1));
    await vi.advanceTimersByTimeAsync(DEFER_AFTER);
    expect(await given).toBe('late');
  });

  test('has well under the platforms’ 3 seconds', () => {
    expect(DEFER_AFTER).toBeLessThanOrEqual(2_000);
  });
});

describe('work under way', () => {
  test('is waited for when stopping', async () => {
    const work = new InFlight();
    const drained = vi.fn();
    void work.track(after(100));
    void work.drain(5_000).then(drained);
    await vi.advanceTimersByTimeAsync(99);
    expect(drained).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(drained).toHaveBeenCalled();
  });

  test('is waited for no longer than was allowed', async () => {
    const work = new InFlight();
    const drained = vi.fn();
    void work.track(new Promise(() => {}));
    void work.drain(50).then(drained);
    await vi.advanceTimersByTimeAsync(50);
    expect(drained).toHaveBeenCalled();
  });

  test('that fails does not stop the waiting for the rest', async () => {
    const work = new InFlight();
    const failed = work.track(Promise.reject(new Error('refused')));
    await expect(failed).rejects.toThrow('refused');
    await work.drain(50);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('gives back what the work gives', async () => {
    expect(await new InFlight().track(Promise.resolve(7))).toBe(7);
  });
});
