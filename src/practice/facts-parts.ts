import { minutesInWords } from '../chat/duration.ts';
import { readMarkdown } from '../chat/markdown.ts';
import { note } from '../chat/parts.ts';
import type { Part } from '../chat/reply.ts';
import type { SpaceId } from '../chat/request.ts';
import { type Inline, paragraph, type RichText, strong, text } from '../chat/text.ts';
import type { Case } from '../course/course.ts';
import { type Cell, type RoleHolder, roleName } from './cell.ts';
import { fold, headed, ROOM, sizeOf } from './facts-size.ts';
import { timeWords, whereText } from './occurrence-parts.ts';
import type { Occurrence } from './session.ts';

/** What a holder of a role reads. The link is in none of it. */

/** Of a holder's facts, what they read. */
export interface FactsRead {
  readonly occurrence: Pick<Occurrence, 'id' | 'title' | 'starts' | 'minutes' | 'place' | 'link'>;
  readonly plan: { readonly cells: readonly unknown[] };
  readonly cell: Pick<Cell, 'id' | 'number' | 'caseId'> & { readonly holders: readonly NamedHolder[] };
  readonly holder: NamedHolder;
  /** Undefined: a situation of their own, or the course has lost the case. */
  readonly played: Case | undefined;
}

type NamedHolder = Pick<RoleHolder, 'id' | 'role' | 'space' | 'member' | 'name'>;

/** Most others of a cell by name; the cell's own card has all. */
const NAMES = 12;

/**
 * For the holder alone, as pages of which each fits into one message. The general facts and their own stand on the
 * first, as long as they fit on one at all, and a caution before them; what else there is gives way.
 */
export function factPages(facts: FactsRead, space: SpaceId): readonly RichText[] {
  const { played } = facts;
  const { when, where, you, others } = headOf(facts, space);
  const caution = played?.caution === undefined ? [] : cautionText(played.caution);
  const setting = played ? [paragraph(strong('Where it takes place: '), played.setting)] : [];
  const general = played ? headed(played.title, ...readMarkdown(played.general)) : unplayed(facts);
  const own = ownText(facts);
  const more = [...moreTexts(facts), ...(played ? [timing(played)] : [])];
  const shorter = caution.length === 0 ? [] : [[when, you, LATER_CAUTION, general, own]];
  const layouts = [
    [when, where, you, others, caution, setting, general, own, ...more],
    [when, where, you, others, caution, general, own],
    [when, you, caution, general, own],
    ...shorter,
  ];
  const all = [when, you, caution, general, own, where, others, setting, ...more];
  const first = layouts.find((texts) => sizeOf(texts.flat()) <= ROOM);
  if (!first) return fold(all);
  return [first.flat(), ...fold(all.filter((each) => !first.includes(each)))];
}

function headOf({ occurrence, plan, cell, holder, played }: FactsRead, space: SpaceId) {
  const place = whereText(occurrence);
  const all = cell.holders.filter(({ id }) => id !== holder.id);
  const more = all.length - NAMES;
  const named = all
    .slice(0, NAMES)
    .flatMap((each, index): Inline[] => [
      ...(index > 0 ? [text(', ')] : []),
      ...nameOf(each, space),
      text(` (${roleName(played, each.role)})`),
    ]);
  const cells = plan.cells.length;
  return {
    when: [paragraph(strong('When: '), ...timeWords(occurrence))],
    where: place === undefined ? [] : [paragraph(strong('Where: '), place)],
    you: [
      paragraph(
        strong('You are: '),
        roleName(played, holder.role),
        cells > 1 ? `, in cell ${cell.number} of ${cells}` : '',
      ),
    ],
    others:
      all.length === 0
        ? []
        : [paragraph(strong('With you: '), ...named, more > 0 ? ` and ${more} more` : '')],
  } satisfies Record<string, RichText>;
}

/** Only a member of the space where it is read can be pointed at. */
export const nameOf = ({ space: theirs, member, name }: NamedHolder, space: SpaceId): Inline[] => [
  theirs === space ? { kind: 'member', id: member, name } : text(name),
];

const cautionText = (caution: string): RichText => [paragraph(strong('Before you read: '), caution)];

const LATER_CAUTION: RichText = [
  paragraph(
    strong('Before you read: '),
    'its subject may weigh on somebody. A caution stands on the next page.',
  ),
];

function unplayed({ cell }: FactsRead): RichText {
  return cell.caseId === undefined
    ? [
        paragraph(
          'Your cell has no case. Agree on a situation of your own: invented, or changed so that nothing in it leads to real people.',
        ),
      ]
    : [
        paragraph(
          'The course no longer has the case that was chosen. Who leads the session can choose another.',
        ),
      ];
}

function ownText({ played, holder }: FactsRead): RichText {
  const own = played?.confidential.get(holder.role);
  return own === undefined ? [] : headed('For you alone', ...readMarkdown(own));
}

/** What mediators and coaches have beside the facts. */
function moreTexts({ played, holder: { role } }: FactsRead): RichText[] {
  const plan = role === 'mediator' || role === 'co-mediator' ? played?.caucusPlan : undefined;
  return [
    ...(plan === undefined ? [] : [headed('Your caucus plan', ...readMarkdown(plan))]),
    ...(played && role === 'coach' ? [noticesText(played)] : []),
  ];
}

export const noticesText = ({ notices }: Case): RichText =>
  headed('What the mediator should notice', {
    kind: 'list',
    ordered: false,
    items: notices.map(readMarkdown),
  });

const timing = ({ minutes: { preparation, mediation, debrief } }: Case): RichText => [
  paragraph(
    strong('How long: '),
    `${minutesInWords(preparation)} to prepare, ${minutesInWords(mediation)} of mediation, ${minutesInWords(debrief)} of debrief.`,
  ),
];

/** Below every page of facts. */
export const keepNote = (page: number, pages: number): Part =>
  note(pages > 1 ? `Page ${page + 1} of ${pages}. ` : '', 'Please keep it to yourself until the debrief.');
