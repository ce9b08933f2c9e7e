/** What a mediator is given feedback on, and the answers: plain data. */

/** `asks` says what to look for. */
export const SKILLS = [
  {
    id: 'listening',
    name: 'Listening and reflecting',
    asks: 'Heard each of them out, and gave back what was said so that they could agree with it',
  },
  {
    id: 'impartiality',
    name: 'Impartiality',
    asks: 'Gave both the same room, and took no side in words, looks or turns',
  },
  {
    id: 'process',
    name: 'Process and self-determination',
    asks: 'Kept the talk in order, and left what is decided to the parties',
  },
  {
    id: 'interests',
    name: 'Interests and options',
    asks: 'Asked what stands behind positions, and let the parties find and test their options',
  },
] as const;

export type SkillId = (typeof SKILLS)[number]['id'];

/** By rating, from 1 to 4. */
const RATINGS = ['Not yet', 'In parts', 'Well', 'Very well'] as const;
const NOT_OBSERVED = 'Not observed';

/** As they stand in a form: a rating, or `none` for what was not observed. */
export const ANSWERS = {
  '1': RATINGS[0],
  '2': RATINGS[1],
  '3': RATINGS[2],
  '4': RATINGS[3],
  none: NOT_OBSERVED,
} as const;
export type SkillAnswer = keyof typeof ANSWERS;

/** By the ids of SKILLS; what was not observed is not there. */
export type Ratings = Readonly<Record<string, number>>;

export const ratingsOf = (answers: Readonly<Record<SkillId, SkillAnswer>>): Ratings =>
  Object.fromEntries(
    SKILLS.flatMap(({ id }) => (answers[id] === 'none' ? [] : [[id, Number(answers[id])] as const])),
  );

export const answersOf = (ratings: Ratings): Readonly<Record<SkillId, string>> =>
  Object.fromEntries(SKILLS.map(({ id }) => [id, String(ratings[id] ?? 'none')])) as Record<SkillId, string>;

/** `very well 2, in parts 1, not observed 1`: what several said of one skill, the best first. */
export function answersInWords(all: readonly Ratings[], skill: SkillId): string {
  const count = (rating: number | undefined) => all.filter((each) => each[skill] === rating).length;
  const said = [
    ...RATINGS.map((name, index) => [name, count(index + 1)] as const).toReversed(),
    [NOT_OBSERVED, count(undefined)] as const,
  ];
  return said
    .filter(([, times]) => times > 0)
    .map(([name, times]) => `${name.toLowerCase()} ${times}`)
    .join(', ');
}
