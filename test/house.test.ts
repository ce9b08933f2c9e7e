import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';

/** A room of the house: what it may import of ours beside itself, and where else its code belongs. */
interface Room {
  readonly may: readonly string[];
  /** Rooms of which it may take the types, and nothing that runs. */
  readonly types?: readonly string[];
  readonly instead: string;
}

const SUBJECTS = ['src/glossary', 'src/quiz', 'src/practice', 'src/community'];
const subject: Room = {
  may: ['src/chat', 'src/course', 'src/store'],
  instead:
    'what two subjects share belongs in src/course or src/store; what joins them before a member’s eyes belongs in a command',
};
const adapter: Room = {
  may: ['src/chat'],
  instead:
    'what both platforms need belongs in src/chat; what a member gets belongs in commands/; settings are handed over by src/app.ts',
};

const HOUSE: Readonly<Record<string, Room>> = {
  'src/chat': {
    may: [],
    instead:
      'this is the language that all others speak: what it needs of them is handed to it (Services in src/chat/context.ts)',
  },
  'src/course': {
    may: [],
    instead: 'the course is read and checked here; what is done with it belongs in a subject',
  },
  ...Object.fromEntries(SUBJECTS.map((name) => [name, subject])),
  'src/store': {
    may: ['src/chat'],
    instead: 'it keeps what it is given; what that means belongs in a subject',
  },
  'src/jobs': {
    may: ['src/chat', 'src/store'],
    instead: 'a due job goes through the handler to the command that owns it',
  },
  'src/web': { may: ['src/chat', 'src/store'], instead: 'what a page shows is handed to it by src/app.ts' },
  'src/adapters/discord': adapter,
  'src/adapters/slack': adapter,
  'src/local': {
    may: [],
    instead:
      'it plays the platforms and judges the bot, so it must know nothing of it; what joins the two belongs in src/demo.ts or a test',
  },
  commands: {
    may: ['src/chat', ...SUBJECTS],
    types: ['src/course'],
    instead: 'a rule belongs in a subject; what is the platform’s belongs in its adapter',
  },
  // The top level puts everything together.
  src: {
    may: [
      'src/chat',
      'src/course',
      'src/store',
      'src/jobs',
      'src/web',
      'src/local',
      'commands',
      ...SUBJECTS,
      'src/adapters/discord',
      'src/adapters/slack',
    ],
    instead: '',
  },
};

/** Libraries that only one room may know. */
const PLATFORMS: readonly { readonly name: RegExp; readonly room: string }[] = [
  { name: /^(?:discord\.js|discord-api-types|@discordjs\/)/, room: 'src/adapters/discord' },
  { name: /^@slack\//, room: 'src/adapters/slack' },
];

interface Ban {
  readonly what: RegExp;
  readonly instead: string;
  /** Where it may stand all the same, with the reason. */
  readonly but: Readonly<Record<string, string>>;
}

const BANS: readonly Ban[] = [
  {
    what: /\bprocess\.env\b/,
    instead: 'settings are read in src/config.ts and handed over',
    but: { 'src/config.ts': 'the only reader of the environment' },
  },
  {
    what: /\bDate\.now\(\)|\bTemporal\.Now\b|\bnew Date\(\)/,
    instead: 'ask the clock that is handed over (src/chat/clock.ts)',
    but: {
      'src/chat/clock.ts': 'the clock itself',
      'src/adapters/': 'transport time stays real: signatures, heartbeats, the platforms’ 3 seconds',
      'src/local/': 'the local platforms stamp their own messages, as the real ones do',
    },
  },
  {
    what: /\bconsole\.\w+\(/,
    instead: 'use the log that is handed over, with ids only',
    but: {},
  },
];

/** Packages that the page's code may be made of. */
const IN_BROWSER = ['preact', 'preact/hooks', 'mdast-util-from-markdown'];

const STATIC = /^\s*(?:import|export)\s+(?:(type)\s)?(?:([^'";=()]*?)\s*\bfrom\s*)?'([^']+)'/gm;
const DYNAMIC = /\bimport\(\s*'([^']+)'\s*\)/g;

interface Import {
  readonly name: string;
  /** Nothing of it is left when the program runs. */
  readonly types: boolean;
  /** Loaded only once the program comes to it. */
  readonly later: boolean;
}

/** What a source imports. */
function importsOf(source: string): Import[] {
  const fixed = [...source.matchAll(STATIC)].map(([, type, what = '', name = '']) => {
    const [, list] = /^\{([\s\S]*)\}$/.exec(what.trim()) ?? [];
    const each = (list ?? '').split(',').filter((item) => item.trim() !== '');
    const onlyTypes = each.length > 0 && each.every((item) => /^\s*type\s/.test(item));
    return { name, types: type !== undefined || onlyTypes, later: false };
  });
  const dynamic = [...source.matchAll(DYNAMIC)].map(([, name = '']) => ({ name, types: false, later: true }));
  return [...fixed, ...dynamic];
}

/**
 * All that is loaded with a file: files by their paths from the top folder, packages by name. `follow`: which of what
 * may come later is looked into as well.
 */
function loadedWith(
  entry: string,
  files: ReadonlyMap<string, string>,
  follow: (path: string) => boolean = () => false,
): Set<string> {
  const loaded = new Set([entry]);
  // A set goes on with what is added meanwhile.
  for (const path of loaded) {
    for (const { name, types, later } of importsOf(files.get(path) ?? '')) {
      const target = name.startsWith('.') ? posix.join(posix.dirname(path), name) : name;
      if (!types && (!later || follow(target))) loaded.add(target);
    }
  }
  return loaded;
}

/** The innermost room that a path is in. */
function roomOf(path: string): string | undefined {
  const folder = posix.dirname(path);
  const inside = Object.keys(HOUSE).filter(
    (room) => folder === room || (room !== 'src' && folder.startsWith(`${room}/`)),
  );
  return inside.toSorted((a, b) => b.length - a.length)[0];
}

/** Everything in these sources (path from the top folder to text) that the house does not allow, a sentence each. */
function brokenArrows(files: ReadonlyMap<string, string>): string[] {
  return [...files].flatMap(([path, source]) => {
    const room = roomOf(path);
    const rules = room === undefined ? undefined : HOUSE[room];
    if (!room || !rules)
      return [`${path} is in no room of the house: see src/README.md, or add the room to test/house.test.ts`];
    const imported = importsOf(source).flatMap(({ name, types }) => {
      const only = PLATFORMS.find((platform) => platform.name.test(name))?.room;
      if (only !== undefined && only !== room)
        return [`${path} imports ${name}: only ${only} knows that library`];
      if (!name.startsWith('.')) return [];
      const target = posix.join(posix.dirname(path), name);
      const other = roomOf(target);
      if (other === room || (other !== undefined && rules.may.includes(other))) return [];
      if (other !== undefined && rules.types?.includes(other)) {
        return types ? [] : [`${path} imports ${target}: only its types (import type); ${rules.instead}`];
      }
      return [`${path} imports ${target}: ${rules.instead}`];
    });
    const said = BANS.filter(
      ({ what, but }) =>
        what.test(source) &&
        !Object.keys(but).some((place) => (place.endsWith('/') ? path.startsWith(place) : path === place)),
    ).map(({ what, instead }) => `${path} says ${what.exec(source)?.[0]}: ${instead}`);
    return [...imported, ...said];
  });
}

const top = new URL('..', import.meta.url);
const sources = new Map(
  ['src', 'commands'].flatMap((folder) =>
    readdirSync(new URL(folder, top), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.m?[jt]s$/.test(name))
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
      .map((path): [string, string] => [path, readFileSync(new URL(path, top), 'utf8')]),
  ),
);

describe('the house', () => {
  test('has no arrow that points the wrong way', () => {
    expect(brokenArrows(sources)).toEqual([]);
  });

  test('was looked at whole', () => {
    expect([...sources.keys()]).toEqual(
      expect.arrayContaining(['src/main.ts', 'src/chat/handler.ts', 'commands/index.ts']),
    );
    expect(importsOf(sources.get('src/chat/handler.ts') ?? '').length).toBeGreaterThan(10);
  });

  test('has an exception only where something needs it', () => {
    const idle = BANS.flatMap(({ what, but }) =>
      Object.keys(but).filter(
        (place) => ![...sources].some(([path, source]) => path.startsWith(place) && what.test(source)),
      ),
    );
    expect(idle).toEqual([]);
  });
});

describe('what is loaded', () => {
  test('for tokens is nothing of the local platforms and their page', () => {
    // All that may come, save the demo, which is for those without tokens.
    const loaded = loadedWith('src/main.ts', sources, (path) => path !== 'src/demo-page.ts');
    expect([...loaded]).toEqual(expect.arrayContaining(['commands/index.ts', 'discord.js', '@slack/bolt']));
    expect(
      [...loaded].filter((name) => /^(?:src\/(?:local\/|demo)|(?:esbuild|preact|open)(?:\/|$))/.test(name)),
    ).toEqual([]);
  });

  test('at the start for tokens is none of the platforms’ libraries that may not be needed', () => {
    expect([...loadedWith('src/main.ts', sources)]).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(?:discord\.js|@slack\/bolt)$/)]),
    );
  });

  test('by a browser is what a browser has, and few packages', () => {
    const loaded = [...loadedWith('src/local/page/browser/main.ts', sources, () => true)];
    const packages = loaded.filter((name) => !sources.has(name));
    expect(packages.filter((name) => !IN_BROWSER.includes(name))).toEqual([]);
    expect(loaded.length).toBeGreaterThan(50);
  });

  test.each([
    ['by a chain', "import { b } from './b.ts';", ['src/b.ts', 'src/c.ts', 'pg']],
    ['in a circle', "import './c.ts';\nimport './a.ts';", ['src/c.ts', 'pg']],
    ['but for types', "import type { b } from './b.ts';\nimport { type c } from './c.ts';", []],
    ['but for what comes later', "const b = await import('./b.ts');", []],
    ['from Node itself', "import { join } from 'node:path';", ['node:path']],
  ])('is found %s', (_how, source, found) => {
    const files = new Map([
      ['src/a.ts', source],
      ['src/b.ts', "export * from './c.ts';"],
      ['src/c.ts', "import 'pg';"],
    ]);
    expect([...loadedWith('src/a.ts', files)]).toEqual(['src/a.ts', ...found]);
  });
});

describe('an arrow that points the wrong way is found', () => {
  const broken = (path: string, source: string) => brokenArrows(new Map([[path, source]]));

  test.each([
    ['src/chat/a.ts', "import { b } from '../course/course.ts';", 'src/course/course.ts'],
    ['src/chat/a.ts', "import type { b } from '../config.ts';", 'src/config.ts'],
    ['src/course/a.ts', "import { text } from '../chat/text.ts';", 'src/chat/text.ts'],
    ['src/glossary/a.ts', "export { b } from '../quiz/b.ts';", 'src/quiz/b.ts'],
    ['src/glossary/a.ts', "import { b } from '../../commands/help.ts';", 'commands/help.ts'],
    ['src/glossary/deeper/a.ts', "import { b } from '../../logger.ts';", 'src/logger.ts'],
    ['src/adapters/discord/a.ts', "import { b } from '../slack/b.ts';", 'src/adapters/slack/b.ts'],
    ['src/adapters/slack/a.ts', "const b = await import('../../config.ts');", 'src/config.ts'],
    ['src/adapters/slack/a.ts', "import { b } from '../../glossary/b.ts';", 'src/glossary/b.ts'],
    ['src/local/slack/a.ts', "import {\n  type b,\n  c,\n} from '../../chat/text.ts';", 'src/chat/text.ts'],
    ['commands/a.ts', "import '../src/adapters/slack/b.ts';", 'src/adapters/slack/b.ts'],
    ['commands/a.ts', "export * from '../src/store/b.ts';", 'src/store/b.ts'],
    ['src/store/a.ts', "import { b } from '../glossary/b.ts';", 'src/glossary/b.ts'],
  ])('from %s: %s', (path, source, target) => {
    expect(broken(path, source)).toEqual([expect.stringMatching(`^${path} imports ${target}: .+`)]);
  });

  test.each([
    ['src/local/slack/a.ts', "import { b } from '@slack/bolt';", 'src/adapters/slack'],
    ['src/adapters/discord/a.ts', "import type { b } from '@slack/types';", 'src/adapters/slack'],
    ['src/adapters/slack/a.ts', "import { b } from 'discord-api-types/v10';", 'src/adapters/discord'],
    ['src/app.ts', "const b = await import('discord.js');", 'src/adapters/discord'],
  ])('from %s to a platform’s library: %s', (path, source, only) => {
    expect(broken(path, source)).toEqual([expect.stringContaining(`only ${only} knows that library`)]);
  });

  test('from a command to something of the course that runs', () => {
    expect(broken('commands/a.ts', "import { type b, c } from '../src/course/load.ts';")).toEqual([
      expect.stringContaining('only its types'),
    ]);
  });

  test.each([
    ['src/app.ts', 'const a = process.env.HOME;', 'src/config.ts'],
    ['src/glossary/a.ts', 'const a = Date.now();', 'clock'],
    ['commands/a.ts', 'const a = Temporal.Now.instant();', 'clock'],
    ['src/chat/a.ts', 'const a = new Date();', 'clock'],
    ['src/adapters/slack/a.ts', "console.log('words');", 'log'],
    ['src/course/a.ts', "console.error('words');", 'log'],
  ])('as is a word that does not belong: in %s, %s', (path, source, instead) => {
    expect(broken(path, source)).toEqual([expect.stringContaining(instead)]);
  });

  test('as is a room that there is not', () => {
    expect(broken('src/helpers/a.ts', '')).toEqual([expect.stringContaining('in no room')]);
  });
});

test.each([
  ['src/app.ts', "import { a } from './adapters/slack/a.ts'; import { b } from '../commands/index.ts';"],
  [
    'src/glossary/a.ts',
    "import { a } from '../chat/text.ts';\nimport type { b } from '../course/course.ts';",
  ],
  ['src/glossary/deeper/a.ts', "import { a } from '../parts.ts';"],
  ['commands/a.ts', "import { type b, type c } from '../src/course/course.ts';"],
  ['commands/a.ts', "import type { b } from '../src/course/course.ts';\nimport { z } from 'zod';"],
  ['src/adapters/slack/a.ts', "import { a } from '@slack/bolt';\nimport { b } from '../../chat/text.ts';"],
  ['src/local/slack/a.ts', 'const now = Date.now();'],
  ['src/chat/a.ts', 'const then = new Date(0);\n// the console. Date.now is not asked'],
  ['src/chat/a.ts', "export const words = 'taken from ../config.ts';"],
  ['src/chat/a.ts', "export const place = new URL('../config.ts', import.meta.url);"],
])('an arrow that may be is let be: in %s, %s', (path, source) => {
  expect(brokenArrows(new Map([[path, source]]))).toEqual([]);
});
