import { z } from 'zod';
import { entry, id, list, size, someOf, text } from './fields.ts';

// What the fields at the head of a case may hold, and how long its sections may be.

/** Characters, so that the general facts and a role's own fit into one message of either platform. */
export const LIMITS = { general: 1800, confidential: 1500, caucus: 600, notice: 400, question: 300 } as const;

/** How many points a list may have. */
export const COUNTS = { notices: [3, 8], questions: [5, 12] } as const;

const minutes = (least: number, most: number) =>
  z
    .string()
    .refine((written) => /^\d{1,3}$/.test(written) && Number(written) >= least && Number(written) <= most, {
      error: `should be a whole number of minutes from ${least} to ${most}`,
    })
    .transform(Number);

const role = entry({ id, name: text(40) });

/** The front matter of cases/<id>.md. */
export const caseShape = entry({
  title: text(60),
  courses: someOf('course of course.yaml'),
  setting: text(300),
  caution: text(400).optional(),
  minutes: entry({ preparation: minutes(5, 20), mediation: minutes(30, 90), debrief: minutes(30, 60) }),
  parties: z.array(role).superRefine(size(2, 6, 'should name two to six parties')),
  roles: z
    .array(role)
    .superRefine(size(0, 4, 'should name four further roles at most'))
    .default([]),
  sources: list(id).default([]),
});
export type CaseFile = z.infer<typeof caseShape>;
