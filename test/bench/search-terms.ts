// What the glossary search is measured with: the real vocabulary, its misspellings, and made-up terms around it.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Entry } from '../../src/glossary/search.ts';

export type QuestionSet = 'tuned' | 'heldOut';

/** Kind of error → what was typed → the id that was meant; `unrelated` texts mean no term. */
interface Misspellings extends Record<QuestionSet, Record<string, Record<string, string>>> {
  unrelated: Record<QuestionSet, string[]>;
}

function read<T>(name: string): T {
  return parse(readFileSync(new URL(`../glossary/${name}`, import.meta.url), 'utf8')) as T;
}

export const vocabulary: readonly Entry[] = Object.entries(
  read<Record<string, string[]>>('vocabulary.yaml'),
).map(([id, names]) => ({ id, names }));
const misspellings = read<Misspellings>('misspellings.yaml');
export const unrelated = misspellings.unrelated;

/** Every misspelling of a set with the id that was meant. */
export function questions(set: QuestionSet): { typed: string; means: string }[] {
  return Object.values(misspellings[set]).flatMap((kind) =>
    Object.entries(kind).map(([typed, means]) => ({ typed, means })),
  );
}

const words = (list: string): string[] => list.split(/\s+/);
const qualities =
  words(`abstract accelerated administrative adversarial advisory anonymous appellate automatic
  behavioural binding bilateral civil clinical coercive cognitive collective commercial communal comparative compulsory
  conditional confidential consensual constitutional constructive contractual corporate corrective criminal cultural
  customary deferred deliberate democratic deterrent digital direct discretionary distributive domestic economic
  electoral emotional empirical environmental equitable ethical evidential exclusive executive expedited facilitative
  federal fiduciary financial formal general habitual historical implied independent indirect industrial informal
  informed integrated interim international interpersonal joint judicial juvenile legislative linguistic mandatory
  moral municipal mutual narrative negotiated neutral normative objective operational organized penal periodic
  personal political positional preliminary preventive primary private procedural professional provisional public
  punitive rational reciprocal reflective regional relational remedial residual responsive restorative secondary
  sexual social statutory strategic structural structured subjective substantive supervised symbolic systemic tactical
  temporary territorial transitional unanimous unilateral urban verbal vicarious victim voluntary`);
const subjects =
  words(`accident agency agreement appeal asset authority bail bargaining behaviour boundary budget
  capital case charge child citizen claim class coalition community compensation complaint conduct conflict consent
  consumer contract control court credit crime culture custody damage debt decision defence delay dispute divorce
  employment evidence family force fraud gang group harm hearing housing identity incident information injury interest
  interview judgment jury labour land language law leadership liability market mediation media memory network
  negotiation offence offender parent parole party peace pension plea police policy power prison privacy probation
  property protest race record refugee risk role safety school sentence settlement state street stress student team
  testimony threat trade trauma treaty trial trust union value victim violence wage warrant welfare witness youth`);
const heads =
  words(`abuse act action agreement analysis approach assessment authority award bias board certificate
  clause code commission committee conference consent control convention council cycle decline defence design diversion
  doctrine duty effect enquiry error evaluation evidence exchange fallacy force framework gap hearing hypothesis
  immunity index interview inventory judgment justice law liability limit management map measure mediation method model
  monitoring movement negotiation norm notice officer order panel paradox plan policy power practice precedent
  principle privilege procedure process profile programme proposal protection protocol range rate reform registry
  release remedy report response review rights rule sanction scale scheme sentence settlement standard statement
  strategy structure summary support survey test theory tribunal trust unit warrant`);
const roots =
  words(`abrog acquit alleg amnest annul appell attest aver certif cess cogn collus commut compuls condon
  confisc connot contrit conven corrobor culp deleg demarc depos derog detent devolu digress dissent emancip entrap
  estopp evict exoner expropri extrad forfeit garnish impeach impound incarcer incrimin indemn indict infring injunct
  insolv interlocut intimid invalid juris legitim levi malfeas negat nullif obfusc obstruct parol perjur plaint
  preclu prejud prescrip prosecut provoc ratif recidiv recus redress rehabil repudi rescind revoc segreg sequest
  solicit stipul subrog summon surrog tenanc testat tortur transgress usurp vagranc vindic waiv`);
const endings = words(
  'ance ation ative atory ence ency ential er ible ification ing ion ism ist ity ment or ure',
);

/**
 * The real vocabulary and made-up terms of one to four words up to `size` entries: always the same ones.
 * About a third have an abbreviation or a second name; none has a real term's name.
 */
export function entriesAt(size: number): Entry[] {
  let seed = 20_231;
  const pick = (list: readonly string[]): string => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return list[Math.floor((seed / 2 ** 32) * list.length)]!;
  };
  const shapes: (() => string)[] = [
    () => `${pick(roots)}${pick(endings)}`,
    () => `${pick(qualities)} ${pick(heads)}`,
    () => `${pick(subjects)} ${pick(heads)}`,
    () => `${pick(qualities)} ${pick(subjects)}`,
    () => `${pick(qualities)} ${pick(subjects)} ${pick(heads)}`,
    () => `${pick(qualities)} ${pick(subjects)} ${pick(heads)}`,
    () => `${pick(heads)} of ${pick(subjects)}`,
    () => `${pick(heads)} of ${pick(qualities)} ${pick(subjects)}`,
  ];
  const taken = new Set(vocabulary.flatMap(({ names }) => names.map((name) => name.toLowerCase())));
  const entries = vocabulary.slice(0, size);
  while (entries.length < size) {
    const name = shapes[entries.length % shapes.length]!();
    if (taken.has(name)) {
      pick(heads);
      continue;
    }
    taken.add(name);
    const names = [name];
    const initials = name
      .split(' ')
      .map((word) => word[0])
      .join('')
      .toUpperCase();
    const roll = pick(['abbreviation', 'second name', '', '', '', '']);
    if (roll === 'abbreviation' && initials.length > 2) names.push(initials);
    if (roll === 'second name') names.push(`${name} ${pick(heads)}`);
    entries.push({ id: `made-up-${entries.length}`, names });
  }
  return entries;
}
