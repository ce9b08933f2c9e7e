import { COUNTS, LIMITS } from './case-shapes.ts';
import type { DebriefQuestion, DebriefStep } from './course.ts';
import { didYouMean, fold } from './nearest.ts';
import type { Problem } from './problems.ts';
import { lengthOf } from './text.ts';

// The Markdown of a case, taken apart line by line, so that every mistake has its line.

/** A line of a content file. */
export interface Line {
  text: string;
  line: number;
}

/** What stands under a heading; `line` is that of the heading. */
export interface Section {
  heading: string;
  line: number;
  lines: readonly Line[];
}

/** The sections of a case as found; one that is missing or stands under a misspelt name is not there. */
export interface CaseSections {
  general?: Section;
  notices?: Section;
  caucus?: Section;
  debrief?: Section;
  /** By the id that their headings name, whoever that is. */
  confidential: ReadonlyMap<string, Section>;
}

/** Tells of a mistake on a line. */
export type Tell = (line: number, message: string) => void;

export const tellerOf =
  (file: string, problems: Problem[]): Tell =>
  (line, message) => {
    problems.push({ file, line, message });
  };

/** The headings of the sections that every case has, and of the caucus plan. */
export const SECTIONS = {
  general: 'General facts',
  notices: 'What the mediator should notice',
  caucus: 'Caucus plan',
  debrief: 'Debrief questions',
} as const;
type Part = keyof typeof SECTIONS;
const PARTS = Object.keys(SECTIONS) as Part[];

/** What stands in a new case for a text that nobody has written. */
export const TO_WRITE = 'To be written';

const CONFIDENTIAL = 'Confidential facts';
/** The heading of a role's own section. */
export const confidentialHeading = (id: string): string => `## ${CONFIDENTIAL}: ${id}`;

export function readSections(body: string, firstLine: number, tell: Tell): CaseSections {
  const lines = body.split('\n').map((text, index) => ({ text, line: firstLine + index }));
  const confidential = new Map<string, Section>();
  const parts: Partial<Record<Part, Section>> = {};
  for (const section of sectionsAt('##', lines, tell)) {
    const { heading, line } = section;
    const [kind = '', role = ''] = heading.split(/:(.*)/s).map((piece) => piece.trim());
    const part = PARTS.find((one) => fold(SECTIONS[one]) === fold(heading));
    const isConfidential = fold(kind) === fold(CONFIDENTIAL);
    if (!part && !isConfidential) tell(line, unknownSection(heading));
    else if (part ? parts[part] : confidential.has(role)) {
      tell(line, `"${heading}" stands twice; join the two sections`);
    } else if (part) parts[part] = section;
    else confidential.set(role, section);
  }
  for (const part of PARTS) {
    if (!parts[part] && part !== 'caucus') {
      tell(firstLine, `lacks a section; write a line "## ${SECTIONS[part]}" and the text below it`);
    }
  }
  return { ...parts, confidential };
}

function unknownSection(heading: string): string {
  const names = [...Object.values(SECTIONS), CONFIDENTIAL];
  const advice = didYouMean(heading, names) || ` the sections are ${names.join(', ')}`;
  return `"${heading}" is not a section of a case;${advice}`;
}

const HEADING = /^(#{1,6})(?!#)[ \t]*(.*?)[ \t#]*$/;

/** What stands under each heading of one level; text above the first, and headings of a higher level, are told. */
function sectionsAt(level: '##' | '###', lines: readonly Line[], tell: Tell): Section[] {
  const sections: { heading: string; line: number; lines: Line[] }[] = [];
  let stray: number | undefined;
  for (const { text, line } of lines) {
    const [, marks, heading = ''] = HEADING.exec(text) ?? [];
    if (marks === level) sections.push({ heading, line, lines: [] });
    else if (marks !== undefined && marks.length < level.length) {
      tell(line, `should start with ${level}, as the headings here do; for stress write **two stars**`);
    } else if (sections.length > 0) sections.at(-1)!.lines.push({ text, line });
    else if (text.trim() !== '') stray ??= line;
  }
  if (stray !== undefined) {
    tell(stray, `stands above the first heading; put it below a line that starts with ${level}`);
  }
  return sections;
}

/** A text of paragraphs and lists, in Markdown. */
export function proseOf(section: Section | undefined, most: number, tell: Tell): string {
  if (!section) return '';
  for (const { text, line } of section.lines) {
    if (HEADING.test(text)) {
      tell(line, 'is a heading inside a section; the sections start with ##, and **two stars** make bold');
    }
  }
  const prose = section.lines
    .map(({ text }) => text)
    .join('\n')
    .trim();
  if (prose === '') tell(section.line, `"${section.heading}" is empty; write its text below this line`);
  const start = section.lines.find(({ text }) => text.trim() !== '');
  if (prose === TO_WRITE && start) tell(start.line, `"${section.heading}" is still to be written`);
  checkLength(prose, most, section, tell);
  return prose;
}

function checkLength(text: string, most: number, { heading, line }: Omit<Section, 'lines'>, tell: Tell) {
  const length = text.length > most ? lengthOf(text) : 0;
  if (length > most) tell(line, `"${heading}" is ${length} characters long; shorten it to ${most} or fewer`);
}

export function noticesOf(section: Section | undefined, tell: Tell): string[] {
  if (!section) return [];
  const points = pointsOf(section, LIMITS.notice, tell);
  checkCount(points.length, COUNTS.notices, 'points', section, tell);
  return points;
}

const STEPS: ReadonlyMap<string, DebriefStep> = new Map([
  ['Out of role', 'out-of-role'],
  ['The mediator', 'mediator'],
  ['What worked', 'positives'],
  ['Other options', 'options'],
  ['Critique as asked', 'critique'],
]);
/** The headings of a debrief, in their order. */
export const DEBRIEF_STEPS = [...STEPS.keys()];

/** The questions of each step, which stand in the order in which a debrief takes them. */
export function debriefOf(section: Section | undefined, tell: Tell): DebriefQuestion[] {
  if (!section) return [];
  const questions: DebriefQuestion[] = [];
  let next = 0;
  for (const part of sectionsAt('###', section.lines, tell)) {
    const place = DEBRIEF_STEPS.findIndex((name) => fold(name) === fold(part.heading));
    if (place < 0) {
      const advice = didYouMean(part.heading, DEBRIEF_STEPS) || ` the steps are ${DEBRIEF_STEPS.join(', ')}`;
      tell(part.line, `"${part.heading}" is not a step of a debrief;${advice}`);
      continue;
    }
    if (place < next) {
      tell(part.line, `"${part.heading}" comes too late; the order is ${DEBRIEF_STEPS.join(', ')}`);
    }
    next = Math.max(next, place + 1);
    const step = STEPS.get(DEBRIEF_STEPS[place]!)!;
    const texts = pointsOf(part, LIMITS.question, tell);
    if (texts.length === 0) tell(part.line, `"${part.heading}" has no question; write one at least`);
    questions.push(...texts.map((text) => ({ step, text })));
  }
  const missing = DEBRIEF_STEPS.filter((name) => !questions.some(({ step }) => step === STEPS.get(name)));
  const found = new Set(section.lines.map(({ text }) => fold(HEADING.exec(text)?.[2] ?? '')));
  for (const name of missing) {
    if (!found.has(fold(name))) {
      tell(section.line, `lacks a step; write a line "### ${name}" and its questions below it`);
    }
  }
  if (missing.length === 0) checkCount(questions.length, COUNTS.questions, 'questions', section, tell);
  return questions;
}

const POINT = /^\s*(?:[-*+]|\d{1,2}[.)])\s+(.*)$/;

/** The points of a list, each on one line. */
function pointsOf(section: Section, most: number, tell: Tell): string[] {
  const points: { text: string; line: number }[] = [];
  let open = false;
  for (const { text, line } of section.lines) {
    const start = POINT.exec(text)?.[1];
    if (start !== undefined) points.push({ text: start.trim(), line });
    else if (text.trim() !== '') {
      const point = points.at(-1);
      if (HEADING.test(text)) tell(line, 'is a heading inside a list; take it out');
      else if (point && (open || /^\s/.test(text))) point.text += ` ${text.trim()}`;
      else tell(line, 'should be a point of a list; start it with a hyphen and a space');
    }
    open = text.trim() !== '';
  }
  for (const { text, line } of points) {
    if (text === TO_WRITE) tell(line, `a point of "${section.heading}" is still to be written`);
    checkLength(text, most, { heading: 'this point', line }, tell);
  }
  return points.map(({ text }) => text);
}

function checkCount(
  count: number,
  [least, most]: readonly [number, number],
  what: string,
  { heading, line }: Section,
  tell: Tell,
): void {
  if (count >= least && count <= most) return;
  tell(line, `"${heading}" should hold ${least} to ${most} ${what}; it holds ${count}`);
}
