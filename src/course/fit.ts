import type { z } from 'zod';
import { inWords } from './fields.ts';
import type { Problem } from './problems.ts';
import type { ContentText } from './text.ts';
import { type Path, readYaml, type Written } from './yaml.ts';

/** A file of a known shape with the way back to its lines. */
export interface Shaped<Value> {
  value: Value;
  written: Written;
}

export function readShape<Shape extends z.ZodType>(
  shape: Shape,
  text: ContentText | undefined,
  problems: Problem[],
): Shaped<z.infer<Shape>> | undefined {
  const written = text && readYaml(text, 0, problems);
  const value = written && fit(shape, written, problems);
  return value === undefined ? undefined : { value, written: written! };
}

/** The data, or only what stands `at` a place of it, in the wanted shape, or nothing and a problem for each misfit. */
export function fit<Shape extends z.ZodType>(
  shape: Shape,
  written: Written,
  problems: Problem[],
  at: Path = [],
): z.infer<Shape> | undefined {
  // Compiling a shape pays after thousands of values; here each has a few hundred at most.
  const result = shape.safeParse(valueAt(written.value, at), { error: inWords, jitless: true });
  if (result.success) return result.data;
  const { file } = written;
  for (const issue of result.error.issues) {
    const path: Path = [...at, ...(issue.path as Path)];
    if (issue.code === 'unrecognized_keys') {
      const messages = issue.message.split('\n');
      issue.keys.forEach((key, index) => {
        problems.push({ file, line: written.lineOfKey(path, key), message: label(path, messages[index]!) });
      });
    } else if (issue.code === 'invalid_key') {
      const line = written.lineOfKey(path.slice(0, -1), String(path.at(-1)));
      problems.push({ file, line, message: label(path, issue.message) });
    } else problems.push({ file, line: written.lineOf(path), message: label(path, issue.message) });
  }
  return undefined;
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inside, step) => (inside as Readonly<Record<string | number, unknown>>)[step],
    value,
  );
}

/** `rows 3, mediation, text: is missing; write it` */
function label(path: Path, message: string): string {
  const place = path.reduce<string>((before, step) => {
    if (typeof step === 'number') return `${before} ${step + 1}`;
    return before === '' ? step : `${before}, ${step}`;
  }, '');
  return place === '' ? message : `${place}: ${message}`;
}
