const asIs = (text: string) => text;

/**
 * Types that the two drivers read differently: PostgreSQL's numbers for the type and for its list, and how its text
 * is read here. int8 (every count) is a number; numeric and interval stay text.
 */
export const READERS: readonly {
  readonly type: number;
  readonly list: number;
  readonly read: (text: string) => unknown;
}[] = [
  { type: 17, list: 1001, read: (text) => new Uint8Array(Buffer.from(text.slice(2), 'hex')) },
  { type: 20, list: 1016, read: Number },
  { type: 1082, list: 1182, read: asIs },
  { type: 1184, list: 1185, read: (text) => Temporal.Instant.from(text) },
  { type: 1186, list: 1187, read: asIs },
  { type: 1700, list: 1231, read: asIs },
];
