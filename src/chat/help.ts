import { cleanLine, shorten } from './clean.ts';
import type { Command, Leaf } from './command.ts';
import { UserError } from './errors.ts';
import type { Option } from './option.ts';
import type { Message, Part } from './reply.ts';
import { bullets, type Inline, paragraph, strong, text, usage } from './text.ts';

/** What there is: a line each command, derived from the definitions. */
export function helpOnAll(commands: readonly Command[]): Message {
  return {
    title: 'What Parley can do',
    parts: [
      {
        kind: 'text',
        text: [
          bullets(commands.map((command) => [usage(command.name), ` ${command.description}`])),
          paragraph('For more on one of them: ', usage('help', { command: commands[0]?.name ?? '' })),
        ],
      },
    ],
  };
}

/** One command, or one of its subcommands: what it does, what can be given, how it is typed. */
export function helpOn(command: Command, only?: Leaf): Message {
  const leaves = only ? [only] : command.leaves;
  const path = only?.name === undefined ? command.name : `${command.name} ${only.name}`;
  return {
    title: `/${path}`,
    parts: [
      { kind: 'text', text: [paragraph(only?.description ?? command.description)] },
      ...leaves.flatMap((leaf) => helpOnLeaf(command, leaf)),
      ...shortcutsOf(command),
    ],
  };
}

function helpOnLeaf(command: Command, leaf: Leaf): Part[] {
  const path = leaf.name === undefined ? command.name : `${command.name} ${leaf.name}`;
  const blocks = [];
  if (leaf.name !== undefined) blocks.push(paragraph(usage(path), ` ${leaf.description}`));
  const options = Object.entries(leaf.options);
  if (options.length > 0) {
    blocks.push(
      bullets(
        options.map(([name, spec]) => [
          strong(name),
          spec.required ? ': ' : ' (optional): ',
          spec.description,
          takes(spec),
        ]),
      ),
    );
  }
  if (leaf.examples.length > 0) {
    const lines = leaf.examples.map(({ values, typed, does }): (string | Inline)[] => [
      usage(path, values, typed),
      ` ${does}`,
    ]);
    blocks.push(paragraph('For example:'), bullets(lines));
  }
  if (leaf.audience !== 'member') blocks.push(paragraph(`For ${leaf.audience}s.`));
  return blocks.length > 0 ? [{ kind: 'text', text: blocks }] : [];
}

function shortcutsOf(command: Command): Part[] {
  return command.shortcuts.map(({ label }) => ({
    kind: 'note',
    text: [text(`In the menu of any message: ${label}`)],
  }));
}

function takes(spec: Option): string {
  if (spec.kind === 'integer') return ` (${spec.min} to ${spec.max})`;
  if (spec.kind === 'choice') return ` (${Object.values(spec.choices).join(', ')})`;
  return '';
}

export function unknownCommand(typed: string, commands: readonly Command[]): UserError {
  return new UserError(
    'There is no command “',
    text(shorten(cleanLine(typed), 40)),
    `”. There is: ${commands.map(({ name }) => name).join(', ')}. For more, type `,
    usage('help'),
    '.',
  );
}
