import { readMarkdown } from '../chat/markdown.ts';
import type { Part } from '../chat/reply.ts';
import { paragraph, type RichText, strong, text } from '../chat/text.ts';
import type { Case, DebriefStep } from '../course/course.ts';
import type { Cell } from './cell.ts';
import { noticesText } from './facts-parts.ts';
import { fold, headed } from './facts-size.ts';

/** What a cell talks about afterwards, and all facts of its case: for nobody but the cell, once they are open to it. */

/** One step of a debrief: whose word it is, and what to ask where no case has questions of its own. */
interface Step {
  readonly step: DebriefStep;
  readonly name: string;
  readonly whose: string;
  readonly questions: readonly string[];
}

/** In their order: out of role first, and critique last and only as asked. */
export const STEPS: readonly Step[] = [
  {
    step: 'out-of-role',
    name: 'Out of role',
    whose: 'Everybody who played a part, one after the other. Nobody speaks about the mediation yet.',
    questions: [
      'Put the part down: say your own name, and one thing in which you are not like the person you played.',
      'Is there anything left of the part that you would like to say before you go on?',
    ],
  },
  {
    step: 'mediator',
    name: 'The mediator',
    whose: 'The mediator speaks; the others listen.',
    questions: [
      'What did you set out to do, and what are you content with?',
      'Which moment would you like to have again, and what would you try then?',
    ],
  },
  {
    step: 'positives',
    name: 'What worked',
    whose: 'The parties first, then those who watched: what somebody said or did, and what came of it.',
    questions: [
      'Parties: when did you feel heard, and what had the mediator just said or done?',
      'Observers: name one question that changed the talk, as nearly word for word as you can.',
    ],
  },
  {
    step: 'options',
    name: 'Other options',
    whose: 'The coach offers; where there is none, who observed. There is more than one right way.',
    questions: [
      'Choose one moment. Which two other ways on were there, and what might each have cost?',
      'What stayed unsaid until now, and what could have made it safe to speak of it?',
    ],
  },
  {
    step: 'critique',
    name: 'Critique as asked',
    whose: 'The mediator asks; who is asked answers that, and stops there.',
    questions: ['Mediator: on which skill would you like a frank view, and from whom?'],
  },
];

export const stepParts = ({ step, name, whose, questions }: Step, played: Case | undefined): Part[] => {
  const own = played?.debrief.filter((question) => question.step === step).map((question) => question.text);
  return [
    {
      kind: 'text',
      text: [
        {
          kind: 'heading',
          children: [text(`${STEPS.findIndex((each) => each.step === step) + 1}. ${name}`)],
        },
        paragraph(strong('Whose word it is: '), whose),
        { kind: 'list', ordered: false, items: (own ?? questions).map(readMarkdown) },
      ],
    },
  ];
};

/** Everything that the case kept to some, as pages that fit into one message each: one a role, with who played it. */
export function allFacts(played: Case, { holders }: Pick<Cell, 'holders'>): readonly RichText[] {
  const { general, parties, roles, confidential, caucusPlan } = played;
  const playedBy = (role: string): string => {
    const names = holders.filter((holder) => holder.role === role).map(({ name }) => name);
    return names.length === 0 ? 'nobody played it' : names.join(', ');
  };
  const sections = [
    headed('General facts, as all had them', ...readMarkdown(general)),
    ...[...parties, ...roles].map(({ id, name }) =>
      headed(`${name} (${playedBy(id)})`, ...readMarkdown(confidential.get(id) ?? '')),
    ),
    noticesText(played),
    ...(caucusPlan === undefined ? [] : [headed('The mediator’s caucus plan', ...readMarkdown(caucusPlan))]),
  ];
  return sections.flatMap((section) => fold([section]));
}
