import { minutesInWords } from '../chat/duration.ts';
import { words } from '../chat/parts.ts';
import type { Part } from '../chat/reply.ts';
import type { SpaceId } from '../chat/request.ts';
import { type Inline, inlines, paragraph, strong, text, time } from '../chat/text.ts';
import { repeatInWords } from './repeat.ts';
import type { Roster } from './roster.ts';
import { hasBegun, isOver, type Occurrence, type Seat, type Session } from './session.ts';

/** An occurrence as it is shown. Its link is in none of these. */

/** `Shuttle mediation, Thursday 3 December …`: for lists and sentences; the time in every reader's own zone. */
export const occurrenceLine = ({ title, starts }: Pick<Occurrence, 'title' | 'starts'>): Inline[] => [
  strong(title),
  text(', '),
  time(starts),
];

/** When, and how long. */
export const timeWords = ({ starts, minutes }: Pick<Occurrence, 'starts' | 'minutes'>): Inline[] => [
  time(starts),
  text(`, ${minutesInWords(minutes)}`),
];

/** Where, without the link; undefined where nobody said. */
export function whereText({ place, link }: Pick<Occurrence, 'place' | 'link'>): string | undefined {
  const call = link === undefined ? [] : ['video call (the link is with those who have a seat)'];
  const where = [...(place === undefined ? [] : [place]), ...call];
  return where.length === 0 ? undefined : where.join('; ');
}

/** `4 of 6 seats taken, 1 offered, 2 waiting, 1 maybe`. */
export function seatsInWords(
  { seats }: Pick<Occurrence, 'seats'>,
  { seated, offered, waiting, maybe }: Roster,
): string {
  const taken =
    seats === undefined
      ? `${seated.length} coming`
      : `${seated.length} of ${seats} ${seats === 1 ? 'seat' : 'seats'} taken`;
  const more = [
    [offered.length, 'offered'],
    [waiting.length, 'waiting'],
    [maybe.length, 'maybe'],
  ] as const;
  return [taken, ...more.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`)].join(
    ', ',
  );
}

/** Most names in one line of a roster. */
const NAMES = 20;

/** Names in their order; only a member of the space where they are read can be pointed at, and nobody is pinged. */
function namesOf(seats: readonly Seat[], space: SpaceId): Inline[] {
  const names = seats
    .slice(0, NAMES)
    .flatMap(({ space: theirs, member, name }, index): Inline[] => [
      ...(index > 0 ? [text(', ')] : []),
      theirs === space ? { kind: 'member', id: member, name } : text(name),
    ]);
  const more = seats.length - NAMES;
  return more > 0 ? [...names, text(` and ${more} more`)] : names;
}

/** When, where, what about, and who comes; as it may stand in a channel of this space. */
export function factParts(occurrence: Occurrence, roster: Roster, space: SpaceId): Part[] {
  const { about } = occurrence;
  const where = whereText(occurrence);
  const lists: readonly (readonly [string, readonly Seat[]])[] = [
    ['Coming: ', roster.seated],
    ['Waiting, in this order: ', [...roster.offered, ...roster.waiting]],
    ['Maybe: ', roster.maybe],
  ];
  return [
    {
      kind: 'text',
      text: [
        paragraph(strong('When: '), ...timeWords(occurrence)),
        ...(where === undefined ? [] : [paragraph(strong('Where: '), where)]),
        ...(about === undefined ? [] : [paragraph(strong('About: '), about)]),
        paragraph(strong('Seats: '), seatsInWords(occurrence, roster)),
        ...lists
          .filter(([, seats]) => seats.length > 0)
          .map(([label, seats]) => paragraph(strong(label), ...namesOf(seats, space))),
      ],
    },
  ];
}

/** What everybody has to know first: that it is cancelled, over, or under way. */
export function newsParts(occurrence: Occurrence, now: Temporal.Instant): Part[] {
  const { state, reason } = occurrence;
  if (state === 'cancelled') {
    return [words(strong('Cancelled.'), reason === undefined ? '' : ` ${reason}`)];
  }
  if (isOver(occurrence, now)) return [words(strong('This session is over.'))];
  return hasBegun(occurrence, now) ? [words(strong('It has begun.'))] : [];
}

/** The way into the video call: only for who has a seat, and who leads. */
export const linkParts = ({ link }: Pick<Occurrence, 'link'>): Part[] =>
  link === undefined
    ? []
    : [
        words(
          'Video call: ',
          { kind: 'link', url: link, children: inlines([link]) },
          '. Please keep it to yourself.',
        ),
      ];

/** How often a session is, as its organiser counts days; undefined where it is once. */
export const repeatWords = (session: Pick<Session, 'rule' | 'starts'> | undefined): string | undefined =>
  session?.rule === undefined
    ? undefined
    : `Repeats ${repeatInWords(session.rule, session.starts)}, by the organiser’s calendar.`;
