import { chars, group, input, label, modal, option, row, times } from './payloads.ts';
import { form, inLabel, type RuleCase } from './rule-case.ts';

/** Modals: the largest that pass, the smallest that are refused. */
export const modalCases: Record<string, RuleCase> = {
  'modal-title': form({ ...inLabel(input()), title: chars(45) }, { ...inLabel(input()), title: chars(46) }),
  'modal-custom-id': form(
    { ...inLabel(input()), custom_id: chars(100) },
    { ...inLabel(input()), custom_id: chars(101) },
  ),
  'modal-size': form(
    modal(...times(5, (index) => label(input({ custom_id: `t${index}` })))),
    modal(...times(6, (index) => label(input({ custom_id: `t${index}` })))),
  ),
  'modal-ids-unique': form(
    modal(label(input({ custom_id: 'a' })), label(input({ custom_id: 'b' }))),
    modal(label(input({ custom_id: 'a' })), label(input({ custom_id: 'a' }))),
  ),
  'modal-row-one-input': form(
    modal(row(input({ label: 'One' }))),
    modal(row(input({ label: 'One' }), input({ label: 'Two', custom_id: 'two' }))),
  ),
  'label-text': form(inLabel(input(), { label: chars(45) }), inLabel(input(), { label: chars(46) })),
  'label-description': form(
    inLabel(input(), { description: chars(100) }),
    inLabel(input(), { description: chars(101) }),
  ),
  'label-component': form(inLabel(input()), modal({ type: 18, label: 'Name' })),
  'text-input-custom-id': form(inLabel(input()), inLabel(input({ custom_id: undefined }))),
  'text-input-label': form(modal(row(input({ label: chars(45) }))), modal(row(input({ label: chars(46) })))),
  'text-input-style': form(inLabel(input({ style: 2 })), inLabel(input({ style: 3 }))),
  'text-input-value': form(inLabel(input({ value: chars(4_000) })), inLabel(input({ value: chars(4_001) }))),
  'text-input-placeholder': form(
    inLabel(input({ placeholder: chars(100) })),
    inLabel(input({ placeholder: chars(101) })),
  ),
  'text-input-min-length': form(inLabel(input({ min_length: 4_000 })), inLabel(input({ min_length: 4_001 }))),
  'text-input-max-length': form(inLabel(input({ max_length: 4_000 })), inLabel(input({ max_length: 4_001 }))),
  'text-input-range': form(
    inLabel(input({ min_length: 5, max_length: 5 })),
    inLabel(input({ min_length: 6, max_length: 5 })),
  ),
  'text-input-value-fits': form(
    inLabel(input({ max_length: 5, value: chars(5) })),
    inLabel(input({ max_length: 5, value: chars(6) })),
  ),
  'radio-options': form(inLabel(group(21, 10)), inLabel(group(21, 11))),
  'radio-one-default': form(
    inLabel(group(21, 0, { options: [option(0, { default: true }), option(1)] })),
    inLabel(group(21, 0, { options: [option(0, { default: true }), option(1, { default: true })] })),
  ),
  'checkbox-options': form(inLabel(group(22, 10)), inLabel(group(22, 11))),
  'group-values-unique': form(
    inLabel(group(22, 0, { options: [option(0), option(1)] })),
    inLabel(group(22, 0, { options: [option(0), option(0)] })),
  ),
  'upload-files': form(
    inLabel({ type: 19, custom_id: 'f', max_values: 10 }),
    inLabel({ type: 19, custom_id: 'f', max_values: 11 }),
  ),
  'group-custom-id': form(inLabel(group(22, 1)), inLabel(group(22, 1, { custom_id: undefined }))),
  'upload-custom-id': form(inLabel({ type: 19, custom_id: 'f' }), inLabel({ type: 19 })),
  'checkbox-custom-id': form(inLabel({ type: 23, custom_id: 'c' }), inLabel({ type: 23 })),
};
