import { button, select } from '../chat/action.ts';
import { shorten } from '../chat/clean.ts';
import type { Context } from '../chat/context.ts';
import { pageOf, pick } from '../chat/pages.ts';
import { note, rows, turning, words } from '../chat/parts.ts';
import type { Button, Message, Part } from '../chat/reply.ts';
import { time } from '../chat/text.ts';
import { LEAST_PEOPLE, playedIn, type RolePlan } from './cell.ts';
import { factsAreOut } from './cell-held.ts';
import { mostCells } from './cell-proposal.ts';
import { factsAt } from './facts.ts';
import { showButton } from './list-cards.ts';
import { newsParts, occurrenceLine } from './occurrence-parts.ts';
import { isLater } from './reminder-times.ts';
import { pickCell } from './roles-cell-cards.ts';
import { LABEL, leadChoices, MOST_CHOICES } from './roles-choices.ts';
import { caseSaid, cellBlocks, cellPages } from './roles-parts.ts';
import { confirm, placeLate, propose, proposeMany, reopen, setLead, showPlan } from './roles-plan-actions.ts';
import { namesSaid, reasonsFor } from './roles-reasons.ts';
import { speakingFor } from './seat-context.ts';
import { hasBegun, isOver, type Occurrence, type Seat } from './session.ts';
import { turnsButton } from './turns-cards.ts';

/** All cells of a session, for who leads it. */

/** Pages of cells, and of those who have no role yet. */
interface At {
  readonly page: number;
  readonly late: number;
}
const FIRST: At = { page: 0, late: 0 };

/** For who leads the session: whoever calls has asked that. `said`: what was changed just now. */
export async function planCard(
  context: Context,
  occurrence: Occurrence,
  said?: string,
  at: At = FIRST,
): Promise<Message> {
  const { cells, sessions } = context.services.practice;
  const plan = await cells.plan(occurrence.id);
  const { seated } = await sessions.roster(occurrence);
  const now = context.clock.now();
  const open = occurrence.state === 'planned' && !isOver(occurrence, now);
  return {
    title: 'Who plays which role',
    parts: [
      ...(said === undefined ? [] : [words(said)]),
      words(...occurrenceLine(occurrence)),
      ...newsParts(occurrence, now),
      ...(plan
        ? await planParts(context, { occurrence, plan, seated: seated.length, open }, at)
        : emptyParts(occurrence, seated.length, open)),
    ],
  };
}

/** Before anything was proposed. */
function emptyParts(occurrence: Occurrence, seated: number, open: boolean): Part[] {
  const enough = seated >= LEAST_PEOPLE;
  return [
    words(
      `${seated === 1 ? '1 member has' : `${seated} members have`} a seat. `,
      enough
        ? 'I can propose who plays which role, so that turns come round fairly and nobody plays a case that they know.'
        : 'Three at least need one, for a mediator and two parties. Once they have joined, I can propose roles here.',
    ),
    ...rows([
      ...(enough && open
        ? [button(propose, { occurrence: occurrence.id }, 'Propose', { style: 'primary' })]
        : []),
      turnsButton(occurrence),
      showButton(occurrence, 'The session'),
    ]),
  ];
}

interface Planned {
  readonly occurrence: Occurrence;
  readonly plan: RolePlan;
  readonly seated: number;
  readonly open: boolean;
}

async function planParts(context: Context, planned: Planned, at: At): Promise<Part[]> {
  const { occurrence, plan, open } = planned;
  const { cases, cells } = context.services.practice;
  const { space } = await speakingFor(context, occurrence.id).who();
  const why = await reasons(context, occurrence, plan);
  const pages = cellPages(
    plan.cells.map((cell) => ({ cell, blocks: cellBlocks(cases, cell, space, why.get(cell.id) ?? []) })),
  );
  const shown = pick(pages, at.page);
  const late = open ? pageOf(await cells.unplaced(occurrence.id), at.late, MOST_CHOICES) : NOBODY;
  const goTo = (to: At, label: string) => button(showPlan, { occurrence: occurrence.id, ...to }, label);
  return [
    ...(await stateParts(context, planned)),
    ...shown.items.map(({ blocks }): Part => ({ kind: 'text', text: blocks })),
    ...(open
      ? [
          select(
            pickCell,
            {},
            'Change a cell',
            shown.items.map(({ cell }) => ({
              label: `Cell ${cell.number}: ${shorten(caseSaid(cases, cell), LABEL - 10)}`,
              value: cell.id,
            })),
          ),
          ...lateParts(occurrence, late.items),
          ...settingParts(planned, context.clock.now()),
        ]
      : []),
    ...rows([
      ...(open ? decisions(planned, context.clock.now()) : []),
      ...turning(shown.page, shown.pages, (page, label) => goTo({ page, late: late.page }, label)),
      ...(late.pages > 1
        ? [goTo({ page: shown.page, late: (late.page + 1) % late.pages }, 'Others without a role')]
        : []),
      turnsButton(occurrence),
      showButton(occurrence, 'The session'),
    ]),
    ...(shown.pages > 1
      ? [note(`${cellsSaid(plan.cells.length)}, page ${shown.page + 1} of ${shown.pages}.`)]
      : []),
  ];
}

const NOBODY = { items: [] as readonly Seat[], page: 0, pages: 1 };

export const cellsSaid = (count: number): string => (count === 1 ? '1 cell' : `${count} cells`);

/** Of each cell of a proposal, by its id; what is confirmed needs none. */
async function reasons(
  { services }: Context,
  { id, community }: Occurrence,
  { confirmed, cells }: RolePlan,
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (confirmed) return new Map();
  const { turns, roleWishes, cases } = services.practice;
  const grounds = {
    turns: await turns.of(community, { coming: true, except: id }),
    wishes: await roleWishes.of(id),
    seen: await services.practice.roleChecks.seen(
      community,
      cells.flatMap(({ holders }) => holders.map(({ person }) => person)),
    ),
  };
  return new Map(cells.map((cell) => [cell.id, reasonsFor(cell, playedIn(cases, cell), grounds)]));
}

/** Who sees it, and when everybody gets their facts. */
async function stateParts(context: Context, { occurrence, plan }: Planned): Promise<Part[]> {
  const at = factsAt(occurrence, plan);
  const coming = isLater(at, context.clock.now());
  if (!plan.confirmed) {
    return [
      words('A proposal. Nobody else sees this before you confirm.'),
      coming
        ? words('Once you confirm, everybody gets their facts ', time(at), '.')
        : words('Everybody gets their facts as soon as you confirm.'),
    ];
  }
  const since = words('Confirmed ', time(plan.confirmed), '. Everybody sees their own role.');
  if (coming) return [since, words('Facts go out ', time(at), '.')];
  const unreached = await context.services.practice.roleChecks.unreached(plan);
  return [
    since,
    words('Facts are out.'),
    ...(unreached.length === 0
      ? []
      : [
          words(
            `${namesSaid(unreached, MOST_NAMES)} cannot be written to directly: “Show me my facts” on their card of the session gives them.`,
          ),
        ]),
  ];
}

/** Of those who cannot be written to. */
const MOST_NAMES = 8;

/** Who has a seat and no role. */
const lateParts = ({ id }: Occurrence, late: readonly Seat[]): Part[] =>
  late.length === 0
    ? []
    : [
        select(
          placeLate,
          { occurrence: id },
          'Somebody came late: give them a place',
          late.map(({ name, person }) => ({ label: shorten(name, LABEL), value: person })),
        ),
      ];

function settingParts({ occurrence, plan, seated }: Planned, now: Temporal.Instant): Part[] {
  const most = Math.min(mostCells(seated), MOST_CHOICES);
  const settled = plan.confirmed !== undefined;
  return [
    ...(settled || most < 2
      ? []
      : [
          select(
            proposeMany,
            { occurrence: occurrence.id },
            'How many cells',
            Array.from({ length: most }, (_, index) => ({
              label: cellsSaid(index + 1),
              value: String(index + 1),
            })),
            String(plan.cells.length),
          ),
        ]),
    ...(factsAreOut({ occurrence, plan }, now)
      ? []
      : [select(setLead, { occurrence: occurrence.id }, 'When facts go out', leadChoices(), plan.factsLead)]),
  ];
}

function decisions({ occurrence, plan }: Planned, now: Temporal.Instant): Button[] {
  const here = { occurrence: occurrence.id };
  if (!plan.confirmed) {
    const [first] = plan.cells;
    return [
      ...(first ? [button(confirm, { cell: first.id }, 'Confirm', { style: 'primary' })] : []),
      button(propose, here, 'Propose anew'),
    ];
  }
  const settled = hasBegun(occurrence, now) || factsAreOut({ occurrence, plan }, now);
  return settled ? [] : [button(reopen, here, 'Take it back')];
}
