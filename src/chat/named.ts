/** Definitions by name; two of one name are a programming error, told at the start. */
export function named<T extends { readonly name: string }>(items: readonly T[]): Map<string, T> {
  const map = new Map<string, T>();
  for (const item of items) {
    if (map.has(item.name)) throw new Error(`Two definitions are called ${item.name}`);
    map.set(item.name, item);
  }
  return map;
}
