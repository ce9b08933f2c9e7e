import { z } from 'zod';
import { button, defineAction, search, select } from '../src/chat/action.ts';
import { defineCommand, type Shortcut } from '../src/chat/command.ts';
import type { Context, Services } from '../src/chat/context.ts';
import { UserError } from '../src/chat/errors.ts';
import { fitInId } from '../src/chat/id.ts';
import { option } from '../src/chat/option.ts';
import { pack, pageOf, pick } from '../src/chat/pages.ts';
import { note, rows, turning, words } from '../src/chat/parts.ts';
import type { Button, Choice, Message, Part } from '../src/chat/reply.ts';
import type { Request } from '../src/chat/request.ts';
import { usage } from '../src/chat/text.ts';
import type { Comparison, Term } from '../src/course/course.ts';
import { askedActions, askedButton } from '../src/glossary/asked-cards.ts';
import { filterTerms, termFilters } from '../src/glossary/browse.ts';
import { type Glossary, PAGE_BUDGET } from '../src/glossary/glossary.ts';
import type { LookUps } from '../src/glossary/look-ups.ts';
import { bothEntries, entryParts, rowLength, rowParts, termLines } from '../src/glossary/parts.ts';
import { readQuery } from '../src/glossary/query.ts';
import type { TermRequests } from '../src/glossary/requests.ts';
import { quizOnButton } from '../src/quiz/practice-cards.ts';
import type { Quiz } from '../src/quiz/quiz.ts';

declare module '../src/chat/context.ts' {
  interface Services {
    readonly glossary: Glossary;
    /** Neither is there where nothing is kept. */
    readonly termRequests: TermRequests;
    readonly lookUps: LookUps;
    /** Buttons that open these terms' entries; none for a term that is not there. For other subjects' cards. */
    readonly termButtons: (glossary: Glossary, terms: readonly string[]) => readonly Button[];
  }
}

const TERMS_PER_PAGE = 10;
/** A Discord message has room for 25 choices in a list. */
const LIST = 25;
/** One row of buttons. */
const COMPARED = 5;

const complete = ({ services, text: typed }: Context & { readonly text: string }): Choice[] =>
  services.glossary.complete(typed, LIST).map(toChoice);

// What a card shows; `page` 0 is the short entry, later pages are the long one. The state of most buttons.
const termState = z.object({ term: z.string(), page: z.int().min(0) });
const versusState = z.object({ a: z.string(), b: z.string(), page: z.int().min(0) });

const open = defineAction({
  name: 'glossary.open',
  state: termState,
  answer: 'private',
  run: (context) => termCard(context, mustFind(context, context.state.term), context.state.page),
});

/** From another subject's card, which must stay: an answer in the middle of a quiz. */
const openBeside = defineAction({ ...open, name: 'glossary.beside', answer: 'beside' });

const choose = defineAction({
  name: 'glossary.choose',
  answer: 'private',
  run: (context) => termCard(context, mustFind(context, context.values[0] ?? ''), 0),
  complete,
});

const compare = defineAction({
  name: 'glossary.compare',
  state: versusState,
  answer: 'private',
  run: (context) => {
    const { a, b, page } = context.state;
    return versusCard(context, mustFind(context, a), mustFind(context, b), page);
  },
});

const jump = defineAction({
  name: 'glossary.jump',
  state: versusState.omit({ page: true }),
  answer: 'private',
  run: (context) => {
    const { a, b } = context.state;
    const page = pageWith(context.services.glossary, a, b, context.values[0]);
    return versusCard(context, mustFind(context, a), mustFind(context, b), page);
  },
});

const browse = defineAction({
  name: 'glossary.browse',
  state: z.object({ filter: z.string(), page: z.int().min(0) }),
  answer: 'private',
  run: (context) => browseCard(context, context.state.filter, context.state.page),
});

const narrow = defineAction({
  name: 'glossary.narrow',
  answer: 'private',
  run: (context) => browseCard(context, context.values[0] ?? 'all', 0),
});

const ask = defineAction({
  name: 'glossary.ask',
  state: z.object({ words: z.string() }),
  answer: 'private',
  run: async ({ services, who, state }) => {
    const asked = await services.termRequests.ask(await who(), state.words);
    return {
      parts: [
        words(
          asked === 'new'
            ? `Thank you: the facilitators see that “${state.words}” is missing, and how many ask for it, but not who.`
            : `You asked for “${state.words}” already; the facilitators see it in their list.`,
        ),
      ],
    };
  },
});

const share = defineAction({
  name: 'glossary.share',
  state: versusState.extend({ b: z.string().optional() }),
  answer: 'channel',
  run: (context) => {
    const { a, b, page } = context.state;
    const first = mustFind(context, a);
    return b === undefined
      ? makeTermCard(context, first, page, 'shared')
      : versusCard(context, first, mustFind(context, b), page, 'shared');
  },
});

const takeBack = defineAction({
  name: 'glossary.take-back',
  answer: 'remove',
  owned: true,
  run: () => undefined,
});

const inThisMessage: Shortcut = {
  name: 'glossary.in-message',
  label: 'Terms in this message',
  run: ({ services, message }) => messageCard(services.glossary.within(message.text, LIST)),
};

export const glossary = defineCommand({
  name: 'glossary',
  description: 'Look a term up, compare two, or browse the course glossary',
  options: {
    term: option.text({ description: 'The term to look up; leave it out to browse', max: 100, complete }),
    versus: option.text({ description: 'A second term, to set the two side by side', max: 100, complete }),
  },
  visibility: 'private',
  examples: [
    { values: { term: 'batna' }, does: 'looks a term up' },
    {
      values: { term: 'mediation', versus: 'negotiation' },
      typed: 'mediation vs negotiation',
      does: 'compares two',
    },
    { values: {}, typed: 'list', does: 'browses all terms' },
  ],
  actions: [open, openBeside, choose, compare, jump, browse, narrow, ask, share, takeBack, ...askedActions],
  shortcuts: [inThisMessage],
  home: () => [
    { kind: 'buttons', buttons: [button(browse, { filter: 'all', page: 0 }, 'Browse the glossary')] },
  ],
  run: (context) => {
    const query = readQuery(context.options.term, context.options.versus);
    switch (query.kind) {
      case 'browse':
        return browseCard(context, 'all', 0);
      case 'look-up':
        return lookUpCard(context, query.words);
      case 'compare':
        return compareCard(context, query.words);
    }
  },
});

function mustFind({ services }: Context, id: string): Term {
  const term = services.glossary.term(id);
  if (!term)
    throw new UserError(
      'That entry is no longer in the glossary. See what there is with ',
      usage('glossary', {}, 'list'),
      '.',
    );
  return term;
}

function lookUpCard(context: Context, typed: string): Message {
  const found = context.services.glossary.lookUp(typed);
  switch (found.kind) {
    case 'found': {
      const [only, ...more] = found.terms;
      if (only && more.length === 0) counted(context, only);
      return only && more.length === 0 ? termCard(context, only, 0) : severalCard(typed, found.terms);
    }
    case 'meant': {
      counted(context, found.term);
      const card = termCard(context, found.term, 0);
      // What is related already has its button.
      const others = found.others.filter(({ id }) => !found.term.related.includes(id));
      return {
        ...card,
        parts: [
          note(`You wrote “${typed}”; this is the nearest entry.`),
          ...card.parts,
          ...openButtons(others),
        ],
      };
    }
    case 'missed':
      return missCard(typed, found.near);
  }
}

function counted({ services, request }: Context, ...terms: readonly Term[]): void {
  services.lookUps.count(
    terms.map(({ id }) => id),
    {
      // What is said directly may belong to no space.
      key: request.conversation.direct ? `${request.space} ${request.member.id}` : request.space,
      community: () => services.community.members.communityOf(request),
    },
  );
}

/** Both terms must be known; where one is not, its near matches are offered instead. */
function compareCard(context: Context, typed: readonly [string, string]): Message {
  const terms: Term[] = [];
  for (const each of typed) {
    const found = context.services.glossary.lookUp(each);
    if (found.kind === 'missed') return missCard(each, found.near);
    if (found.kind === 'found' && found.terms.length > 1) return severalCard(each, found.terms);
    terms.push(found.kind === 'found' ? found.terms[0]! : found.term);
  }
  const [a, b] = terms;
  if (!a || !b) throw new Error('two names gave no two terms');
  counted(context, a, b);
  return a.id === b.id ? termCard(context, a, 0) : versusCard(context, a, b, 0);
}

type Shown = 'private' | 'shared';

/** What an entry or a comparison is shown with. */
interface Desk {
  readonly services: Pick<Services, 'glossary'> & { readonly quiz: Pick<Quiz, 'bank'> };
  readonly request: Pick<Request, 'conversation' | 'member'>;
}

/** The private cards of a glossary, made once each: look-ups are what members do most. */
const cards = new WeakMap<Glossary, Map<string, Message>>();

function privateCard(context: Context, key: string, make: () => Message): Message {
  const { services, request } = context;
  const made = cards.get(services.glossary) ?? new Map<string, Message>();
  const place = request.conversation.direct ? `${key} direct` : key;
  const known = made.get(place);
  if (known) return known;
  const card = make();
  made.set(place, card);
  cards.set(services.glossary, made);
  return card;
}

function termCard(context: Context, term: Term, page: number): Message {
  // A page that is not there is the last one, and must not be kept under a name of its own.
  const at = Math.min(page, context.services.glossary.longEntry(term).length);
  return privateCard(context, `${term.id} ${at}`, () => makeTermCard(context, term, at, 'private'));
}

/** One page of an entry: 0 is the short one, later ones are the long one. */
export function makeTermCard(desk: Desk, term: Term, page: number, shown: Shown): Message {
  const { glossary } = desk.services;
  const long = glossary.longEntry(term).length;
  const at = Math.min(page, long);
  const turn = (to: number, label: string): Button => button(open, { term: term.id, page: to }, label);
  const reading = turning(at, long + 1, turn, {
    back: at === 1 ? 'Short entry' : 'Back',
    on: at === 0 ? 'Read more' : 'Read on',
  });
  const compared = glossary
    .comparedWith(term.id)
    .slice(0, COMPARED)
    .map((other) => button(compare, { a: term.id, b: other.id, page: 0 }, `Compare with ${other.term}`));
  const related = term.related.flatMap((id) => glossary.term(id) ?? []);
  const practise = quizOnButton(desk.services.quiz, term.id);
  return {
    title: term.term,
    parts: [
      ...entryParts(glossary, term, at),
      ...openButtons(related),
      ...rows([
        ...reading,
        ...compared,
        ...(practise ? [practise] : []),
        ...shareButton(desk, shown, { a: term.id, page: at }),
      ]),
      ...sharedBy(desk, shown),
    ],
  };
}

/** One page of a comparison, or both entries where there is none. */
export function versusCard(desk: Desk, a: Term, b: Term, page: number, shown: Shown = 'private'): Message {
  const { glossary } = desk.services;
  const comparison = glossary.comparison(a.id, b.id);
  const pages = versusPages(comparison);
  const { items, page: at, pages: count } = pick(pages, page);
  const turn = (to: number, label: string): Button => button(compare, { a: a.id, b: b.id, page: to }, label);
  const body = comparison
    ? [
        ...(at === 0 ? [words(comparison.summary)] : []),
        ...rowParts(glossary, nameOrder(comparison, a, b), items),
        ...(count > 1 ? [note(`Page ${at + 1} of ${count}`)] : []),
        select(jump, { a: a.id, b: b.id }, 'Go to a difference', dimensionChoices(glossary, comparison)),
      ]
    : bothEntries(glossary, [a, b]);
  return {
    title: `${a.term} and ${b.term}`,
    parts: [
      ...body,
      ...rows([
        ...turning(at, count, turn, { back: 'Back', on: 'More differences' }),
        openButton(a),
        openButton(b),
        ...shareButton(desk, shown, { a: a.id, b: b.id, page: at }),
      ]),
      ...sharedBy(desk, shown),
    ],
  };
}

const nameOrder = ({ terms }: Comparison, a: Term, b: Term): readonly [string, string] =>
  terms[0] === a.id ? [a.term, b.term] : [b.term, a.term];

/** As many rows a page as fit; none where there is no comparison. */
export const versusPages = (comparison: Comparison | undefined): Comparison['rows'][] =>
  pack(comparison?.rows ?? [], rowLength, PAGE_BUDGET);

/** The page on which a dimension stands; the first where it stands on none. */
function pageWith(glossary: Glossary, a: string, b: string, dimension: string | undefined): number {
  const pages = versusPages(glossary.comparison(a, b));
  return pages.findIndex((rows) => rows.some((row) => row.dimension === dimension));
}

/** A choice a dimension: as many as content may have fit into one list. */
const dimensionChoices = ({ course }: Glossary, { rows }: Comparison): Choice[] =>
  rows.map(({ dimension }) => ({ label: course.dimensions.get(dimension) ?? dimension, value: dimension }));

function severalCard(typed: string, terms: readonly Term[]): Message {
  return {
    title: 'Which one?',
    parts: [words(`“${typed}” is the name of more than one entry.`), termLines(terms), ...openButtons(terms)],
  };
}

function missCard(typed: string, near: readonly Term[]): Message {
  const buttons = [
    button(ask, { words: fitInId(typed, 'glossary.ask:'.length) }, 'Ask for this term'),
    button(browse, { filter: 'all', page: 0 }, 'Browse all terms'),
  ];
  return {
    title: 'Not in the glossary yet',
    parts: [
      words(
        near.length > 0
          ? `I found no entry “${typed}”. Did you mean one of these?`
          : `I found no entry “${typed}”, nor one like it.`,
      ),
      ...openButtons(near),
      ...rows(buttons),
    ],
  };
}

function messageCard(terms: readonly Term[]): Message {
  if (terms.length === 0) {
    return {
      title: 'Terms in this message',
      parts: [words('None of the glossary’s terms stands in that message.')],
    };
  }
  return {
    title: 'Terms in this message',
    parts: [
      termLines(terms.slice(0, TERMS_PER_PAGE)),
      ...(terms.length > TERMS_PER_PAGE
        ? [note(`${terms.length - TERMS_PER_PAGE} more: all of them stand in the list.`)]
        : []),
      ...(terms.length <= 5 ? openButtons(terms) : [search(choose, {}, 'Open a term', terms.map(toChoice))]),
    ],
  };
}

async function browseCard(context: Context, filter: string, page: number): Promise<Message> {
  const { glossary } = context.services;
  const filters = termFilters(glossary.course);
  const chosen = filters.find(({ value }) => value === filter) ?? filters[0]!;
  const terms = filterTerms(glossary.course, chosen.value);
  const { items, page: at, pages } = pageOf(terms, page, TERMS_PER_PAGE);
  const turn = (to: number, label: string): Button =>
    button(browse, { filter: chosen.value, page: to }, label);
  return {
    title: `Glossary: ${chosen.label}`,
    parts: [
      termLines(items),
      note(`${terms.length} ${terms.length === 1 ? 'term' : 'terms'}, page ${at + 1} of ${pages}`),
      search(choose, {}, 'Open a term', items.map(toChoice)),
      select(narrow, {}, 'Show a course or a letter', filters.slice(0, LIST), chosen.value),
      ...rows([...turning(at, pages, turn), ...(await askedButton(context))]),
    ],
  };
}

const toChoice = ({ term, id }: Term): Choice => ({ label: term, value: id });

const openButton = (term: Term): Button => button(open, { term: term.id, page: 0 }, term.term);
export const termButtons = (glossary: Glossary, ids: readonly string[]): Button[] =>
  ids
    .flatMap((id) => glossary.term(id) ?? [])
    .map(({ id, term }) => button(openBeside, { term: id, page: 0 }, term));
const openButtons = (terms: readonly Term[]): Part[] => rows(terms.map(openButton));

/** Where others would see it: not in a direct conversation, and not on a card that is already shared. */
function shareButton(
  { request }: Desk,
  shown: Shown,
  state: { readonly a: string; readonly b?: string; readonly page: number },
): Button[] {
  if (shown === 'shared') return [button(takeBack, {}, 'Take back', { owner: request.member.id })];
  return request.conversation.direct ? [] : [button(share, state, 'Show to the channel')];
}

const sharedBy = ({ request: { member } }: Desk, shown: Shown): Part[] =>
  shown === 'private' ? [] : [note('Shown by ', { kind: 'member', id: member.id, name: member.name })];
