import type { Shaped } from './fit.ts';
import { didYouMean, fold } from './nearest.ts';
import type { Problem } from './problems.ts';
import { type MisconceptionsFile, OPTION_KEYS, type QuestionFile } from './question-shapes.ts';
import { checkLinks, type Known, type Report, reporter } from './references.ts';
import type { Path } from './yaml.ts';

// What the shape of a question cannot say: links, a key that fits the options, and nothing offered twice.

/** A question as written, with the way back to its lines. */
export interface ReadQuestion extends Shaped<QuestionFile> {
  /** Where in the file it stands. */
  at: Path;
}

export function checkMisconceptions(
  { value, written }: Shaped<MisconceptionsFile>,
  dimensions: Known['dimensions'],
  problems: Problem[],
): void {
  const report = reporter(written, problems);
  for (const [id, { dimension }] of Object.entries(value)) {
    checkLinks([id, 'dimension'], [dimension], dimensions, DIMENSION, report);
  }
}

const DIMENSION = 'a dimension of course.yaml';
const SOURCE = 'a source of sources.yaml';

export function checkQuestion({ value, written, at }: ReadQuestion, known: Known, problems: Problem[]): void {
  const report = reporter(written, problems);
  checkLinks([...at, 'dimension'], [value.dimension], known.dimensions, DIMENSION, report);
  checkLinks([...at, 'terms'], value.terms, known.terms, 'a term', report);
  checkLinks([...at, 'sources'], value.sources, known.sources, SOURCE, report);
  checkLinks([...at, 'differ', 'sources'], value.differ?.sources ?? [], known.sources, SOURCE, report);
  if (value.kind === 'match') checkPairs(value, at, known, report);
  if ('options' in value) checkOptions(value, at, known, report);
}

/** No two questions of the course may share an id, since answers are kept under it. */
export function checkQuestionIds(questions: readonly ReadQuestion[], problems: Problem[]): void {
  const owners = new Map<string, ReadQuestion>();
  for (const question of questions) {
    const { value, written, at } = question;
    const owner = owners.get(value.id);
    if (owner) {
      const place = `${owner.written.file}:${owner.written.lineOf([...owner.at, 'id'])}`;
      reporter(written, problems)(
        [...at, 'id'],
        `"${value.id}" is already the id of another question (${place}); give the newer one a new id`,
      );
    } else owners.set(value.id, question);
  }
}

type WithOptions = Extract<QuestionFile, { options: unknown }>;

function checkOptions(question: WithOptions, at: Path, known: Known, report: Report): void {
  const { kind, options, key } = question;
  const offered = OPTION_KEYS.filter((letter) => options[letter]);
  const gap = offered.find((letter, place) => letter !== OPTION_KEYS[place]);
  if (gap) report([...at, 'options', gap], 'leaves out the letter before it; letter them a, b, c in order');
  const right = typeof key === 'string' ? [key] : key;
  right.forEach((letter, index) => {
    if (options[letter]) return;
    const path = typeof key === 'string' ? [...at, 'key'] : [...at, 'key', index];
    report(path, `"${letter}" is none of the options; they are ${offered.join(', ')}`);
  });
  if (offered.every((letter) => right.includes(letter))) {
    report([...at, 'key'], 'leaves no wrong option; write one more option, or take a letter out');
  }

  const seen = new Map<string, string>();
  for (const letter of offered) {
    const { text, misconception } = options[letter]!;
    const path: Path = [...at, 'options', letter];
    const twin = seen.get(fold(text));
    if (twin !== undefined)
      report([...path, 'text'], `says the same as option ${twin}; change one of the two`);
    seen.set(fold(text), letter);
    if (misconception === undefined) continue;
    const links: Path = [...path, 'misconception'];
    checkLinks(links, [misconception], known.misconceptions, 'in misconceptions.yaml', report);
    if (right.includes(letter)) report(links, 'stands on a right option; only wrong ones have one');
  }
  if (kind === 'true-false') checkVerdicts(question, at, report);
}

/** Members see True and False and the reasons; an option without either word would give itself away. */
function checkVerdicts({ options }: WithOptions, at: Path, report: Report): void {
  const verdicts = new Set<string | undefined>();
  for (const [letter, option] of Object.entries(options)) {
    if (!option) continue;
    const verdict = /^(?:True|False)\b/.exec(option.text)?.[0];
    verdicts.add(verdict);
    if (verdict === undefined) {
      report([...at, 'options', letter, 'text'], 'should start with True or False, then the reason');
    }
  }
  if (verdicts.size === 1 && !verdicts.has(undefined)) {
    const missing = verdicts.has('True') ? 'False' : 'True';
    report([...at, 'options'], `all say the same; let at least one start with ${missing}`);
  }
}

function checkPairs(
  { pairs, others }: Extract<QuestionFile, { kind: 'match' }>,
  at: Path,
  { terms }: Known,
  report: Report,
): void {
  const seen = new Set<string>();
  const check = (term: string, path: Path) => {
    if (!terms.has(term)) {
      report(path, `"${term}" is not a term;${didYouMean(term, terms) || ' see how the others are spelt'}`);
    }
    if (seen.has(term)) report(path, `"${term}" is offered twice; each term may stand once`);
    seen.add(term);
  };
  pairs.forEach(({ term }, index) => {
    check(term, [...at, 'pairs', index, 'term']);
  });
  others.forEach((term, index) => {
    check(term, [...at, 'others', index]);
  });
}
