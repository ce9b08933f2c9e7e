/** Careful reading of JSON that somebody else wrote. */

export type Fields = Record<string, unknown>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object itself, or an empty one. */
export const fields = (value: unknown): Fields => (isFields(value) ? value : {});

/** The list itself, or an empty one. */
export const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** The objects in a list; anything else in it is passed over. */
export const rows = (value: unknown): Fields[] => list(value).filter(isFields);

export const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The same value with its fields in order, all the way down, so that what is equal is written the same. */
export function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .toSorted()
      .map((key) => [key, inOrder(value[key])]),
  );
}

/** The fields that are neither undefined nor null. */
export const present = (value: Fields): Fields =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined && each !== null));
