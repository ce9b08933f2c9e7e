import { list, rows } from '../shared/json.ts';
import { type Rule, Source } from './rule.ts';
import { length, wantList, wantName, wantNumber, wantText } from './want.ts';

/** Rules about single options of a command, their choices, and autocomplete answers. */
export const optionRules: readonly Rule[] = [
  {
    name: 'option-nesting',
    says: 'A group holds subcommands, a subcommand holds options, and an option holds nothing.',
    source: Source.commands,
    on: 'command-option',
    check(option, say, { parent }) {
      const type = Number(option.type);
      const outer = parent === undefined ? 0 : Number(parent.type);
      const fits = outer === 0 || (outer === 2 && type === 1) || (outer === 1 && type > 2);
      if (!fits)
        say(
          'type',
          'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
          'Sub-command option types cannot be nested here',
        );
    },
  },
  {
    name: 'option-type',
    says: 'An option has a type from 1 to 11.',
    source: Source.commands,
    on: 'command-option',
    check: wantNumber('type', 1, 11, true),
  },
  {
    name: 'option-name',
    says: 'An option is named in 1 to 32 lower-case letters, digits, hyphens, underscores or apostrophes.',
    source: Source.commands,
    on: 'command-option',
    check: wantName(true),
  },
  {
    name: 'command-option-description',
    says: 'An option is described in 1 to 100 characters.',
    source: Source.commands,
    on: 'command-option',
    check: wantText('description', 1, 100, true),
  },
  {
    name: 'option-options',
    says: 'A subcommand or group holds at most 25 entries.',
    source: Source.commands,
    on: 'command-option',
    check: wantList('options', 0, 25),
  },
  {
    name: 'option-choices',
    says: 'An option has at most 25 choices.',
    source: Source.commands,
    on: 'command-option',
    check: wantList('choices', 0, 25),
  },
  {
    name: 'option-choices-or-autocomplete',
    says: 'An option has choices or autocomplete, not both.',
    source: Source.commands,
    on: 'command-option',
    check(option, say) {
      if (option.autocomplete === true && list(option.choices).length > 0)
        say(
          'autocomplete',
          'APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES',
          'Autocomplete options cannot have choices',
        );
    },
  },
  {
    name: 'option-autocomplete-type',
    says: 'Only texts and numbers autocomplete.',
    source: Source.commands,
    on: 'command-option',
    check(option, say) {
      if (option.autocomplete === true && ![3, 4, 10].includes(Number(option.type)))
        say(
          'autocomplete',
          'APPLICATION_COMMAND_AUTOCOMPLETE_TYPE',
          'Option type does not support autocomplete',
        );
    },
  },
  {
    name: 'option-min-length',
    says: "A text option's least length is 0 to 6,000.",
    source: Source.commands,
    on: 'command-option',
    check: wantNumber('min_length', 0, 6_000),
  },
  {
    name: 'option-max-length',
    says: "A text option's greatest length is 1 to 6,000.",
    source: Source.commands,
    on: 'command-option',
    check: wantNumber('max_length', 1, 6_000),
  },
  {
    name: 'option-range',
    says: "An option's least value or length is not above its greatest.",
    source: Source.observed,
    on: 'command-option',
    check(option, say) {
      for (const what of ['value', 'length']) {
        const [least, most] = [option[`min_${what}`], option[`max_${what}`]];
        if (typeof least === 'number' && typeof most === 'number' && least > most)
          say(`min_${what}`, 'NUMBER_TYPE_MAX', `value should be less than or equal to ${most}.`);
      }
    },
  },
  {
    name: 'option-bounds',
    says: "A number option's least and greatest values are numbers, whole ones for an integer.",
    source: Source.commands,
    on: 'command-option',
    check(option, say) {
      for (const name of ['min_value', 'max_value']) {
        if (option[name] != null && !isOfType(option.type, option[name]))
          say(name, 'NUMBER_TYPE_COERCE', `Value "${String(option[name])}" is not a number of this type.`);
      }
    },
  },
  {
    name: 'choice-type',
    says: "A choice's value is of its option's type; an autocomplete choice is a text or a number.",
    source: Source.commands,
    on: 'command-choice',
    check(choice, say, { parent }) {
      const { value } = choice;
      if (value === undefined || value === null) return;
      const plain = typeof value === 'string' || typeof value === 'number';
      if (parent?.type === undefined ? !plain : !isOfType(parent.type, value))
        say('value', 'BASE_TYPE_CONVERT', `Could not interpret "${String(value)}" as this option's type.`);
    },
  },
  {
    name: 'choice-name',
    says: 'A choice is named in 1 to 100 characters.',
    source: Source.commands,
    on: 'command-choice',
    check: wantText('name', 1, 100, true),
  },
  {
    name: 'choice-value',
    says: 'A choice that is a text has at most 100 characters.',
    source: Source.commands,
    on: 'command-choice',
    check(choice, say) {
      const value = choice.value;
      if (value === undefined || value === null) say('value', 'BASE_TYPE_REQUIRED', 'This field is required');
      else if (typeof value === 'string' && length(value) > 100)
        say('value', 'BASE_TYPE_MAX_LENGTH', 'Must be 100 or fewer in length.');
    },
  },
  {
    name: 'autocomplete-one-type',
    says: 'The choices of one answer are all texts or all numbers.',
    source: Source.openapi,
    on: 'choices',
    check(answer, say) {
      const [first, ...others] = rows(answer.choices);
      if (others.some((each) => typeof each.value !== typeof first?.value))
        say('choices', 'UNION_TYPE_CHOICES', 'The choices are not of one type.');
    },
  },
  {
    name: 'autocomplete-choices',
    says: 'Autocomplete answers with at most 25 choices.',
    source: Source.interactions,
    on: 'choices',
    check: wantList('choices', 0, 25),
  },
];

/** Whether a value is of an option's type: 3 a text, 4 a whole number, 10 a number. */
function isOfType(type: unknown, value: unknown): boolean {
  if (type === 3) return typeof value === 'string';
  return type === 4 ? Number.isInteger(value) : typeof value === 'number';
}
