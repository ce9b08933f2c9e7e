import type { Changes } from '../shared/changes.ts';
import type { OpenForm } from './form-use.ts';
import { snowflake } from './snowflake.ts';
import type { User } from './world.ts';

/** The forms in front of members: one for each at most, as a new one takes the place of the one before. */
export class Forms {
  readonly #changes: Changes;
  readonly #byMember = new Map<string, OpenForm>();

  constructor(changes: Changes) {
    this.#changes = changes;
  }

  open(given: Omit<OpenForm, 'id'>): OpenForm {
    const form: OpenForm = { id: snowflake(), ...given };
    this.#byMember.set(form.user.id, form);
    this.#changes.notify();
    return form;
  }

  /** The form that is open in front of a member. */
  before(user: User): OpenForm | undefined {
    return this.#byMember.get(user.id);
  }

  /** A form by its id, if it is in front of this member. */
  formOf(user: User, id: string): OpenForm {
    const form = [...this.#byMember.values()].find((each) => each.id === id);
    if (form === undefined) throw new Error(`there is no open form ${id}`);
    if (form.user !== user) throw new Error('that form is in front of somebody else');
    return form;
  }

  /** Forgets a form, unless another one has taken its place already. */
  close({ id, user }: OpenForm): void {
    if (this.#byMember.get(user.id)?.id !== id) return;
    this.#byMember.delete(user.id);
    this.#changes.notify();
  }
}
