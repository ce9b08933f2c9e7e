import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Words by which SQL would read its own clock; those of JavaScript are banned in test/house.test.ts. */
const NOW =
  /\b(?:now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\(\)|\b(?:current_(?:timestamp|date|time)|localtime(?:stamp)?)\b/i;

const root = new URL('../../', import.meta.url).pathname;
const sources = ['src', 'commands'].flatMap((folder) =>
  readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.startsWith('local/'))
    .map((name) => `${folder}/${name}`),
);

/** SQL is in strings and templates; a call of the clock’s own now() is outside of them. */
const texts = (source: string): string[] => source.match(/'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g) ?? [];
const asks = (source: string): boolean =>
  texts(source).some((text) => NOW.test(text.replaceAll(/\$\{[^}]*\}/g, '')));

test('no statement asks the database what time it is', () => {
  expect(sources).toContain('src/store/open.ts');
  expect(sources.filter((path) => asks(readFileSync(`${root}${path}`, 'utf8')))).toEqual([]);
});

test.each([
  'sql`select now()`',
  'const a = `due_at < NOW()`;',
  "sql.raw('select current_timestamp')",
  'sql`where due_at <= localtimestamp`',
])('a statement that asks is found: %s', (source) => expect(asks(source)).toBe(true));

test.each([
  `sql\`select $\{clock.now()}\``,
  'const at = clock.now().toString();',
  'sql`select now_at from t`',
])('one that does not is let be: %s', (source) => expect(asks(source)).toBe(false));
