import { checkInvented, checkSecrets, type Passage } from './case-secrets.ts';
import {
  type CaseSections,
  confidentialHeading,
  debriefOf,
  noticesOf,
  proseOf,
  readSections,
  type Tell,
  tellerOf,
} from './case-sections.ts';
import { type CaseFile, caseShape, LIMITS } from './case-shapes.ts';
import type { Case } from './course.ts';
import { fit, type Shaped } from './fit.ts';
import { readFrontMatter } from './front-matter.ts';
import { didYouMean, fold } from './nearest.ts';
import type { Problem } from './problems.ts';
import { checkLinks, type Known, reporter } from './references.ts';
import type { ContentText } from './text.ts';
import type { Written } from './yaml.ts';

interface ReadCase extends Shaped<CaseFile> {
  id: string;
  content: Pick<Case, 'general' | 'confidential' | 'notices' | 'caucusPlan' | 'debrief'>;
}

/** The files of cases/ by their names without `.md`, checked. */
export function readCases(
  files: ReadonlyMap<string, ContentText>,
  known: Known,
  problems: Problem[],
): readonly Case[] {
  const read = [...files].flatMap(([id, text]) => readCase(id, text, known, problems) ?? []);
  checkTitles(read, problems);
  return read.map(({ id, value, content }) => {
    const { caution, ...fields } = value;
    return { id, ...fields, ...(caution === undefined ? {} : { caution }), ...content };
  });
}

function readCase(id: string, text: ContentText, known: Known, problems: Problem[]): ReadCase | undefined {
  const head = readFrontMatter(text, problems);
  if (!head) return undefined;
  const tell = tellerOf(text.file, problems);
  const sections = readSections(head.body, head.line, tell);
  const { caucus } = sections;
  const content = {
    general: proseOf(sections.general, LIMITS.general, tell),
    confidential: new Map(
      [...sections.confidential].map(([role, section]) => [
        role,
        proseOf(section, LIMITS.confidential, tell),
      ]),
    ),
    notices: noticesOf(sections.notices, tell),
    ...(caucus ? { caucusPlan: proseOf(caucus, LIMITS.caucus, tell) } : {}),
    debrief: debriefOf(sections.debrief, tell),
  };
  const written = head.fields;
  const value = written && fit(caseShape, written, problems);
  checkWords(sections, value && { value, written }, tell);
  if (!value) return undefined;
  checkCase({ value, written }, sections, known, problems);
  return { id, value, written, content };
}

/** What the sections say, taken together with those fields that everybody sees. */
function checkWords(sections: CaseSections, head: Shaped<CaseFile> | undefined, tell: Tell): void {
  const secrets = [...sections.confidential.values()];
  const story: Passage[] = [sections.general, sections.caucus, ...shownFields(head)].filter(
    (one) => one !== undefined,
  );
  const afterwards = [sections.notices, sections.debrief].filter((one) => one !== undefined);
  checkSecrets(secrets, [...story, ...afterwards], tell);
  // What is said about the case may name a standard or a book.
  for (const section of [...story, ...secrets]) checkInvented(section, tell);
}

function shownFields(head: Shaped<CaseFile> | undefined): Passage[] {
  return (['setting', 'caution'] as const).flatMap((field) => {
    const text = head?.value[field];
    if (!head || text === undefined) return [];
    const line = {
      text,
      // Looked for only where something is wrong: it takes the YAML parser.
      get line() {
        return head.written.lineOf([field]);
      },
    };
    return [{ heading: field, lines: [line] }];
  });
}

/** Roles of the cell, which no party can be. */
const CELL_ROLES = ['mediator', 'co-mediator', 'coach', 'observer'];

function checkCase(
  { value, written }: Shaped<CaseFile>,
  { confidential }: CaseSections,
  known: Known,
  problems: Problem[],
): void {
  const report = reporter(written, problems);
  checkLinks(['courses'], value.courses, known.courses, 'a course of course.yaml', report);
  checkLinks(['sources'], value.sources, known.sources, 'a source of sources.yaml', report);

  const ids = new Set<string>();
  const names = new Set<string>();
  for (const field of ['parties', 'roles'] as const) {
    value[field].forEach(({ id, name }, index) => {
      const path = [field, index];
      if (ids.has(id)) report([...path, 'id'], `"${id}" stands twice; give each role an id of its own`);
      else if (!confidential.has(id)) {
        report([...path, 'id'], `"${id}" has no facts; write a section "${confidentialHeading(id)}"`);
      }
      if (names.has(fold(name))) report([...path, 'name'], `"${name}" stands twice; name the roles apart`);
      if (field === 'parties' && CELL_ROLES.includes(id)) {
        report([...path, 'id'], `"${id}" is no party; put it under roles`);
      }
      ids.add(id);
      names.add(fold(name));
    });
  }
  checkHolders(confidential, ids, written, problems);
}

/** Facts that nobody holds would be read by nobody. */
function checkHolders(
  confidential: CaseSections['confidential'],
  ids: ReadonlySet<string>,
  { file }: Written,
  problems: Problem[],
): void {
  const tell = tellerOf(file, problems);
  for (const [role, { line }] of confidential) {
    if (ids.has(role)) continue;
    const advice = didYouMean(role, ids) || ` the ids are ${[...ids].join(', ')}`;
    tell(line, `"${role}" is not the id of a party or role of this case;${advice}`);
  }
}

function checkTitles(cases: readonly ReadCase[], problems: Problem[]): void {
  const owners = new Map<string, ReadCase>();
  for (const one of cases) {
    const { value, written } = one;
    const owner = owners.get(fold(value.title));
    if (owner) {
      const place = `${owner.written.file}:${owner.written.lineOf(['title'])}`;
      const message = `"${value.title}" is already the title of another case (${place}); change one of the two`;
      reporter(written, problems)(['title'], message);
    } else owners.set(fold(value.title), one);
  }
}
