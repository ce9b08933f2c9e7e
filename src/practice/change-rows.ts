import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { UserError } from '../chat/errors.ts';
import { usage } from '../chat/text.ts';
import type { Store } from '../store/store.ts';
import { changedFacts, type Edit, type Facts, factsOf } from './change-facts.ts';
import type { Retimed } from './change-times.ts';
import { isOver, type Occurrence, type Seat, type Session } from './session.ts';
import { occurrencesOf, readOccurrence, readSession } from './session-rows.ts';

/** What a change reads and writes. Everything here is part of the transaction under way. */

export interface Held {
  readonly session: Session;
  readonly occurrence: Occurrence;
  /** It and those that follow by their original time, cancelled ones too. */
  readonly slots: readonly Occurrence[];
  readonly before: readonly Occurrence[];
}

/** Holds a session, then its occurrences. Rejects with a UserError where there is nothing to change any more. */
export async function holdAll(store: Store, id: string, now: Temporal.Instant): Promise<Held> {
  const found = await readOccurrence(store, id);
  if (!found) throw gone();
  const { session: sessionId } = found;
  const tables = [
    { table: 'practice_session', column: 'id' },
    { table: 'practice_occurrence', column: 'session_id' },
  ];
  for (const { table, column } of tables) {
    await sql`select id from ${sql.table(table)} where ${sql.ref(column)} = ${sessionId}
      order by id for no key update`.execute(store.db);
  }
  const session = await readSession(store, sessionId);
  const made = await occurrencesOf(store, sessionId);
  const occurrence = made.find((each) => each.id === id);
  if (!session || !occurrence) throw gone();
  checkOpen(occurrence, now);
  const follows = ({ original }: Occurrence): boolean =>
    Temporal.PlainDateTime.compare(original, occurrence.original) >= 0;
  return { session, occurrence, slots: made.filter(follows), before: made.filter((each) => !follows(each)) };
}

/** Throws a UserError where an occurrence cannot be changed any more. */
export function checkOpen(occurrence: Occurrence, now: Temporal.Instant): void {
  if (occurrence.state === 'cancelled') {
    throw new UserError(
      'That session is cancelled, so it cannot be changed. Open another: ',
      usage('practice create'),
    );
  }
  if (isOver(occurrence, now)) {
    throw new UserError(
      'That session is over, so it cannot be changed. See which are coming: ',
      usage('practice list'),
    );
  }
}

const gone = (): UserError =>
  new UserError('That session is gone. See which are coming: ', usage('practice list'));

const nullable = <T>(value: T | undefined): T | null => value ?? null;

/** What later occurrences will be. */
export async function writeSession(
  { db }: Store,
  { id }: Session,
  { title, about, place, link, seats, minutes }: Edit,
  times: Retimed | undefined,
): Promise<void> {
  const wishes = {
    ...(title !== undefined && { title }),
    ...(about !== undefined && { about }),
    ...(place !== undefined && { place }),
    ...(link !== undefined && { link }),
    ...(seats !== undefined && { seats }),
    ...(minutes !== undefined && { minutes }),
    ...(times && {
      starts: wallText(times.timing.starts),
      rule: nullable(times.timing.rule),
      left_out: JSON.stringify(times.timing.leftOut),
    }),
  };
  if (Object.keys(wishes).length === 0) return;
  await db.updateTable('practice_session').set(wishes).where('id', '=', id).execute();
}

const wallText = (wall: Temporal.PlainDateTime): string => wall.toString({ smallestUnit: 'minute' });

/**
 * Gives each its new original time. Those without one take no place in the rule any more: they are put before all of
 * its times, so that a rule that goes on again later does not pass over their days.
 */
export async function writeOriginals(
  { db }: Store,
  { slots, before }: Held,
  times: readonly (Temporal.PlainDateTime | undefined)[],
): Promise<void> {
  const [earliest] = [...before, ...slots];
  if (!earliest) return;
  let free = earliest.original;
  const originals = slots.map((_slot, index) => {
    const time = times[index];
    if (!time) free = free.subtract({ minutes: 1 });
    return wallText(time ?? free);
  });
  const taken = before.find(({ original }) => originals.includes(wallText(original)));
  if (taken) {
    throw new UserError('Another one of this session has that time already. Please choose another time.');
  }
  const ids = slots.map(({ id }) => id);
  // In two steps, since one may get the time that another still has.
  await db
    .updateTable('practice_occurrence')
    .set({ original: sql`'moving ' || id` })
    .where('id', 'in', ids)
    .execute();
  for (const [index, id] of ids.entries()) {
    await db
      .updateTable('practice_occurrence')
      .set({ original: originals[index] ?? '' })
      .where('id', '=', id)
      .execute();
  }
}

/** One occurrence as it was and as it is to be. */
export interface Step {
  readonly before: Occurrence;
  readonly after: Occurrence;
}

/** What an occurrence was before a change, and which change it had before. */
export interface Before extends Facts {
  readonly previous: string | null;
}

/** Whether somebody is to be told. */
const isTold = ({ before, after }: Step): boolean =>
  before.state !== after.state || changedFacts(factsOf(before), factsOf(after)).length > 0;

/** Writes occurrences; the id of the change and what it told of, undefined where there is nothing to tell. */
export async function writeSteps(
  store: Store,
  session: Session,
  steps: readonly Step[],
  { reason, now }: { readonly reason?: string | undefined; readonly now: Temporal.Instant },
): Promise<{ readonly id: string; readonly told: readonly Step[] } | undefined> {
  const told = steps.filter(isTold);
  const id = randomUUID();
  if (told.length > 0) {
    const before = Object.fromEntries(
      told.map(({ before: was }): [string, Before] => [
        was.id,
        { ...factsOf(was), previous: nullable(was.change) },
      ]),
    );
    const kind = told.every(({ after }) => after.state === 'cancelled') ? 'cancelled' : 'edited';
    await store.db
      .insertInto('practice_change')
      .values({
        ...{ id, session_id: session.id, kind, reason: nullable(reason) },
        ...{ before: JSON.stringify(before), made_at: now.toString() },
      })
      .execute();
  }
  for (const step of steps) {
    await writeStep(store, step, isTold(step) ? id : undefined, now);
  }
  return told.length > 0 ? { id, told } : undefined;
}

async function writeStep(
  store: Store,
  { before, after }: Step,
  change: string | undefined,
  now: Temporal.Instant,
): Promise<void> {
  const moved = !after.starts.equals(before.starts);
  await store.db
    .updateTable('practice_occurrence')
    .set({
      ...{ title: after.title, minutes: after.minutes, starts_at: after.starts.toString() },
      ...{ about: nullable(after.about), place: nullable(after.place), link: nullable(after.link) },
      ...{ seats: nullable(after.seats), state: after.state, reason: nullable(after.reason) },
      ...(change !== undefined && { change_id: change, sequence: before.sequence + 1 }),
      // Lead times that have gone by are not made up for.
      ...(moved && { reminded_until: now.toString() }),
    })
    .where('id', '=', after.id)
    .execute();
}

/** Offers for which a new start leaves no time are taken back, and their members wait on in their place. */
export async function takeBackOffers(
  { db }: Store,
  seats: readonly Seat[],
  now: Temporal.Instant,
): Promise<void> {
  if (seats.length === 0) return;
  await db
    .updateTable('practice_seat')
    .set({ state: 'waiting', offered_until: null, since: now.toString() })
    .where(
      'id',
      'in',
      seats.map(({ id }) => id),
    )
    .execute();
}

/** No more times after a day, or none at all. */
export async function endSession(
  { db }: Store,
  { id }: Session,
  { rule, cancelled }: { readonly rule: string | undefined; readonly cancelled: boolean },
): Promise<void> {
  await db
    .updateTable('practice_session')
    .set({ ...(rule !== undefined && { rule }), ...(cancelled && { state: 'cancelled' as const }) })
    .where('id', '=', id)
    .execute();
}
