import { z } from 'zod';
import type { Question } from './course.ts';
import { cell, entry, id, list, size, someOf, text } from './fields.ts';
import { didYouMean } from './nearest.ts';

// What the files of questions may hold.

/** The number of topics that one list on both platforms can offer. */
export const TOPIC_LIMIT = 25;

/** quiz/<topic>.yaml; its questions are read one by one, so that a mistake in one does not hide those in another. */
export const topicShape = entry({
  title: text(60),
  questions: z.array(z.unknown()).superRefine(size(1, 300, 'should hold 1 to 300 questions')),
});

/** misconceptions.yaml */
export const misconceptionsShape = z.record(
  z.string().regex(/^M\d{2,4}$/, { error: 'should be M and two digits or more, as in M07' }),
  entry({ belief: text(120), dimension: id, correction: text(400) }),
);
export type MisconceptionsFile = z.infer<typeof misconceptionsShape>;

/** The letters of options, in order. */
export const OPTION_KEYS = ['a', 'b', 'c', 'd', 'e'] as const;

const option = entry({ text: text(200), misconception: z.string().optional(), feedback: text(400) });

const options = z.strictObject(
  {
    a: option,
    b: option,
    c: option.optional(),
    d: option.optional(),
    e: option.optional(),
  },
  {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys
            .map((key) => `"${key}" is not a letter for an option; they are a to e, in order`)
            .join('\n')
        : undefined,
  },
);

const letter = (error: string) => z.enum(OPTION_KEYS, { error });
const FEW_RIGHT = 'should name two right options or more; where only one is right, write kind: single';
const ONE_LETTER = 'should be the letter of the one right option, as in b';

const difficulty = z
  .enum(['1', '2', '3'], { error: 'should be 1, 2 or 3: one clear clue, one clue that misleads, or several' })
  .transform((written): Question['difficulty'] => DIFFICULTIES[written]);

const DIFFICULTIES = { '1': 1, '2': 2, '3': 3 } as const;

const asked = {
  id,
  difficulty,
  dimension: id,
  stem: text(700),
  fact: text(400),
  rule: text(400),
  terms: someOf('term').superRefine(size(0, 6, 'should name one to six terms')),
  sources: someOf('source of sources.yaml'),
  differ: cell.optional(),
  shuffle: z
    .enum(['true', 'false'], { error: 'should be true or false' })
    .default('true')
    .transform((written) => written === 'true'),
};

const pair = entry({ prompt: text(200), term: id });

const KINDS = ['single', 'several', 'true-false', 'scenario', 'match', 'typed'] as const;

/** One question of quiz/<topic>.yaml. */
export const questionShape = z.discriminatedUnion(
  'kind',
  [
    entry({ kind: z.enum(['single', 'true-false', 'scenario']), ...asked, options, key: letter(ONE_LETTER) }),
    entry({
      kind: z.literal('several'),
      ...asked,
      options,
      key: list(letter('should be the letter of an option, as in b')).superRefine(size(2, 5, FEW_RIGHT)),
    }),
    entry({
      kind: z.literal('match'),
      ...asked,
      pairs: z.array(pair).superRefine(size(2, 5, 'should hold two to five pairs')),
      others: list(id)
        .superRefine(size(0, 5, 'should name five terms at most'))
        .default([]),
    }),
    entry({
      kind: z.literal('typed'),
      ...asked,
      accept: list(text(60)).superRefine(size(1, 8, 'should hold one to eight right answers')),
    }),
  ],
  { error: (issue) => (issue.code === 'invalid_union' ? unknownKind(issue.input) : undefined) },
);
export type QuestionFile = z.infer<typeof questionShape>;

function unknownKind(question: unknown): string {
  const kind = (question as Readonly<Record<string, unknown>>).kind;
  if (typeof kind !== 'string' || kind === '') return `is missing; write one of ${KINDS.join(', ')}`;
  return `"${kind}" is not a kind of question;${didYouMean(kind, KINDS) || ` the kinds are ${KINDS.join(', ')}`}`;
}
