import { setTimeout as wait } from 'node:timers/promises';

const AGAIN = 300;

/** Calls `changed` whenever a local platform says that something a member could see has changed, until it is stopped. */
export function follow(url: string, changed: () => void): () => void {
  const stopping = new AbortController();
  const { signal } = stopping;
  void (async () => {
    while (!signal.aborted) {
      try {
        const response = await fetch(`${url}/_local/changes`, { signal });
        for await (const _ of response.body ?? []) changed();
      } catch {
        // It ended, or this did.
      }
      await wait(AGAIN, undefined, { signal, ref: false }).catch(() => {});
    }
  })();
  return () => stopping.abort();
}
