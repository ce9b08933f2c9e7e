import { splitWords } from './fold.ts';

/** Words as an id: whole words of a-z and 0-9 where they fit. */
export function idFrom(words: string, otherwise: string): string {
  const plain = splitWords(words).map((word) => word.replace(/[^a-z0-9]/g, ''));
  const fits = plain
    .filter((word) => word !== '')
    .reduce((id, word) => (id.length + word.length < 36 ? `${id}${id === '' ? '' : '-'}${word}` : id), '');
  return fits || otherwise;
}
