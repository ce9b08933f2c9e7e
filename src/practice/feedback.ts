import { UserError } from '../chat/errors.ts';
import type { Outgoing } from '../chat/outgoing.ts';
import type { Who } from '../chat/request.ts';
import type { RoleHolder } from './cell.ts';
import { feedbackPost } from './cell-cards.ts';
import { type OwnCell, ownCell } from './cell-place.ts';
import { feedbackAbout, keepFeedback } from './feedback-rows.ts';
import { isOpen, openUntil } from './phases.ts';
import type { PracticeParts } from './practice.ts';
import type { Ratings } from './skills.ts';

export interface Feedback {
  /** Of who gave it. */
  readonly name: string;
  /** By the ids of SKILLS; one that was not observed is not there. */
  readonly ratings: Ratings;
  readonly words: string | undefined;
}

export type OwnFeedback = Pick<Feedback, 'ratings' | 'words'>;

/** Who is to be given feedback, and what who asks said of them so far. */
export interface FeedbackAsked {
  readonly mediator: RoleHolder;
  readonly own: OwnFeedback | undefined;
}

/** To the mediator of a cell, from the others in it, once the facts are open; seen by the mediator and the coach alone. */
export interface FeedbackGiving {
  /** For who may give it now. */
  given(who: Who, cell: string): Promise<FeedbackAsked>;
  /** In place of what one gave before. `mediator`: the holding of who it was meant for, where that may be another by now. */
  give(
    who: Who,
    cell: string,
    given: OwnFeedback & { readonly mediator?: string },
    outgoing: Outgoing,
  ): Promise<void>;
  /** For the mediator, however long ago it was, and for the coach until the facts are closed. */
  feedback(who: Who, cell: string): Promise<readonly Feedback[]>;
}

const mediatorOf = ({ cell }: Pick<OwnCell, 'cell'>): RoleHolder | undefined =>
  cell.holders.find(({ role }) => role === 'mediator');

export function createFeedbackGiving(parts: PracticeParts): FeedbackGiving {
  const { store, clock, wishes } = parts;

  /** Whom to give it to. Rejects where who asks cannot. */
  function asked({ cell, holder }: OwnCell): RoleHolder {
    const mediator = mediatorOf({ cell });
    if (!openUntil(cell)) {
      throw new UserError(
        'Feedback comes with the debrief: first the mediator, or who leads, opens the facts.',
      );
    }
    if (!isOpen(cell, clock.now())) {
      throw new UserError('The time for feedback is over. What was given stays with the mediator.');
    }
    if (!mediator)
      throw new UserError('Nobody mediated in this cell, so there is nobody to give feedback to.');
    // By person: a second account of the mediator's is the mediator.
    if (mediator.person === holder.person) {
      throw new UserError('You were the mediator here: the others give feedback to you.');
    }
    return mediator;
  }

  const aboutMediator = async ({ cell, occurrence }: OwnCell, person: string) =>
    feedbackAbout(store, { cell: cell.id, occurrence: occurrence.id, person });

  return {
    async given(who, id) {
      const place = await ownCell(parts, who, id);
      const mediator = asked(place);
      const all = await aboutMediator(place, mediator.person);
      return { mediator, own: all.find(({ person }) => person === who.person) };
    },

    give: (who, id, { mediator: meant, ratings, words }, { deliveries }) =>
      store.transaction(async () => {
        const place = await ownCell(parts, who, id, true);
        const mediator = asked(place);
        if (meant !== undefined && meant !== mediator.id) {
          throw new UserError('Somebody else mediates in this cell now. Please open the form anew.');
        }
        const now = clock.now();
        const by = { cell: id, giver: place.holder.identity, mediator: mediator.identity };
        await keepFeedback(store, by, { ratings, words }, now);
        const { space, identity } = mediator;
        const due = (await wishes.quietUntil(identity, now)) ?? now;
        // Once for all of it.
        await deliveries.send(feedbackPost, {
          ...{ key: `practice.feedback:${mediator.id}`, community: who.community },
          ...{
            to: { space, identity },
            subject: { holder: mediator.id },
            due,
            expires: openUntil(place.cell)!,
          },
        });
      }),

    async feedback(who, id) {
      const place = await ownCell(parts, who, id);
      const { role, person } = place.holder;
      if (role !== 'mediator' && role !== 'coach') {
        throw new UserError('Only the mediator and the coach of this cell read what was said.');
      }
      if (role === 'coach' && openUntil(place.cell) && !isOpen(place.cell, clock.now())) {
        throw new UserError('The debrief is closed. What was given stays with the mediator.');
      }
      const about = role === 'mediator' ? person : mediatorOf(place)?.person;
      const all = about === undefined ? [] : await aboutMediator(place, about);
      return all.map(({ name, ratings, words }) => ({ name: name ?? 'Somebody who left', ratings, words }));
    },
  };
}
