import type { SpaceId } from '../chat/request.ts';
import { type Block, type Inline, paragraph, strong, text } from '../chat/text.ts';
import { ROLE_KINDS, type RoleKind } from './cell.ts';
import { owed, type PastTurns, turnsOf } from './cell-turns.ts';
import type { Seat } from './session.ts';
import type { MemberTurns, OwnTurn } from './turns.ts';

/** Who had which role how often, in words and in the order of whose turn it is. */

type TurnsByPerson = ReadonlyMap<string, MemberTurns>;

/** What one person did so far. */
export interface TurnLine {
  readonly name: string;
  /** Of the occurrence that is looked at. */
  readonly seat: Seat | undefined;
  /** Undefined: no role so far. */
  readonly past: MemberTurns | undefined;
  /** How often they are to mediate in what is confirmed and still to come. */
  readonly coming: number;
}

/**
 * Everybody who ever had a role, or has a seat; whose turn to mediate is next first. `all`: with what is confirmed and
 * still to come.
 */
export function turnLines(seated: readonly Seat[], past: TurnsByPerson, all: TurnsByPerson): TurnLine[] {
  const seats = new Map(seated.map((seat) => [seat.person, seat]));
  return [...new Set([...seats.keys(), ...all.keys()])]
    .map((person) => ({
      name: seats.get(person)?.name ?? all.get(person)?.name ?? '',
      seat: seats.get(person),
      past: past.get(person),
      all: all.get(person),
      coming: (all.get(person)?.counts.mediator ?? 0) - (past.get(person)?.counts.mediator ?? 0),
    }))
    .toSorted(
      (a, b) =>
        owed(b.all, 'mediator') - owed(a.all, 'mediator') ||
        (b.all?.came ?? 0) - (a.all?.came ?? 0) ||
        a.name.localeCompare(b.name, 'en'),
    )
    .map(({ all: _, ...line }) => line);
}

const hasMediated = ({ past }: TurnLine): boolean => (past?.counts.mediator ?? 0) > 0;

const timesSaid = (count: number): string => (count === 1 ? 'once' : `${count} times`);

const cameSaid = ({ past }: TurnLine): string => (past ? `came ${timesSaid(past.came)}` : 'no role so far');

/** Only a member of the space where it is read can be pointed at. */
const nameOf = ({ seat, name }: TurnLine, space: SpaceId): Inline =>
  seat?.space === space ? { kind: 'member', id: seat.member, name } : text(name);

/** Most names in one sentence. */
const NAMES = 10;

/** “Not mediated yet: …”, or that everybody has. */
export function notYetWords(lines: readonly TurnLine[], space: SpaceId): Inline[] {
  const notYet = lines.filter((line) => !hasMediated(line));
  if (notYet.length === 0) return [text('Everybody here has mediated.')];
  const named = notYet
    .slice(0, NAMES)
    .flatMap((line, index): Inline[] => [
      ...(index > 0 ? [text(', ')] : []),
      nameOf(line, space),
      text(` (${cameSaid(line)}${line.coming > 0 ? ', has a turn coming' : ''})`),
    ]);
  const more = notYet.length - NAMES;
  return [strong('Not mediated yet: '), ...named, text(more > 0 ? ` and ${more} more.` : '.')];
}

/** `mediator 2, party 3`; '' where there is none. */
const countsInWords = (counts: PastTurns['counts'], kinds: readonly RoleKind[]): string =>
  kinds
    .filter((kind) => counts[kind] > 0)
    .map((kind) => `${kind} ${counts[kind]}`)
    .join(', ');

/** Of one's own roles, what is over: the same; undefined where nothing is. */
export function ownTurnsInWords(turns: Iterable<OwnTurn>): string | undefined {
  const person = 'me';
  const past = [...turns].filter(({ over }) => over);
  const mine = turnsOf(past.map(({ kind }) => ({ people: [{ person, kind }] }))).get(person);
  return mine && countsInWords(mine.counts, ROLE_KINDS);
}

/** One decimal: `1.4`. */
export const shareInWords = (share: number): string => share.toFixed(1);

const mediatedSaid = ({ counts, shares }: MemberTurns): string => {
  const often = counts.mediator === 0 ? 'not mediated yet' : `mediated ${timesSaid(counts.mediator)}`;
  return `, ${often} (even share ${shareInWords(shares.mediator)})`;
};

/** `1. Ana: came 6 times, mediated once (even share 1.4), party 3`. */
export function turnLine(line: TurnLine, number: number, space: SpaceId): Block {
  const { past, coming } = line;
  const beside = ROLE_KINDS.filter((kind) => kind !== 'mediator');
  const others = past ? countsInWords(past.counts, beside) : '';
  return paragraph(
    `${number}. `,
    nameOf(line, space),
    `: ${cameSaid(line)}${past ? mediatedSaid(past) : ''}`,
    coming > 0 ? `, to mediate ${timesSaid(coming)} soon` : '',
    others === '' ? '' : `, ${others}`,
  );
}
