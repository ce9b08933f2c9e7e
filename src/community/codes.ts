import { createHash, randomInt } from 'node:crypto';

/** Crockford's: no I, L, O or U, which are mistaken for others or spell words. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 8;

/** A new code as it is shown: `XXXX-XXXX`, 40 random bits. */
export function makeCode(): string {
  const signs = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return `${signs.slice(0, 4)}-${signs.slice(4)}`;
}

/** What is kept of a code, however it was typed: any case, with or without hyphens and spaces, O for 0, I or L for 1. */
export function hashOf(code: string): string {
  const signs = code
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  return createHash('sha256').update(signs).digest('hex');
}
