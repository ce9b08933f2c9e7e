/** Case, hyphens and spaces do not make another name: "Co-Mediation", "comediation" and "co mediation" are one. */
export function fold(name: string): string {
  // Of plain letters there is only one form: most names are spared the tables of Unicode.
  if (ASCII.test(name)) return name.toLowerCase().replace(/[\s-]+/g, '');
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{Pd}]/gu, '');
}

const ASCII = /^[\x00-\x7f]*$/;

/** The known name that a mistyped one most resembles, as ` did you mean "zopa"?`, or '' when none is near. */
export function didYouMean(written: string, known: Iterable<string>): string {
  const wanted = fold(written);
  let best: string | undefined;
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const name of known) {
    const steps = editDistance(wanted, fold(name));
    if (steps < least) [best, least] = [name, steps];
  }
  return best === undefined ? '' : ` did you mean "${best}"?`;
}

/** Insertions, deletions, replacements and swaps of neighbours that lead from one word to the other. */
function editDistance(from: string, to: string): number {
  let before: number[] = [];
  let above = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      let steps = Math.min(above[column]! + 1, current[column - 1]! + 1, above[column - 1]! + (same ? 0 : 1));
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (swapped && row > 1 && column > 1) steps = Math.min(steps, before[column - 2]! + 1);
      current.push(steps);
    }
    [before, above] = [above, current];
  }
  return above[to.length]!;
}
