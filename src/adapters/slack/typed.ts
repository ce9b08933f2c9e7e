import type { Mention, Typed } from '../../chat/incoming.ts';

// What Slack puts between angle brackets: a sign, what it stands for, and perhaps a label.
const MARK = /<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>/g;

const unescaped = (value: string): string =>
  value.replace(/&(amp|lt|gt);/g, (_, name: string) => ({ amp: '&', lt: '<', gt: '>' })[name] ?? '');

/** Slack's text as it was typed: mentions are taken out, links become what was written, `& < >` themselves. */
export function readTyped(line: string): Typed {
  if (line !== '' && !/[<&]/.test(line)) return [line];
  const parts: (string | Mention)[] = [];
  let words = '';
  let from = 0;
  for (const mark of line.matchAll(MARK)) {
    words += unescaped(line.slice(from, mark.index));
    from = mark.index + mark[0].length;
    const [, sign, target = '', label] = mark;
    if (sign === '@' || sign === '#') {
      if (words !== '') parts.push(words);
      words = '';
      parts.push({
        mention: sign === '@' ? 'member' : 'channel',
        id: target,
        ...(label ? { name: unescaped(label) } : {}),
      });
    } else words += sign === '!' ? broadcast(target, label) : unescaped(label ?? target);
  }
  words += unescaped(line.slice(from));
  if (words !== '') parts.push(words);
  return parts;
}

/** `<!here>` and its like, which a member typed as `@here`. */
function broadcast(target: string, label: string | undefined): string {
  if (label !== undefined) return unescaped(label);
  return `@${target.split('^', 1)[0]}`;
}

/** The same as words alone, for the text of a message. */
export function readWords(line: string): string {
  return readTyped(line)
    .map((part) => {
      if (typeof part === 'string') return part;
      return `${part.mention === 'member' ? '@' : '#'}${part.name ?? part.id}`;
    })
    .join('');
}
