import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Clock } from '../chat/clock.ts';
import { UserError } from '../chat/errors.ts';
import type { Deliveries } from '../chat/outgoing.ts';
import type { SpaceId, Who } from '../chat/request.ts';
import type { Store } from '../store/store.ts';
import { hashOf, makeCode } from './codes.ts';
import { joinAccounts, joinSpaces, refuseAccounts, refuseSpaces } from './linking-rules.ts';
import { linkClaimed } from './posts.ts';

export type LinkKind = 'space' | 'identity';

/** A code that was typed on the other side and waits for its issuer. */
export interface Claim {
  readonly code: string;
  readonly kind: LinkKind;
  /** The names of the spaces of both sides. */
  readonly issuer: string;
  readonly claimant: string;
}

export interface Linking {
  /** A code for the other side to type; an earlier one of the same kind that nobody typed ends. */
  issue(who: Who, kind: LinkKind): Promise<{ readonly code: string; readonly expires: Temporal.Instant }>;
  /** Types a code; nothing is linked before its issuer confirms, who is told by `deliveries`. Rejects with a UserError. */
  claim(who: Who, kind: LinkKind, typed: string, deliveries: Deliveries): Promise<Claim>;
  /** Claims that wait for this member to confirm them. */
  waiting(who: Who, kind: LinkKind): Promise<readonly Claim[]>;
  /** A claim that is still open; undefined once it is settled or over. */
  claimed(code: string): Promise<Claim | undefined>;
  /** By the issuer only: links. Rejects with a UserError where that cannot be any more. */
  confirm(who: Who, kind: LinkKind, code: string): Promise<Claim>;
  /** By either side: nothing is linked. */
  refuse(who: Who, code: string): Promise<void>;
  /** Ids and names of the accounts linked with this one, and where they are. */
  accounts(who: Who): Promise<readonly { readonly identity: string; readonly space: string }[]>;
  /** Parts one of one's own accounts from the others. */
  unlinkAccount(who: Who, identity: string): Promise<void>;
  /** Takes this space back to a community of its own; where the others joined it, all part. */
  unlinkSpace(who: Who): Promise<void>;
}

const CODE_LASTS = { minutes: 10 };
const CONFIRM_WITHIN = { hours: 24 };
const ATTEMPTS = 5;
const ATTEMPTS_WITHIN = { minutes: 10 };

export function createLinking({ store, clock }: { readonly store: Store; readonly clock: Clock }): Linking {
  const now = () => clock.now();

  /** The latest moment at which a claim must have been made to be confirmed now. */
  const claimedSince = () => sql<Temporal.Instant>`${now().subtract(CONFIRM_WITHIN).toString()}::timestamptz`;

  const open = () =>
    store.db
      .selectFrom('link_code')
      .innerJoin('space as here', 'here.id', 'link_code.space_id')
      .innerJoin('space as there', 'there.id', 'link_code.claimed_space')
      .where('link_code.settled_at', 'is', null)
      .where('link_code.claimed_at', '>', claimedSince())
      .select(['link_code.id', 'link_code.kind', 'here.name as issuer', 'there.name as claimant']);

  const claimOf = (row: {
    readonly id: string;
    readonly kind: LinkKind;
    readonly issuer: string | null;
    readonly claimant: string | null;
  }): Claim => ({
    code: row.id,
    kind: row.kind,
    issuer: row.issuer ?? 'the other side',
    claimant: row.claimant ?? 'the other side',
  });

  /** One change of links after the other: who is linked with whom is decided by many rows together. */
  const oneByOne = <T>(run: () => Promise<T>): Promise<T> =>
    store.transaction(async () => {
      await sql`select pg_advisory_xact_lock(7276)`.execute(store.db);
      return run();
    });

  /** Counts an attempt, one after the other for each account; too many are a UserError. */
  const attempt = (who: Who): Promise<void> =>
    store.transaction(async () => {
      await store.db.selectFrom('identity').where('id', '=', who.identity).select('id').forUpdate().execute();
      const since = now().subtract(ATTEMPTS_WITHIN).toString();
      const { tries } = await store.db
        .selectFrom('link_attempt')
        .where('identity_id', '=', who.identity)
        .where('tried_at', '>', sql<Temporal.Instant>`${since}::timestamptz`)
        .select(({ fn }) => fn.countAll<number>().as('tries'))
        .executeTakeFirstOrThrow();
      if (tries >= ATTEMPTS) {
        throw new UserError(
          'Those were several codes in a few minutes. Please wait ten minutes, and try again.',
        );
      }
      await store.db
        .insertInto('link_attempt')
        .values({ identity_id: who.identity, tried_at: now().toString() })
        .execute();
    });

  async function settle(code: string): Promise<void> {
    await store.db
      .updateTable('link_code')
      .set({ settled_at: now().toString() })
      .where('id', '=', code)
      .execute();
  }

  return {
    async issue(who, kind) {
      const code = makeCode();
      const issued = now();
      const expires = issued.add(CODE_LASTS);
      await store.transaction(async () => {
        await store.db
          .updateTable('link_code')
          .set({ settled_at: issued.toString() })
          .where('identity_id', '=', who.identity)
          .where('kind', '=', kind)
          .where('claimed_at', 'is', null)
          .where('settled_at', 'is', null)
          .execute();
        await store.db
          .insertInto('link_code')
          .values({
            id: randomUUID(),
            kind,
            hash: hashOf(code),
            space_id: who.space,
            identity_id: who.identity,
            issued_at: issued.toString(),
            expires_at: expires.toString(),
          })
          .execute();
      });
      return { code, expires };
    },

    async claim(who, kind, typed, deliveries) {
      // Committed by itself: an attempt that fails counts too.
      await attempt(who);
      return oneByOne(async () => {
        const row = await store.db
          .selectFrom('link_code')
          .where('hash', '=', hashOf(typed))
          .where('kind', '=', kind)
          .selectAll()
          .forUpdate()
          .executeTakeFirst();
        const good =
          row &&
          row.claimed_at === null &&
          row.settled_at === null &&
          Temporal.Instant.compare(row.expires_at, now()) > 0;
        if (!good) {
          throw new UserError(
            'That code is not valid: it may be mistyped, used already, or older than ten minutes. Ask for a new one on the other side.',
          );
        }
        const sides = { issuer: row.identity_id, claimant: who.identity };
        if (kind === 'space') await refuseSpaces(store, row.space_id, who.space);
        else await refuseAccounts(store, sides);
        await store.db
          .updateTable('link_code')
          .set({
            claimed_space: who.space,
            claimed_identity: who.identity,
            claimed_at: now().toString(),
          })
          .where('id', '=', row.id)
          .execute();
        const claim = await open().where('link_code.id', '=', row.id).executeTakeFirstOrThrow();
        await deliveries.send(linkClaimed, {
          key: `link-claimed:${row.id}`,
          community: await communityOf(store, row.space_id),
          to: { space: row.space_id as SpaceId, identity: row.identity_id },
          subject: { code: row.id },
          expires: now().add(CONFIRM_WITHIN),
        });
        return claimOf(claim);
      });
    },

    async waiting(who, kind) {
      const found = await open()
        .where('link_code.identity_id', '=', who.identity)
        .where('link_code.kind', '=', kind)
        .orderBy('link_code.claimed_at')
        .execute();
      return found.map(claimOf);
    },

    async claimed(code) {
      const row = await open().where('link_code.id', '=', code).executeTakeFirst();
      return row && claimOf(row);
    },

    confirm: (who, kind, code) =>
      oneByOne(async () => {
        const row = await store.db
          .selectFrom('link_code')
          .where('id', '=', code)
          .where('kind', '=', kind)
          // Nobody but who issued it: an id in a button proves nothing.
          .where('identity_id', '=', who.identity)
          .where('settled_at', 'is', null)
          .where('claimed_at', '>', claimedSince())
          .selectAll()
          .forUpdate()
          .executeTakeFirst();
        if (!row?.claimed_space || !row.claimed_identity) {
          throw new UserError(
            'There is nothing to confirm any more: it was settled already, or is over a day old.',
          );
        }
        if (kind === 'space') await joinSpaces(store, row.space_id, row.claimed_space);
        else await joinAccounts(store, { issuer: row.identity_id, claimant: row.claimed_identity });
        const claim = await open().where('link_code.id', '=', code).executeTakeFirstOrThrow();
        await settle(code);
        return claimOf(claim);
      }),

    async refuse(who, code) {
      await store.db
        .updateTable('link_code')
        .set({ settled_at: now().toString() })
        .where('id', '=', code)
        .where('settled_at', 'is', null)
        .where(({ eb, or }) =>
          or([eb('identity_id', '=', who.identity), eb('claimed_identity', '=', who.identity)]),
        )
        .execute();
    },

    async accounts(who) {
      const found = await store.db
        .selectFrom('identity')
        .innerJoin('space', 'space.id', 'identity.space_id')
        .where('identity.person_id', '=', who.person)
        .where('identity.id', '<>', who.identity)
        .where('space.community_id', '=', who.community)
        .select(['identity.id', 'space.name', 'space.id as space'])
        .orderBy('space.name')
        .execute();
      return found.map(({ id, name, space }) => ({ identity: id, space: name ?? space }));
    },

    async unlinkAccount(who, identity) {
      const parted = await oneByOne(() =>
        store.db
          .updateTable('identity')
          .set({ person_id: randomUUID() })
          .where('id', '=', identity)
          .where('id', '<>', who.identity)
          // As it is now, not as it was when the button was made.
          .where('person_id', '=', ({ selectFrom }) =>
            selectFrom('identity').where('id', '=', who.identity).select('person_id'),
          )
          .returning('id')
          .execute(),
      );
      if (parted.length === 0) throw new UserError('That account is not linked with this one any more.');
    },

    unlinkSpace: (who) =>
      oneByOne(async () => {
        const spaces = await store.db
          .selectFrom('space')
          .where('community_id', '=', ({ selectFrom }) =>
            selectFrom('space').where('id', '=', who.space).select('community_id'),
          )
          .select(['id', 'community_id', 'home_id'])
          .execute();
        const mine = spaces.find(({ id }) => id === who.space);
        if (!mine || spaces.length < 2) {
          throw new UserError('This space is not linked with another one, so there is nothing to unlink.');
        }
        const hosts = mine.community_id === mine.home_id;
        const leaving = spaces.filter((space) =>
          hosts ? space.home_id !== space.community_id : space.id === mine.id,
        );
        for (const { id, home_id } of leaving) {
          await store.db.updateTable('space').set({ community_id: home_id }).where('id', '=', id).execute();
          await sql`update identity set person_id = gen_random_uuid()
            where space_id = ${id} and exists (
              select from identity other where other.person_id = identity.person_id and other.space_id <> ${id}
            )`.execute(store.db);
        }
      }),
  };
}

async function communityOf(store: Store, space: string): Promise<string> {
  const { community_id } = await store.db
    .selectFrom('space')
    .where('id', '=', space)
    .select('community_id')
    .executeTakeFirstOrThrow();
  return community_id;
}
