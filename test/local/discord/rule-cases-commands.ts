import { chars, choice, command, times, typed, withOptions } from './payloads.ts';
import { oneCommand, type RuleCase } from './rule-case.ts';

const sized = (total: number) => {
  const spare = command({ options: times(25, (index) => typed(`o${index}`)) });
  const own = 'glossaryLooks up a term'.length + spareSize();
  const choices = times(Math.ceil((total - own) / 100), () => 100).map((size, index, all) => ({
    name: chars(50),
    value: chars(index < all.length - 1 ? 50 : total - own - 50 - 100 * (all.length - 1) || size - 50),
  }));
  const options = spare.options as Record<string, unknown>[];
  for (const [index, each] of choices.entries()) {
    const holder = options[Math.floor(index / 25)]!;
    holder.choices = [...((holder.choices as unknown[]) ?? []), each];
  }
  return spare;
};
const spareSize = () => times(25, (index) => `o${index}A text`.length).reduce((sum, each) => sum + each, 0);

const commandList = (count: number): RuleCase['passes'] =>
  times(count, (index) => command({ name: `c${index}` }));
const choices = (count: number) =>
  withOptions(typed('term', { choices: times(count, (index) => choice(index)) }));
const sub = (name: string, more: object = {}) => ({ type: 1, name, description: 'Does it', ...more });
const nested = (count: number) =>
  withOptions(sub('a', { options: times(count, (index) => typed(`o${index}`)) }));

export const commandCases: Record<string, RuleCase> = {
  'commands-count': { kind: 'commands', passes: commandList(100), refused: commandList(101) },
  'commands-unique': {
    kind: 'commands',
    passes: [command(), { type: 3, name: 'glossary' }],
    refused: [command(), command()],
  },
  'command-name': oneCommand(command({ name: chars(32) }), command({ name: chars(33) })),
  'command-description': oneCommand(
    command({ description: chars(100) }),
    command({ description: chars(101) }),
  ),
  'command-type': oneCommand({ type: 3, name: 'Explain this' }, { type: 4, name: 'Explain this' }),
  'command-options': oneCommand(
    withOptions(...times(25, (index) => typed(`o${index}`))),
    withOptions(...times(26, (index) => typed(`o${index}`))),
  ),
  'command-size': oneCommand(sized(8_000), sized(8_001)),
  'command-contexts': oneCommand(command({ contexts: [0, 1, 2] }), command({ contexts: [] })),
  'command-integration-types': oneCommand(
    command({ integration_types: [0, 1] }),
    command({ integration_types: [2] }),
  ),
  'options-required-first': oneCommand(
    withOptions(typed('a', { required: true }), typed('b')),
    withOptions(typed('a'), typed('b', { required: true })),
  ),
  'options-unique': oneCommand(withOptions(typed('a'), typed('b')), withOptions(typed('a'), typed('a'))),
  'options-unmixed': oneCommand(withOptions(sub('a'), sub('b')), withOptions(sub('a'), typed('b'))),
  'option-nesting': oneCommand(
    withOptions({ type: 2, name: 'g', description: 'Group', options: [sub('a', { options: [typed('b')] })] }),
    withOptions(sub('a', { options: [sub('b')] })),
  ),
  'option-type': oneCommand(withOptions(typed('a', { type: 11 })), withOptions(typed('a', { type: 12 }))),
  'option-name': oneCommand(withOptions(typed(chars(32))), withOptions(typed(chars(33)))),
  'command-option-description': oneCommand(
    withOptions(typed('a', { description: chars(100) })),
    withOptions(typed('a', { description: chars(101) })),
  ),
  'option-options': oneCommand(nested(25), nested(26)),
  'option-choices': oneCommand(choices(25), choices(26)),
  'option-choices-or-autocomplete': oneCommand(
    withOptions(typed('a', { autocomplete: true })),
    withOptions(typed('a', { autocomplete: true, choices: [choice(0)] })),
  ),
  'option-autocomplete-type': oneCommand(
    withOptions(typed('a', { type: 10, autocomplete: true })),
    withOptions(typed('a', { type: 6, autocomplete: true })),
  ),
  'option-min-length': oneCommand(
    withOptions(typed('a', { min_length: 6_000 })),
    withOptions(typed('a', { min_length: 6_001 })),
  ),
  'option-max-length': oneCommand(
    withOptions(typed('a', { max_length: 6_000 })),
    withOptions(typed('a', { max_length: 6_001 })),
  ),
  'option-range': oneCommand(
    withOptions(typed('a', { type: 4, min_value: 3, max_value: 3 })),
    withOptions(typed('a', { type: 4, min_value: 4, max_value: 3 })),
  ),
  'option-bounds': oneCommand(
    withOptions(typed('a', { type: 10, min_value: 0.5 })),
    withOptions(typed('a', { type: 4, min_value: 0.5 })),
  ),
  'choice-type': oneCommand(
    withOptions(typed('a', { choices: [choice(0)] })),
    withOptions(typed('a', { choices: [choice(0, { value: 1 })] })),
  ),
  'choice-name': {
    kind: 'choices',
    passes: { choices: [choice(0, { name: chars(100) })] },
    refused: { choices: [choice(0, { name: chars(101) })] },
  },
  'choice-value': {
    kind: 'choices',
    passes: { choices: [choice(0, { value: chars(100) })] },
    refused: { choices: [choice(0, { value: chars(101) })] },
  },
  'autocomplete-one-type': {
    kind: 'choices',
    passes: { choices: [choice(0, { value: 0 }), choice(1, { value: 1 })] },
    refused: { choices: [choice(0, { value: 0 }), choice(1)] },
  },
  'autocomplete-choices': {
    kind: 'choices',
    passes: { choices: times(25, (index) => choice(index)) },
    refused: { choices: times(26, (index) => choice(index)) },
  },
};
