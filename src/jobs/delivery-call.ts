import type { SchedulingClock } from './time.ts';

/** How long after an attempt's begin a platform is still called: what was held up longer is not done any more. In ms. */
export const BEGIN_WITHIN = 8_000;
/** How long one call of a platform may take: with `BEGIN_WITHIN`, an attempt is over well before it is settled. In ms. */
const ANSWER_WITHIN = 12_000;

/** How a call ended; one that rejects or is not answered in time ended as nobody knows. */
export async function answered<Outcome extends { readonly kind: string }>(
  call: Promise<Outcome>,
): Promise<Outcome | { readonly kind: 'unknown' }> {
  const late = Promise.withResolvers<{ readonly kind: 'unknown' }>();
  const timer = setTimeout(() => late.resolve({ kind: 'unknown' }), ANSWER_WITHIN);
  try {
    return await Promise.race([call, late.promise]);
  } catch {
    return { kind: 'unknown' };
  } finally {
    clearTimeout(timer);
  }
}

export function moment(milliseconds: number): string {
  return Temporal.Instant.fromEpochMilliseconds(milliseconds).toString();
}

/** Resolves once all are settled, or after `milliseconds`. Never rejects. */
export async function settledWithin(all: Iterable<Promise<unknown>>, milliseconds: number): Promise<void> {
  const timeout = Promise.withResolvers<void>();
  const timer = setTimeout(timeout.resolve, milliseconds);
  await Promise.race([Promise.allSettled(all), timeout.promise]);
  clearTimeout(timer);
}

/** Resolves at this time, in ms since the epoch. */
export async function waitUntil({ timers }: SchedulingClock, at: number): Promise<void> {
  const left = at - timers.now();
  if (left > 0) await new Promise<void>((resolve) => timers.setTimeout(resolve, left));
}
