import { sql } from 'kysely';
import { z } from 'zod';
import type { Clock } from '../chat/clock.ts';
import type { Store } from '../store/store.ts';
import { type QuietHours, quietUntil } from './quiet.ts';

/** What a member set for themselves; what they did not set, or took back, is not there. */
export interface Preferred {
  /** IANA. */
  readonly zone?: string;
  /** BCP 47. */
  readonly locale?: string;
  readonly quiet?: QuietHours;
  /** How long before a session to remind, as ISO 8601 durations; empty for not at all. */
  readonly leads?: readonly string[];
  /** The day of an exam, YYYY-MM-DD. */
  readonly exam?: string;
  /** A daily reminder of what is due: wall time HH:MM, IANA zone. */
  readonly nudge?: { readonly time: string; readonly zone: string };
  /** Whether they want to see for how many days in a row they have practised. */
  readonly streak?: boolean;
  /** The name under which they stand on the board of those who learn most. */
  readonly board?: string;
}

/** What is to be changed; null takes it back. */
export type PreferenceChange = { readonly [K in keyof Preferred]?: Preferred[K] | null };

export interface Preferences {
  /** Of the person behind an identity: of what was set in any of their linked accounts, the latest. */
  of(identity: string): Promise<Preferred>;
  set(identity: string, change: PreferenceChange): Promise<void>;
  /** How long before a session each of these identities wants to be reminded; absent where they did not say. */
  leadsOf(identities: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
  /** When the quiet hours that hold for an identity at this instant end; undefined where none hold. */
  quietUntil(identity: string, at: Temporal.Instant): Promise<Temporal.Instant | undefined>;
}

const shapes = {
  zone: z.string(),
  locale: z.string(),
  quiet: z.object({ from: z.string(), to: z.string() }),
  leads: z.array(z.string()),
  exam: z.iso.date(),
  nudge: z.object({ time: z.string().regex(/^\d\d:\d\d$/), zone: z.string() }),
  streak: z.boolean(),
  board: z.string(),
} as const satisfies Record<keyof Preferred, z.ZodType>;

export function createPreferences({
  store,
  clock,
}: {
  readonly store: Store;
  readonly clock: Clock;
}): Preferences {
  const of = async (identity: string): Promise<Preferred> => {
    const { rows } = await sql<{ name: string; value: unknown }>`
      select distinct on (preference.name) preference.name, preference.value
      from identity mine
      join space here on here.id = mine.space_id
      join identity linked on linked.person_id = mine.person_id
      join space there on there.id = linked.space_id and there.community_id = here.community_id
      join preference on preference.identity_id = linked.id
      where mine.id = ${identity}
      order by preference.name, preference.changed_at desc, linked.id`.execute(store.db);
    const kept = rows.flatMap(({ name, value }) => {
      const read = shapes[name as keyof Preferred]?.safeParse(value);
      return read?.success ? [[name, read.data]] : [];
    });
    return Object.fromEntries(kept) as Preferred;
  };

  return {
    of,

    async leadsOf(identities) {
      if (identities.length === 0) return new Map();
      const { rows } = await sql<{ id: string; value: unknown }>`
        select distinct on (mine.id) mine.id, preference.value
        from jsonb_array_elements_text(${JSON.stringify(identities)}::jsonb) as asked(id)
        join identity mine on mine.id = asked.id::uuid
        join space here on here.id = mine.space_id
        join identity linked on linked.person_id = mine.person_id
        join space there on there.id = linked.space_id and there.community_id = here.community_id
        join preference on preference.identity_id = linked.id and preference.name = 'leads'
        order by mine.id, preference.changed_at desc, linked.id`.execute(store.db);
      return new Map(
        rows.flatMap(({ id, value }) => {
          const read = shapes.leads.safeParse(value);
          return read.success ? [[id, read.data]] : [];
        }),
      );
    },

    async quietUntil(identity, at) {
      return quietUntil(await of(identity), at);
    },

    async set(identity, change) {
      const at = clock.now().toString();
      const values = Object.entries(change)
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => ({
          identity_id: identity,
          name,
          // What is taken back stays as null: it is later than what another account still says.
          value: JSON.stringify(value),
          changed_at: at,
        }));
      if (values.length === 0) return;
      await store.db
        .insertInto('preference')
        .values(values)
        .onConflict((conflict) =>
          conflict.columns(['identity_id', 'name']).doUpdateSet(({ ref }) => ({
            value: ref('excluded.value'),
            changed_at: ref('excluded.changed_at'),
          })),
        )
        .execute();
    },
  };
}
