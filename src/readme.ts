import { readFile, writeFile } from 'node:fs/promises';
import { commands } from '../commands/index.ts';
import type { Command } from './chat/command.ts';
import { runProgram } from './program.ts';

const FILE = new URL('../README.md', import.meta.url);
const BLOCK = /(<!-- commands -->\n)[\s\S]*?(<!-- \/commands -->)/;

/** The README's table of commands, derived from the definitions. */
export function commandTable(all: readonly Command[]): string {
  const rows = all.flatMap((command) =>
    command.leaves.flatMap((leaf) =>
      leaf.examples.map(({ values, typed, does }) => {
        const path = ['', command.name, leaf.name]
          .filter((part) => part !== undefined)
          .join(' ')
          .trim();
        const discord = Object.entries(values).map(([name, value]) => `${name}:${value}`);
        const slack = typed ?? Object.values(values).join(' ');
        return `| ${does} | \`/${[path, slack].join(' ').trim()}\` | \`/${[path, ...discord].join(' ')}\` |`;
      }),
    ),
  );
  const menu = all.flatMap(({ shortcuts }) =>
    shortcuts.map(
      ({ label }) =>
        `| shows the ${label.toLowerCase()} | menu of a message: ${label} | menu of a message, Apps: ${label} |`,
    ),
  );
  return ['| what it does | on Slack | on Discord |', '|---|---|---|', ...rows, ...menu].join('\n');
}

export const withTable = (readme: string, all: readonly Command[]): string =>
  readme.replace(BLOCK, (_, open: string, close: string) => `${open}${commandTable(all)}\n${close}`);

// `npm run readme` writes the table anew; a test says when that is due.
if (import.meta.main) {
  await runProgram(async () => {
    await writeFile(FILE, withTable(await readFile(FILE, 'utf8'), commands));
  });
}
