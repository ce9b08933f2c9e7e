import { setTimeout as wait } from 'node:timers/promises';

/** Resolves with what `holds` gives once that is something; rejects after `limitMs` and names what was waited for. */
export async function until<T>(
  what: string,
  holds: () => T | Promise<T>,
  limitMs = 10_000,
): Promise<Exclude<T, false | null | undefined>> {
  const end = performance.now() + limitMs;
  for (;;) {
    const held = await holds();
    if (held) return held as Exclude<T, false | null | undefined>;
    if (performance.now() > end) throw new Error(`waited ${limitMs} ms in vain for ${what}`);
    await wait(10);
  }
}
