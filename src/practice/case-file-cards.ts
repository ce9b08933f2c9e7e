import type { Context } from '../chat/context.ts';
import { readMarkdown } from '../chat/markdown.ts';
import { pageOf } from '../chat/pages.ts';
import { note, rows, turning, words } from '../chat/parts.ts';
import type { Message, Part } from '../chat/reply.ts';
import { paragraph, type RichText, strong } from '../chat/text.ts';
import type { Case } from '../course/course.ts';
import { roleName } from './cell.ts';
import { caseFilePage } from './facts-cards.ts';
import { noticesText } from './facts-parts.ts';
import { fold, headed } from './facts-size.ts';

/** The whole case of a cell, for a facilitator who does not play in it. */

export const askForCaseFile = (cell: string): Message => ({
  title: 'Open the case file?',
  parts: [
    words(
      'You will read all facts of this cell’s case: those of every role, what the mediator should notice, and the debrief questions.',
    ),
    words('You will count as having read it, and will not be proposed to play it.'),
    ...rows([caseFilePage(cell, 0, 'Open it', 'primary')]),
  ],
});

export async function caseFileCard(context: Context, cell: string, wanted: number): Promise<Message> {
  // Not for whom a session speaks: what somebody may do counts for the space that they act in.
  const played = await context.services.practice.facts.caseFile(await context.who(), cell);
  const { items, page, pages } = pageOf(filePages(played), wanted, 1);
  return {
    title: `Case file: ${played.title}`,
    parts: [
      ...items.map((text): Part => ({ kind: 'text', text })),
      ...rows(turning(page, pages, (to, label) => caseFilePage(cell, to, label))),
      note(`Page ${page + 1} of ${pages}. Only you see this; please keep it from those who play.`),
    ],
  };
}

/** All of a case, as pages that fit into one message each. */
export function filePages(played: Case): readonly RichText[] {
  const { caution, setting, general, confidential, caucusPlan, debrief } = played;
  return fold([
    [
      ...(caution === undefined ? [] : [paragraph(strong('Caution: '), caution)]),
      paragraph(strong('Where it takes place: '), setting),
    ],
    headed('General facts', ...readMarkdown(general)),
    ...[...confidential].map(([role, text]) =>
      headed(`For ${roleName(played, role)} alone`, ...readMarkdown(text)),
    ),
    noticesText(played),
    ...(caucusPlan === undefined ? [] : [headed('Caucus plan', ...readMarkdown(caucusPlan))]),
    headed('Debrief questions', {
      kind: 'list',
      ordered: true,
      items: debrief.map(({ text }) => readMarkdown(text)),
    }),
  ]);
}
