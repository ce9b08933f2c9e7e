import { z } from 'zod';
import { button, defineAction } from '../chat/action.ts';
import type { Context } from '../chat/context.ts';
import { pack, pick } from '../chat/pages.ts';
import { note, rows, turning, words } from '../chat/parts.ts';
import type { ActionButton, Message } from '../chat/reply.ts';
import { plainText } from '../chat/text.ts';
import { ledOccurrence } from './lead.ts';
import { occurrenceLine } from './occurrence-parts.ts';
import { rolesButton } from './roles-cards.ts';
import { speakingFor } from './seat-context.ts';
import type { Occurrence } from './session.ts';
import { turnsFile } from './turns-file.ts';
import { notYetWords, type TurnLine, turnLine, turnLines } from './turns-parts.ts';

/** Who had which role how often, for who leads a session; every click asks anew whether they do. */

const PER_PAGE = 15;
/** Characters of a page's lines: fewer of them where names are long. */
const PAGE_TEXT = 1_800;

const show = defineAction({
  name: 'practice.turns',
  state: z.object({ occurrence: z.uuid(), page: z.int().min(0) }),
  answer: 'private',
  run: async (context) => {
    const { occurrence, page } = context.state;
    return turnsCard(context, await ledOccurrence(context, occurrence), page);
  },
});

const file = defineAction({
  name: 'practice.turns-file',
  state: z.object({ occurrence: z.uuid() }),
  answer: 'beside',
  run: async (context) => {
    const occurrence = await ledOccurrence(context, context.state.occurrence);
    return {
      title: 'Turns so far, as a file',
      parts: [turnsFile(await linesFor(context, occurrence)), note(WHO_SEES)],
    };
  },
});

const WHO_SEES = 'Only those who lead sessions see this.';
const WHAT_COUNTS =
  'Whose turn to mediate is next stands first. What was confirmed and took place counts, not for who was corrected to “not there”. An even share: a fifth of a turn where five came and one of them mediated. ';

/** Over all sessions of the community. */
async function linesFor({ services }: Context, occurrence: Occurrence): Promise<TurnLine[]> {
  const { sessions, turns } = services.practice;
  const { seated } = await sessions.roster(occurrence);
  const past = await turns.of(occurrence.community, { coming: false });
  return turnLines(seated, past, await turns.of(occurrence.community, { coming: true }));
}

async function turnsCard(context: Context, occurrence: Occurrence, wanted: number): Promise<Message> {
  const { space } = await speakingFor(context, occurrence.id).who();
  const lines = await linesFor(context, occurrence);
  const numbered = lines.map((line, index) => turnLine(line, index + 1, space));
  const size = (line: (typeof numbered)[number]) => Math.max(PAGE_TEXT / PER_PAGE, plainText([line]).length);
  const { items, page, pages } = pick(pack(numbered, size, PAGE_TEXT), wanted);
  const here = { occurrence: occurrence.id };
  return {
    title: 'Turns so far',
    parts: [
      words('All sessions here, and everybody who has a seat in ', ...occurrenceLine(occurrence), '.'),
      ...(items.length === 0
        ? [words('Nobody has had a role yet, and nobody has a seat in this session.')]
        : [
            ...(page === 0 ? [words(...notYetWords(lines, space))] : []),
            { kind: 'text' as const, text: items },
          ]),
      ...rows([
        ...turning(page, pages, (to, label) => button(show, { ...here, page: to }, label)),
        ...(items.length > 0 ? [button(file, here, 'As a file')] : []),
        rolesButton(occurrence),
      ]),
      note(pages > 1 ? `Page ${page + 1} of ${pages}. ` : '', WHAT_COUNTS, WHO_SEES),
    ],
  };
}

export const turnsButton = ({ id }: Pick<Occurrence, 'id'>): ActionButton =>
  button(show, { occurrence: id, page: 0 }, 'Turns so far');

export const turnsActions = [show, file];
