import type { Case } from '../../src/course/course.ts';

/** So many words in a row are no accident. */
const RUN = 6;

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

function runsOf(text: string): string[] {
  const words = wordsOf(text);
  return words.slice(RUN - 1).map((_, start) => words.slice(start, start + RUN).join(' '));
}

/** All texts in something that was sent, without its punctuation. */
function textsIn(sent: unknown): string {
  if (typeof sent === 'string') return sent;
  if (typeof sent !== 'object' || sent === null) return '';
  return Object.values(sent).map(textsIn).join(' ');
}

/**
 * Finds what is confidential in cases: whose it is, as in `fence-and-drums parent`, or of which part: `general`,
 * `notices`, `caucus`, `debrief`.
 */
export function secretsOf(cases: readonly Case[]): (sent: unknown) => ReadonlySet<string> {
  const owners = new Map<string, string>();
  for (const { id, general, confidential, notices, caucusPlan = '', debrief } of cases) {
    const parts = [
      ['general', general],
      ...confidential,
      ...notices.map((notice) => ['notices', notice] as const),
      ['caucus', caucusPlan],
      ...debrief.map(({ text }) => ['debrief', text] as const),
    ] as const;
    // Of words that stand in two parts the first has them: the open one.
    for (const [part, text] of parts)
      for (const run of runsOf(text)) if (!owners.has(run)) owners.set(run, `${id} ${part}`);
  }
  return (sent) => new Set(runsOf(textsIn(sent)).flatMap((run) => owners.get(run) ?? []));
}
