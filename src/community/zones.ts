import { createRequire } from 'node:module';
import type * as Tzdb from '@vvo/tzdb';
import { cleanLine } from '../chat/clean.ts';

// Loaded when the first zone is read: most members never type one.
const require = createRequire(import.meta.url);

export interface ZoneName {
  /** IANA. */
  readonly zone: string;
  /** As people call it: `Berlin, Germany`. */
  readonly label: string;
}

export type ZoneReading =
  | { readonly kind: 'zone'; readonly zone: string }
  /** The words fit zones whose clocks differ: only the member knows which. */
  | { readonly kind: 'several'; readonly zones: readonly ZoneName[] }
  | { readonly kind: 'none'; readonly near: readonly ZoneName[] };

/** What people call a zone that neither a city nor a country does; more than one where the name is used for several. */
const EVERYDAY: Readonly<Record<string, readonly string[]>> = {
  utc: ['UTC'],
  gmt: ['UTC', 'Europe/London'],
  z: ['UTC'],
  uk: ['Europe/London'],
  england: ['Europe/London'],
  scotland: ['Europe/London'],
  wales: ['Europe/London'],
  'great britain': ['Europe/London'],
  'northern ireland': ['Europe/London'],
  bst: ['Europe/London', 'Asia/Dhaka'],
  wet: ['Europe/Lisbon'],
  west: ['Europe/Lisbon'],
  cet: ['Europe/Berlin', 'Africa/Algiers'],
  cest: ['Europe/Berlin'],
  mez: ['Europe/Berlin'],
  mesz: ['Europe/Berlin'],
  'central european': ['Europe/Berlin'],
  eet: ['Europe/Helsinki', 'Africa/Tripoli'],
  eest: ['Europe/Helsinki'],
  'eastern european': ['Europe/Helsinki'],
  msk: ['Europe/Moscow'],
  et: ['America/New_York'],
  edt: ['America/New_York'],
  est: ['America/New_York', 'America/Panama'],
  eastern: ['America/New_York', 'Australia/Sydney', 'Australia/Brisbane'],
  'us eastern': ['America/New_York'],
  ct: ['America/Chicago'],
  cdt: ['America/Chicago', 'America/Havana'],
  cst: ['America/Chicago', 'America/Costa_Rica', 'Asia/Shanghai'],
  central: ['America/Chicago', 'Australia/Adelaide', 'Australia/Darwin'],
  'us central': ['America/Chicago'],
  mt: ['America/Denver'],
  mdt: ['America/Denver'],
  mst: ['America/Denver', 'America/Phoenix'],
  mountain: ['America/Denver', 'America/Phoenix'],
  pt: ['America/Los_Angeles'],
  pdt: ['America/Los_Angeles'],
  pst: ['America/Los_Angeles', 'Asia/Manila'],
  pacific: ['America/Los_Angeles'],
  akst: ['America/Anchorage'],
  akdt: ['America/Anchorage'],
  hst: ['Pacific/Honolulu'],
  hawaii: ['Pacific/Honolulu'],
  atlantic: ['America/Halifax', 'America/Puerto_Rico'],
  ast: ['America/Halifax', 'America/Puerto_Rico', 'Asia/Riyadh'],
  newfoundland: ['America/St_Johns'],
  ist: ['Asia/Kolkata', 'Asia/Jerusalem', 'Europe/Dublin'],
  pkt: ['Asia/Karachi'],
  jst: ['Asia/Tokyo'],
  kst: ['Asia/Seoul'],
  hkt: ['Asia/Hong_Kong'],
  sgt: ['Asia/Singapore'],
  aest: ['Australia/Sydney', 'Australia/Brisbane'],
  aedt: ['Australia/Sydney'],
  acst: ['Australia/Adelaide', 'Australia/Darwin'],
  awst: ['Australia/Perth'],
  nzst: ['Pacific/Auckland'],
  nzdt: ['Pacific/Auckland'],
  brt: ['America/Sao_Paulo'],
  sast: ['Africa/Johannesburg'],
  wat: ['Africa/Lagos'],
  eat: ['Africa/Nairobi'],
  holland: ['Europe/Amsterdam'],
  usa: [
    'America/New_York',
    'America/Chicago',
    'America/Denver',
    'America/Phoenix',
    'America/Los_Angeles',
    'America/Anchorage',
    'Pacific/Honolulu',
  ],
  uae: ['Asia/Dubai'],
  'new york city': ['America/New_York'],
  nyc: ['America/New_York'],
  la: ['America/Los_Angeles'],
};

const accents = /[\u0300-\u036f]/g;

const fold = (words: string): string =>
  cleanLine(words)
    .normalize('NFKD')
    .replace(accents, '')
    .toLowerCase()
    .replace(/[_.,'’-]+/g, ' ')
    .replace(/\s+(?:standard |daylight |summer )?time(?: ?zone)?$/, '')
    .replace(/\s+/g, ' ')
    .trim();

interface Names {
  /** Folded name to zones. */
  readonly byName: ReadonlyMap<string, readonly string[]>;
  readonly labels: ReadonlyMap<string, string>;
}

let known: Names | undefined;

function names(): Names {
  if (known) return known;
  const { rawTimeZones }: typeof Tzdb = require('@vvo/tzdb');
  const byName = new Map<string, string[]>();
  const labels = new Map<string, string>();
  const add = (name: string, zone: string): void => {
    const zones = byName.get(fold(name)) ?? [];
    if (!zones.includes(zone)) byName.set(fold(name), [...zones, zone]);
  };
  for (const { name, alternativeName, group, countryName, mainCities } of rawTimeZones) {
    labels.set(name, `${mainCities[0] ?? cityOf(name)}, ${countryName}`);
    for (const each of [alternativeName, countryName, ...mainCities]) add(each, name);
    for (const id of [name, ...group]) if (id.includes('/')) add(cityOf(id), name);
  }
  for (const [name, zones] of Object.entries(EVERYDAY)) byName.set(name, [...zones]);
  known = { byName, labels };
  return known;
}

const cityOf = (id: string): string => id.slice(id.lastIndexOf('/') + 1).replaceAll('_', ' ');

/** `Berlin, Germany` for `Europe/Berlin`. */
const labelOf = (zone: string): string => names().labels.get(zone) ?? cityOf(zone);

const named = (zones: readonly string[]): ZoneName[] => zones.map((zone) => ({ zone, label: labelOf(zone) }));

/** The IANA zone with this id in any case, as it is spelt; undefined for none, and for a mere offset. */
function zoneOfId(typed: string): string | undefined {
  const id = typed.trim().replace(/\s+/g, '_');
  if (!/^[a-z]+\/[a-z0-9_+/-]+$/i.test(id)) return undefined;
  try {
    return Temporal.PlainDate.from('2026-01-01').toZonedDateTime(id).timeZoneId;
  } catch {
    return undefined;
  }
}

/** Reads a zone as people name it: by id, city, country or everyday name. It never guesses between zones that differ. */
export function readZone(typed: string): ZoneReading {
  const id = zoneOfId(cleanLine(typed));
  if (id !== undefined) return { kind: 'zone', zone: id };
  const { byName } = names();
  // “Berlin, Germany” is what a choice is called.
  const words = fold(typed);
  const [city = ''] = typed.split(',');
  const zones = byName.get(words) ?? (city === typed ? undefined : withCountry(fold(city), typed));
  const [only, ...more] = zones ?? [];
  if (only === undefined) return { kind: 'none', near: nearZones(words, 5) };
  return more.length === 0 ? { kind: 'zone', zone: only } : { kind: 'several', zones: named(zones ?? []) };
}

/** The zones of `city, country`. */
function withCountry(city: string, typed: string): string[] | undefined {
  const country = fold(typed.slice(typed.indexOf(',') + 1));
  const { byName } = names();
  const inCountry = new Set(byName.get(country));
  const both = (byName.get(city) ?? []).filter((zone) => inCountry.has(zone));
  return both.length > 0 ? both : undefined;
}

/** Zones of which a name begins like these words, or is written nearly so, best first. */
export function nearZones(typed: string, limit: number): ZoneName[] {
  const words = fold(typed);
  if (words === '') return [];
  const { byName, labels } = names();
  const near = (fits: (name: string) => boolean): string[] =>
    [...byName].filter(([name]) => fits(name)).flatMap(([, zones]) => zones);
  const begins = near((name) => name.startsWith(words));
  const within = words.length < 3 ? [] : near((name) => name.includes(` ${words}`));
  const alike =
    begins.length + within.length > 0 || words.length < 4
      ? []
      : near((name) => name.startsWith(words.slice(0, 1)) && oneSlip(name, words));
  const all = [...new Set([...begins, ...within, ...alike])];
  return named(all.filter((zone) => zone === 'UTC' || labels.has(zone)).slice(0, limit));
}

/** Whether two words differ by one or two letters that were exchanged, left out, added or mistaken. */
function oneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 2) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end])
    end += 1;
  return Math.max(a.length, b.length) - start - end <= 2;
}

/** `18:30` on that zone's wall clock: what a member compares with their own. */
export function wallTime(zone: string, at: Temporal.Instant): string {
  return at.toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' });
}
