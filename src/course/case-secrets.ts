import type { Line, Section, Tell } from './case-sections.ts';
import { splitWords } from './fold.ts';

// What the words of a case may not do: stand in two places of which one is confidential, or lead to real people.

/** So many words in a row are no accident. */
const RUN = 8;

/** Confidential words stand in one section only: in another they would reach whoever plays the other side. */
export function checkSecrets(secrets: readonly Section[], open: readonly Section[], tell: Tell): void {
  const known = open.map((section) => ({ section, runs: new Map(runsOf(section)) }));
  for (const section of secrets) {
    const runs = runsOf(section);
    for (const other of known) {
      const shared = runs.find(([run]) => other.runs.has(run));
      if (!shared) continue;
      const [run, line] = shared;
      const place = `"${other.section.heading}" (line ${other.runs.get(run)})`;
      // The words themselves are not told: what is said of a file may end in a log.
      tell(
        line,
        `${RUN} words in a row here also stand in ${place}; confidential facts stand in one section only`,
      );
    }
    known.push({ section, runs: new Map(runs) });
  }
}

/** Each run of words with the line on which it starts. */
function runsOf({ lines }: Section): [string, number][] {
  const words = lines.flatMap(({ text, line }) => splitWords(text).map((word) => ({ word, line })));
  return words.slice(RUN - 1).map((_, start) => {
    const run = words.slice(start, start + RUN);
    return [run.map(({ word }) => word).join(' '), run[0]!.line];
  });
}

/** A mail or web address, or a telephone number. */
const ADDRESS = /\S@\S+\.\S|https?:|www\.|\+\d{2}|\d{3,}[-/]\d{3,}/;
// Two names in a row within a sentence: a person in full, a street, a firm. At its start any word has a capital.
const FULL_NAME = /(?<=[\p{Ll}\d,;)]\s)(\p{Lu}\p{Ll}+)\.?\s(\p{Lu}\p{Ll}+)/gu;
const CALENDAR =
  /^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)/;

/** A case is invented: nothing in it names a person or place that could be found. */
export function checkInvented({ lines }: Section, tell: Tell): void {
  for (const { text, line } of lines) {
    if (ADDRESS.test(text))
      tell(line, 'holds an address or a telephone number; nothing in a case leads to real people');
  }
  const text = lines.map((one) => one.text).join('\n');
  for (const match of text.matchAll(FULL_NAME)) {
    if (match.slice(1).some((word) => CALENDAR.test(word))) continue;
    const message =
      'holds what looks like the full name of a person or a place; write their role or an invented first name';
    tell(lineAt(lines, text, match.index), message);
  }
}

function lineAt(lines: readonly Line[], text: string, offset: number): number {
  return lines[text.slice(0, offset).split('\n').length - 1]!.line;
}
