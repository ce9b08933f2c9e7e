/** Plays one member through everything that can be done from a few beginnings, and keeps what they were shown. */

/** One thing that a member can do. */
export interface Act {
  /** Acts with the same key do the same, and are done once. */
  readonly key: string;
  /** The command, action or form: what is left out is left out by this name. */
  readonly name: string;
  do(): Promise<Sight>;
}

/** What came of it: everything that the member could read, and what they can do from there. */
export interface Sight {
  readonly texts: readonly string[];
  readonly acts: readonly Act[];
}

/** A text and the act that it came of. */
export interface Shown {
  readonly by: string;
  readonly text: string;
}

interface Journey {
  /** How many acts were done. */
  readonly made: number;
  readonly shown: readonly Shown[];
  /** What turned up and was left out. */
  readonly left: readonly Act[];
}

interface Bounds {
  /** More are an error: then something makes new acts without end. */
  readonly most: number;
  /** Of acts that differ in ids alone so many are done: what is made on the way makes more of them. */
  readonly ofAKind: number;
  readonly leaveOut?: (act: Act) => boolean;
}

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Breadth first, until nothing new turns up. */
export async function explore(
  beginnings: readonly Act[],
  { most, ofAKind, leaveOut = () => false }: Bounds,
): Promise<Journey> {
  const known = new Set<string>();
  const kinds = new Map<string, number>();
  const [queue, left]: [Act[], Act[]] = [[], []];
  const add = (acts: readonly Act[]): void => {
    for (const act of acts) {
      if (known.has(act.key)) continue;
      known.add(act.key);
      const kind = act.key.replaceAll(UUID, '*');
      const count = (kinds.get(kind) ?? 0) + 1;
      kinds.set(kind, count);
      if (leaveOut(act)) left.push(act);
      else if (count <= ofAKind) queue.push(act);
    }
  };
  add(beginnings);
  const shown: Shown[] = [];
  let made = 0;
  for (let act = queue.shift(); act; act = queue.shift()) {
    if (made === most)
      throw new Error(`after ${most} acts there is still “${act.key}”, and ${queue.length} more`);
    made += 1;
    const { texts, acts } = await act.do();
    for (const text of texts) shown.push({ by: act.key, text });
    add(acts);
  }
  return { made, shown, left };
}
