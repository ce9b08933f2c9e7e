import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadCourse } from '../../src/course/load.ts';

// The ledger lies beside the repository where it is worked on, and not in a plain copy.
const ledgerFile = join(import.meta.dirname, '../../../shared/domain/claims.yaml');
const { terms, comparisons, questions, sources } = await loadCourse(
  join(import.meta.dirname, '../../content'),
);
const covered: Readonly<Record<string, readonly string[]>> = parse(
  readFileSync(join(import.meta.dirname, 'claims.yaml'), 'utf8'),
);

const rows = comparisons.flatMap(({ id, rows }) => rows.map((row) => ({ ...row, comparison: id })));
const places = new Set([
  ...terms.map(({ id }) => `term ${id}`),
  ...rows.map(({ comparison, dimension }) => `row ${comparison} ${dimension}`),
  ...questions.map(({ id }) => `question ${id}`),
  ...[...sources.keys()].map((id) => `source ${id}`),
]);

test('every place that is said to cover a claim is there', () => {
  const gone = Object.entries(covered).flatMap(([claim, given]) =>
    given.filter((place) => !places.has(place)).map((place) => `${claim}: ${place}`),
  );
  expect(gone).toEqual([]);
});

test('a point on which sources differ stands in rows that say who says what', () => {
  const differing = new Set(
    rows.flatMap(({ comparison, dimension, differ }) =>
      (differ?.sources.length ?? 0) >= 2 ? [`row ${comparison} ${dimension}`] : [],
    ),
  );
  const points = Object.entries(covered).filter(([claim]) => claim.startsWith('X'));
  expect(points).toHaveLength(11);
  expect(points.flatMap(([, given]) => given.filter((place) => !differing.has(place)))).toEqual([]);
});

interface Ledger {
  readonly claims: readonly { readonly id: string; readonly claim: string; readonly status: string }[];
  readonly contradictions: readonly { readonly id: string }[];
  readonly legal_imprecision: readonly { readonly id: string }[];
}

describe.skipIf(!existsSync(ledgerFile))('of the claims ledger', () => {
  const ledger: Ledger = existsSync(ledgerFile)
    ? parse(readFileSync(ledgerFile, 'utf8'))
    : { claims: [], contradictions: [], legal_imprecision: [] };
  const placesOf = (id: string) => covered[id] ?? [];
  const having = (status: string) => ledger.claims.filter((claim) => claim.status === status);

  test('each claim but opinions is covered somewhere', () => {
    const kinds = ['ok', 'imprecise', 'contested', 'opinion'];
    const counts = kinds.map((status) => {
      const claims = having(status);
      const found = claims.flatMap(({ id }) => placesOf(id));
      const of = (kind: string) => found.filter((place) => place.startsWith(`${kind} `)).length;
      return {
        status,
        claims: claims.length,
        covered: claims.filter(({ id }) => placesOf(id).length > 0).length,
        terms: of('term'),
        rows: of('row'),
        questions: of('question'),
        sources: of('source'),
      };
    });
    process.stdout.write(`${counts.map((row) => JSON.stringify(row).replaceAll('"', '')).join('\n')}\n`);
    const missing = ledger.claims.filter(
      ({ id, status }) => status !== 'opinion' && placesOf(id).length === 0,
    );
    expect(missing.map(({ id, claim }) => `${id} ${claim}`)).toEqual([]);
  });

  test('each contradiction and each point of law is covered somewhere', () => {
    const points = [...ledger.contradictions, ...ledger.legal_imprecision];
    expect(points.filter(({ id }) => placesOf(id).length === 0)).toEqual([]);
  });

  test('no opinion is covered, least of all by a question', () => {
    expect(having('opinion').flatMap(({ id }) => placesOf(id))).toEqual([]);
  });

  test('a contested claim is asked about only where the question says who says what', () => {
    const asked = having('contested').flatMap(({ id }) => placesOf(id));
    const alone = questions.filter(({ id, differ }) => asked.includes(`question ${id}`) && !differ);
    expect(alone.map(({ id }) => id)).toEqual([]);
  });

  test('all that is covered stands in it', () => {
    const known = new Set(
      [...ledger.claims, ...ledger.contradictions, ...ledger.legal_imprecision].map(({ id }) => id),
    );
    expect(Object.keys(covered).filter((id) => !known.has(id))).toEqual([]);
  });
});
