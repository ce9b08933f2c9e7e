import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildSearch } from '../../src/glossary/search.ts';
import { anyCharacter } from '../arbitrary.ts';

const index = buildSearch([
  { id: 'mediation', names: ['Mediation', 'assisted negotiation'] },
  { id: 'med-arb', names: ['Med-arb', 'mediation-arbitration'] },
  { id: 'agreement', names: ['Agreement to mediate', 'mediation agreement'] },
  { id: 'opening', names: ['Mediator’s opening statement'] },
  { id: 'batna', names: ['BATNA', 'best alternative to a negotiated agreement'] },
  { id: 'mou', names: ['Memorandum of understanding', 'MOU'] },
  { id: 'caucus', names: ['Caucus', 'private session'] },
  { id: 'party', names: ['Party'] },
  { id: 'clause', names: ['Arbitration clause'] },
  { id: 'bias', names: ['Bias'] },
  { id: 'process', names: ['Circle process', 'joint session'] },
  { id: 'session', names: ['Joint session'] },
  { id: 'neutral', names: ['Neutrality', 'neutral'] },
  { id: 'resume', names: ['Résumé des débats'] },
  { id: 'strasse', names: ['Straßenfest', 'Λόγος'] },
  { id: 'arabic', names: ['وساطة', '調停'] },
]);
const ids = (hits: readonly { id: string }[]): string[] => hits.map((hit) => hit.id);

describe('exact', () => {
  test.each([
    ['MEDIATION', 'mediation'],
    ['  mediation?! ', 'mediation'],
    ['medarb', 'med-arb'],
    ['med arb', 'med-arb'],
    ['med\u2011arb', 'med-arb'],
    ['mediators opening statement', 'opening'],
    ["mediator's opening statement", 'opening'],
    ['parties', 'party'],
    ['circle processes', 'process'],
    ['arbitration clauses', 'clause'],
    ['caucuses', 'caucus'],
    ['BATNAs', 'batna'],
    ['MOUs', 'mou'],
    ['agreements to mediate', 'agreement'],
    ['resume des debats', 'resume'],
    ['STRASSENFEST', 'strasse'],
    ['ΛΟΓΟΣ', 'strasse'],
    ['ｍｅｄｉａｔｉｏｎ', 'mediation'],
    ['par\u200bti\u00ades\u202e', 'party'],
    ['part\u0000ies', 'party'],
    ['調停', 'arabic'],
    ['وِساطة', 'arabic'],
  ])('finds what %j means, however it is written', (text, id) => {
    expect(ids(index.exact(text))).toEqual([id]);
  });

  test.each(['bia', 'caucu', 'mediatio', 'mediation agreement to', '', '?!', '\ud800'])(
    'finds nothing for %j',
    (text) => {
      expect(index.exact(text)).toEqual([]);
    },
  );

  test('gives every entry that shares a name, in the order of the entries', () => {
    expect(ids(index.exact('joint sessions'))).toEqual(['process', 'session']);
  });

  test('says which name matched, as its entry writes it', () => {
    expect(index.exact('assisted negotiations')).toEqual([
      { id: 'mediation', name: 'assisted negotiation', kind: 'exact', score: 1 },
    ]);
  });
});

describe('prefix', () => {
  test('puts whole names before own names, those before other names, and words inside names last', () => {
    expect(index.prefix('med', 25).map((hit) => hit.name)).toEqual([
      'Med-arb',
      'Mediation',
      'Mediator’s opening statement',
      'mediation agreement',
    ]);
    expect(index.prefix('neutral', 25).map((hit) => hit.name)).toEqual(['neutral']);
    expect(index.prefix('state', 25).map((hit) => hit.name)).toEqual(['Mediator’s opening statement']);
  });

  test('does not mind hyphens, spaces and case', () => {
    for (const text of ['MED-A', 'med a', 'meda']) expect(ids(index.prefix(text, 25))).toEqual(['med-arb']);
  });

  test('starts with the first own names when nothing is typed yet', () => {
    expect(index.prefix('', 3).map((hit) => hit.name)).toEqual([
      'Agreement to mediate',
      'Arbitration clause',
      'BATNA',
    ]);
  });

  test('gives nothing when no name and no word in it starts so', () => {
    expect(index.prefix('ediation', 25)).toEqual([]);
  });
});

describe('near', () => {
  test.each([
    ['mediaton', 'mediation'],
    ['medaition', 'mediation'],
    ['meediashun', 'mediation'],
    ['the mediation', 'mediation'],
    ['statement opening mediators', 'opening'],
    ['openning statement', 'opening'],
    ['best alternative to negotiatd agrement', 'batna'],
    ['kawkus', 'caucus'],
    ['btana', 'batna'],
    ['agreement mediate', 'agreement'],
  ])('takes %j for a misspelling', (text, id) => {
    const [hit] = index.near(text, 3);
    expect(hit).toMatchObject({ id, kind: 'near' });
  });

  test('answers a well-spelt name exactly, before any other', () => {
    expect(index.near('Caucus', 3)[0]).toEqual({ id: 'caucus', name: 'Caucus', kind: 'exact', score: 1 });
  });

  test.each(['photosynthesis', 'part', 'circus', 'ox', '', '😀', 'aaaaaaaaaaaaaaaa'])(
    'gives nothing for %j',
    (text) => {
      expect(index.near(text, 3)).toEqual([]);
    },
  );

  test('does not take another first letter for a slip in a short name', () => {
    expect(buildSearch([{ id: 'litigation', names: ['Litigation'] }]).near('mitigation', 3)).toEqual([]);
  });

  test('forgives a letter unsaid at the end', () => {
    expect(ids(buildSearch([{ id: 'rapport', names: ['Rapport'] }]).near('rapor', 3))).toEqual(['rapport']);
  });

  test('does not count a shared -tion as likeness', () => {
    expect(buildSearch([{ id: 'validation', names: ['Validation'] }]).near('visitation', 3)).toEqual([]);
  });

  test('forgives a syllable left out', () => {
    const one = buildSearch([{ id: 'adjudication', names: ['Adjudication'] }]);
    expect(ids(one.near('adjucation', 3))).toEqual(['adjudication']);
  });

  test('forgives a finger beside the key, not a consonant from nowhere', () => {
    const one = buildSearch([{ id: 'mediation', names: ['Mediation'] }]);
    expect(ids(one.near('mesiation', 3))).toEqual(['mediation']);
    expect(ids(one.near('meduiation', 3))).toEqual(['mediation']);
    for (const word of ['meditation', 'medication', 'radiation']) expect(one.near(word, 3)).toEqual([]);
  });

  test('does not take a word for another one that only lacks its -ing', () => {
    const one = buildSearch([{ id: 'restating', names: ['Restating'] }]);
    expect(one.near('restart', 3)).toEqual([]);
    expect(ids(one.near('restate', 3))).toEqual(['restating']);
  });

  test('is more lenient with a phrase than with a word', () => {
    const phrase = buildSearch([{ id: 'ground', names: ['Common ground'] }]);
    expect(ids(phrase.near('common rogund', 3))).toEqual(['ground']);
    expect(buildSearch([{ id: 'ground', names: ['Commonground'] }]).near('commonrogund', 3)).toEqual([]);
  });

  test('leaves out what is much further off than the best', () => {
    const close = buildSearch([
      { id: 'a', names: ['restorative conference'] },
      { id: 'b', names: ['restoration conferencing'] },
      { id: 'c', names: ['retroactive conferee'] },
    ]);
    expect(ids(close.near('restorative conferense', 3))).toEqual(['a']);
  });
});

describe('within', () => {
  test('finds the names that stand in a message, in order, each entry once', () => {
    const message =
      'In a caucus, both parties asked whether med-arb, or a caucus, was worth more than their B.A.T.N.A.';
    expect(ids(index.within(message, 10))).toEqual(['caucus', 'party', 'med-arb', 'batna']);
  });

  test('prefers the longest name wherever names overlap', () => {
    expect(ids(index.within('they signed the mediation agreement to mediate', 10))).toEqual([
      'mediation',
      'agreement',
    ]);
  });

  test('does not look for names inside a longer name', () => {
    expect(ids(index.within('Try mediation-arbitration first.', 10))).toEqual(['med-arb']);
  });

  test('takes whole words only', () => {
    expect(index.within('premediations, partying, biased', 10)).toEqual([]);
  });

  test('stops at the limit', () => {
    expect(ids(index.within('bias, caucus, party', 2))).toEqual(['bias', 'caucus']);
  });
});

describe('whatever is typed', () => {
  const anything = fc.oneof(
    fc.string({ unit: anyCharacter, maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 })
      .map((codes) => String.fromCharCode(...codes)),
    fc.mixedCase(fc.constantFrom('mediation', 'med-arb', 'parties', 'mediator opening', 'best alternative')),
  );
  const words = fc
    .array(fc.stringMatching(/^[a-z]{1,9}$/), { minLength: 1, maxLength: 5 })
    .map((list) => list.join(' '));
  const glossary = fc.uniqueArray(
    fc.record({ id: fc.uuid(), names: fc.array(fc.oneof(words, anything), { minLength: 1, maxLength: 4 }) }),
    { selector: (entry) => entry.id, maxLength: 12 },
  );
  const limit = fc.integer({ min: 0, max: 5 });
  // Some letters are invisible, as the Hangul fillers are; they name nothing.
  const canBeRead = (text: string): boolean =>
    /[\p{L}\p{N}]/u.test(text.normalize('NFKD').replace(/\p{Default_Ignorable_Code_Point}/gu, ''));

  test('no search throws, gives more than was asked for, or gives an entry twice', () => {
    fc.assert(
      fc.property(glossary, anything, limit, (entries, text, most) => {
        const search = buildSearch(entries);
        for (const hits of [search.prefix(text, most), search.near(text, most), search.within(text, most)]) {
          expect(hits.length).toBeLessThanOrEqual(most);
          expect(new Set(ids(hits)).size).toBe(hits.length);
          for (const { score } of hits) expect(score > 0 && score <= 1).toBe(true);
        }
      }),
    );
  });

  test('every name with a letter or a digit is found by itself, exactly and first among the near', () => {
    fc.assert(
      fc.property(glossary, (entries) => {
        const search = buildSearch(entries);
        for (const { id, names } of entries) {
          for (const name of names.filter(canBeRead)) {
            expect(ids(search.exact(name))).toContain(id);
            expect(search.near(name, 1)[0]).toMatchObject({ kind: 'exact', score: 1 });
          }
        }
      }),
    );
  });

  test('every prefix result has a word from which its name goes on as typed', () => {
    const letters = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, '');
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 20 }), words, (names, typed) => {
        const search = buildSearch(names.map((name, at) => ({ id: `${at}`, names: [name] })));
        for (const part of [typed.slice(0, 1), typed.slice(0, 2), typed]) {
          for (const { name } of search.prefix(part, 25)) {
            const rests = name.split(' ').map((_, at, all) => letters(all.slice(at).join('')));
            expect(rests.some((rest) => rest.startsWith(letters(part)))).toBe(true);
          }
        }
      }),
    );
  });

  test('one letter dropped from the middle of a long name still finds it first', () => {
    const long = fc.stringMatching(/^[b-df-hj-np-rtv-z][a-z]{9,20}$/);
    fc.assert(
      fc.property(long, fc.nat(), (name, at) => {
        const cut = 1 + (at % (name.length - 2));
        const search = buildSearch([{ id: 'meant', names: [name] }]);
        expect(ids(search.near(name.slice(0, cut) + name.slice(cut + 1), 1))).toEqual(['meant']);
      }),
    );
  });

  test.each([
    ['letters', 'xq'.repeat(2000)],
    ['one-letter words', 'a '.repeat(2000)],
    ['lone surrogates', '\ud800'.repeat(4000)],
    ['a ligature of eighteen letters', '\ufdfa'.repeat(4000)],
    ['stacked accents', 'e\u0301\u0302\u0303'.repeat(1000)],
    ['a name again and again', 'mediation agreement '.repeat(200)],
  ])('4,000 characters of %s are answered within a quarter of a second', (_, text) => {
    // Its own processor time: how long that takes depends on what else is running.
    const from = process.threadCpuUsage();
    index.exact(text);
    index.prefix(text, 25);
    index.near(text, 3);
    index.within(text, 10);
    expect(process.threadCpuUsage(from).user).toBeLessThan(250_000);
  });
});

describe('names that are hardly typed as they are written', () => {
  const few = buildSearch([
    { id: 'agent', names: ['Agent (in negotiation)'] },
    { id: 'batna', names: ['Best alternative', 'BATNA'] },
    { id: 'zopa', names: ['Bargaining zone', 'ZOPA'] },
  ]);

  test.each([
    ['agent', 'agent'],
    ['gaent', 'agent'],
    ['zpa', 'zopa'],
    ['bantna', 'batna'],
  ])('%j means %j', (typed, id) => {
    expect(few.exact(typed)).toEqual([]);
    expect(ids(few.near(typed, 3))).toEqual([id]);
  });

  test.each(['soap', 'opa', 'banana', 'bat'])('%j is not nearly an abbreviation', (typed) => {
    expect(few.near(typed, 3)).toEqual([]);
  });

  test('without its brackets a name does not stand in a text', () => {
    expect(few.within('Ask your agent about it', 3)).toEqual([]);
  });
});
