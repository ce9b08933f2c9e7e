import type { Context } from './context.ts';
import { UserError } from './errors.ts';
import { note } from './parts.ts';
import type { Part } from './reply.ts';
import type { SpaceId } from './request.ts';
import { type Inline, text, usage } from './text.ts';

/** Where something is posted, and that in words. */

/** One channel of a space. */
export interface Place {
  readonly space: SpaceId;
  readonly channel: string;
}

export interface Places {
  /** `here` first, where it was given and its space belongs to the community. */
  readonly places: readonly Place[];
  /** Names of the community's spaces that have no announcement channel. */
  readonly without: readonly string[];
}

/** The channel where something is asked; none in a direct conversation. */
export const placeOf = ({ request }: Context, space: SpaceId): Place | undefined =>
  request.conversation.direct ? undefined : { space, channel: request.conversation.id };

/** Channels of this space as such; of the others, whose channels are not known here, how many. */
export function placesInWords(places: readonly Place[], space: SpaceId): Inline[] {
  const here = places.filter((place) => place.space === space);
  const others = places.length - here.length;
  const elsewhere =
    others === 0
      ? []
      : [text(others === 1 ? 'the linked space’s channel' : `the channels of ${others} linked spaces`)];
  const named = here.map(({ channel }): Inline => ({ kind: 'channel', id: channel }));
  return [...named, ...(named.length > 0 && elsewhere.length > 0 ? [text(' and ')] : []), ...elsewhere];
}

/** Where it does not go, with the cure. */
export const withoutParts = ({ without }: Places): Part[] =>
  without.length === 0
    ? []
    : [
        note(
          `Not in ${without.join(', ')}: there is no announcement channel. An administrator there can choose one: `,
          usage('settings community'),
        ),
      ];

export const nowhere = ({ without }: Places): UserError =>
  new UserError(
    `There is no channel to post in: ${without.join(', ')} has no announcement channel. Ask in the channel itself, or let an administrator choose one: `,
    usage('settings community'),
  );
