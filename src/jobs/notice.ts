import { randomUUID } from 'node:crypto';
import type { Store } from '../store/store.ts';

/** What facilitators are told of: once a key. Nobody is told where it belongs to no community. */
export async function notice(
  store: Store,
  what: {
    readonly kind: 'job-skipped' | 'job-failed';
    readonly key: string;
    readonly community: string | null;
    /** Ids, names of ours, and times. */
    readonly detail: Readonly<Record<string, string | number>>;
    readonly at: Temporal.Instant;
  },
): Promise<void> {
  if (what.community === null) return;
  await store.db
    .insertInto('notice')
    .values({
      id: randomUUID(),
      community_id: what.community,
      key: what.key,
      kind: what.kind,
      detail: JSON.stringify(what.detail),
      noticed_at: what.at.toString(),
    })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
}
