import { cpus } from 'node:os';
import type { Crowd } from './crowd.ts';
import { type Figure, type Unanswered, verdict } from './figures.ts';
import type { Plan } from './load.ts';
import { type Compared, type PracticeFigures, SEATS } from './practice.ts';
import type { Row as SearchRow } from './search.ts';
import type { Estimate } from './statistics.ts';

export interface Results {
  readonly date: string;
  readonly machine: { readonly processor: string; readonly cores: number; readonly node: string };
  readonly plan: Plan;
  readonly figures: readonly Figure[];
  readonly unanswered: readonly Unanswered[];
  readonly crowd?: Crowd;
  readonly practice?: readonly PracticeFigures[];
  readonly search: readonly SearchRow[];
}

export const machine = (): Results['machine'] => ({
  processor: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  node: process.version,
});

const names: Readonly<Record<Figure['on'], string>> = {
  discord: 'Discord, beside bare discord.js',
  slack: 'Slack by Socket Mode, beside bare Bolt',
  'slack-http': 'Slack by HTTP, beside bare Bolt',
  both: 'Both platforms in one process, beside bare Bolt + discord.js',
};

/** The results in Markdown. */
export function report({
  date,
  machine,
  plan,
  figures,
  unanswered,
  crowd,
  practice = [],
  search,
}: Results): string {
  const parts = Object.entries(names).flatMap(([on, title]) => {
    const rows = [
      ...figures.filter((figure) => figure.on === on).map(figureRow),
      ...unanswered.filter((each) => each.on === on).map(unansweredRow),
    ];
    const head = ['', 'Parley', 'bare', 'compared', 'two bare ones', 'target', ''];
    return rows.length === 0 ? [] : [`### ${title}`, table(head, rows)];
  });
  const { processor, cores, node } = machine;
  return [
    `${date}; ${processor}, ${cores} cores; Node ${node}; ${plan.pairs} pairs.`,
    ...parts,
    ...(crowd ? ['### A crowd that answers one posted question', crowdTable(crowd)] : []),
    ...practice.flatMap((each) => [
      `### Practice sessions, ${HOMES[each.home]}`,
      remindTable(each),
      joinTable(each),
    ]),
    ...(search.length === 0 ? [] : ['### Glossary search', searchTable(search)]),
  ].join('\n\n');
}

function figureRow(figure: Figure): string[] {
  const { what, unit, parley, bare, by, compared, noise, target } = figure;
  const [start, end] = by === 'ratio' ? ['× ', ''] : ['', ' MiB'];
  const limit =
    target === undefined ? '' : `≤ ${start}${by === 'ratio' ? target.toFixed(2) : `+${target}`}${end}`;
  const write = (each: Estimate): string =>
    `${start}${compare(each.value, by)} [${compare(each.low, by)}, ${compare(each.high, by)}]${end}`;
  return [
    what,
    `${amount(parley)} ${unit}`,
    `${amount(bare)} ${unit}`,
    write(compared),
    noise ? write(noise) : '',
    limit,
    verdict(figure) ?? '',
  ];
}

function unansweredRow({ given, parley, bare, twin }: Unanswered): string[] {
  const write = (count: number): string =>
    `${count.toLocaleString('en-GB')} of ${given.toLocaleString('en-GB')}`;
  return ['commands without an answer', write(parley), write(bare), '', write(twin), '', ''];
}

const compare = (value: number, by: Figure['by']): string =>
  by === 'ratio' ? value.toFixed(2) : `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(1)}`;

/** Three figures are more than a bench can tell apart. */
const amount = (value: number): string =>
  Number(value.toPrecision(3)).toLocaleString('en-GB', { maximumFractionDigits: 3 });

/** The longest that a member may wait for “Kept” at p99.9, in ms. */
const KEPT_WITHIN = 3_000;

function crowdTable({ members, seconds, p50, p999, longest, unanswered, counted, cpu }: Crowd): string {
  const many = members.toLocaleString('en-GB');
  return table(
    [`${many} members on both platforms within ${seconds} s`, '', 'target', ''],
    [
      ['answers counted', counted.toLocaleString('en-GB'), many, counted === members ? 'met' : 'missed'],
      ['clicks without an answer', String(unanswered), '0', unanswered === 0 ? 'met' : 'missed'],
      [
        'p99.9 from the click to “Kept”',
        `${amount(p999)} ms`,
        `≤ ${amount(KEPT_WITHIN)} ms`,
        p999 <= KEPT_WITHIN ? 'met' : 'missed',
      ],
      ['p50, longest', `${amount(p50)}, ${amount(longest)} ms`, '', ''],
      ['CPU per 1,000 answers', `${amount(cpu)} ms`, '', ''],
    ],
  );
}

const HOMES = { embedded: 'records in the program’s folder', served: 'records on a server' };

/** How many times as much the same reminders may cost where a hundred times as many others wait. */
const WHERE_MANY = 1.25;

function remindTable({ plan: { few, many, seated }, wall, cpu }: PracticeFigures): string {
  const others = (sessions: number): string =>
    `${amount(sessions)} sessions, ${(sessions * seated).toLocaleString('en-GB')} reminders pending`;
  const row = (what: string, { few: one, many: other, compared }: Compared): string[] => {
    const judged = verdict({ compared, target: WHERE_MANY });
    const range = `× ${compared.value.toFixed(2)} [${compared.low.toFixed(2)}, ${compared.high.toFixed(2)}]`;
    const limit = `≤ × ${WHERE_MANY.toFixed(2)}`;
    return [what, `${amount(one)} ms`, `${amount(other)} ms`, range, limit, judged ?? ''];
  };
  return table(
    [`${seated} members are reminded at one instant`, others(few), others(many), 'compared', 'target', ''],
    [row('from due until the last is sent', wall), row('CPU', cpu)],
  );
}

function joinTable({ plan: { seated: members }, joins }: PracticeFigures): string {
  const { answered, seated, waiting, persons, p50, longest, cpuMs } = joins;
  const exactly = (what: string, count: number, wanted: number): string[] => [
    ...[what, String(count), String(wanted), count === wanted ? 'met' : 'missed'],
  ];
  return table(
    [`${members} members on both platforms press Join at once`, '', 'target', ''],
    [
      exactly('with a seat', seated, Math.min(SEATS, members)),
      exactly('waiting', waiting, Math.max(members - SEATS, 0)),
      exactly('different persons', persons, members),
      exactly('answered', answered, members),
      ['p50, longest from the first click to the answer', `${amount(p50)}, ${amount(longest)} ms`, '', ''],
      ['CPU', `${amount(cpuMs)} ms`, '', ''],
    ],
  );
}

function searchTable(rows: readonly SearchRow[]): string {
  const micros = (p50: number, p99: number): string => `${amount(p50)} / ${amount(p99)}`;
  const share = (first: number, third: number): string =>
    `${(first * 100).toFixed(1)} / ${(third * 100).toFixed(1)} %`;
  const lines: [string, (row: SearchRow) => string][] = [
    ['exact name, p50 / p99 µs', (row) => micros(row.exactP50, row.exactP99)],
    ['beginning of a name, p50 / p99 µs', (row) => micros(row.prefixP50, row.prefixP99)],
    ['misspelt, p50 / p99 µs', (row) => micros(row.nearP50, row.nearP99)],
    ['building the index, ms', (row) => amount(row.buildMs)],
    [
      'misspellings it was tuned on: meant term first / among three',
      (row) => share(row.tunedHit1, row.tunedHit3),
    ],
    [
      'misspellings kept apart: meant term first / among three',
      (row) => share(row.heldOutHit1, row.heldOutHit3),
    ],
    ['unrelated texts answered: tuned on, kept apart', (row) => row.unrelatedAnswered],
  ];
  return table(
    ['', ...rows.map(({ entries }) => `${entries.toLocaleString('en-GB')} terms`)],
    lines.map(([what, write]) => [what, ...rows.map(write)]),
  );
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const [START, END] = ['<!-- results -->', '<!-- /results -->'];

/** The page with the results between its markers. */
export function withResults(page: string, results: string): string {
  const [start, end] = [page.indexOf(START), page.indexOf(END)];
  if (start < 0 || end < start) throw new Error(`the page has no ${START} … ${END}`);
  return `${page.slice(0, start + START.length)}\n${results}\n${page.slice(end)}`;
}
