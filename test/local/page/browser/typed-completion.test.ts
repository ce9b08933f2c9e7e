import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Completing, type Completion, PAUSE } from '../../../../src/local/page/browser/typed-completion.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const answer = (...names: string[]) => ({ choices: names.map((name) => ({ name, value: name })) });

function watched() {
  const shown: Completion[] = [];
  return { shown, completing: new Completing((completion) => void shown.push(completion)) };
}

const labels = (shown: Completion[]): string[][] => shown.map(({ picks }) => picks.map(({ label }) => label));

describe('the app', () => {
  test('is asked once after several keys', async () => {
    const { completing } = watched();
    const asked = vi.fn(async () => answer('BATNA'));
    completing.ask(asked);
    await vi.advanceTimersByTimeAsync(PAUSE - 1);
    completing.ask(asked);
    await vi.advanceTimersByTimeAsync(PAUSE);
    expect(asked).toHaveBeenCalledTimes(1);
  });

  test('is not asked any more after a stop', async () => {
    const { completing } = watched();
    const asked = vi.fn(async () => answer());
    completing.ask(asked);
    completing.stop();
    await vi.advanceTimersByTimeAsync(PAUSE);
    expect(asked).not.toHaveBeenCalled();
  });
});

describe('an answer', () => {
  test('is shown as what can be picked', async () => {
    const { completing, shown } = watched();
    completing.ask(async () => ({ choices: [{ name: 'BATNA', value: 7 }] }));
    await vi.advanceTimersByTimeAsync(PAUSE);
    expect(shown).toEqual([{ picks: [{ id: 'number:7', label: 'BATNA', detail: '', value: 7 }], says: '' }]);
  });

  test('that comes late does not replace a newer one', async () => {
    const { completing, shown } = watched();
    const late = Promise.withResolvers<ReturnType<typeof answer>>();
    completing.ask(() => late.promise);
    await vi.advanceTimersByTimeAsync(PAUSE);
    completing.ask(async () => answer('new'));
    await vi.advanceTimersByTimeAsync(PAUSE);
    late.resolve(answer('old'));
    await vi.advanceTimersByTimeAsync(0);
    expect(labels(shown)).toEqual([['new']]);
  });

  test('without suggestions is said in words', async () => {
    const { completing, shown } = watched();
    completing.ask(async () => answer());
    await vi.advanceTimersByTimeAsync(PAUSE);
    expect(shown).toEqual([{ picks: [], says: 'No suggestions' }]);
  });

  test('that failed says so in the words of the client', async () => {
    const { completing, shown } = watched();
    completing.ask(async () => ({ choices: [], failure: 'Loading options failed' }));
    await vi.advanceTimersByTimeAsync(PAUSE);
    expect(shown).toEqual([{ picks: [], says: 'Loading options failed' }]);
  });

  test('that never came is said in words', async () => {
    const { completing, shown } = watched();
    completing.ask(async () => Promise.reject(new Error('gone')));
    await vi.advanceTimersByTimeAsync(PAUSE);
    expect(shown).toEqual([{ picks: [], says: 'The suggestions could not be loaded' }]);
  });
});
