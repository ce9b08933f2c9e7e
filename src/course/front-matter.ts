import type { Problem } from './problems.ts';
import type { ContentText } from './text.ts';
import { readYaml, type Written } from './yaml.ts';

const FRONT_MATTER = /^---[ \t]*\n([\s\S]*?\n)?---[ \t]*(?:\n|$)/;

/** A Markdown file with fields at its head. */
export interface Headed {
  /** Nothing where the fields are not YAML. */
  fields: Written | undefined;
  /** What stands below the fields. */
  body: string;
  /** The line of the file on which the body starts. */
  line: number;
}

export function readFrontMatter({ file, text }: ContentText, problems: Problem[]): Headed | undefined {
  const match = FRONT_MATTER.exec(text);
  if (!match) {
    const message =
      'should start with a line of three hyphens, the fields, and another line of three hyphens';
    problems.push({ file, line: 1, message });
    return undefined;
  }
  const [head] = match;
  return {
    fields: readYaml({ file, text: match[1] ?? '' }, 1, problems),
    body: text.slice(head.length),
    line: head.split('\n').length,
  };
}
