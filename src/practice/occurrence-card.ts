import type { Context } from '../chat/context.ts';
import { note, rows, words } from '../chat/parts.ts';
import type { Message, Part } from '../chat/reply.ts';
import { attendanceButtons, checkInButtons } from './attendance-cards.ts';
import { calendarButtons } from './calendar-cards.ts';
import { changeButtons } from './change-cards.ts';
import { mayLead } from './lead.ts';
import { factParts, linkParts, newsParts, repeatWords } from './occurrence-parts.ts';
import { ownRoleParts } from './role-parts.ts';
import { seatOf } from './roster.ts';
import { seatButtons } from './seat-cards.ts';
import { speakingFor } from './seat-context.ts';
import { seatWords } from './seat-words.ts';
import { isOver, type Occurrence } from './session.ts';

/** One session as the asker may see it, with all that they can do: private. `first` stands on top. */
export async function occurrenceCard(
  context: Context,
  occurrence: Occurrence,
  first: readonly Part[] = [],
): Promise<Message> {
  const { sessions } = context.services.practice;
  const who = await speakingFor(context, occurrence.id).who();
  const now = context.clock.now();
  const leads = await mayLead(context, occurrence);
  const roster = await sessions.roster(occurrence);
  const repeat = repeatWords(await sessions.session(occurrence.session));
  const seat = seatOf(roster, who.person);
  const seated = seat?.state === 'seated';
  const open = occurrence.state === 'planned' && !isOver(occurrence, now);
  return {
    title: occurrence.title,
    parts: [
      ...first,
      ...newsParts(occurrence, now),
      ...factParts(occurrence, roster, who.space),
      ...(repeat === undefined ? [] : [note(repeat)]),
      ...(open ? [words(...seatWords(occurrence, roster, seat))] : []),
      ...(open && (seated || leads) ? linkParts(occurrence) : []),
      ...(await ownRoleParts(context, occurrence, { seated, leads })),
      ...rows([
        ...(open ? seatButtons(occurrence, seat?.state ?? 'none', roster.free !== 0) : []),
        ...(seated ? [...checkInButtons(occurrence, now), ...calendarButtons(occurrence)] : []),
      ]),
      ...rows(
        leads ? [...(open ? changeButtons(occurrence) : []), ...attendanceButtons(occurrence, now)] : [],
      ),
    ],
  };
}
