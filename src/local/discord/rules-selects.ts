import { list, rows, text } from '../shared/json.ts';
import { limitedList, limitedText } from './limited.ts';
import { type Rule, Source } from './rule.ts';
import { sayDuplicates, wantNumber } from './want.ts';

/** Rules about select menus and their options. */
export const selectRules: readonly Rule[] = [
  {
    name: 'select-custom-id',
    says: 'A select menu has a custom_id.',
    source: Source.components,
    on: 'select',
    check(select, say) {
      if (text(select.custom_id) === '') say('custom_id', 'BASE_TYPE_REQUIRED', 'This field is required');
    },
  },
  {
    name: 'select-placeholder',
    says: "A select menu's placeholder has at most 150 characters.",
    source: Source.components,
    on: 'select',
    ...limitedText('placeholder of a menu', 'placeholder', 0, 150),
  },
  {
    name: 'select-min-values',
    says: 'A select menu asks for at least 0 to 25 values.',
    source: Source.components,
    on: 'select',
    check: wantNumber('min_values', 0, 25),
  },
  {
    name: 'select-max-values',
    says: 'A select menu takes at most 1 to 25 values.',
    source: Source.components,
    on: 'select',
    check: wantNumber('max_values', 1, 25),
  },
  {
    name: 'select-range',
    says: 'A select menu does not ask for more values than it takes.',
    source: Source.observed,
    on: 'select',
    check(select, say) {
      const least = Number(select.min_values ?? 1);
      const most = Number(select.max_values ?? 1);
      if (least > most)
        say('min_values', 'NUMBER_TYPE_MAX', `int value should be less than or equal to ${most}.`);
    },
  },
  {
    name: 'select-defaults',
    says: 'A select menu preselects no more values than it takes.',
    source: Source.components,
    on: 'select',
    check(select, say) {
      const marked = rows(select.options).filter((option) => option.default === true).length;
      const chosen = marked + list(select.default_values).length;
      if (chosen > Number(select.max_values ?? 1))
        say('', 'SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES', 'Number of default values exceeds max values');
    },
  },
  {
    name: 'select-options',
    says: 'A string select has 1 to 25 options.',
    source: Source.components,
    on: 'string-select',
    ...limitedList('options of a menu', 'options', 1, 25, true),
  },
  {
    name: 'select-values-unique',
    says: 'An option value stands once in a select menu.',
    source: Source.observed,
    on: 'string-select',
    check(select, say) {
      const keys = rows(select.options).map(
        (option, index) => [`options.${index}.value`, option.value] as [string, unknown],
      );
      sayDuplicates(keys, (path) =>
        say(path, 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED', 'The specified option value is already used'),
      );
    },
  },
  {
    name: 'select-enough-options',
    says: 'A string select does not ask for more values than it has options.',
    source: Source.observed,
    on: 'string-select',
    check(select, say) {
      const options = list(select.options).length;
      for (const name of ['min_values', 'max_values']) {
        if (Number(select[name] ?? 1) > Math.max(options, 1))
          say(name, 'BASE_TYPE_BAD_LENGTH', `Must be between 1 and ${options} in length.`);
      }
    },
  },
  {
    name: 'option-label',
    says: 'An option label has 1 to 100 characters.',
    source: Source.components,
    on: 'option',
    ...limitedText('label of an option', 'label', 1, 100, true),
  },
  {
    name: 'option-value',
    says: 'An option value has 1 to 100 characters.',
    source: Source.components,
    on: 'option',
    ...limitedText('value of an option', 'value', 1, 100, true),
  },
  {
    name: 'option-description',
    says: 'An option description has at most 100 characters.',
    source: Source.components,
    on: 'option',
    ...limitedText('description of an option', 'description', 0, 100),
  },
];
