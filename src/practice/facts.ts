import { UserError } from '../chat/errors.ts';
import type { Outgoing } from '../chat/outgoing.ts';
import type { Who } from '../chat/request.ts';
import { text, time, usage } from '../chat/text.ts';
import type { Case } from '../course/course.ts';
import { type Cell, placeIn, playedIn, plays, type RoleHolder, type RolePlan } from './cell.ts';
import { occurrenceOfCell, occurrenceOfRole, readRolePlan } from './cell-rows.ts';
import { factsJob, factsKey, factsPost } from './facts-cards.ts';
import { holdingsTold, isToPlay, leadOf, readFactsTask } from './facts-rows.ts';
import type { PracticeParts } from './practice.ts';
import { secondsOf } from './reminder-reading.ts';
import { isLater, reminderAt } from './reminder-times.ts';
import { markSeen } from './seen-cases.ts';
import { isOver, type Occurrence } from './session.ts';
import { holdOccurrence, readOccurrence } from './session-rows.ts';

/** What a holder of a role may read. */
export interface RoleFacts {
  readonly occurrence: Occurrence;
  readonly plan: RolePlan;
  readonly cell: Cell;
  readonly holder: RoleHolder;
  /** Undefined: a situation of their own, or the course has lost the case. */
  readonly played: Case | undefined;
}

/** The same for a message that comes by itself. */
export interface SentFacts extends RoleFacts {
  /** The member's quiet hours hold. */
  readonly quiet: boolean;
}

/**
 * Facts reach their holder alone. One task an occurrence, due when they go out; it sends to everyone who has a role
 * then, each holding once, so that a task that runs early, late or twice does no harm.
 */
export interface Facts {
  /** Sets when the facts of an occurrence go out, or takes it back; what is due is sent at once. The occurrence is held. */
  plan(occurrence: Occurrence, outgoing: Outgoing): Promise<void>;
  /** Sends what is due. */
  send(occurrence: string, outgoing: Outgoing): Promise<void>;
  /** For a message to a holder: undefined where they hold the role no more, or it is too early or over. Kept as read. */
  ofHolder(holder: string): Promise<SentFacts | undefined>;
  /** For who asks, of the role that they hold now. Rejects with a UserError where they have none, or it is too early. Kept as read. */
  own(who: Who, occurrence: string): Promise<RoleFacts>;
  /** Whether the person of an identity can read facts of theirs now. */
  canRead(occurrence: Occurrence, identity: string): Promise<boolean>;
  /** The whole case of a cell, for a facilitator; kept as read. Rejects with a UserError for who plays in it. */
  caseFile(who: Who, cell: string): Promise<Case>;
}

/** When everybody gets their facts. */
export const factsAt = (
  occurrence: Occurrence,
  { factsLead }: Pick<RolePlan, 'factsLead'>,
): Temporal.Instant => reminderAt(occurrence, factsLead);

const NO_ROLE =
  'You have no role there now, so there are no facts for you. If you should have one, ask who leads the session.';

export function createFacts({ store, clock, wishes, cases }: PracticeParts): Facts {
  const takesPlace = (occurrence: Occurrence): boolean =>
    occurrence.state === 'planned' && !isOver(occurrence, clock.now());

  /** What somebody reads is kept, since they cannot play it from another side afterwards. */
  async function read({ occurrence, holder, played }: RoleFacts, reader: string): Promise<void> {
    if (!played) return;
    const { role, identity } = holder;
    const parts = [
      'general',
      ...(played.confidential.has(role) ? [role] : []),
      // What the mediator should notice gives away what the roles keep to themselves.
      ...(role === 'coach' ? ['all'] : []),
    ];
    for (const part of parts) {
      const what = { caseId: played.id, part, occurrence: occurrence.id };
      await markSeen(store, [...new Set([reader, identity])], what, clock.now());
    }
  }

  /** Each holding once, however often the session is looked at or moved. */
  async function sendTo(
    occurrence: Occurrence,
    out: Temporal.Instant,
    { deliveries }: Outgoing,
  ): Promise<void> {
    const { id, community, ends: expires } = occurrence;
    const plan = await readRolePlan(store, id);
    const holders = plan?.cells.flatMap((cell) => cell.holders) ?? [];
    const told = await holdingsTold(
      store,
      factsPost.name,
      holders.map(({ identity }) => identity),
    );
    await deliveries.send(
      factsPost,
      ...holders
        .filter((holder) => !told.has(holder.id))
        .map(({ id: holder, space, identity }) => ({
          ...{ community, expires, to: { space, identity }, subject: { holder } },
          // What came to nothing, since it was too early again, is sent at its new time.
          key: `practice.facts:${holder}:${secondsOf(out)}`,
        })),
    );
  }

  async function plan(occurrence: Occurrence, outgoing: Outgoing): Promise<void> {
    const { id, community } = occurrence;
    const key = factsKey(id);
    const task = await readFactsTask(store, id, key);
    if (!task) return;
    const out = reminderAt(occurrence, task.lead);
    const goesOut = task.confirmed && takesPlace(occurrence);
    if (goesOut && isLater(out, clock.now())) {
      if (task.due?.equals(out)) return;
      await outgoing.schedule.at(factsJob, { key, community, subject: { occurrence: id }, due: out });
      return;
    }
    if (task.due) await outgoing.schedule.cancel(key);
    if (goesOut) await sendTo(occurrence, out, outgoing);
  }

  return {
    plan,

    send: (id, outgoing) =>
      store.transaction(async () => {
        const occurrence = await holdOccurrence(store, id);
        if (occurrence) await plan(occurrence, outgoing);
      }),

    async ofHolder(id) {
      const found = await occurrenceOfRole(store, id);
      const occurrence = found === undefined ? undefined : await readOccurrence(store, found);
      if (!occurrence || !takesPlace(occurrence)) return undefined;
      const plan = await readRolePlan(store, occurrence.id);
      if (!plan?.confirmed || isLater(factsAt(occurrence, plan), clock.now())) return undefined;
      const cell = plan.cells.find(({ holders }) => holders.some((each) => each.id === id));
      const holder = cell?.holders.find((each) => each.id === id);
      if (!cell || !holder) return undefined;
      const facts = { occurrence, plan, cell, holder, played: playedIn(cases(), cell) };
      await read(facts, holder.identity);
      const quiet = (await wishes.quietUntil(holder.identity, clock.now())) !== undefined;
      return { ...facts, quiet };
    },

    async own(who, id) {
      const occurrence = await readOccurrence(store, id, who.community);
      if (!occurrence)
        throw new UserError('That session is gone. See which are coming: ', usage('practice list'));
      const plan = await readRolePlan(store, id);
      const place = plan?.confirmed ? placeIn(plan, who.person) : undefined;
      if (!plan || !place) throw new UserError(NO_ROLE);
      if (occurrence.state === 'cancelled') throw new UserError('That session was cancelled.');
      if (isOver(occurrence, clock.now())) {
        throw new UserError(
          'That session is over, and its roles with it. What your cell reveals, “My cell” on the session’s card shows you.',
        );
      }
      const out = factsAt(occurrence, plan);
      if (isLater(out, clock.now())) {
        throw new UserError(
          'Your facts come ',
          time(out),
          text('. Until then nobody in your cell reads theirs.'),
        );
      }
      const facts = { occurrence, plan, ...place, played: playedIn(cases(), place.cell) };
      await read(facts, who.identity);
      return facts;
    },

    async canRead(occurrence, identity) {
      if (!takesPlace(occurrence)) return false;
      const lead = await leadOf(store, occurrence.id, identity);
      return lead !== undefined && !isLater(reminderAt(occurrence, lead), clock.now());
    },

    caseFile: (who, id) =>
      store.transaction(async () => {
        const gone = new UserError(
          'That cell is gone: roles were given anew. Please open the session again.',
        );
        const found = await occurrenceOfCell(store, id);
        // Nobody is given a role while it is looked at who has which.
        const occurrence = found === undefined ? undefined : await holdOccurrence(store, found);
        if (occurrence?.community !== who.community) throw gone;
        const cell = (await readRolePlan(store, occurrence.id))?.cells.find((each) => each.id === id);
        if (!cell) throw gone;
        if (cell.holders.some(({ person, role }) => person === who.person && plays(role))) {
          throw new UserError(
            'You play in this cell yourself. You read everything with the others once it is revealed.',
          );
        }
        const played = playedIn(cases(), cell);
        if (!played) {
          throw new UserError(
            cell.caseId === undefined
              ? 'This cell has no case: they agree on a situation of their own.'
              : 'The course no longer has this case. Choose another for the cell.',
          );
        }
        if (await isToPlay(store, who, played.id, clock.now())) {
          throw new UserError(
            'You are to play this case yourself in a session that is coming. Let somebody else open it.',
          );
        }
        await markSeen(
          store,
          [who.identity],
          { caseId: played.id, part: 'all', occurrence: occurrence.id },
          clock.now(),
        );
        return played;
      }),
  };
}
