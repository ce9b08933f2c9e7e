/** What someone wants of the glossary, read from the words that they typed. */
export type Query =
  | { readonly kind: 'browse' }
  | { readonly kind: 'look-up'; readonly words: string }
  | { readonly kind: 'compare'; readonly words: readonly [string, string] };

const BROWSE = /^(?:list|browse|all|a\s*-\s*z)$/i;
const COMPARE = /^(?:compare|difference between)\s+(.+)$/i;
const VERSUS = /^(.+?)\s+(?:vs|versus)\b\.?\s+(.+)$/i;
// What joins two names, the clearest first: names may hold a “to” or an “and” of their own.
const JOINTS = [
  VERSUS,
  /^(.+?)\s*[,/]\s*(.+)$/,
  /^(.+?)\s+with\s+(.+)$/i,
  /^(.+?)\s+and\s+(.+)$/i,
  /^(.+)\s+to\s+(.+)$/i,
];

/** Reads `batna`, `mediation vs negotiation`, `compare a, b` and `list`; with nothing typed one browses. */
export function readQuery(term: string | undefined, versus?: string | undefined): Query {
  const words = (term ?? '').replace(/\s(?:vs|versus)\b\.?\s*$/i, '').trim();
  const other = (versus ?? '').replace(/^\s*(?:vs|versus)\b\.?\s/i, '').trim();
  if (words !== '' && other !== '') return { kind: 'compare', words: [words, other] };
  const one = words || other;
  if (one === '' || BROWSE.test(one)) return { kind: 'browse' };
  const [, pair] = COMPARE.exec(one) ?? [];
  for (const joint of pair === undefined ? [VERSUS] : JOINTS) {
    const [, a, b] = joint.exec(pair ?? one) ?? [];
    if (a !== undefined && b !== undefined) return { kind: 'compare', words: [a.trim(), b.trim()] };
  }
  return { kind: 'look-up', words: one };
}
