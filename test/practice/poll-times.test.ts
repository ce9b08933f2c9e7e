import { expect, test } from 'vitest';
import { readTimes } from '../../src/practice/poll-times.ts';

// A Monday noon in Toronto; the clocks there go forward on 8 March, and back on 1 November.
const at = { now: Temporal.Instant.from('2026-03-02T17:00:00Z'), zone: 'America/Toronto' };
const read = (typed: string) => readTimes(typed, at).map(String);

test('times are parted by commas, semicolons, “or” and new lines, and stand in their order', () => {
  const three = ['2026-03-05T18:00:00Z', '2026-03-06T00:00:00Z', '2026-03-06T23:00:00Z'];
  expect(read('Friday 6pm, Thursday 7pm; Thursday 1pm')).toEqual(three);
  expect(read('Thursday 7pm or Friday 6pm or Thursday 1pm')).toEqual(three);
  expect(read('Thursday 7pm\nThursday 13:00\n\n2026-03-06 18:00,')).toEqual(three);
});

test('each is read on the organiser’s clocks, over a change of them', () => {
  expect(read('Saturday 7pm, Sunday 7pm')).toEqual(['2026-03-08T00:00:00Z', '2026-03-08T23:00:00Z']);
});

test('a comma between a day and its time parts nothing', () => {
  expect(read('12 March, 7pm, Friday 13 March, 6pm')).toEqual([
    '2026-03-12T23:00:00Z',
    '2026-03-13T22:00:00Z',
  ]);
});

test('a time without its day is asked back, not taken for today', () => {
  expect(() => read('Thursday 7pm, 8pm')).toThrow('“8pm” does not say on which day');
  expect(() => read('19:00, Thursday 7pm')).toThrow('“19:00” does not say on which day');
});

test('what cannot be read is named', () => {
  expect(() => read('Thursday 7pm, sometime, Friday 6pm')).toThrow('could not read “sometime”');
  expect(() => read('Thursday 7pm, Friday at 6')).toThrow('“Friday at 6” could be morning or evening');
  expect(() => read('Thursday 7pm, 1 March 2026 19:00')).toThrow('already passed');
  expect(() => readTimes('Thursday 7pm, Friday 6pm', { ...at, zone: undefined })).toThrow('time zone');
});

test('an hour that the clocks leave out or show twice is no time to vote on', () => {
  expect(() => read('Thursday 7pm, 8 March 2026 2:30am')).toThrow('does not exist');
  expect(() => read('Thursday 7pm, 1 November 2026 1:30am')).toThrow('comes twice');
});

test('there are two to ten, each once', () => {
  expect(() => read('Thursday 7pm')).toThrow('I read 1.');
  expect(() => read('Thursday 7pm, Thursday 19:00')).toThrow('I read 1.');
  const days = Array.from({ length: 11 }, (_, day) => `${day + 10} March 19:00`);
  expect(read(days.slice(1).join(', '))).toHaveLength(10);
  expect(() => read(days.join(', '))).toThrow('I read 11.');
});
