import type { Context } from '../chat/context.ts';
import type { SpaceId } from '../chat/request.ts';

/** Whose answers: ids of ours, but for the space. */
export interface Learner {
  readonly community: string;
  readonly space: SpaceId;
  readonly identity: string;
  readonly person: string;
}

/** Who asks. Rejects with a UserError where they belong to no community, or have to say to which. */
export const whoIn = ({ services, request }: Context): Promise<Learner> =>
  services.community.members.who(request);
