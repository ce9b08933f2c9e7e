import { Document, isMap, isPair, isScalar, type Pair, visit } from 'yaml';
import type { Entry } from './complete.ts';

/** A file of content/quiz; above each field that is still to be written stands a note that says so. */
export function topicFile(title: string, entries: readonly Entry[], from: string): string {
  const document = new Document({ title, questions: entries.map(({ fields }) => fields) });
  document.commentBefore = ` Imported from ${from}.`;
  for (const [index, { open }] of entries.entries()) {
    for (const field of open) {
      const pair = pairAt(document, ['questions', index, ...field]);
      if (isScalar(pair?.key)) pair.key.commentBefore = ' To be written:';
    }
  }
  return fileText(document);
}

/** YAML as people write it here. */
export function fileText(document: Document): string {
  visit(document, {
    // The form in which colons and quotes are harmless, whoever changes the text later.
    Scalar: (_, scalar) => {
      if (String(scalar.value).length > 60) scalar.type = 'BLOCK_FOLDED';
    },
    // Lists of ids on one line, as people write them.
    Seq: (_, list) => {
      list.flow = list.items.every((item) => isScalar(item) && String(item.value).length < 40);
    },
  });
  return document.toString({ lineWidth: 110, flowCollectionPadding: false });
}

function pairAt(document: Document, path: readonly (string | number)[]): Pair | undefined {
  const within = document.getIn(path.slice(0, -1), true);
  if (!isMap(within)) return undefined;
  return within.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === path.at(-1));
}
