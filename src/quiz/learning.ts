import { sql } from 'kysely';
import type { Schedule } from '../chat/outgoing.ts';
import type { Who } from '../chat/request.ts';
import { platformOf, type Request, type SpaceId } from '../chat/request.ts';
import type { Question } from '../course/course.ts';
import { answersIn, openQuestions } from './answers.ts';
import { dueDay } from './exam.ts';
import { type Mistake, mistakesOf } from './mistakes.ts';
import { nudgeKey } from './nudge.ts';
import { type Progress, progressOf } from './progress.ts';
import type { QuizParts } from './quiz.ts';
import { type Learned, learnedFrom, memoriesOf } from './recall.ts';
import { streakOf } from './streak.ts';

/** What is worth repeating, on the member's calendar. */
export interface Due {
  /** The longest overdue first; none that stands in an open post. */
  readonly now: readonly Question[];
  /** The next day on which something falls due, and how much; undefined where nothing was learnt yet. */
  readonly next: { readonly day: Temporal.PlainDate; readonly count: number } | undefined;
}

/** An account with a daily reminder. */
export interface Reminded {
  readonly who: Who;
  /** The person set it, or took it back, with this account and not later with another one. */
  readonly latest: boolean;
}

/** What a person makes of their answers. Linked accounts count as one person's. */
export interface Learning {
  /** `zone` is IANA; `exam` YYYY-MM-DD. */
  due(who: Who, when: { readonly zone: string; readonly exam?: string | undefined }): Promise<Due>;
  progress(who: Who, zone: string): Promise<Progress>;
  /** Days in a row; answers to posts count at once. */
  streak(who: Who, zone: string): Promise<number>;
  /** The latest first; none that stands in an open post. */
  mistakes(who: Who): Promise<readonly Mistake[]>;
  /** Deletes the person's rounds, answers, votes and quiz preferences in this community, and ends their reminders. */
  erase(who: Who, schedule: Schedule): Promise<void>;
  /** What these persons of a community repeated since then, by their ids. */
  learned(
    community: string,
    persons: readonly string[],
    since: Temporal.Instant,
  ): Promise<ReadonlyMap<string, Learned>>;
  /** Undefined where it is not known any more, or the bot has left its space. */
  reminded(identity: string): Promise<Reminded | undefined>;
  /** Whether a request comes from the account of this identity: in a direct message its space is not known. */
  isOf(request: Request, identity: string): Promise<boolean>;
}

/** Preferences that belong to quizzes. */
const OWN = ['exam', 'nudge', 'streak', 'board'] as const;

export function createLearning({ store, clock, bank }: QuizParts): Learning {
  const own = (who: Who) => answersIn(store, who);
  const today = (zone: string): Temporal.PlainDate => clock.now().toZonedDateTimeISO(zone).toPlainDate();

  return {
    async due(who, { zone, exam }) {
      const { question } = bank();
      const current = (await own(who)).filter((each) => question(each.question)?.revision === each.revision);
      const open = await openQuestions(store, who.community);
      const calendar = {
        zone,
        today: today(zone),
        exam: exam === undefined ? exam : Temporal.PlainDate.from(exam),
      };
      const dated = [...memoriesOf(current).values()]
        .map((memory) => ({ memory, day: dueDay(memory, calendar) }))
        .toSorted(
          (a, b) =>
            Temporal.PlainDate.compare(a.day, b.day) || Temporal.Instant.compare(a.memory.due, b.memory.due),
        );
      const isDue = ({ day }: { readonly day: Temporal.PlainDate }) =>
        Temporal.PlainDate.compare(day, calendar.today) <= 0;
      const next = dated.find((each) => !isDue(each))?.day;
      return {
        now: dated
          .filter((each) => isDue(each) && !open.has(each.memory.question))
          .flatMap(({ memory }) => question(memory.question) ?? []),
        next: next && { day: next, count: dated.filter(({ day }) => day.equals(next)).length },
      };
    },

    progress: async (who, zone) => progressOf(await own(who), bank(), { zone, today: today(zone) }),

    async streak(who, zone) {
      const { rows } = await sql<{ at: Temporal.Instant }>`
        with mine as (
          select identity.id from identity join space on space.id = identity.space_id
          where space.community_id = ${who.community} and identity.person_id = ${who.person}
        )
        select answered_at as at from quiz_answer where identity_id in (select id from mine)
        union all
        select first_at as at from quiz_vote where identity_id in (select id from mine)`.execute(store.db);
      return streakOf(
        rows.map(({ at }) => at),
        zone,
        clock.now(),
      );
    },

    mistakes: async (who) => mistakesOf(await own(who), bank(), await openQuestions(store, who.community)),

    erase: (who, schedule) =>
      store.transaction(async () => {
        const accounts = await store.db
          .selectFrom('identity')
          .innerJoin('space', 'space.id', 'identity.space_id')
          .where('identity.person_id', '=', who.person)
          .where('space.community_id', '=', who.community)
          .select('identity.id')
          .execute();
        const ids = accounts.map(({ id }) => id);
        if (ids.length === 0) return;
        // Answers go with their rounds.
        await store.db.deleteFrom('quiz_round').where('identity_id', 'in', ids).execute();
        await store.db.deleteFrom('quiz_vote').where('identity_id', 'in', ids).execute();
        await store.db
          .deleteFrom('preference')
          .where('identity_id', 'in', ids)
          .where('name', 'in', OWN)
          .execute();
        for (const id of ids) await schedule.cancel(nudgeKey(id));
      }),

    async learned(community, persons, since) {
      const learned = new Map<string, Learned>();
      for (const person of persons) {
        learned.set(person, learnedFrom(await answersIn(store, { community, person }), since));
      }
      return learned;
    },

    async reminded(identity) {
      const account = await store.db
        .selectFrom('identity')
        .innerJoin('space', 'space.id', 'identity.space_id')
        .where('identity.id', '=', identity)
        .where('space.left_at', 'is', null)
        .select(['identity.person_id', 'identity.space_id', 'space.community_id'])
        .executeTakeFirst();
      if (!account) return undefined;
      const setBy = await store.db
        .selectFrom('preference')
        .innerJoin('identity', 'identity.id', 'preference.identity_id')
        .innerJoin('space', 'space.id', 'identity.space_id')
        .where('preference.name', '=', 'nudge')
        .where('identity.person_id', '=', account.person_id)
        .where('space.community_id', '=', account.community_id)
        .select('identity.id')
        .orderBy('preference.changed_at', 'desc')
        .orderBy('identity.id')
        .executeTakeFirst();
      const who = {
        community: account.community_id,
        space: account.space_id as SpaceId,
        identity,
        person: account.person_id,
      };
      return { who, latest: setBy?.id === identity };
    },

    async isOf(request, identity) {
      const account = await store.db
        .selectFrom('identity')
        .where('id', '=', identity)
        .select(['external_id', 'space_id'])
        .executeTakeFirst();
      return (
        account?.external_id === request.member.id &&
        platformOf(account.space_id) === platformOf(request.space)
      );
    },
  };
}
