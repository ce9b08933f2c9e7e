import { randomUUID } from 'node:crypto';
import type { Store } from '../store/store.ts';

export interface NoticeOf {
  readonly kind: `job-${'skipped' | 'failed'}` | `${'delivery' | 'announcement'}-${'refused' | 'doubtful'}`;
  readonly key: string;
  readonly community: string | null;
  /** Ids, names of ours, and times. */
  readonly detail: Readonly<Record<string, string | number | undefined>>;
  readonly at: Temporal.Instant;
}

/** What facilitators are told of: once a key. Nobody is told where it belongs to no community. */
export async function notice(store: Store, ...all: readonly NoticeOf[]): Promise<void> {
  const values = all.flatMap(({ kind, key, community, detail, at }) =>
    community === null
      ? []
      : [
          {
            id: randomUUID(),
            community_id: community,
            key,
            kind,
            detail: JSON.stringify(detail),
            noticed_at: at.toString(),
          },
        ],
  );
  if (values.length === 0) return;
  await store.db
    .insertInto('notice')
    .values(values)
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
}
