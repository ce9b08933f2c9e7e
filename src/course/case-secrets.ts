import type { Line, Section, Tell } from './case-sections.ts';
import { splitWords } from './fold.ts';

// What the words of a case may not do: stand in two places of which one is confidential, or lead to real people.

/** What stands under a heading or in a field of a case. */
export type Passage = Omit<Section, 'line'>;

/** So many words in a row are no accident. */
const RUN = 8;

/** Confidential words stand in one section only: in another they would reach whoever plays the other side. */
export function checkSecrets(secrets: readonly Passage[], open: readonly Passage[], tell: Tell): void {
  const story = createStory();
  for (const passage of open) story.add(passage);
  for (const passage of secrets) {
    const start = story.add(passage);
    for (const { from, to } of story.runsSharedBefore(start)) {
      const place = `"${to.passage.heading}" (line ${to.line.line})`;
      // The words themselves are not told: what is said of a file may end in a log.
      tell(
        from.line.line,
        `${RUN} words in a row here also stand in ${place}; confidential facts stand in one section only`,
      );
    }
  }
}

interface Word {
  word: string;
  line: Line;
  passage: Passage;
  /** Where the same word stood before, or -1: whoever follows these meets only what can begin the same run. */
  earlier: number;
}

/** The words of passages one after the other. */
function createStory() {
  const words: Word[] = [];
  const last = new Map<string, number>();

  const isRun = (from: number, at: number): boolean => {
    const { passage } = words[at]!;
    for (let step = 1; step < RUN; step++) {
      const there = words[at + step]!;
      if (there.word !== words[from + step]!.word || there.passage !== passage) return false;
    }
    return true;
  };

  return {
    /** Where in the story the passage starts. */
    add(passage: Passage): number {
      const start = words.length;
      for (const line of passage.lines) {
        for (const word of splitWords(line.text)) {
          const earlier = last.get(word) ?? -1;
          last.set(word, words.length);
          words.push({ word, line, passage, earlier });
        }
      }
      return start;
    },

    /** The first run from `start` on that stands in an earlier passage, for each of these, and its last place there. */
    runsSharedBefore(start: number): { from: Word; to: Word }[] {
      const found = new Map<Passage, { from: Word; to: Word; at: number }>();
      for (let from = start; from + RUN <= words.length; from++) {
        for (let at = words[from]!.earlier; at >= 0; at = words[at]!.earlier) {
          if (at >= start || !isRun(from, at)) continue;
          const [here, to] = [words[from]!, words[at]!];
          if (!found.has(to.passage)) found.set(to.passage, { from: here, to, at });
        }
      }
      return [...found.values()].sort((a, b) => a.at - b.at);
    },
  };
}

/** A mail or web address, or a telephone number. */
const ADDRESS = /\S@\S+\.\S|https?:|www\.|\+\d{2}|\d{3,}[-/]\d{3,}/;
// Two names in a row within a sentence: a person in full, a street, a firm. At its start any word has a capital.
const FULL_NAME = /(?<=[\p{Ll}\d,;)]\s)(\p{Lu}\p{Ll}+)\.?\s(\p{Lu}\p{Ll}+)/gu;
const CALENDAR =
  /^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)/;

/** A case is invented: nothing in it names a person or place that could be found. */
export function checkInvented({ lines }: Passage, tell: Tell): void {
  for (const line of lines) {
    if (ADDRESS.test(line.text))
      tell(line.line, 'holds an address or a telephone number; nothing in a case leads to real people');
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
