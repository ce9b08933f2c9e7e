import { create } from 'xmlbuilder2';
import { readMarkdown } from '../../chat/markdown.ts';
import type { Course, Meaning, Term } from '../../course/course.ts';
import { escapeHtml, toHtml } from './html.ts';

/** The glossary as Moodle's own import of glossary entries reads it; definitions are HTML. */
export function moodleGlossary(course: Course): string {
  const entries = course.terms.map((term) => ({
    CONCEPT: literal(term.term),
    DEFINITION: literal(definition(course, term)),
    FORMAT: HTML,
    USEDYNALINK: 1,
    CASESENSITIVE: 0,
    // Otherwise every “settlements” in a text would be linked in its first ten letters.
    FULLMATCH: 1,
    TEACHERENTRY: 1,
    ...(term.aliases.length > 0
      ? { ALIASES: { ALIAS: term.aliases.map((name) => ({ NAME: literal(name) })) } }
      : {}),
  }));
  const info = {
    NAME: literal(course.title),
    INTRO: '',
    INTROFORMAT: HTML,
    ALLOWDUPLICATEDENTRIES: 0,
    DISPLAYFORMAT: 'dictionary',
    SHOWSPECIAL: 1,
    SHOWALPHABET: 1,
    SHOWALL: 1,
    ALLOWCOMMENTS: 0,
    USEDYNALINK: 1,
    DEFAULTAPPROVAL: 1,
    GLOBALGLOSSARY: 0,
    ENTBYPAGE: 10,
    ENTRIES: { ENTRY: entries },
  };
  return `${create({ version: '1.0', encoding: 'UTF-8' }, { GLOSSARY: { INFO: info } }).end({ prettyPrint: true })}\n`;
}

// The library reads entities in what it is given, and leaves alone what then looks like one: each needs its own escape.
const literal = (text: string): string => text.replaceAll('&', '&amp;amp;');

/** Moodle's number for a text in HTML. */
const HTML = 1;

function definition(course: Course, { meanings, body }: Term): string {
  const several = meanings.length > 1;
  return [
    ...meanings.map((meaning) => meaningHtml(course, meaning, several)),
    toHtml(readMarkdown(body)),
    sourcesHtml(course, [...new Set(meanings.flatMap(({ sources }) => sources))]),
  ].join('');
}

function meaningHtml({ courses }: Course, meaning: Meaning, several: boolean): string {
  const names = meaning.courses.map((id) => courses.get(id) ?? id).join(', ');
  const where = several ? `<strong>${escapeHtml(names)}:</strong> ` : '';
  const caution =
    meaning.caution === undefined ? '' : `<p><strong>Take care:</strong> ${escapeHtml(meaning.caution)}</p>`;
  return `<p>${where}${escapeHtml(meaning.short)}</p>${caution}`;
}

function sourcesHtml({ sources }: Course, ids: readonly string[]): string {
  const works = ids.flatMap((id) => sources.get(id) ?? []);
  const items = works.map(({ title, from, url }) => {
    const name = `“${escapeHtml(title)}”`;
    return `${url === undefined ? name : `<a href="${escapeHtml(url)}">${name}</a>`} (${escapeHtml(from)})`;
  });
  return `<p><small>${works.length === 1 ? 'Source' : 'Sources'}: ${items.join('; ')}</small></p>`;
}
