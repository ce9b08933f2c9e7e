import { cleanLine, shorten } from '../chat/clean.ts';
import { UserError } from '../chat/errors.ts';
import type { Outgoing } from '../chat/outgoing.ts';
import type { Request, Who } from '../chat/request.ts';
import { usage } from '../chat/text.ts';
import type { Cells } from './cells.ts';
import type { PracticeParts } from './practice.ts';
import type { Reminders } from './reminders.ts';
import { type Answer, isUnsettled, type Roster, rosterOf, seatOf } from './roster.ts';
import { changesOf, type Given, type SeatChange, withChanges } from './roster-answers.ts';
import { createOffers } from './roster-offers.ts';
import { createQueue } from './roster-queue.ts';
import { accountFor, occurrenceOfSeat, occurrencesOfPerson, writeSeats } from './roster-rows.ts';
import { isOver, type Occurrence, type Seat } from './session.ts';
import { holdOccurrence, readOccurrence, seatsIn } from './session-rows.ts';
import { showOccurrence } from './show.ts';

export type { Answer } from './roster.ts';

/** What became of an answer: the person's seat as it is now, and everyone's. */
export interface Answered {
  readonly occurrence: Occurrence;
  readonly roster: Roster;
  readonly seat: Seat;
}

export interface Rosters {
  /**
   * One seat a person, whichever of their accounts they use; the same answer again changes nothing. `join` also takes
   * an offered seat, `leave` also passes it on. Rejects with a UserError where it is over, cancelled or elsewhere. What
   * many answer at once is kept together, so never call it within a transaction.
   */
  answer(who: Who, name: string, occurrence: string, answer: Answer, outgoing: Outgoing): Promise<Answered>;
  /** Offers what is free to those who wait, in their order, and gives up offers whose time has passed. The occurrence is held. */
  offerFree(occurrence: Occurrence, outgoing: Outgoing): Promise<void>;
  /** A seat that is offered just now, for the message that says so. */
  offered(seat: string): Promise<Pick<Answered, 'occurrence' | 'seat'> | undefined>;
  /** Ids of the occurrences that a person comes to, may come to, or leads; over or not. */
  ownOf(who: Who): Promise<ReadonlySet<string>>;
  /** The asker's account in the community of an occurrence: a direct message does not say for which it is. */
  accountFor(request: Request, occurrence: string): Promise<Who | undefined>;
}

/** Of a member's name as it stands in the roster. */
const NAME = 80;

interface Asked extends Given {
  readonly outgoing: Outgoing;
}

export function createRosters(
  parts: PracticeParts & {
    readonly reminders: Pick<Reminders, 'joined' | 'plan'>;
    readonly cells: Pick<Cells, 'keepUp'>;
  },
): Rosters {
  const { store, clock, reminders, cells } = parts;
  const offerFree = createOffers(parts);

  const answerAll = (id: string, asked: readonly Asked[]): Promise<(Answered | UserError)[]> =>
    store.transaction(async () => {
      const occurrence = await holdOccurrence(store, id);
      const now = clock.now();
      const refused = refusal(occurrence, now);
      const [first] = asked;
      if (!occurrence || refused || !first) return asked.map(() => refused ?? gone());
      const { outgoing } = first;

      let seats = await seatsIn(store, id);
      let changes = new Map<string, SeatChange>();
      const seated = new Set<string>();
      const unsettled = () => isUnsettled(occurrence, rosterOf(occurrence, seats), now);
      // Whoever waits goes before whoever comes.
      const settle = async () => {
        await writeSeats(store, id, [...changes.values()], now);
        changes = new Map();
        if (unsettled()) await offerFree(occurrence, outgoing);
        seats = await seatsIn(store, id);
      };

      let changed = false;
      for (const each of asked) {
        if (each.who.community !== occurrence.community) continue;
        if (unsettled()) await settle();
        const theirs = changesOf(occurrence, seats, each);
        seats = withChanges(seats, theirs, each.who, now);
        for (const change of theirs) {
          changed = true;
          changes.set(change.identity, change);
          if (change.state === 'seated') seated.add(change.identity);
        }
      }
      if (changed) {
        await settle();
        await remind(
          occurrence,
          seats.filter(({ identity, state }) => state === 'seated' && seated.has(identity)),
          outgoing,
        );
        await cells.keepUp(occurrence, outgoing);
        await showOccurrence({ store, now }, occurrence, outgoing);
      }

      const roster = rosterOf(occurrence, seats);
      return asked.map(({ who }) => {
        const seat = who.community === occurrence.community ? seatOf(roster, who.person) : undefined;
        return seat ? { occurrence, roster, seat } : gone();
      });
    });

  async function remind(occurrence: Occurrence, joined: readonly Seat[], outgoing: Outgoing): Promise<void> {
    const [one, ...more] = joined;
    if (one && more.length === 0) await reminders.joined(occurrence, one.identity, outgoing);
    if (more.length > 0) await reminders.plan(occurrence, outgoing);
  }

  const answer = createQueue(answerAll);

  return {
    offerFree,
    ownOf: (who) => occurrencesOfPerson(store, who),
    accountFor: (request, occurrence) => accountFor(store, request, occurrence),
    answer: (who, name, id, given, outgoing) =>
      answer(id, { who, name: shorten(cleanLine(name), NAME), answer: given, outgoing }),

    async offered(id) {
      const found = await occurrenceOfSeat(store, id);
      const occurrence = found === undefined ? undefined : await readOccurrence(store, found);
      if (occurrence?.state !== 'planned') return undefined;
      const seat = (await seatsIn(store, occurrence.id)).find((each) => each.id === id);
      return seat?.state === 'offered' ? { occurrence, seat } : undefined;
    },
  };
}

/** Why nobody can answer any more; undefined where they can. */
function refusal(occurrence: Occurrence | undefined, now: Temporal.Instant): UserError | undefined {
  if (!occurrence) return gone();
  if (occurrence.state === 'cancelled') return refusing('That session was cancelled.');
  return isOver(occurrence, now) ? refusing('That session is over.') : undefined;
}

const refusing = (why: string): UserError =>
  new UserError(`${why} See which are coming: `, usage('practice list'));
const gone = (): UserError => refusing('That session is gone.');
