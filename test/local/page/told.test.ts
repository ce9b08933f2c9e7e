import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Listeners } from '../../../src/local/page/told.ts';

/** As much of a response as a listener has: what was written to it. */
class Stream extends EventEmitter {
  readonly written: string[] = [];
  ended = false;

  writeHead(): this {
    return this;
  }
  write(words: string): boolean {
    this.written.push(words);
    return true;
  }
  end(): void {
    this.ended = true;
  }
}

let listeners: Listeners;
beforeEach(() => {
  vi.useFakeTimers();
  listeners = new Listeners();
});
afterEach(() => {
  listeners.close();
  vi.useRealTimers();
});

function added(): Stream {
  const stream = new Stream();
  listeners.add(stream as unknown as ServerResponse, {});
  return stream;
}

test('one that went away is written to no more', () => {
  const [gone, stays] = [added(), added()];
  gone.emit('close');
  listeners.tell({ kind: 'clock' });
  expect([gone.written.length, stays.written.length]).toEqual([1, 2]);
});

test('a stream on which nothing happens says every 15 s that it is there, as no event', () => {
  const { written } = added();
  vi.advanceTimersByTime(45_000);
  expect(written.slice(1)).toEqual(Array(3).fill(': still here\n\n'));
});

test('once closed, all are ended and nothing is said any more', () => {
  const stream = added();
  listeners.close();
  listeners.tell({ kind: 'clock' });
  vi.advanceTimersByTime(60_000);
  expect([stream.ended, stream.written.length]).toEqual([true, 1]);
});
