import { z } from 'zod';
import { button, defineAction, select } from '../chat/action.ts';
import { shorten } from '../chat/clean.ts';
import type { Context } from '../chat/context.ts';
import { defineJob } from '../chat/job.ts';
import { pageOf } from '../chat/pages.ts';
import { rows, turning } from '../chat/parts.ts';
import { definePost } from '../chat/post.ts';
import type { ActionButton, Message, Part } from '../chat/reply.ts';
import type { SpaceId } from '../chat/request.ts';
import { askForCaseFile, caseFileCard } from './case-file-cards.ts';
import { type Cell, ROLE_WISHES, type RoleWish } from './cell.ts';
import { cellButton } from './cell-cards.ts';
import { type FactsRead, factPages, keepNote } from './facts-parts.ts';
import { leaveButton } from './reminder-cards.ts';
import { speakingFor } from './seat-context.ts';
import type { Occurrence } from './session.ts';
import { wishCard } from './wish-cards.ts';

/** Facts of a case, to those who may read them. The actions stand here, since modules of cards import each other. */

const where = z.object({ occurrence: z.uuid(), page: z.int().min(0) });

/** Beside what was clicked: in a direct message, what takes its place would stay there. */
const own = defineAction({
  name: 'practice.facts',
  state: where,
  answer: 'beside',
  run: (context) => ownFactsCard(context, context.state.occurrence, context.state.page),
});

const turn = defineAction({
  name: 'practice.facts-page',
  state: where,
  answer: 'private',
  run: (context) => ownFactsCard(context, context.state.occurrence, context.state.page),
});

const from = ({ id }: Pick<Occurrence, 'id'>, page: number, label: string): ActionButton =>
  button(own, { occurrence: id, page }, label);

/** Gives the asker the facts of the role that they hold, to them alone. */
export const factsButton = (occurrence: Pick<Occurrence, 'id'>): ActionButton =>
  from(occurrence, 0, 'Show me my facts');

const titleOf = ({ title }: Pick<Occurrence, 'title'>): string => `Your part in ${shorten(title, 100)}`;

async function ownFactsCard(context: Context, id: string, wanted: number): Promise<Message> {
  const who = await speakingFor(context, id).who();
  const facts = await context.services.practice.facts.own(who, id);
  return factsCard(facts, who.space, wanted);
}

/** One page of a holder's facts, for them alone. */
export function factsCard(facts: FactsRead, space: SpaceId, wanted: number): Message {
  const { items, page, pages } = pageOf(factPages(facts, space), wanted, 1);
  const { occurrence, cell } = facts;
  return {
    title: titleOf(occurrence),
    discreet: true,
    parts: [
      ...items.map((text): Part => ({ kind: 'text', text })),
      ...rows([
        ...turning(page, pages, (to, label) => button(turn, { occurrence: occurrence.id, page: to }, label)),
        cellButton(cell),
      ]),
      keepNote(page, pages),
    ],
  };
}

/** To a holder, when facts go out. Neither its title nor its notification says anything of the role or the case. */
export const factsPost = definePost({
  name: 'practice.facts',
  subject: z.object({ holder: z.uuid() }),
  make: async ({ subject, space, services }) => {
    const facts = await services.practice.facts.ofHolder(subject.holder);
    if (!facts) return undefined;
    const { occurrence, cell, quiet } = facts;
    const [first = [], ...more] = factPages(facts, space);
    return {
      title: titleOf(occurrence),
      silent: quiet,
      discreet: true,
      parts: [
        { kind: 'text', text: first },
        ...rows([
          ...(more.length > 0 ? [from(occurrence, 1, 'Read on')] : []),
          factsButton(occurrence),
          cellButton(cell),
          leaveButton(occurrence),
        ]),
        keepNote(0, 1 + more.length),
      ],
    };
  },
});

export const factsKey = (occurrence: string): string => `practice.facts:${occurrence}`;

export const factsJob = defineJob({
  name: 'practice.facts-out',
  says: 'confidential facts go out',
  subject: z.object({ occurrence: z.uuid() }),
  // However late: it is looked at then whether the session is over.
  lateWithin: 366 * 24 * 60,
  run: ({ subject, services, ...outgoing }) => services.practice.facts.send(subject.occurrence, outgoing),
});

const ask = defineAction({
  name: 'practice.case-file',
  state: z.object({ cell: z.uuid() }),
  answer: 'private',
  audience: 'facilitator',
  run: (context) => askForCaseFile(context.state.cell),
});

/** For facilitators: asks first, since whoever opens it has seen the case. */
export const caseFileButton = ({ id }: Pick<Cell, 'id'>): ActionButton =>
  button(ask, { cell: id }, 'Open the case file');

const open = defineAction({
  name: 'practice.case-file-open',
  state: z.object({ cell: z.uuid(), page: z.int().min(0) }),
  answer: 'private',
  audience: 'facilitator',
  run: (context) => caseFileCard(context, context.state.cell, context.state.page),
});

/** To one page of it; every page asks anew who may read it. */
export const caseFilePage = (
  cell: string,
  page: number,
  label: string,
  style: 'primary' | 'plain' = 'plain',
): ActionButton => button(open, { cell, page }, label, { style });

const wish = defineAction({
  name: 'practice.role-wish',
  state: z.object({ occurrence: z.uuid() }),
  answer: 'private',
  run: async (context) => {
    const wished = ROLE_WISHES.find((each) => each === context.values[0]);
    return wishCard(context, context.state.occurrence, wished);
  },
});

const NO_WISH = 'none';

/** What somebody with a seat would like to do. */
export const wishSelect = (
  { id }: Pick<Occurrence, 'id'>,
  labels: Readonly<Record<RoleWish, string>>,
  wished: RoleWish | undefined,
): Part =>
  select(
    wish,
    { occurrence: id },
    'What I would like to do',
    [{ label: 'No wish', value: NO_WISH }, ...ROLE_WISHES.map((value) => ({ label: labels[value], value }))],
    wished ?? NO_WISH,
  );

export const factsActions = [own, turn, ask, open, wish];
export const factsPosts = [factsPost];
export const factsJobs = [factsJob];
