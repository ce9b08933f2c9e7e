import { type Fields, fields, list, rows, text } from '../shared/json.ts';
import { type Rule, type Say, Source } from './rule.ts';
import { length, sayDuplicates, wantChoices, wantList, wantName, wantNumber, wantText } from './want.ts';

const isChat = (command: Fields): boolean => (command.type ?? 1) === 1;
const isNest = (option: Fields): boolean => option.type === 1 || option.type === 2;

/** The longest of a text and its localisations. */
function longest(part: Fields, name: string): number {
  const local = Object.values(fields(part[`${name}_localizations`])).map((each) => length(text(each)));
  return Math.max(length(text(part[name])), 0, ...local);
}

/** Characters of names, descriptions and choice values, options included. */
function commandSize(part: Fields): number {
  const own = longest(part, 'name') + longest(part, 'description');
  const choices = rows(part.choices).reduce(
    (sum, choice) => sum + longest(choice, 'name') + length(String(choice.value ?? '')),
    0,
  );
  return rows(part.options).reduce((sum, option) => sum + commandSize(option), own + choices);
}

/** Rules about application commands as a whole. */
export const commandRules: readonly Rule[] = [
  {
    name: 'commands-count',
    says: 'An application has at most 100 slash commands globally, and as many in each guild.',
    source: Source.commands,
    on: 'commands',
    check(all, say) {
      if (rows(all.list).filter(isChat).length > 100)
        say('', 'BASE_TYPE_MAX_LENGTH', 'Must be 100 or fewer in length.');
    },
  },
  {
    name: 'commands-unique',
    says: 'A command name stands once for each type.',
    source: Source.commands,
    on: 'commands',
    check(all, say) {
      const keys = rows(all.list).map(
        (command, index) => [`${index}.name`, `${String(command.type ?? 1)} ${text(command.name)}`] as const,
      );
      sayDuplicates(
        keys.map(([path, key]) => [path, key]),
        (path) =>
          say(path, 'APPLICATION_COMMANDS_DUPLICATE_NAME', 'Application command names must be unique'),
      );
    },
  },
  {
    name: 'command-name',
    says: 'A slash command is named in 1 to 32 lower-case letters, digits, hyphens, underscores or apostrophes.',
    source: Source.commands,
    on: 'command',
    check: (command, say, place) => wantName(isChat(command))(command, say, place),
  },
  {
    name: 'command-description',
    says: 'A slash command is described in 1 to 100 characters; a context menu command is not described.',
    source: Source.commands,
    on: 'command',
    check(command, say, place) {
      if (isChat(command)) wantText('description', 1, 100, true)(command, say, place);
      else if (text(command.description) !== '')
        say(
          'description',
          'APPLICATION_COMMAND_DESCRIPTION_CANNOT_BE_SET',
          'Context menu commands cannot have description',
        );
    },
  },
  {
    name: 'command-type',
    says: 'A command is a slash command (1), a user command (2) or a message command (3).',
    source: Source.commands,
    on: 'command',
    check: wantNumber('type', 1, 3),
  },
  {
    name: 'command-options',
    says: 'A command has at most 25 options, and only a slash command has any.',
    source: Source.commands,
    on: 'command',
    check(command, say, place) {
      wantList('options', 0, 25)(command, say, place);
      if (!isChat(command) && list(command.options).length > 0)
        say(
          'options',
          'APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS',
          'Context menu commands cannot have options',
        );
    },
  },
  {
    name: 'command-size',
    says: 'Names, descriptions and choice values of a command have at most 8,000 characters together.',
    source: Source.commands,
    on: 'command',
    check(command, say) {
      if (commandSize(command) > 8_000)
        say('', 'APPLICATION_COMMAND_TOO_LARGE', 'Command exceeds maximum size (8000)');
    },
  },
  {
    name: 'command-contexts',
    says: 'A command is offered in at least one place of guild (0), bot conversation (1) and private conversation (2).',
    source: Source.commands,
    on: 'command',
    check: wantChoices('contexts', [0, 1, 2]),
  },
  {
    name: 'command-integration-types',
    says: 'A command belongs to guild installs (0), user installs (1) or both.',
    source: Source.commands,
    on: 'command',
    check: wantChoices('integration_types', [0, 1]),
  },
  {
    name: 'options-required-first',
    says: 'Required options stand before optional ones.',
    source: Source.commands,
    on: 'command',
    check: eachLevel((level, say) => {
      const firstOptional = level.findIndex((option) => option.required !== true && !isNest(option));
      if (firstOptional < 0) return;
      for (const [index, option] of level.entries()) {
        if (index <= firstOptional || option.required !== true) continue;
        const message = 'Required options must be placed before non-required options';
        say(String(index), 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID', message);
      }
    }),
  },
  {
    name: 'options-unique',
    says: 'An option name stands once in a list of options.',
    source: Source.commands,
    on: 'command',
    check: eachLevel((level, say) => {
      const keys = level.map((option, index) => [`${index}.name`, option.name] as [string, unknown]);
      sayDuplicates(keys, (path) =>
        say(path, 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS', 'Option name already exists'),
      );
    }),
  },
  {
    name: 'options-unmixed',
    says: 'Subcommands and groups do not stand beside other options.',
    source: Source.commands,
    on: 'command',
    check: eachLevel((level, say) => {
      if (!level.some(isNest)) return;
      for (const [index, option] of level.entries()) {
        if (isNest(option)) continue;
        const message =
          'Sub-command and sub-command group option types are mutually exclusive to all other types';
        say(`${index}.type`, 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', message);
      }
    }),
  },
];

type Level = (level: readonly Fields[], say: Say) => void;

/** Applies a check to the options of a command, and again to those of each subcommand and group. */
function eachLevel(check: Level): Rule['check'] {
  const visit = (part: Fields, path: string, say: Say): void => {
    const level = rows(part.options);
    check(level, (at, code, message) => say(`${path}options.${at}`, code, message));
    for (const [index, option] of level.entries()) visit(option, `${path}options.${index}.`, say);
  };
  return (command, say) => visit(command, '', say);
}
