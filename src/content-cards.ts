import { makeTermCard, termButtons, versusCard, versusPages } from '../commands/glossary.ts';
import type { Message } from './chat/reply.ts';
import type { SpaceId } from './chat/request.ts';
import type { RichText } from './chat/text.ts';
import type { Case, Comparison, Course, Question, Term } from './course/course.ts';
import { createGlossary } from './glossary/glossary.ts';
import { filePages } from './practice/case-file-cards.ts';
import { slotsOf } from './practice/cell.ts';
import { allFacts, STEPS, stepParts } from './practice/debrief-parts.ts';
import { factsCard } from './practice/facts-cards.ts';
import { factPages } from './practice/facts-parts.ts';
import { createBank } from './quiz/bank.ts';
import { type Chosen, isOneChoice, isRight, rightKeys } from './quiz/judge.ts';
import { feedbackCard, questionCard } from './quiz/round-cards.ts';
import type { Round } from './quiz/round-rows.ts';

/** A card as members get it. */
export interface ContentCard {
  /** Which page it is, and whom it reaches. */
  readonly says: string;
  readonly message: Message;
}

/** The cards on which content is read, made as they are made for members, without a store. */
export interface ContentCards {
  term(term: Term): readonly ContentCard[];
  comparison(comparison: Comparison): readonly ContentCard[];
  /** The question, then what is told for each answer. */
  question(question: Question): readonly ContentCard[];
  /** What each role gets, what the cell reads afterwards, and what a facilitator may open. */
  playedCase(played: Case): readonly ContentCard[];
}

/** Ids of what a real card would have from the store; they stand in buttons only. */
const NO_ID = '00000000-0000-4000-8000-000000000000';

export function createContentCards(course: Course): ContentCards {
  const glossary = createGlossary(course);
  const bank = createBank(course);
  const desk = {
    services: { glossary, quiz: { bank }, termButtons },
    request: { conversation: { id: 'channel', direct: false }, member: { id: 'member', name: 'Member' } },
  };

  return {
    term(term) {
      const pages = glossary.longEntry(term).length;
      return Array.from({ length: pages + 1 }, (_, page) => ({
        says: page === 0 ? 'Short entry' : `Long entry${pageInWords(page, pages)}`,
        message: makeTermCard(desk, term, page, 'private'),
      }));
    },

    comparison(comparison) {
      const [a, b] = comparison.terms.map((id) => glossary.term(id));
      if (!a || !b) throw new Error('a comparison of terms that are not there');
      const pages = versusPages(comparison).length;
      return Array.from({ length: pages }, (_, page) => ({
        says: `Comparison${pageInWords(page + 1, pages)}`,
        message: versusCard(desk, a, b, page),
      }));
    },

    question: (question) => [
      { says: 'The question', message: questionCard(bank, roundOf(question), { n: 0, question }) },
      ...answersTo(question).map(({ says, chosen, correct }) => ({
        says,
        message: feedbackCard(desk, roundOf(question, { chosen, correct }), 0, 'now'),
      })),
    ],

    playedCase: (played) => [
      ...slotsOf(played).flatMap(({ role, name }) => roleCards(played, role, name)),
      ...pages(allFacts(played, { holders: [] }), (page) => ({
        says: `All facts${page}: the whole cell, once the mediator reveals them`,
        title: played.title,
      })),
      ...STEPS.map((step) => ({
        says: `Debrief, ${step.name}: the whole cell, after the reveal`,
        message: { title: 'Debrief', parts: stepParts(step, played) },
      })),
      ...pages(filePages(played), (page) => ({
        says: `Case file${page}: a facilitator who opens it, and then counts as having read it`,
        title: `Case file: ${played.title}`,
      })),
    ],
  };
}

interface Answer {
  readonly says: string;
  readonly chosen: Chosen;
  readonly correct: boolean;
}

/** Each answer about which something else is told. */
function answersTo(question: Question): Answer[] {
  const answer = (says: string, chosen: Chosen): Answer => ({
    says,
    chosen,
    correct: isRight(question, chosen),
  });
  if (isOneChoice(question)) {
    return question.options.map(({ key, right, misconception }) =>
      answer(`After option ${key}, ${right ? 'the right one' : (misconception ?? 'a wrong one')}`, [key]),
    );
  }
  switch (question.kind) {
    case 'several':
      return [
        answer('After all that is right', rightKeys(question)),
        answer(
          'After all options',
          question.options.map(({ key }) => key),
        ),
      ];
    case 'match':
      return [
        answer(
          'After every term in its place',
          question.pairs.map(({ key, term }) => `${key}:${term}`),
        ),
      ];
    default:
      return [
        { says: 'After a right answer', chosen: [], correct: true },
        { says: 'After another answer', chosen: [], correct: false },
      ];
  }
}

function roundOf(question: Question, answered?: Pick<Answer, 'chosen' | 'correct'>): Round {
  const { id, revision } = question;
  return {
    id: NO_ID,
    kind: 'practice',
    questions: [id],
    picked: [],
    answers: new Map(answered ? [[id, { question: id, revision, ...answered }]] : []),
    left: answered ? [] : [{ n: 0, question }],
    waiting: new Set(),
    ended: answered !== undefined,
  };
}

/** When the session of a previewed case begins. */
const STARTS = Temporal.Instant.from('2030-01-03T19:00:00Z');

/** What a member reads who holds a role, in a cell in which every role is held. */
function roleCards(played: Case, role: string, name: string): ContentCard[] {
  const here = 'here' as SpaceId;
  // Names stand as in another space, where nobody can be pointed at.
  const space = 'there' as SpaceId;
  const holders = slotsOf(played).map((slot, index) => ({
    id: slot.role,
    role: slot.role,
    ...{ space, member: slot.role, name: `Member ${index + 1}` },
  }));
  const facts = {
    occurrence: {
      ...{ id: NO_ID, title: 'your session', starts: STARTS, minutes: 90 },
      ...{ place: undefined, link: undefined },
    },
    plan: { cells: [{}] },
    cell: { id: NO_ID, number: 1, caseId: played.id, holders },
    holder: holders.find((each) => each.role === role)!,
    played,
  };
  const count = factPages(facts, here).length;
  return Array.from({ length: count }, (_, page) => ({
    says: `Facts${pageInWords(page + 1, count)}: ${name} alone, when the facts go out`,
    message: factsCard(facts, here, page),
  }));
}

const pageInWords = (page: number, of: number): string => (of > 1 ? `, page ${page} of ${of}` : '');

function pages(
  texts: readonly RichText[],
  headed: (page: string) => { readonly says: string; readonly title: string },
): ContentCard[] {
  return texts.map((text, index) => {
    const { says, title } = headed(pageInWords(index + 1, texts.length));
    return { says, message: { title, parts: [{ kind: 'text', text }] } };
  });
}
