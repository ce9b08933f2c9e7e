import type { Answer } from './answers.ts';
import type { Bank } from './bank.ts';

export interface Share {
  readonly answered: number;
  readonly right: number;
}

/** Monday to Sunday on the member's calendar, in which something was answered. */
export interface Week extends Share {
  readonly monday: Temporal.PlainDate;
}

export interface Results {
  /** All of it. */
  readonly all: Share;
  /** This week and the three before it, and all that was before these. */
  readonly lately: Share;
  readonly earlier: Share;
  /** The earliest first. */
  readonly weeks: readonly Week[];
}

export interface Progress {
  readonly all: Results;
  /** By the dimension's id, in the order of the course; only those of which something was answered. */
  readonly dimensions: ReadonlyMap<string, Results>;
}

const LATELY_WEEKS = 4;

/** Answers of one person as results over time; those to questions that left the course belong to no dimension any more. */
export function progressOf(
  answers: readonly Answer[],
  bank: Bank,
  { zone, today }: { readonly zone: string; readonly today: Temporal.PlainDate },
): Progress {
  const known = answers.flatMap((answer) => {
    const dimension = bank.question(answer.question)?.dimension;
    if (dimension === undefined) return [];
    const monday = mondayOf(answer.at.toZonedDateTimeISO(zone).toPlainDate());
    return [{ dimension, monday: monday.toString(), right: answer.correct }];
  });
  const since = mondayOf(today)
    .subtract({ weeks: LATELY_WEEKS - 1 })
    .toString();
  const byDimension = Map.groupBy(known, ({ dimension }) => dimension);
  return {
    all: resultsOf(known, since),
    dimensions: new Map(
      [...bank.course.dimensions.keys()].flatMap((dimension) => {
        const some = byDimension.get(dimension);
        return some ? [[dimension, resultsOf(some, since)]] : [];
      }),
    ),
  };
}

interface Dated {
  /** YYYY-MM-DD. */
  readonly monday: string;
  readonly right: boolean;
}

function resultsOf(answers: readonly Dated[], since: string): Results {
  const weeks = [...Map.groupBy(answers, ({ monday }) => monday)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([monday, some]) => ({ monday: Temporal.PlainDate.from(monday), ...shareOf(some) }));
  return {
    all: shareOf(answers),
    lately: shareOf(answers.filter(({ monday }) => monday >= since)),
    earlier: shareOf(answers.filter(({ monday }) => monday < since)),
    weeks,
  };
}

const shareOf = (answers: readonly Dated[]): Share => ({
  answered: answers.length,
  right: answers.filter(({ right }) => right).length,
});

const mondayOf = (day: Temporal.PlainDate): Temporal.PlainDate => day.subtract({ days: day.dayOfWeek - 1 });
