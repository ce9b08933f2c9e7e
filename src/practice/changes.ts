import type { Outgoing } from '../chat/outgoing.ts';
import type { Message } from '../chat/reply.ts';
import type { Who } from '../chat/request.ts';
import { type Edit, edited, type Scope } from './change-facts.ts';
import { changeMessage } from './change-message.ts';
import { keepProposal, type Proposal, readProposal, takeProposal } from './change-proposals.ts';
import {
  endSession,
  type Held,
  holdAll,
  type Step,
  takeBackOffers,
  writeOriginals,
  writeSession,
  writeSteps,
} from './change-rows.ts';
import { checkMoved, endedRule, type Retimed, remainingRule, retimed } from './change-times.ts';
import { newsOf, tellAll } from './change-told.ts';
import { momentOf } from './occurrence-times.ts';
import type { PracticeParts } from './practice.ts';
import { hasLapsed } from './roster.ts';
import { hasBegun, isOver, type Occurrence } from './session.ts';
import type { Sessions } from './sessions.ts';

export type { Edit, Scope } from './change-facts.ts';

/** How a session reminds; it is of the session, and nobody need be told. */
export interface ReminderEdit {
  readonly leads?: readonly string[] | undefined;
  readonly remindsChannel?: boolean | undefined;
  readonly offerMinutes?: number | undefined;
}

export interface Changes {
  /**
   * Rejects with a UserError where the time has passed or does not fit. Nothing changed: nobody is told. Who makes the
   * change (`by`) is not told either.
   */
  edit(occurrence: Occurrence, scope: Scope, edit: Edit, outgoing: Outgoing, by?: Who): Promise<Occurrence>;
  cancel(
    occurrence: Occurrence,
    scope: Scope,
    reason: string | undefined,
    outgoing: Outgoing,
    by?: Who,
  ): Promise<void>;
  reminders(occurrence: Occurrence, edit: ReminderEdit, outgoing: Outgoing): Promise<void>;
  /** The session's rule from this occurrence on, as `Edit.rule` counts it. */
  rule(occurrence: Occurrence): Promise<string | undefined>;
  /** What an edit of times would come to, kept under an id until it is saved. Rejects as `edit` does; undefined: nothing would change. */
  propose(occurrence: Occurrence, scope: Scope, edit: Edit): Promise<Proposal | undefined>;
  /** The occurrence of what was proposed; undefined once it is saved. */
  proposed(proposal: string): Promise<string | undefined>;
  /** Edits as proposed, once. Rejects as `edit` does, and where it was saved already. */
  save(proposal: string, outgoing: Outgoing, by: Who): Promise<Occurrence>;
  /** What an identity is told of a change; undefined where it is nothing to them any more, or a later change tells it. */
  message(change: string, identity: string): Promise<Message | undefined>;
}

export function createChanges(parts: PracticeParts & { readonly sessions: Sessions }): Changes {
  const { store, clock, wishes, sessions } = parts;

  /** Writes, tells those concerned, and lets offers, reminders and posts follow. */
  async function apply(
    held: Held,
    steps: readonly Step[],
    more: { readonly reason?: string | undefined; readonly outgoing: Outgoing; readonly by: Who | undefined },
  ): Promise<void> {
    const now = clock.now();
    const { reason, outgoing, by } = more;
    const change = await writeSteps(store, held.session, steps, { reason, now });
    const rosters = await sessions.rosters(steps.map(({ after }) => after));
    for (const { before, after } of steps) {
      const lost = rosters
        .get(after.id)
        ?.offered.filter((seat) => hasLapsed(after, seat, now) && !hasLapsed(before, seat, now));
      await takeBackOffers(store, lost ?? [], now);
    }
    if (change) await tellAll({ change: change.id, told: change.told, rosters, maker: by?.person }, outgoing);
    for (const { after } of steps) await sessions.keepUp(after.id, outgoing);
    await sessions.turn(held.session.id, outgoing);
  }

  /** What an edit makes of each occurrence; those that have begun or are cancelled stay as they are. */
  function stepsOf(
    { occurrence, slots }: Held,
    scope: Scope,
    edit: Edit,
    times: Retimed | undefined,
  ): Step[] {
    const now = clock.now();
    const { zone } = occurrence;
    if (scope === 'one') {
      const starts = edit.starts === undefined ? occurrence.starts : momentOf(edit.starts, zone);
      return [{ before: occurrence, after: edited(occurrence, edit, starts) }];
    }
    return slots.flatMap((before, index): Step[] => {
      if (before.state === 'cancelled' || (before.id !== occurrence.id && hasBegun(before, now))) return [];
      const time = times?.times[index];
      if (times && !time) return [{ before, after: { ...before, state: 'cancelled', reason: undefined } }];
      return [{ before, after: edited(before, edit, time ? momentOf(time, zone) : before.starts) }];
    });
  }

  async function planned(occurrence: Occurrence, scope: Scope, edit: Edit) {
    const held = await holdAll(store, occurrence.id, clock.now());
    const times = scope === 'following' ? retimed(held.session, held.slots, edit) : undefined;
    const steps = stepsOf(held, scope, edit, times);
    checkMoved(steps, clock.now());
    return { held, times, steps };
  }

  const current = async ({ id }: Pick<Occurrence, 'id'>): Promise<Occurrence> => {
    const found = await sessions.occurrence(id);
    if (!found) throw new Error('an occurrence that was changed is not there');
    return found;
  };

  const edit: Changes['edit'] = (occurrence, scope, wish, outgoing, by) =>
    store.transaction(async () => {
      const { held, times, steps } = await planned(occurrence, scope, wish);
      if (scope === 'following') await writeSession(store, held.session, wish, times);
      if (times) await writeOriginals(store, held, times.times);
      await apply(held, steps, { outgoing, by });
      return current(occurrence);
    });

  return {
    edit,

    cancel: (occurrence, scope, reason, outgoing, by) =>
      store.transaction(async () => {
        const held = await holdAll(store, occurrence.id, clock.now());
        const { session, slots, before: earlier } = held;
        const now = clock.now();
        const open = (each: Occurrence): boolean => each.state === 'planned' && !isOver(each, now);
        const gone = (scope === 'one' ? [held.occurrence] : slots).filter(
          (each) => each.state === 'planned' && (each.id === occurrence.id || !hasBegun(each, now)),
        );
        if (scope === 'following') {
          const lastDay = held.occurrence.original.toPlainDate().subtract({ days: 1 });
          const rule = session.rule === undefined ? undefined : endedRule(session.rule, lastDay);
          const cancelled = ![...earlier, ...slots].some((each) => open(each) && !gone.includes(each));
          await endSession(store, session, { rule, cancelled });
          await writeOriginals(store, held, []);
        }
        const steps = gone.map(
          (each): Step => ({ before: each, after: { ...each, state: 'cancelled', reason } }),
        );
        await apply(held, steps, { reason, outgoing, by });
      }),

    reminders: (occurrence, { leads, remindsChannel, offerMinutes }, outgoing) =>
      store.transaction(async () => {
        const now = clock.now();
        const { session } = await holdAll(store, occurrence.id, now);
        const wish = {
          ...(leads && { leads: JSON.stringify(leads) }),
          ...(remindsChannel !== undefined && { reminds_channel: remindsChannel }),
          ...(offerMinutes !== undefined && { offer_minutes: offerMinutes }),
        };
        if (Object.keys(wish).length === 0) return;
        await store.db.updateTable('practice_session').set(wish).where('id', '=', session.id).execute();
        for (const each of await sessions.occurrences(session.id)) {
          if (each.state === 'cancelled' || isOver(each, now)) continue;
          const due = each.remindAt && Temporal.Instant.compare(each.remindAt, now) <= 0;
          // A new lead time that has gone by is not made up for; what is due just now still is.
          if (leads && !due) {
            await store.db
              .updateTable('practice_occurrence')
              .set({ reminded_until: now.toString() })
              .where('id', '=', each.id)
              .execute();
          }
          await sessions.keepUp(each.id, outgoing);
        }
      }),

    async rule(occurrence) {
      const session = await sessions.session(occurrence.session);
      const made = await sessions.occurrences(occurrence.session);
      const from = made.findIndex(({ id }) => id === occurrence.id);
      return session && remainingRule(session, made.slice(from));
    },

    propose: (occurrence, scope, wish) =>
      store.transaction(async () => {
        const { held, times, steps } = await planned(occurrence, scope, wish);
        const [first] = steps;
        if (!first) return undefined;
        const same = steps.every(
          ({ before, after }) => after.starts.equals(before.starts) && after.minutes === before.minutes,
        );
        if (same && !times) return undefined;
        return keepProposal(store, { held, scope, edit: wish, times, steps, now: clock.now() });
      }),

    proposed: async (id) => (await readProposal(store, id))?.occurrence,

    save: (id, outgoing, by) =>
      store.transaction(async () => {
        const { occurrence, scope, edit: wish } = await takeProposal(store, id);
        return edit(await current({ id: occurrence }), scope, wish, outgoing, by);
      }),

    async message(change, identity) {
      const now = clock.now();
      const news = await newsOf(store, { change, identity, rosters: sessions.rosters, now });
      if (news.length === 0) return undefined;
      const quiet = (await wishes.quietUntil(identity, now)) !== undefined;
      return { ...changeMessage(news, now), ...(quiet && { silent: true }) };
    },
  };
}
