/** Discord's ids: milliseconds since 2015 in the high bits, a counter in the low ones. */
const EPOCH = 1_420_070_400_000n;

let last = 0n;

/** A new id, greater than every one before it. */
export function snowflake(): string {
  const fresh = (BigInt(Date.now()) - EPOCH) << 22n;
  last = fresh > last ? fresh : last + 1n;
  return last.toString();
}
