import { sql } from 'kysely';
import type { Clock } from '../chat/clock.ts';
import type { Due } from '../chat/due.ts';
import { describeError, type Log } from '../chat/failure.ts';
import type { Message } from '../chat/reply.ts';
import { platformOf, type Request, type SpaceId, type Who } from '../chat/request.ts';
import type { Unreached } from '../chat/unreached.ts';
import { type Store, StoreUnreachable } from '../store/store.ts';

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** Made later than this. */
  readonly due: () => Due;
  /** Who asks, where they are known; nobody is made. */
  readonly known: (request: Request) => Promise<Who | undefined>;
}

/** For how long it is remembered for whom something waits, in ms: nearly every command costs no query. */
const REMEMBERED = 30_000;
/** How long an answer waits for that to be read, in ms. */
const PATIENCE = 200;
/** How many are told beside one answer; the others beside the next. */
const MOST_TOLD = 3;
/** For how many accounts it is remembered; more are told as those are. */
const MOST_ACCOUNTS = 10_000;

const WAITING = sql`delivery.state = 'refused' and delivery.reason = 'direct-closed'`;

const accountOf = (space: string, member: string): string => `${platformOf(space)}:${member}`;

/** Deliveries that were refused since their reader takes no direct messages, while they are still worth telling. */
export function createUnreached({ store, clock, log, due, known }: Parts): Unreached {
  let accounts = new Set<string>();
  let readAt: number | undefined;
  let reading: Promise<void> | undefined;
  const failed = (error: unknown): void => {
    // The store itself says that it is away.
    if (error instanceof StoreUnreachable) return;
    log.warn({ error: describeError(error) }, 'who was not reached could not be told');
  };

  async function read(): Promise<void> {
    try {
      const { rows } = await sql<{ space: string; member: string }>`
        select distinct account.space_id as space, account.external_id as member
        from delivery
        join identity mine on mine.id = delivery.identity_id
        join identity account on account.person_id = mine.person_id
        where ${WAITING} and delivery.expires_at > ${clock.now().toString()}
        limit ${MOST_ACCOUNTS}`.execute(store.db);
      accounts = new Set(rows.map(({ space, member }) => accountOf(space, member)));
    } catch (error) {
      failed(error);
    } finally {
      readAt = clock.now().epochMilliseconds;
      reading = undefined;
    }
  }

  /** What waits for a person in a community, as it is to be said now. */
  async function made({ community, person }: Who): Promise<ReadonlyMap<string, Message | undefined>> {
    const { rows } = await sql<{ id: string; post: string; subject: unknown; space_id: SpaceId }>`
      select delivery.id, delivery.post, delivery.subject, delivery.space_id
      from identity
      join delivery on delivery.identity_id = identity.id
      where identity.person_id = ${person} and delivery.community_id = ${community}
        and ${WAITING} and delivery.expires_at > ${clock.now().toString()}
      order by delivery.due_at desc
      limit ${MOST_TOLD}`.execute(store.db);
    const messages = new Map<string, Message | undefined>();
    for (const { id, post, subject, space_id } of rows) {
      messages.set(id, await due().make(post, subject, space_id));
    }
    return messages;
  }

  /** Takes them, so that no other answer tells them too. */
  async function take(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const taken = await store.db
      .updateTable('delivery')
      .set({ reason: 'told' })
      .where('id', 'in', ids)
      .where(sql<boolean>`${WAITING}`)
      .returning('id')
      .execute();
    return new Set(taken.map(({ id }) => id));
  }

  return {
    waits({ space, member, guest }) {
      if (guest) return false;
      const account = accountOf(space, member.id);
      const fresh = readAt !== undefined && clock.now().epochMilliseconds - readAt < REMEMBERED;
      if (fresh) return accounts.has(account);
      reading ??= read();
      return soon(reading.then(() => accounts.has(account)));
    },

    async tell(request) {
      try {
        const who = await known(request);
        if (!who) return [];
        const messages = await made(who);
        if (messages.size < MOST_TOLD) accounts.delete(accountOf(request.space, request.member.id));
        if (messages.size === 0) return [];
        const taken = await take([...messages.keys()]);
        return [...messages].flatMap(([id, message]) => (message && taken.has(id) ? [message] : []));
      } catch (error) {
        failed(error);
        return [];
      }
    },
  };
}

/** False where it is not there soon. */
async function soon(answer: Promise<boolean>): Promise<boolean> {
  const late = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => late.resolve(false), PATIENCE);
  try {
    return await Promise.race([answer, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
