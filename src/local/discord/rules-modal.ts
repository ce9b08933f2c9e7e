import { type Fields, fields, list, rows, text } from '../shared/json.ts';
import { limitedList, limitedText, limitedWhere } from './limited.ts';
import { Type } from './parts.ts';
import { type Rule, type Say, Source } from './rule.ts';
import { sayDuplicateIds, sayDuplicates, wantNumber, wantText } from './want.ts';

const isRadio = (group: Record<string, unknown>): boolean => Number(group.type) === Type.radioGroup;

/** Of a field, by a Label around it or by its own. */
const LABEL_LENGTH = 45;
/** What fits into a text input. */
export const VALUE_LENGTH = 4_000;

/** Rules about modals and the fields in them. */
export const modalRules: readonly Rule[] = [
  {
    name: 'modal-title',
    says: "A modal's title has 1 to 45 characters.",
    source: Source.interactions,
    on: 'modal',
    ...limitedText('title of the form', 'title', 1, 45, true),
  },
  {
    name: 'modal-custom-id',
    says: "A modal's custom_id has 1 to 100 characters.",
    source: Source.interactions,
    on: 'modal',
    ...limitedText('custom_id of the form', 'custom_id', 1, 100, true),
  },
  {
    name: 'modal-size',
    says: 'A modal holds 1 to 5 components.',
    source: Source.interactions,
    on: 'modal',
    ...limitedList('parts of the form', 'components', 1, 5, true),
  },
  {
    name: 'modal-ids-unique',
    says: 'A custom_id stands once in a modal.',
    source: Source.components,
    on: 'modal',
    check: (modal, say) => sayDuplicateIds(modal, say),
  },
  {
    name: 'modal-row-one-input',
    says: 'An action row of a modal holds one text input.',
    source: Source.components,
    on: 'row',
    check(row, say, { whole }) {
      if (whole.title === undefined || list(row.components).length < 2) return;
      say(
        'components.1',
        'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
        'The specified component exceeds the maximum width',
      );
    },
  },
  {
    name: 'label-text',
    says: 'A label has 1 to 45 characters.',
    source: Source.components,
    on: 'label',
    ...limitedText('label of a field', 'label', 1, LABEL_LENGTH, true),
  },
  {
    name: 'label-description',
    says: "A label's description has 1 to 100 characters.",
    source: Source.components,
    on: 'label',
    ...limitedText('description of a field', 'description', 1, 100),
  },
  {
    name: 'label-component',
    says: 'A label wraps one component.',
    source: Source.components,
    on: 'label',
    check(label, say) {
      if (!label.component) say('component', 'BASE_TYPE_REQUIRED', 'This field is required');
    },
  },
  {
    name: 'text-input-custom-id',
    says: 'A text input has a custom_id.',
    source: Source.components,
    on: 'text-input',
    check: sayMissingId,
  },
  {
    name: 'text-input-label',
    says: 'A text input in an action row has a label of 1 to 45 characters; one in a Label has none of its own.',
    source: Source.components,
    on: 'text-input',
    limit: limitedText('label of a field in a row', 'label', 1, LABEL_LENGTH).limit,
    check(input, say, place) {
      const labelled = Number(fields(place.parent).type) === Type.label;
      wantText('label', 1, LABEL_LENGTH, !labelled)(input, say, place);
      if (labelled && input.label != null)
        say('label', 'COMPONENT_LABEL_NOT_ALLOWED', 'A text input inside a label cannot have a label');
    },
  },
  {
    name: 'text-input-style',
    says: "A text input's style is 1 or 2.",
    source: Source.components,
    on: 'text-input',
    check: wantNumber('style', 1, 2, true),
  },
  {
    name: 'text-input-value',
    says: 'A text input is prefilled with at most 4,000 characters.',
    source: Source.components,
    on: 'text-input',
    ...limitedText('text that stands in a field', 'value', 0, VALUE_LENGTH),
  },
  {
    name: 'text-input-placeholder',
    says: "A text input's placeholder has at most 100 characters.",
    source: Source.components,
    on: 'text-input',
    ...limitedText('placeholder of a field', 'placeholder', 0, 100),
  },
  {
    name: 'text-input-min-length',
    says: "A text input's least length is 0 to 4,000.",
    source: Source.components,
    on: 'text-input',
    check: wantNumber('min_length', 0, VALUE_LENGTH),
  },
  {
    name: 'text-input-max-length',
    says: "A text input's greatest length is 1 to 4,000.",
    source: Source.components,
    on: 'text-input',
    check: wantNumber('max_length', 1, VALUE_LENGTH),
  },
  {
    name: 'text-input-range',
    says: "A text input's least length is not above its greatest.",
    source: Source.observed,
    on: 'text-input',
    check(input, say) {
      const most = Number(input.max_length ?? VALUE_LENGTH);
      if (Number(input.min_length ?? 0) > most)
        say('min_length', 'NUMBER_TYPE_MAX', `int value should be less than or equal to ${most}.`);
    },
  },
  {
    name: 'text-input-value-fits',
    says: "A text input's prefilled value fits its own lengths.",
    source: Source.observed,
    on: 'text-input',
    check(input, say) {
      const value = text(input.value);
      if (value === '') return;
      const [least, most] = [Number(input.min_length ?? 0), Number(input.max_length ?? VALUE_LENGTH)];
      if (value.length < least || value.length > most)
        say('value', 'BASE_TYPE_BAD_LENGTH', `Must be between ${least} and ${most} in length.`);
    },
  },
  {
    name: 'radio-options',
    says: 'A radio group has 2 to 10 options.',
    source: Source.components,
    on: 'group',
    ...limitedWhere(isRadio, limitedList('options to choose one of', 'options', 2, 10, true)),
  },
  {
    name: 'radio-one-default',
    says: 'A radio group preselects at most one option.',
    source: Source.components,
    on: 'group',
    check(group, say) {
      if (isRadio(group) && rows(group.options).filter((option) => option.default === true).length > 1)
        say(
          'options',
          'SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES',
          'Number of default values exceeds max values',
        );
    },
  },
  {
    name: 'checkbox-options',
    says: 'A checkbox group has 1 to 10 options.',
    source: Source.components,
    on: 'group',
    ...limitedWhere((group) => !isRadio(group), limitedList('options to tick', 'options', 1, 10, true)),
  },
  {
    name: 'group-values-unique',
    says: 'An option value stands once in a group.',
    source: Source.observed,
    on: 'group',
    check(group, say) {
      const keys = rows(group.options).map(
        (option, index) => [`options.${index}.value`, option.value] as [string, unknown],
      );
      sayDuplicates(keys, (path) =>
        say(path, 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED', 'The specified option value is already used'),
      );
    },
  },
  {
    name: 'upload-files',
    says: 'A file upload takes at most 10 files.',
    source: Source.components,
    on: 'upload',
    check(upload, say, place) {
      wantNumber('min_values', 0, 10)(upload, say, place);
      wantNumber('max_values', 1, 10)(upload, say, place);
    },
  },
  ...(['group', 'upload', 'checkbox'] as const).map(
    (on): Rule => ({
      name: `${on}-custom-id`,
      says: `A ${on} has a custom_id.`,
      source: Source.components,
      on,
      check: sayMissingId,
    }),
  ),
];

function sayMissingId(part: Fields, say: Say): void {
  if (text(part.custom_id) === '') say('custom_id', 'BASE_TYPE_REQUIRED', 'This field is required');
}
