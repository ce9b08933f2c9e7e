import { z } from 'zod';
import { defineJob } from '../chat/job.ts';

/** What a timetable of posts does when it is due. */

/** From here on facilitators are told that it came late. In minutes. */
const LATE = 10;

export const postDue = defineJob({
  name: 'quiz.post-due',
  says: 'a question by timetable',
  subject: z.object({ schedule: z.uuid() }),
  lateWithin: 120,
  async run({ subject: { schedule: id }, due, services, clock, ...outgoing }) {
    const { posts, schedules, bank } = services.quiz;
    const schedule = await schedules.find(id);
    // Removed, or paused, while this was on its way.
    if (!schedule || schedule.paused) return;
    const { community, topic, place, closes } = schedule;
    const { places } = await posts.placesIn(community, place);
    // I was removed from its space: there is nobody to ask there.
    if (places[0]?.space !== place.space) return;
    const tell = (kind: 'quiz-topic-gone' | 'quiz-none-left' | 'quiz-posted-late', key = id) =>
      services.community.notices.tell({
        kind,
        key: `${kind}:${key}`,
        community,
        detail: { topic: topic ?? 'all topics', channel: place.channel },
      });
    if (topic !== undefined && !bank.topics.some((known) => known.id === topic)) {
      return tell('quiz-topic-gone');
    }
    const occurrence = { schedule: id, at: due };
    const wish = { community, ask: { filter: { topic } }, places, closes, occurrence };
    if (!(await posts.open(wish, outgoing))) return tell('quiz-none-left');
    const late = clock.now().since(due).total('minutes') >= LATE;
    if (late) await tell('quiz-posted-late', `${id}:${due}`);
  },
});
