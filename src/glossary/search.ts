import { cannotMeet, letterGroups } from '../course/distance.ts';
import { foldPlural, joinedKey, splitWords } from '../course/fold.ts';
import { allowedSlips, distance, type Form, formsOf, typedOf } from './likeness.ts';
import { buildTrigrams } from './trigrams.ts';

/** Something to be found: its own name first, then aliases and abbreviations. */
export interface Entry {
  id: string;
  names: readonly string[];
}

export interface Hit {
  id: string;
  /** The name that matched, as its entry writes it. */
  name: string;
  /** `exact`: nothing was guessed; `near`: the text is a likely misspelling of the name. */
  kind: 'exact' | 'near';
  /** 0 to 1; 1 is exact. */
  score: number;
}

export interface SearchIndex {
  /** The entries with this very name, whatever its case, accents, hyphens, spaces and plurals. */
  exact(text: string): readonly Hit[];
  /** For autocomplete: whole names, own names, other names, then words inside names that start so; an id once. */
  prefix(text: string, limit: number): readonly Hit[];
  /** The likeliest names for a misspelt text, best first (an exact one too), an id once; none when none is near. */
  near(text: string, limit: number): readonly Hit[];
  /** The names that stand in a longer text, as whole words, the longest first, in order of appearance; an id once. */
  within(text: string, limit: number): readonly Hit[];
}

/** A spelling that one or several entries share. */
interface Name {
  key: string;
  /** The whole name, then its parts. */
  forms: readonly Form[];
  groups: number;
  hits: Hit[];
  /** In sixths of a slip: what it stands back behind names that are written out. */
  handicap: number;
}

/** Where a name, or a word inside it, stands in alphabetical order. */
interface Place {
  key: string;
  hit: Hit;
}

const nothing: readonly Hit[] = Object.freeze([]);
// Short texts share too few trigrams with what they mean; there are few short names, so all are compared.
const shortText = 8;
const shortName = 10;
// In sixths of a slip: how much worse than the best a hit may be, and what the parts of a name stand back.
const slack = 6;
const partHandicap = 4;
const withoutBracketsHandicap = 1;
const bracketed = /\([^)]*\)/g;
const initials = /^\p{Lu}{4,}s?$/u;
// Characters read of a question or a message.
const longestText = 4_000;

export function buildSearch(entries: readonly Entry[]): SearchIndex {
  const byKey = new Map<string, Name>();
  const own: Place[] = [];
  const other: Place[] = [];
  const inner: Place[] = [];
  const shortened = new Map<string, Name>();
  let mostWords = 1;
  for (const { id, names } of entries) {
    for (const [rank, text] of names.entries()) {
      const words = splitWords(text);
      const key = joinedKey(words);
      if (key === '') continue;
      const hit: Hit = Object.freeze({ id, name: text, kind: 'exact', score: 1 });
      const same = byKey.get(key);
      if (same === undefined) {
        byKey.set(key, nameOf(words, hit, 0));
      } else if (same.hits.every((earlier) => earlier.id !== id)) same.hits.push(hit);
      (rank === 0 ? own : other).push({ key: words.join(''), hit });
      for (let i = 1; i < words.length; i++) inner.push({ key: words.slice(i).join(''), hit });
      mostWords = Math.max(mostWords, words.length);
      if (!text.includes('(')) continue;
      // Agent (in negotiation): nobody types the brackets, misspelt or not.
      const without = nameOf(splitWords(text.replace(bracketed, '')), hit, withoutBracketsHandicap);
      if (without.key !== '' && !shortened.has(without.key)) shortened.set(without.key, without);
    }
  }
  for (const places of [own, other, inner])
    places.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const all = [...byKey.values(), ...[...shortened.values()].filter(({ key }) => !byKey.has(key))];
  const short = all.filter((name) => name.key.length <= shortName);
  const likeliest = buildTrigrams(all.map((name) => name.key));

  function exact(text: string): readonly Hit[] {
    return byKey.get(joinedKey(splitWords(text)))?.hits ?? nothing;
  }

  function prefix(text: string, limit: number): readonly Hit[] {
    const typed = splitWords(text).join('');
    const hits: Hit[] = [];
    const ids = new Set<string>();
    const collect = (places: readonly Place[], whole: boolean): void => {
      for (let at = firstPlace(places, typed); at < places.length && hits.length < limit; at++) {
        const { key, hit } = places[at]!;
        if (whole ? key !== typed : !key.startsWith(typed)) return;
        if (!ids.has(hit.id)) hits.push(hit);
        ids.add(hit.id);
      }
    };
    collect(own, true);
    collect(other, true);
    collect(own, false);
    collect(other, false);
    collect(inner, false);
    return hits;
  }

  function near(text: string, limit: number): readonly Hit[] {
    const typed = typedOf(splitWords(text.slice(0, longestText)));
    const { key } = typed.key;
    if (key === '') return nothing;
    const found: { name: Name; cost: number; score: number }[] = [];
    let nearest = Number.POSITIVE_INFINITY;
    const compare = (name: Name): void => {
      for (const form of name.forms) {
        const handicap = name.handicap + (form === name.forms[0] ? 0 : partHandicap);
        const limit = Math.min(allowedSlips(typed, form), nearest + slack) - handicap;
        const slipped = distance(typed, form, limit);
        if (slipped > limit) continue;
        const cost = slipped + handicap;
        nearest = Math.min(nearest, cost);
        found.push({ name, cost, score: 1 - cost / (6 * Math.max(key.length, form.key.length)) });
        return;
      }
    };
    if (key.length > shortText) for (const number of likeliest(key)) compare(all[number]!);
    else {
      const groups = letterGroups(typed.stem.key);
      for (const name of short)
        if (!cannotMeet(groups, name.groups, allowedSlips(typed, name.forms[0]!))) compare(name);
    }
    found.sort((a, b) => b.score - a.score);
    const best = new Map<string, Hit>();
    for (const { name, cost, score } of found) {
      if (cost > nearest + slack) continue;
      for (const hit of name.hits)
        if (!best.has(hit.id)) best.set(hit.id, score === 1 ? hit : { ...hit, kind: 'near', score });
    }
    return [...best.values()].slice(0, Math.max(0, limit));
  }

  function within(text: string, limit: number): readonly Hit[] {
    const words = splitWords(text.slice(0, longestText)).map(foldPlural);
    const found: { from: number; to: number; hits: readonly Hit[] }[] = [];
    for (let from = 0; from < words.length; from++) {
      let key = '';
      for (let to = from + 1; to <= words.length && to <= from + mostWords; to++) {
        key += words[to - 1]!;
        const name = byKey.get(key);
        if (name !== undefined) found.push({ from, to, hits: name.hits });
      }
    }
    found.sort((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from);
    const covered = new Uint8Array(words.length);
    const kept = found.filter(({ from, to }) => {
      if (covered.subarray(from, to).includes(1)) return false;
      covered.fill(1, from, to);
      return true;
    });
    kept.sort((a, b) => a.from - b.from);
    const once = new Map<string, Hit>();
    for (const { hits } of kept) for (const hit of hits) if (!once.has(hit.id)) once.set(hit.id, hit);
    return [...once.values()].slice(0, Math.max(0, limit));
  }

  return { exact, prefix, near, within };
}

function nameOf(words: readonly string[], hit: Hit, handicap: number): Name {
  const forms = formsOf(words, initials.test(hit.name));
  return { key: joinedKey(words), forms, groups: letterGroups(forms[0]!.stem), hits: [hit], handicap };
}

/** The first place whose key is not before `key`. */
function firstPlace(places: readonly Place[], key: string): number {
  let from = 0;
  let to = places.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (places[middle]!.key < key) from = middle + 1;
    else to = middle;
  }
  return from;
}
