import { z } from 'zod';
import { button, defineAction } from '../chat/action.ts';
import { defineForm, openForm } from '../chat/form.ts';
import { option } from '../chat/option.ts';
import { pack, pick } from '../chat/pages.ts';
import { note, rows, turning, words } from '../chat/parts.ts';
import type { PostContext } from '../chat/post.ts';
import type { Button, Message, Part } from '../chat/reply.ts';
import { bullets, paragraph, strong, text } from '../chat/text.ts';
import type { RoleHolder } from './cell.ts';
import { cellButton, cellCard, type HolderSubject } from './cell-cards.ts';
import { speakingInCell } from './cell-context.ts';
import type { CellPlace } from './cell-place.ts';
import { sizeOf } from './facts-size.ts';
import type { Feedback } from './feedback.ts';
import { ANSWERS, answersInWords, answersOf, ratingsOf, SKILLS } from './skills.ts';

/** Feedback on a mediator’s skills: from those in the cell, to the mediator and the coach alone. */

const WORDS = 1000;
export const WHO_READS =
  'What you say about the mediator is read by the mediator and the coach of this cell, with your name, and by nobody else.';

const rated = ({ name, asks }: (typeof SKILLS)[number]) =>
  option.choice({ label: name, description: asks, choices: ANSWERS, required: true });

const [listening, impartiality, process, interests] = SKILLS;

const form = defineForm({
  name: 'practice.feedback',
  title: 'Feedback',
  // Of the mediator the holding: should another mediate by then, it is not theirs.
  state: z.object({ cell: z.uuid(), mediator: z.uuid() }),
  fields: {
    listening: rated(listening),
    impartiality: rated(impartiality),
    process: rated(process),
    interests: rated(interests),
    words: option.text({
      label: 'What did you see or hear?',
      description: 'Only the mediator and the coach read this form, with your name',
      lines: 'many',
      max: WORDS,
    }),
  },
  answer: 'private',
  run: async (context) => {
    const { cell, mediator } = context.state;
    const { words: said, ...answers } = context.values;
    const who = await (await speakingInCell(context, cell)).who();
    await context.services.practice.debriefs.give(
      who,
      cell,
      { ratings: ratingsOf(answers), words: said, mediator },
      context,
    );
    return cellCard(context, cell, `Thank you. ${WHO_READS} You can change it while the debrief is open.`);
  },
});

const open = defineAction({
  name: 'practice.feedback-open',
  state: z.object({ cell: z.uuid() }),
  answer: 'form',
  run: async (context) => {
    const { cell } = context.state;
    const who = await (await speakingInCell(context, cell)).who();
    const { mediator, own } = await context.services.practice.debriefs.given(who, cell);
    return openForm(
      form,
      { cell, mediator: mediator.id },
      own ? { ...answersOf(own.ratings), ...(own.words === undefined ? {} : { words: own.words }) } : {},
    );
  },
});

/** For who is in the cell while the facts are open; nobody gives feedback to themself. */
export const giveButtons = ({ cell }: CellPlace, { person }: RoleHolder): Button[] => {
  const mediator = cell.holders.find(({ role }) => role === 'mediator');
  return mediator && mediator.person !== person
    ? [button(open, { cell: cell.id }, 'Feedback for the mediator')]
    : [];
};

/** Room for a page’s words; the counts stand above them. */
const PAGE = 2800;

const got = defineAction({
  name: 'practice.feedback-got',
  state: z.object({ cell: z.uuid(), page: z.int().min(0) }),
  answer: 'private',
  run: async (context): Promise<Message> => {
    const { cell, page: wanted } = context.state;
    const who = await (await speakingInCell(context, cell)).who();
    const all = await context.services.practice.debriefs.feedback(who, cell);
    const said = all.flatMap(({ name, words: theirs }) =>
      theirs === undefined ? [] : [[paragraph(strong(name), `: ${theirs}`)]],
    );
    const { items, page, pages } = pick(pack(said, sizeOf, PAGE), wanted);
    return {
      title: 'Feedback for the mediator',
      parts: [
        ...countParts(all),
        ...items.map((body) => ({ kind: 'text' as const, text: body })),
        ...rows([
          ...turning(page, pages, (to, label) => button(got, { cell, page: to }, label)),
          cellButton({ id: cell }),
        ]),
        note('Only the mediator and the coach of this cell can read this.'),
      ],
    };
  },
});

function countParts(all: readonly Feedback[]): Part[] {
  if (all.length === 0) return [words('Nobody has given feedback yet.')];
  const from = all.length === 1 ? '1 person' : `${all.length} people`;
  const ratings = all.map((each) => each.ratings);
  const lines = SKILLS.map(({ id, name }) => [strong(`${name}: `), text(answersInWords(ratings, id))]);
  return [words(`From ${from}, and how many said what:`), { kind: 'text', text: [bullets(lines)] }];
}

/** For the mediator, for ever; for the coach while the facts are open. */
export function gotButtons({ cell }: CellPlace, { role }: RoleHolder, isOpen: boolean): Button[] {
  const label =
    role === 'mediator'
      ? 'Feedback I got'
      : role === 'coach' && isOpen
        ? 'Feedback the mediator got'
        : undefined;
  return label === undefined ? [] : [button(got, { cell: cell.id, page: 0 }, label)];
}

/** To the mediator, when the first feedback comes. */
export async function feedbackMessage({
  subject,
  services,
}: PostContext<HolderSubject>): Promise<Message | undefined> {
  const place = await services.practice.debriefs.ofHolder(subject.holder);
  if (place?.holder.role !== 'mediator') return undefined;
  return {
    title: 'Feedback has come for you',
    discreet: true,
    parts: [
      words(
        strong(place.occurrence.title),
        ': somebody in your cell has given you feedback. More may come; I write only once. It stays here for you.',
      ),
      ...rows([...gotButtons(place, place.holder, true), cellButton(place.cell)]),
    ],
  };
}

export const feedbackActions = [open, got];
export const feedbackForms = [form];
