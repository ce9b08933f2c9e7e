import { Document } from 'yaml';
import type { Names } from './content-asking.ts';
import type { Course } from './course/course.ts';
import { fileText } from './quiz/interchange/topic-file.ts';

/** What is to be written into the content folder. */
export interface NewFile {
  /** From the content folder. */
  readonly path: string;
  readonly text: string;
  /** The file is there, and the text goes to its end. */
  readonly appended?: true;
}

/** The fields at the head of a Markdown file. */
export const frontMatter = (fields: object): string => `---\n${fileText(new Document(fields))}---\n`;

const WIDTH = 115;

/** A paragraph in lines that one can read in any editor. */
export function prose(paragraph: string): string {
  const lines = [''];
  for (const word of paragraph.split(' ')) {
    const line = lines.at(-1)!;
    if (line !== '' && line.length + 1 + word.length > WIDTH) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.join('\n');
}

export const termNames = ({ terms }: Course): Names =>
  new Map(terms.map(({ id, term, aliases }) => [id, [term, ...aliases].join(', ')]));

export const sourceNames = ({ sources }: Course): Names =>
  new Map([...sources.values()].map(({ id, title, from }) => [id, `${title} (${from})`]));
