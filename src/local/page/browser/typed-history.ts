/** The lines that were sent from a composer, the newest last. */
export interface History<Line> {
  lines: readonly Line[];
  /** Which one was brought back; the number of lines for none. */
  at: number;
}

/** More than anybody goes back by hand. */
const KEPT = 50;

export const NO_HISTORY: History<never> = { lines: [], at: 0 };

/** A line was sent; the same line twice in a row is kept once. */
export function remember<Line>({ lines }: History<Line>, line: Line): History<Line> {
  const kept = lines.at(-1) === line ? lines : [...lines, line].slice(-KEPT);
  return { lines: kept, at: kept.length };
}

/** The line that was brought back. */
export const recalled = <Line>({ lines, at }: History<Line>): Line | undefined => lines[at];

/** One line back (-1) or on (1); past the newest there is the empty line, before the oldest nothing. */
export function step<Line>(history: History<Line>, by: -1 | 1): History<Line> {
  const at = Math.min(Math.max(history.at + by, 0), history.lines.length);
  return { ...history, at };
}
