import { UserError } from '../chat/errors.ts';
import type { Outgoing } from '../chat/outgoing.ts';
import type { Who } from '../chat/request.ts';
import { gonePoll, marksOf, type Poll, readPoll } from './poll-rows.ts';
import { showPoll } from './poll-show.ts';
import type { PracticeParts } from './practice.ts';
import { hasBegun } from './session.ts';

/** A poll, and the letters that one person marked. */
export interface Marked {
  readonly poll: Poll;
  readonly mine: ReadonlySet<string>;
}

export interface PollMarks {
  /** Marks a time or takes the mark back; turns it round where `on` is left out. Rejects with a UserError where it has passed. Closed: nothing changes. */
  mark(who: Who, id: string, letter: string, on: boolean | undefined, outgoing: Outgoing): Promise<Marked>;
  /** Takes all of one's marks back. */
  unmark(who: Who, id: string, outgoing: Outgoing): Promise<Marked>;
}

export function createPollMarks(parts: PracticeParts): PollMarks {
  const { store, clock } = parts;

  /** Runs with the poll as it is, one after the other for a person; all that mark hold it, so that none is kept after the close. */
  const change = (
    who: Who,
    id: string,
    outgoing: Outgoing,
    run: (marked: Marked, accounts: readonly string[]) => Promise<boolean>,
  ): Promise<Marked> =>
    store.transaction(async () => {
      const accounts = await store.db
        .selectFrom('identity')
        .where('person_id', '=', who.person)
        .select('id')
        .orderBy('id')
        .forNoKeyUpdate()
        .execute();
      await store.db.selectFrom('practice_poll').where('id', '=', id).select('id').forShare().execute();
      const poll = await readPoll(store, id, who.community);
      if (!poll || poll.state === 'draft') throw gonePoll();
      const before = { poll, mine: await marksOf(store, id, who.person) };
      if (poll.state === 'closed') return before;
      const ids = accounts.map((account) => account.id);
      if (!(await run(before, ids))) return before;
      await showPoll(store, poll, outgoing);
      return { poll: (await readPoll(store, id)) ?? poll, mine: await marksOf(store, id, who.person) };
    });

  const takeBack = (id: string, accounts: readonly string[]) =>
    store.db.deleteFrom('practice_poll_mark').where('poll_id', '=', id).where('identity_id', 'in', accounts);

  return {
    mark: (who, id, letter, on, outgoing) =>
      change(who, id, outgoing, async ({ poll, mine }, accounts) => {
        const time = poll.times.find((each) => each.letter === letter);
        if (!time)
          throw new UserError('That time is not among those of the poll. Please choose one that is.');
        const now = clock.now();
        if (hasBegun(time, now)) {
          throw new UserError(
            poll.times.every((each) => hasBegun(each, now))
              ? 'All the times of this poll have passed. Who asked can ask anew.'
              : `Time ${letter} has passed. Please choose another one.`,
          );
        }
        if ((on ?? !mine.has(letter)) === mine.has(letter)) return false;
        if (mine.has(letter)) await takeBack(id, accounts).where('letter', '=', letter).execute();
        else {
          await store.db
            .insertInto('practice_poll_mark')
            .values({
              ...{ poll_id: id, identity_id: who.identity, letter },
              marked_at: clock.now().toString(),
            })
            .execute();
        }
        return true;
      }),

    unmark: (who, id, outgoing) =>
      change(who, id, outgoing, async ({ mine }, accounts) => {
        if (mine.size > 0) await takeBack(id, accounts).execute();
        return mine.size > 0;
      }),
  };
}
