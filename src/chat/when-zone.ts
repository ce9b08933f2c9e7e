import { UserError } from './errors.ts';
import { inWords } from './when-date.ts';

/** The zone that is named beside a time: in small letters: `7pm pt`, `19:00 utc+2`, `19:00 berlin time`. */

/** What people call a zone, and how many hours it is ahead of UTC where the name says so. */
const NAMED: Readonly<Record<string, readonly [string, number?]>> = {
  utc: ['UTC'],
  gmt: ['UTC'],
  cet: ['Europe/Berlin', 1],
  cest: ['Europe/Berlin', 2],
  bst: ['Europe/London', 1],
  et: ['America/New_York'],
  eastern: ['America/New_York'],
  est: ['America/New_York', -5],
  edt: ['America/New_York', -4],
  ct: ['America/Chicago'],
  central: ['America/Chicago'],
  cst: ['America/Chicago', -6],
  cdt: ['America/Chicago', -5],
  mt: ['America/Denver'],
  mountain: ['America/Denver'],
  mst: ['America/Denver', -7],
  mdt: ['America/Denver', -6],
  pt: ['America/Los_Angeles'],
  pacific: ['America/Los_Angeles'],
  pst: ['America/Los_Angeles', -8],
  pdt: ['America/Los_Angeles', -7],
};
const SURE = ['utc', 'gmt', 'cet', 'cest'];
/** Where the other names are used for zones nearby. */
const OTHERWISE_NAMED = /^(?:Asia|Australia)\//;
const NAME = new RegExp(`(?:^|[\\s\\d])(?<name>${Object.keys(NAMED).join('|')})(?:\\s+time)?$`);
/** Any other abbreviation of a zone; all of them end so. */
const OTHER = new RegExp(
  `\\d ?(?:[ap]\\.?m\\.?)? (?<name>(?!(?:${Object.keys(NAMED).join('|')}|sat|oct|sept|night)$)[a-z]{2,4}t)$`,
);
const OFFSET =
  /\s*(?:(?:utc|gmt)\s?(?<sign>[+-])(?<hours>\d{1,2})(?::?(?<minutes>\d\d))?|(?<=[\dm]\s*)(?<sign>[+-])(?<hours>\d\d):?(?<minutes>[0-5]\d)|(?<=\d)z)$/;
const REGIONS = ['Africa', 'America', 'Asia', 'Atlantic', 'Australia', 'Europe', 'Indian', 'Pacific'];

export interface FoundZone {
  /** An IANA id or an offset; undefined: none is named. */
  readonly zone?: string;
  /** What the words say besides. */
  readonly rest: string;
  /** Throws a UserError where the name that was used is not that of the clocks at a moment. */
  readonly check?: (moment: Temporal.ZonedDateTime) => void;
}

/** Throws a UserError for a name of several zones; `own` is the member's. */
export function findZone(words: string, own: string | undefined): FoundZone {
  if (/\s(?:local|my) time$/.test(words)) return { rest: words.replace(/\s\S+ time$/, '') };
  return offsetIn(words) ?? nameIn(words, own) ?? cityIn(words) ?? { rest: words };
}

function offsetIn(words: string): FoundZone | undefined {
  const found = OFFSET.exec(words);
  if (!found) return undefined;
  const { sign = '+', hours = '0', minutes = '00' } = found.groups ?? {};
  // “19:00-21:00” is a span, but after a date as computers write it.
  const isSpan = /^-\d\d:\d\d/.test(found[0]) && !/\dt\d/.test(words);
  if (isSpan || Number(hours) > 14 || Number(minutes) > 59) return undefined;
  const zone = `${sign}${hours.padStart(2, '0')}:${minutes}`;
  return { zone, rest: words.slice(0, found.index) };
}

function nameIn(words: string, own: string | undefined): FoundZone | undefined {
  const other = OTHER.exec(words)?.groups?.name;
  if (other !== undefined) throw severalZones(other);
  const found = NAME.exec(words);
  const name = found?.groups?.name ?? '';
  const [zone, ahead] = NAMED[name] ?? [];
  if (!found || zone === undefined) return undefined;
  if (!SURE.includes(name) && OTHERWISE_NAMED.test(own ?? '')) throw severalZones(name);
  // In London, who says GMT in summer may mean the clocks there.
  const hours = name === 'gmt' && own === 'Europe/London' ? 0 : ahead;
  const shows = name === 'gmt' ? 'Europe/London' : zone;
  const rest = words.slice(0, found.index + found[0].indexOf(name));
  return {
    zone,
    rest,
    check(moment) {
      if (hours === undefined || moment.withTimeZone(shows).offsetNanoseconds === hours * 3.6e12) return;
      throw new UserError(
        `The clocks do not show ${name.toUpperCase()} on ${inWords(moment.toPlainDate())}. ${WAYS}`,
      );
    },
  };
}

const WAYS = 'Please name a city or how far it is from UTC, such as “19:00 Chicago time” or “19:00 UTC-5”.';

const severalZones = (name: string): UserError =>
  new UserError(`I cannot be sure which time zone ${name.toUpperCase()} is. ${WAYS}`);

/** The zone of a large city, where one zone alone has the name. */
function cityIn(words: string): FoundZone | undefined {
  const found = /\s+time$/.exec(words);
  if (!found) return undefined;
  const before = words.slice(0, found.index).split(/\s+/);
  for (const length of [3, 2, 1]) {
    const city = before.slice(-length).join('_');
    const [zone, ...more] = REGIONS.map((region) => zoneOf(`${region}/${city}`)).filter((each) => each);
    if (zone !== undefined && more.length === 0) {
      return { zone, rest: before.slice(0, -length).join(' ') };
    }
  }
  return undefined;
}

function zoneOf(id: string): string | undefined {
  try {
    return Temporal.PlainDate.from('2026-01-01').toZonedDateTime(id).timeZoneId;
  } catch {
    return undefined;
  }
}
