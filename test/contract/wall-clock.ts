import type { CourseApp } from './course-app.ts';

type Clock = CourseApp['clock'];

/** The course's clock as a facilitator in Berlin reads it. */
export function wallClock(clock: () => Clock) {
  return {
    /** So many days from now at 19:00, as an organiser types it. */
    inDays: (days: number): string =>
      clock()
        .now()
        .toZonedDateTimeISO('Europe/Berlin')
        .toPlainDate()
        .add({ days })
        .toPlainDateTime('19:00')
        .toString({ smallestUnit: 'minute' })
        .replace('T', ' '),
    /** Moves the clock on to this long before (or after) a session, minding what is left of the way. */
    async moveTo(wall: string, from: Temporal.DurationLike): Promise<void> {
      const target = Temporal.PlainDateTime.from(wall.replace(' ', 'T'))
        .toZonedDateTime('Europe/Berlin')
        .add(from);
      const ahead = clock().now().until(target.toInstant());
      if (ahead.sign > 0) await clock().advance(ahead);
    },
  };
}
