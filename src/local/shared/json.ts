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

/** The fields that are neither undefined nor null. */
export const present = (value: Fields): Fields =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined && each !== null));
