import { sql } from 'kysely';
import type { Who } from '../chat/request.ts';
import type { Store } from '../store/store.ts';

/** A table that refers to an identity: where, and what of it is told to its member under which name. */
export interface PersonalTable {
  readonly table: string;
  /** The columns that refer to an identity. */
  readonly refers: readonly string[];
  /** What the export calls it. */
  readonly called: string;
  /** Column to the export's name for it. */
  readonly told: Readonly<Record<string, string>>;
  /** What is kept in it beside that: ids of ours, and what would be a secret in a file. */
  readonly untold: readonly string[];
}

/** Every table with a column that refers to an identity; a test compares it with the database. */
export const PERSONAL: readonly PersonalTable[] = [
  {
    table: 'preference',
    refers: ['identity_id'],
    called: 'settings',
    told: { name: 'setting', value: 'value', changed_at: 'changedAt' },
    untold: [],
  },
  {
    table: 'term_request',
    refers: ['identity_id'],
    called: 'termsAskedFor',
    told: { words: 'words', asked_at: 'askedAt' },
    untold: ['community_id', 'folded'],
  },
  {
    table: 'link_code',
    refers: ['identity_id', 'claimed_identity'],
    called: 'linkCodes',
    told: {
      kind: 'kind',
      space_id: 'issuedIn',
      issued_at: 'issuedAt',
      expires_at: 'expiresAt',
      claimed_space: 'typedIn',
      claimed_at: 'typedAt',
      settled_at: 'settledAt',
    },
    untold: ['id', 'hash'],
  },
  {
    table: 'link_attempt',
    refers: ['identity_id'],
    called: 'linkCodesTyped',
    told: { tried_at: 'typedAt' },
    untold: [],
  },
  {
    table: 'quiz_round',
    refers: ['identity_id'],
    called: 'quizRounds',
    told: { kind: 'kind', questions: 'questions', started_at: 'startedAt', finished_at: 'finishedAt' },
    untold: ['id', 'picked'],
  },
  {
    table: 'quiz_answer',
    refers: ['identity_id'],
    called: 'quizAnswers',
    told: { question: 'question', chosen: 'chosen', correct: 'correct', answered_at: 'answeredAt' },
    untold: ['id', 'round_id', 'revision'],
  },
  {
    table: 'quiz_vote',
    refers: ['identity_id'],
    called: 'answersToPosts',
    told: { first: 'first', latest: 'latest', first_at: 'firstAt', latest_at: 'latestAt' },
    untold: ['post_id', 'changes'],
  },
  {
    table: 'quiz_flag',
    refers: ['identity_id'],
    called: 'reportsAboutQuestions',
    told: { question: 'question', words: 'words', flagged_at: 'reportedAt', settled_at: 'settledAt' },
    untold: ['id', 'revision'],
  },
  {
    table: 'practice_organiser',
    refers: ['identity_id'],
    called: 'sessionsYouOpened',
    told: { session_id: 'session' },
    untold: [],
  },
  {
    table: 'practice_seat',
    refers: ['identity_id'],
    called: 'seats',
    told: {
      occurrence_id: 'occurrence',
      name: 'name',
      state: 'answer',
      since: 'since',
      offered_until: 'offeredUntil',
      checked_in_at: 'checkedInAt',
      attended_minutes: 'attendedMinutes',
    },
    untold: ['id', 'rank'],
  },
  {
    table: 'practice_poll_organiser',
    refers: ['identity_id'],
    called: 'pollsYouOpened',
    told: { poll_id: 'poll' },
    untold: [],
  },
  {
    table: 'practice_poll_mark',
    refers: ['identity_id'],
    called: 'timesThatSuitYou',
    told: { poll_id: 'poll', letter: 'letter', marked_at: 'markedAt' },
    untold: [],
  },
  {
    table: 'calendar_feed',
    refers: ['identity_id'],
    called: 'calendarAddresses',
    told: { made_at: 'madeAt' },
    untold: ['token_hash', 'community_id'],
  },
  {
    table: 'practice_role',
    refers: ['identity_id'],
    called: 'rolesInCells',
    told: { occurrence_id: 'occurrence', role: 'role', since: 'since' },
    untold: ['id', 'cell_id'],
  },
  {
    table: 'practice_role_wish',
    refers: ['identity_id'],
    called: 'rolesWished',
    told: { occurrence_id: 'occurrence', wish: 'wish', wished_at: 'wishedAt' },
    untold: [],
  },
  {
    table: 'practice_case_seen',
    refers: ['identity_id'],
    called: 'casesRead',
    told: { case_id: 'case', part: 'part', occurrence_id: 'occurrence', seen_at: 'readAt' },
    untold: [],
  },
  {
    table: 'practice_feedback',
    refers: ['identity_id', 'mediator_id'],
    called: 'feedbackToMediators',
    told: { ratings: 'ratings', words: 'words', given_at: 'givenAt' },
    untold: ['cell_id'],
  },
  {
    table: 'delivery',
    refers: ['identity_id'],
    called: 'messagesToYou',
    told: {
      post: 'message',
      subject: 'about',
      due_at: 'dueAt',
      state: 'state',
      attempted_at: 'sentAt',
      settled_at: 'settledAt',
      reason: 'reason',
    },
    untold: [
      'id',
      'key',
      'community_id',
      'space_id',
      'channel',
      'fallback_channel',
      'urgency',
      'expires_at',
      'attempts',
      'sent_channel',
      'message_id',
    ],
  },
];

export interface PersonalData {
  /** All that is kept about a person in this community, times as ISO 8601 in UTC. */
  export(who: Who, at: Temporal.Instant): Promise<Readonly<Record<string, unknown>>>;
  /** Deletes it, at once and for good. */
  erase(who: Who): Promise<void>;
}

export function createPersonalData({ store }: { readonly store: Store }): PersonalData {
  const accounts = (who: Who) =>
    store.db
      .selectFrom('identity')
      .innerJoin('space', 'space.id', 'identity.space_id')
      .where('identity.person_id', '=', who.person)
      .where('space.community_id', '=', who.community)
      .selectAll('identity')
      .select('space.name')
      .orderBy('identity.first_seen_at')
      .execute();

  /** Where the accounts were named facilitators: by the platform's ids, since that can be before anybody is known. */
  const namings = (identities: readonly { readonly space_id: string; readonly external_id: string }[]) =>
    sql.join(identities.map(({ space_id, external_id }) => sql`(${space_id}, ${external_id})`));

  return {
    export: (who, at) =>
      store.transaction(async () => {
        const own = await accounts(who);
        const kept: Record<string, unknown> = {
          exportedAt: at.toString(),
          accounts: own.map(({ name, space_id, external_id, first_seen_at, direct_channel, chosen_at }) => ({
            space: name ?? space_id,
            spaceId: space_id,
            accountId: external_id,
            firstSeenAt: first_seen_at.toString(),
            directConversation: direct_channel,
            chosenForDirectMessagesAt: chosen_at?.toString() ?? null,
          })),
        };
        if (own.length === 0) return kept;
        const named = await sql<{ space_id: string; added_at: Temporal.Instant }>`
          select space_id, added_at from facilitator
          where kind = 'member' and (space_id, external_id) in (${namings(own)})`.execute(store.db);
        kept.namedFacilitator = named.rows.map(({ space_id, added_at }) => ({
          spaceId: space_id,
          at: added_at.toString(),
        }));
        for (const { table, refers, called, told } of PERSONAL) {
          const columns = sql.join(
            Object.entries(told).map(([column, name]) => sql`${sql.ref(column)} as ${sql.ref(name)}`),
          );
          const mine = sql.join(
            refers.map((column) => sql`${sql.ref(column)} in (${sql.join(own.map(({ id }) => id))})`),
            sql` or `,
          );
          const { rows } = await sql<Record<string, unknown>>`
            select ${columns} from ${sql.table(table)} where ${mine}`.execute(store.db);
          kept[called] = rows;
        }
        return kept;
      }),

    erase: (who) =>
      store.transaction(async () => {
        const own = await accounts(who);
        if (own.length === 0) return;
        await sql`delete from facilitator
          where kind = 'member' and (space_id, external_id) in (${namings(own)})`.execute(store.db);
        // All that refers to an identity goes with it.
        await store.db
          .deleteFrom('identity')
          .where(
            'id',
            'in',
            own.map(({ id }) => id),
          )
          .execute();
        // What only they could see belongs to nobody now.
        await sql`delete from practice_session session where state = 'draft'
          and not exists (select from practice_organiser where session_id = session.id)`.execute(store.db);
        await sql`delete from practice_poll poll where state = 'draft'
          and not exists (select from practice_poll_organiser where poll_id = poll.id)`.execute(store.db);
      }),
  };
}
