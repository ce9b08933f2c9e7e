import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';
import type { Document } from 'yaml';
import { readPlain } from './plain.ts';
import type { Problem } from './problems.ts';
import type { ContentText } from './text.ts';

export type Path = readonly (string | number)[];

/** The data of a YAML text with the way back to its lines. */
export interface Written {
  file: string;
  value: unknown;
  /** The line where the value at `path` stands, or that of the nearest thing around it that is written. */
  lineOf(path: Path): number;
  /** The line of a key of the map at `path`. */
  lineOfKey(path: Path, key: string): number;
}

// What people who do not program run into, by the parser's error codes; any other error keeps the parser's words.
const ADVICE: Readonly<Record<string, string>> = {
  BAD_ALIAS: 'a text cannot start with * or & here; put the whole text in double quotes',
  BAD_INDENT: 'lacks a closing ] or }, or its lines do not start under each other',
  BAD_SCALAR_START: 'a text cannot start with this character; put the whole text in double quotes',
  BLOCK_AS_IMPLICIT_KEY:
    'has a second ": " on the line (put the whole text after the first one in double quotes), or the next line is indented too far',
  DUPLICATE_KEY: 'is written twice; keep one of the two',
  MISSING_CHAR:
    'lacks a closing quote, or the colon after the name of a field; look at this line and the one above',
  MULTILINE_IMPLICIT_KEY: 'lacks a colon and a space after the name of a field',
  MULTIPLE_DOCS: 'has a line of three hyphens in the middle; take it out',
  TAB_AS_INDENT: 'starts with a tab; use spaces',
  TAG_RESOLVE_FAILED: 'a text cannot start with ! here; put the whole text in double quotes',
  UNEXPECTED_TOKEN:
    'has something after the end of a text or list; if the text holds quotes, put all of it in single quotes',
};

const LOST =
  'what stands after # is not read; put the whole text in double quotes, or the note on a line of its own';

// Loaded where something is wrong or written in an unusual way: for a sound course it would be a good part of the start.
const require = createRequire(import.meta.url);
const yaml = (): typeof Yaml => require('yaml');

/** Reads YAML; `linesBefore` is how many lines of the file precede it. Bad YAML goes into `problems` and gives nothing back. */
export function readYaml(
  { file, text }: ContentText,
  linesBefore: number,
  problems: Problem[],
): Written | undefined {
  let parsed: ReturnType<typeof parse> | undefined;
  // Parsed once at most, and only where the plain reader gives up or a line is asked for.
  const tree = () => {
    parsed ??= parse(text);
    return parsed;
  };
  const lineAt = (offset: number) => linesBefore + Math.max(1, tree().lines.linePos(offset).line);
  let value: unknown = readPlain(text);
  if (value === undefined) {
    const faults = faultsOf(tree().document, text);
    problems.push(...faults.map(({ offset, message }) => ({ file, line: lineAt(offset), message })));
    if (faults.length > 0) return undefined;
    value = tree().document.toJS();
  }
  return {
    file,
    value,
    lineOf: (path) => lineAt(offsetOf(tree().document, path)),
    lineOfKey: (path, key) =>
      lineAt(keyOffset(tree().document, path, key) ?? offsetOf(tree().document, path)),
  };
}

function parse(text: string) {
  const { LineCounter, parseDocument } = yaml();
  const lines = new LineCounter();
  // In this schema every value is a text: no word, number or date turns into something else behind the writer's back.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, schema: 'failsafe' });
  return { document, lines };
}

interface Fault {
  offset: number;
  message: string;
}

function faultsOf(document: Document, text: string): Fault[] {
  const surprises = surprisesIn(document, text);
  if (surprises.length > 0) return surprises;
  // One slip often makes the parser complain several times; the first complaint is the useful one.
  const first = [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0])[0];
  if (!first) return [];
  return [{ offset: first.pos[0], message: ADVICE[first.code] ?? `is not valid YAML: ${first.message}` }];
}

/** What YAML allows but nobody here means: references to other values, and notes that cut a text short. */
function surprisesIn(document: Document, text: string): Fault[] {
  const { isAlias, isScalar, visit } = yaml();
  const faults: Fault[] = [];
  visit(document, {
    Node: (_, node) => {
      const [start, end] = node.range ?? [0, 0];
      if (isAlias(node) || node.anchor) faults.push({ offset: start, message: ADVICE.BAD_ALIAS! });
      // " #" in an unquoted text silently ends it, which nobody who writes "issue #1" expects.
      if (
        isScalar(node) &&
        node.type === 'PLAIN' &&
        start < end &&
        /^[ \t]+#/.test(text.slice(end, end + 80))
      ) {
        faults.push({ offset: end, message: LOST });
      }
    },
  });
  return faults;
}

function keyOffset(document: Document, path: Path, key: string): number | undefined {
  const { isMap, isScalar } = yaml();
  const map = path.length === 0 ? document.contents : document.getIn(path, true);
  const pair = isMap(map)
    ? map.items.find((item) => isScalar(item.key) && item.key.value === key)
    : undefined;
  return isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
}

function offsetOf(document: Document, path: Path): number {
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (yaml().isNode(node) && node.range) return node.range[0];
  }
  return 0;
}
