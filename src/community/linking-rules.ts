import { UserError } from '../chat/errors.ts';
import type { Store } from '../store/store.ts';

interface Sides {
  readonly issuer: string;
  readonly claimant: string;
}

/** Rejects with a UserError where the claiming space cannot join the issuer's community. Changes of links must wait meanwhile. */
export async function refuseSpaces(store: Store, issuer: string, claimant: string): Promise<void> {
  await joinable(store, issuer, claimant);
}

/** The claiming space joins the issuer's community. Rejects as above. */
export async function joinSpaces(store: Store, issuer: string, claimant: string): Promise<void> {
  const community = await joinable(store, issuer, claimant);
  await store.db.updateTable('space').set({ community_id: community }).where('id', '=', claimant).execute();
}

/** The community to join. */
async function joinable(store: Store, issuer: string, claimant: string): Promise<string> {
  if (issuer === claimant) {
    throw new UserError(
      'That is the code of this very space. Type it on the other side, where you want to link.',
    );
  }
  const spaces = await store.db
    .selectFrom('space')
    .where('id', 'in', [issuer, claimant])
    .selectAll()
    .execute();
  const host = spaces.find(({ id }) => id === issuer);
  const guest = spaces.find(({ id }) => id === claimant);
  if (!host || host.left_at) {
    throw new UserError('I am not in the other space any more. Invite me there again, then link the two.');
  }
  if (!guest || guest.left_at) {
    throw new UserError('I am not in the space that typed the code any more, so it cannot be linked.');
  }
  if (host.community_id === guest.community_id) throw new UserError('These two are linked already.');
  const shares = await store.db
    .selectFrom('space')
    .where('community_id', '=', guest.community_id)
    .where('id', '<>', claimant)
    .select('id')
    .execute();
  if (shares.length > 0) {
    throw new UserError(
      'The space that typed the code is linked with another one already, and would bring none along. Unlink it there first, then link each of them with this community.',
    );
  }
  return host.community_id;
}

/** Rejects with a UserError where these two accounts cannot be one person's. */
export async function refuseAccounts(store: Store, sides: Sides): Promise<void> {
  await matching(store, sides);
}

/** The claimant's accounts become the issuer's. Rejects as above. */
export async function joinAccounts(store: Store, sides: Sides): Promise<void> {
  const { issuer, claimant } = await matching(store, sides);
  await store.db
    .updateTable('identity')
    .set({ person_id: issuer })
    .where('person_id', '=', claimant)
    .execute();
}

/** The persons of both. */
async function matching(store: Store, { issuer, claimant }: Sides): Promise<Sides> {
  if (issuer === claimant) {
    throw new UserError('That is the code of this very account. Type it with your other account.');
  }
  const both = await store.db
    .selectFrom('identity')
    .where('id', 'in', [issuer, claimant])
    .select(['id', 'person_id'])
    .execute();
  const first = both.find(({ id }) => id === issuer)?.person_id;
  const second = both.find(({ id }) => id === claimant)?.person_id;
  if (first === undefined || second === undefined) {
    throw new UserError('One of the two accounts is not known any more.');
  }
  if (first === second) throw new UserError('These two accounts are linked already.');
  const all = await store.db
    .selectFrom('identity')
    .innerJoin('space', 'space.id', 'identity.space_id')
    .where('identity.person_id', 'in', [first, second])
    .select(['identity.id', 'identity.person_id', 'identity.space_id', 'space.community_id'])
    .execute();
  const communities = new Set(all.map(({ community_id }) => community_id));
  if (communities.size > 1) {
    throw new UserError(
      'These two accounts are in different communities. An administrator can link the server and the workspace; then you can link your accounts.',
    );
  }
  const spaces = all.map(({ space_id }) => space_id);
  if (new Set(spaces).size < spaces.length) {
    throw new UserError(
      'Another account of the same space is linked there already. Unlink it first, then try again.',
    );
  }
  return { issuer: first, claimant: second };
}
