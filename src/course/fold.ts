// What a search compares instead of what was typed. Keys are for comparing only and are never shown.

const printableAscii = /^[\x20-\x7e]*$/;
const apostrophes = /['`´‘’‛′ʹʼ]/g;
// Combining accents, Hebrew points and Arabic vowel signs; other marks belong to the letters of their script.
const accents = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g;
// Zero-width, bidirectional and other invisible characters, and controls that are not white space.
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cf}\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]/gu;
const smallWords = new Set('a an and at by for from in is my of on or our the to with'.split(' '));

/** The words of a text in lower case, without accents, apostrophes, punctuation and invisible characters. */
export function splitWords(text: string): string[] {
  if (printableAscii.test(text)) {
    let plain = text.toLowerCase();
    if (plain.includes("'") || plain.includes('`')) plain = plain.replace(apostrophes, '');
    if (plain.includes('&')) plain = plain.replaceAll('&', ' and ');
    return plain.match(/[a-z0-9]+/g) ?? [];
  }
  const plain = text.replace(apostrophes, '').replace(invisible, '').normalize('NFKD').replace(accents, '');
  // Upper case first: it unfolds ß and the final sigma, which lower case alone leaves apart.
  const lower = plain.toUpperCase().toLowerCase().normalize('NFKD').replace(accents, '');
  return lower.replaceAll('&', ' and ').match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
}

/**
 * A word's key, the same for its singular and its plural: parties and party, processes and process,
 * clauses and clause. Words such as bias, caucus, crisis and duress keep their s.
 */
export function foldPlural(word: string): string {
  let end = word.length;
  if (end >= 3 && word.endsWith('s') && !keepsItsS(word)) end -= 1;
  // What adds es in the plural ends as its singular does: processe, clause, partie, vetoe.
  if (end >= 5 && word[end - 1] === 'e' && 'shxzio'.includes(word[end - 2]!)) end -= 1;
  if (end >= 4 && word[end - 1] === 'y') return `${word.slice(0, end - 1)}i`;
  return end === word.length ? word : word.slice(0, end);
}

function keepsItsS(word: string): boolean {
  const before = word[word.length - 2]!;
  if (word.length === 3) return 'aeious'.includes(before);
  if (before === 's' || before === 'i') return true;
  if (before === 'u') return word.length > 4; // caucus, not MOUs
  return word.endsWith('ias');
}

/** The key of a whole name or question: its folded words joined, so that hyphens and spaces do not count. */
export function joinedKey(words: readonly string[]): string {
  let key = '';
  for (const word of words) key += foldPlural(word);
  return key;
}

/** The same key with its small words left out and the rest in alphabetical order, for words that changed places. */
export function sortedKey(words: readonly string[]): string {
  if (words.length < 2) return joinedKey(words);
  const content = words.filter((word) => !smallWords.has(word));
  return (content.length > 0 ? content : [...words]).map(foldPlural).sort().join('');
}
