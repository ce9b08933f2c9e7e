/** One stretch of a GIFT file between blank lines: one question, if it is right. */
export interface GiftBlock {
  /** Of its first line that is no comment. */
  readonly line: number;
  /** The category that holds here. */
  readonly category: string | undefined;
  /** With the comments before it, from the line `begin` on. */
  readonly text: string;
  readonly begin: number;
}

const CATEGORY = /^\s*\$CATEGORY:(.*)$/i;
const COMMENT = /^\s*\/\//;

/** Parts a file into its questions, so that one that is wrong loses only itself. */
export function giftBlocks(text: string): GiftBlock[] {
  const blocks: GiftBlock[] = [];
  let category: string | undefined;
  let held: { readonly line: number; readonly text: string }[] = [];
  const end = () => {
    const first = held.find((line) => !COMMENT.test(line.text));
    // Comments may stand apart from the question to which they belong.
    if (!first) return;
    blocks.push({
      line: first.line,
      category,
      text: held.map((line) => line.text).join('\n'),
      begin: held[0]?.line ?? first.line,
    });
    held = [];
  };
  for (const [index, line] of text.split('\n').entries()) {
    const [, named] = CATEGORY.exec(line) ?? [];
    if (line.trim() === '') end();
    else if (named !== undefined) {
      end();
      held = [];
      category = lastName(named);
    } else held.push({ line: index + 1, text: line });
  }
  end();
  return blocks;
}

/** `$course$/top/Unit 1` is Unit 1; a slash in a name is written twice. */
function lastName(path: string): string | undefined {
  const names = path
    .replaceAll('//', '\n')
    .split('/')
    .map((name) => name.replaceAll('\n', '/').trim());
  const last = names.findLast((name) => name !== '');
  return last === '$course$' || last === 'top' ? undefined : last;
}
