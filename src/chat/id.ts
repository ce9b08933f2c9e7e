import type { z } from 'zod';

/** Discord's limit of a custom_id, the narrower of the two platforms. */
export const ID_LIMIT = 100;

const ID = /^(?<name>[a-z][a-z0-9.-]*)(?:@(?<owner>[A-Za-z0-9]+))?(?::(?<state>.*))?$/su;

export interface DecodedId {
  readonly name: string;
  /** The account that alone may use it, where it is bound to one. */
  readonly owner: string | undefined;
  /** The state's JSON values in the order of the schema's keys, without brackets. */
  readonly state: string;
}

/** `name[@owner][:values]`: the state is a JSON array of the values in the schema's order, without its brackets. */
export function encodeId(
  name: string,
  schema: z.ZodObject,
  state: Readonly<Record<string, unknown>>,
  owner?: string,
): string {
  const values = JSON.stringify(Object.keys(schema.shape).map((key) => state[key] ?? null)).slice(1, -1);
  const id = name + (owner ? `@${owner}` : '') + (values ? `:${values}` : '');
  const decoded = decodeId(id);
  if (decoded?.name !== name || decoded.owner !== (owner || undefined)) {
    throw new Error(
      `“${name}” or its owner cannot be read back from an id: small letters, digits, dots, hyphens`,
    );
  }
  return id;
}

/** The same, throwing where it would not fit into 100 characters (a programming error). */
export function fittingId(...parts: Parameters<typeof encodeId>): string {
  const id = encodeId(...parts);
  if (id.length > ID_LIMIT)
    throw new Error(`The id of ${parts[0]} has ${id.length} characters, over ${ID_LIMIT}`);
  return id;
}

export function decodeId(id: string): DecodedId | undefined {
  const groups = ID.exec(id)?.groups;
  return groups && { name: groups.name ?? '', owner: groups.owner, state: groups.state ?? '' };
}

/** The state that an id carries, or undefined where it is not of the schema's shape: ids are never trusted. */
export function decodeState<S extends z.ZodObject>(schema: S, encoded: string): z.output<S> | undefined {
  let values: unknown;
  try {
    values = JSON.parse(`[${encoded}]`);
  } catch {
    return undefined;
  }
  const keys = Object.keys(schema.shape);
  if (!Array.isArray(values) || values.length !== keys.length) return undefined;
  const entries = keys.map((key, index) => [key, values[index] ?? undefined]);
  const parsed = schema.safeParse(Object.fromEntries(entries));
  return parsed.success ? (parsed.data as z.output<S>) : undefined;
}

/** As much of a member's words as an id has room for beside `used` characters; never half a character. */
export function fitInId(value: string, used: number): string {
  let fitting = value;
  while (fitting !== '' && JSON.stringify(fitting).length + used > ID_LIMIT) {
    fitting = fitting.slice(0, -1).replace(/[\uD800-\uDBFF]$/, '');
  }
  return fitting;
}
