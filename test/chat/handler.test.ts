import { describe, expect, test, vi } from 'vitest';
import { button, defineAction } from '../../src/chat/action.ts';
import type { Services } from '../../src/chat/context.ts';
import { UserError } from '../../src/chat/errors.ts';
import { createHandler } from '../../src/chat/handler.ts';
import type { Incoming } from '../../src/chat/incoming.ts';
import type { Message } from '../../src/chat/reply.ts';
import {
  type Asking,
  alone,
  ask,
  handlerOf,
  KeptLog,
  line,
  messageOf,
  requestOf,
  wordsOf,
} from '../asking.ts';
import { buttons, note, running, samples, says } from './samples.ts';

const handler = () => handlerOf(undefined, samples);
const click = ({ id }: { readonly id: string }, own = false): Incoming => ({
  kind: 'action',
  id,
  values: [],
  own,
});
const told = async (incoming: Incoming, asking?: Asking) =>
  wordsOf(messageOf((await ask(handler(), incoming, asking)).reply));
const command = (values: Record<string, string | number>, subcommand = 'open'): Incoming => ({
  kind: 'command',
  command: 'session',
  subcommand,
  values,
});
const WHOLE = { topic: 'caucus', when: 'Thursday 7pm' };

describe('where the answer will appear is known before it is there', () => {
  test.each<[string, Incoming, string, string]>([
    ['a command for its member', command({}, 'list'), 'private', 'message private'],
    ['a command for all', command(WHOLE), 'channel', 'message channel'],
    ['a command that opens a form', command({}, 'draft'), 'form', 'form'],
    ['a command that lacks something', command({}), 'form', 'form'],
    ['a line', line('session', 'open caucus when:"Thursday 7pm"'), 'channel', 'message channel'],
    ['a line that asks for help', line('session', 'help'), 'private', 'message private'],
    ['a line that is not understood', line('session', 'opne'), 'private', 'message private'],
    ['a button that changes its message', click(buttons.join), 'update', 'message update'],
    ['a button with a private answer', click(buttons.leave), 'private', 'message private'],
    ['the same on a message of one’s own', click(buttons.leave, true), 'update', 'message update'],
    ['a button that tells everyone', click(buttons.announce, true), 'channel', 'message channel'],
    ['a button that opens a form', click(buttons.rename), 'form', 'form'],
    [
      'a form',
      { kind: 'form', id: 'session.draft', values: { title: 'a', seats: '2' }, own: false },
      'private',
      'message private',
    ],
    [
      'a form on a message of one’s own',
      { kind: 'form', id: 'session.draft', values: { title: 'a', seats: '2' }, own: true },
      'update',
      'message update',
    ],
    [
      'a command’s own form',
      { kind: 'form', id: 'form.session.open', values: WHOLE, own: false },
      'channel',
      'message channel',
    ],
    ['a shortcut', { kind: 'shortcut', name: 'session.about', text: 'words' }, 'private', 'message private'],
  ])('for %s', async (_, incoming, place, given) => {
    const { planned, reply } = await ask(handler(), incoming);
    expect([planned, reply.kind === 'message' ? `message ${reply.place}` : reply.kind]).toEqual([
      place,
      given,
    ]);
  });

  test('for a button that takes its message away', async () => {
    const { planned, reply } = await ask(handler(), click(buttons.cancel), { standing: 'facilitator' });
    expect([planned, reply]).toEqual(['remove', { kind: 'remove' }]);
  });

  test('even while the answer is not there', () => {
    const slow = handlerOf(undefined, [running(() => new Promise(() => {}))]);
    expect(slow.plan(line('run'), requestOf()).place).toBe('channel');
  });
});

describe('a failure', () => {
  const SECRET = 'a very private sentence';
  const failing = (error: unknown, log = new KeptLog()) => ({
    log,
    handler: handlerOf(
      undefined,
      [
        running(() => {
          throw error;
        }),
      ],
      log,
    ),
  });

  test('that was expected is told privately in its own words, though the answer was for all', async () => {
    const { planned, reply } = await ask(failing(new UserError('Not yet.')).handler, line('run'));
    expect([planned, reply]).toEqual([
      'channel',
      { kind: 'message', place: 'private', message: says('Not yet.') },
    ]);
  });

  test('that was not expected is an apology with a number that is in the log', async () => {
    const { handler: broken, log } = failing(new Error(SECRET));
    const words = wordsOf(messageOf((await ask(broken, line('run'))).reply));
    const [, id] = /went wrong on our side.*this number: ([0-9a-f]{8})$/.exec(words) ?? [];
    expect(log.lines).toMatchObject([
      { level: 'error', fields: { failure: id, kind: 'line', request: 'R1' } },
    ]);
  });

  test('leaves no word of the member and none of its message in the log', async () => {
    const { handler: broken, log } = failing(new Error(`could not store “${SECRET}”`));
    await ask(broken, { kind: 'command', command: 'run', values: { words: SECRET } });
    await ask(broken, line('run'), { member: SECRET });
    expect(log.lines.length).toBeGreaterThan(0);
    expect(JSON.stringify(log.lines)).not.toContain('private');
  });

  test.each([undefined, null, 'words', 7, { message: 'x' }])(
    'is an apology whatever was thrown: %j',
    async (thrown) => {
      const { reply } = await ask(failing(thrown).handler, line('run'));
      expect(wordsOf(messageOf(reply))).toContain('went wrong on our side');
    },
  );

  test('to tell who may is an apology, not a permission', async () => {
    const log = new KeptLog();
    const request = { ...requestOf(), standing: () => Promise.reject(new Error('offline')) };
    const { reply } = handlerOf(undefined, samples, log).plan(click(buttons.cancel), request);
    expect(wordsOf(messageOf(await reply))).toContain('went wrong');
    expect(log.lines).toHaveLength(1);
  });
});

describe('who may', () => {
  test.each<[string, Incoming]>([
    ['a command', command({}, 'close')],
    ['a line', line('session', 'close')],
    ['a button', click(buttons.cancel)],
  ])('is checked for %s', async (_, incoming) => {
    expect(await told(incoming)).toBe(
      'Only facilitators can do that here. If you should be one, ask an administrator.',
    );
  });

  test('counts an administrator as a facilitator', async () => {
    expect(await told(command({}, 'close'), { standing: 'administrator' })).toBe('closed');
  });

  test('is not asked of the platform where every member may', async () => {
    const standing = vi.fn();
    await handler().plan(command({}, 'list'), { ...requestOf(), standing }).reply;
    expect(standing).not.toHaveBeenCalled();
  });
});

describe('a button that belongs to one member', () => {
  test.each<[string, Asking, string]>([
    ['works for that member', { member: 'M1' }, 'left 7'],
    ['is refused to another', { member: 'M2' }, 'belongs to the member who asked'],
    ['works for a facilitator', { member: 'M2', standing: 'facilitator' }, 'left 7'],
  ])('%s', async (_, asking, words) => {
    expect(await told(click(buttons.leave), asking)).toContain(words);
  });

  test('cannot be made over to another by changing its id', async () => {
    const id = buttons.leave.id.replace('@M1', '@M2');
    expect(await told(click({ id }), { member: 'M3' })).toContain('belongs to the member');
  });

  test('cannot be made without its owner', () => {
    const own = defineAction({ name: 'own.it', answer: 'private', owned: true, run: () => undefined });
    expect(() => button(own, {}, 'Own')).toThrow('needs its owner');
  });
});

describe('what there is not', () => {
  test.each<[string, Incoming, string]>([
    ['a command', { kind: 'command', command: 'gone', values: {} }, 'no command “gone”'],
    ['a command’s line', line('gone', 'session list'), 'no command “gone”'],
    ['a line that names it', { kind: 'line', text: ['/gone please'] }, 'no command “gone”'],
    ['help on it', { kind: 'line', text: ['help gone'] }, 'no command “gone”'],
    ['help on it by the command', line('help', 'gone'), 'no command “gone”'],
    ['a subcommand', command({}, 'opne'), 'no “opne” here'],
    ['a shortcut', { kind: 'shortcut', name: 'gone', text: 'x' }, 'no longer in use'],
    ['a form', { kind: 'form', id: 'session.gone', values: {}, own: false }, 'no longer in use'],
    ['a form’s state', { kind: 'form', id: 'session.draft:7', values: {}, own: false }, 'no longer in use'],
  ])('is answered with what there is: %s', async (_, incoming, words) => {
    expect(await told(incoming)).toMatch(new RegExp(`${words}[\\s\\S]*[/ ]help`));
  });

  test('a subcommand that was left out is answered with all of them', async () => {
    expect(await told({ kind: 'command', command: 'session', values: {} })).toMatch(
      /^\/session\n[\s\S]*\/session open/,
    );
  });
});

describe('a line that names its command', () => {
  test.each([[[]], [['']], [['  ']], [['help']], [['?']]])('is help when it is %j', async (text) => {
    expect(await told({ kind: 'line', text })).toContain('What Parley can do');
  });

  test.each(['session list', '/session list', 'SESSION  list', ' session\nlist'])(
    'is read: “%s”',
    async (typed) => {
      expect(await told({ kind: 'line', text: [typed] })).toBe('none');
    },
  );

  test('keeps its mentions', async () => {
    const text = ['session open when:"Thu 7pm" topic:a host:', { mention: 'member' as const, id: 'U7' }];
    expect(await told({ kind: 'line', text })).toContain('"host":"U7"');
  });

  test.each([
    'help session open',
    'session open help',
    'session help open',
    'help /session open',
    'help help',
  ])('reaches help on one subcommand by “%s”', async (typed) => {
    expect(await told({ kind: 'line', text: [typed] })).toMatch(/^\/(?:session open|help)\n/);
  });
});

describe('a member’s zone', () => {
  test('is the one in which a date is read', async () => {
    expect(await told(command(WHOLE), { zone: 'Asia/Tokyo' })).toContain('[Asia/Tokyo]');
  });

  test('is asked for, not guessed, where the platform does not tell it', async () => {
    const { reply } = handler().plan(command(WHOLE), { ...requestOf(), zone: async () => undefined });
    expect(wordsOf(messageOf(await reply))).toContain('I do not know your time zone');
  });

  test('is not asked of the platform where there is no date', async () => {
    const zone = vi.fn();
    await handler().plan(line('note', 'words'), { ...requestOf(), zone }).reply;
    expect(zone).not.toHaveBeenCalled();
  });
});

describe('completion', () => {
  const completing = { kind: 'option', command: 'note', option: 'words', text: 'cau' } as const;

  test('gives what the option offers', async () => {
    expect(await handler().complete(completing, requestOf())).toEqual([{ label: 'cau', value: 'cau' }]);
  });

  test('gives at most 25', async () => {
    const choices = await handler().complete({ kind: 'search', id: 'session.find', text: 'x' }, requestOf());
    expect(choices).toHaveLength(25);
  });

  test.each([
    { ...completing, command: 'gone' },
    { ...completing, option: 'gone' },
    { ...completing, option: 'constructor' },
    { ...completing, option: 'more' },
    { ...completing, subcommand: 'gone' },
    { kind: 'search', id: '', text: 'x' } as const,
    { kind: 'search', id: 'session.join:7', text: 'x' } as const,
    { kind: 'search', id: 'session.gone', text: 'x' } as const,
  ])('gives nothing where there is nothing to complete: %j', async (incoming) => {
    expect(await handler().complete(incoming, requestOf())).toEqual([]);
  });

  test.each([
    [
      'throws',
      () => {
        throw new Error('a private word');
      },
    ],
    ['rejects', () => Promise.reject(new Error('a private word'))],
  ])('gives nothing, and logs no word, where it %s', async (_, complete) => {
    const log = new KeptLog();
    const option = { ...note.leaves[0]!.options.words!, complete };
    const broken = { ...note, leaves: [{ ...note.leaves[0]!, options: { words: option } }] };
    const handler = createHandler({
      ...alone,
      commands: [broken as typeof note],
      services: {} as Services,
      log,
    });
    expect(await handler.complete(completing, requestOf())).toEqual([]);
    expect(log.lines).toHaveLength(1);
    expect(JSON.stringify(log.lines)).not.toContain('private');
  });
});

describe('a member’s home', () => {
  const home = async (parts: () => Message['parts']) => {
    const log = new KeptLog();
    const handler = handlerOf(undefined, [{ ...note, home: parts }], log);
    return { log, words: wordsOf(await handler.home(requestOf())) };
  };

  test('shows the commands and what each of them adds', async () => {
    const { words } = await home(() => says('Your sessions').parts);
    expect(words).toMatch(/^Parley\n[\s\S]*\/note[\s\S]*Your sessions/);
  });

  test('shows the rest where one of them fails', async () => {
    const { words, log } = await home(() => {
      throw new Error('offline');
    });
    expect(words).toMatch(/\/note[\s\S]*went wrong/);
    expect(log.lines).toHaveLength(1);
  });
});

test('two definitions of one name stop the program', () => {
  expect(() => handlerOf(undefined, [note, note])).toThrow('Two definitions are called note');
});
