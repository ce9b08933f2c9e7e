import { commands as all, termButtons } from '../commands/index.ts';
import type { Command } from '../src/chat/command.ts';
import type { Services } from '../src/chat/context.ts';
import type { Log } from '../src/chat/failure.ts';
import { createHandler, type Handler } from '../src/chat/handler.ts';
import type { Incoming } from '../src/chat/incoming.ts';
import type { Message, Reply } from '../src/chat/reply.ts';
import type { Request, SpaceId, Standing } from '../src/chat/request.ts';
import { plainInline, plainText } from '../src/chat/text.ts';
import { createCommunity } from '../src/community/community.ts';
import type { Course } from '../src/course/course.ts';
import { loadCourse } from '../src/course/load.ts';
import { createGlossary } from '../src/glossary/glossary.ts';
import { createLookUps } from '../src/glossary/look-ups.ts';
import { createTermRequests } from '../src/glossary/requests.ts';
import { createPractice } from '../src/practice/practice.ts';
import { createBank } from '../src/quiz/bank.ts';
import { createQuiz } from '../src/quiz/quiz.ts';
import { type Store, StoreUnreachable } from '../src/store/store.ts';
import { KeptLog } from './kept-log.ts';

export { KeptLog };

/** Half past six in the evening in Berlin, a Wednesday. */
export const NOW = Temporal.Instant.from('2026-11-25T17:30:00Z');

export const courseDirectory = new URL('../content', import.meta.url).pathname;

const unreached = new Proxy({} as Store, {
  get() {
    throw new StoreUnreachable();
  },
});

/** A course in which there is nothing yet. */
export const NO_COURSE: Course = {
  title: 'Nothing yet',
  courses: new Map(),
  dimensions: new Map(),
  sources: new Map(),
  terms: [],
  comparisons: [],
  misconceptions: new Map(),
  topics: [],
  questions: [],
  cases: [],
};

function quizOf(course: Course): Services['quiz'] {
  const bank = createBank(course);
  return createQuiz({ store: unreached, clock: { now: () => NOW }, bank: () => bank });
}

/** The subjects that keep records, where the store is not reached. */
const noCommunity = createCommunity({ store: unreached, clock: { now: () => NOW } });
export const withoutRecords = {
  community: noCommunity,
  termRequests: createTermRequests({ store: unreached, clock: { now: () => NOW } }),
  lookUps: createLookUps({ store: unreached, clock: { now: () => NOW }, log: new KeptLog() }),
  termButtons,
  quiz: quizOf(NO_COURSE),
  practice: createPractice({
    store: unreached,
    clock: { now: () => NOW },
    wishes: noCommunity.preferences,
    cases: () => [],
  }),
};

/** The real course, read once a test file. */
export async function realServices(): Promise<Services> {
  const course = await loadCourse(courseDirectory);
  return { ...withoutRecords, glossary: createGlossary(course), quiz: quizOf(course) };
}

export interface Asking {
  readonly standing?: Standing;
  readonly member?: string;
  readonly direct?: boolean;
  readonly zone?: string;
  readonly guest?: boolean;
}

export function requestOf({
  standing = 'member',
  member = 'M1',
  direct = false,
  zone = 'UTC',
  guest = false,
}: Asking = {}): Request {
  return {
    id: 'R1',
    space: 'test:1' as SpaceId,
    member: { id: member, name: 'Member' },
    conversation: { id: 'C1', direct },
    roles: [],
    guest,
    standing: async () => standing,
    zone: async () => zone,
  };
}

const refused = (): never => {
  throw new Error('there is no store here');
};

/** What a handler needs beside its commands, where there is no store: members as the platform tells them, nothing sent. */
export const alone = {
  clock: { now: () => NOW },
  members: {
    who: refused,
    standing: (request: Request) => request.standing(),
    zone: (request: Request) => request.zone(),
  },
  outgoing: {
    deliveries: { send: refused, cancel: refused },
    announcements: { refresh: refused, close: refused },
    schedule: { at: refused, every: refused, pause: refused, cancel: refused },
  },
};

export function handlerOf(
  services: Partial<Services> = {},
  commands: readonly Command[] = all,
  log: Log = new KeptLog(),
): Handler {
  const all = { ...withoutRecords, ...services } as Services;
  const members = { ...alone.members, who: (request: Request) => all.community.members.who(request) };
  return createHandler({ ...alone, members, commands, services: all, log });
}

/** What a handler answers, with the place that was announced beforehand. */
export async function ask(
  handler: Handler,
  incoming: Incoming,
  asking: Asking = {},
): Promise<{ readonly planned: string; readonly reply: Reply }> {
  const plan = handler.plan(incoming, requestOf(asking));
  return { planned: plan.place, reply: await plan.reply };
}

export const line = (command: string, text = ''): Incoming => ({ kind: 'line', command, text: [text] });

export const messageOf = (reply: Reply): Message => {
  if (reply.kind === 'message' || reply.kind === 'errors') return reply.message;
  throw new Error(`the reply is a ${reply.kind}, not a message`);
};

/** A message as plain lines, a line each part, buttons in brackets: for tests of what is said, not how it looks. */
export function wordsOf({ title, parts }: Message): string {
  const lines = parts.map((part): string => {
    switch (part.kind) {
      case 'text':
        return plainText(part.text);
      case 'note':
        return plainInline(part.text);
      case 'fields':
        return part.fields.map(({ name, value }) => `${name}: ${plainText(value)}`).join('\n');
      case 'picture':
        return `[picture: ${part.alt}]`;
      case 'divider':
        return '';
      case 'buttons':
        return part.buttons.map(({ label }) => `[${label}]`).join(' ');
      case 'file':
        return `[file: ${part.name}, ${part.says}]`;
      default:
        return `[${part.placeholder} ▾]`;
    }
  });
  return [title ?? '', ...lines].filter((each) => each !== '').join('\n');
}

/** The id that the button of this label carries. */
export function idOf({ parts }: Message, label: string): string {
  for (const part of parts) {
    if (part.kind !== 'buttons') continue;
    for (const button of part.buttons)
      if (button.kind === 'action' && button.label === label) return button.id;
  }
  throw new Error(`no button ${label}`);
}
