import { isFields } from '../../shared/json.ts';
import type { Screen } from '../../shared/screen.ts';

/** Whether two values of JSON say the same. */
export function same(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (Array.isArray(one))
    return (
      Array.isArray(other) && one.length === other.length && one.every((each, at) => same(each, other[at]))
    );
  if (!isFields(one) || !isFields(other)) return false;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && same(one[name], other[name]))
  );
}

/** The screen as it is now, in which each message that stood there before is the very same: it need not be drawn anew. */
export function keptScreen(before: Screen | undefined, now: Screen): Screen {
  const known = new Map(before?.messages.map((message) => [message.id, message]));
  const messages = now.messages.map((message) => {
    const old = known.get(message.id);
    return old && same(old, message) ? old : message;
  });
  return { ...now, messages };
}
