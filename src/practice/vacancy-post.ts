import { z } from 'zod';
import { rows, words } from '../chat/parts.ts';
import { definePost } from '../chat/post.ts';
import { strong } from '../chat/text.ts';
import { vacantSlots } from './cell.ts';
import { playedOrLost } from './cell-changes.ts';
import { occurrenceLine } from './occurrence-parts.ts';
import { rolesButton } from './roles-cards.ts';
import { isOver } from './session.ts';

/** Tells who opened a session that a role is free which the cell needs: nothing where it is filled meanwhile. */
export const vacancyPost = definePost({
  name: 'practice.vacancy',
  subject: z.object({ occurrence: z.uuid(), cell: z.uuid(), role: z.string() }),
  make: async ({ subject, services: { practice }, clock }) => {
    const occurrence = await practice.sessions.occurrence(subject.occurrence);
    const plan = await practice.cells.plan(subject.occurrence);
    const cell = plan?.cells.find(({ id }) => id === subject.cell);
    if (!occurrence || !plan?.confirmed || !cell) return undefined;
    if (occurrence.state === 'cancelled' || isOver(occurrence, clock.now())) return undefined;
    const slot = vacantSlots(playedOrLost(practice.cases, cell.caseId), cell).find(
      ({ role }) => role === subject.role,
    );
    if (!slot) return undefined;
    return {
      title: `A role is free: ${occurrence.title}`,
      discreet: true,
      parts: [
        words(strong(slot.name), ` in cell ${cell.number} of `, ...occurrenceLine(occurrence), '.'),
        words('Who had it gave up their seat. Give it to somebody else under Roles.'),
        ...rows([rolesButton(occurrence)]),
      ],
    };
  },
});

export const vacancyPosts = [vacancyPost];
