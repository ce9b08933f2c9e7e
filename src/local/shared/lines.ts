/** Reading text from lines: no blank lines, no trailing spaces. */
export const tidy = (lines: readonly string[]): string =>
  lines
    .flatMap((line) => line.split('\n'))
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .join('\n');
