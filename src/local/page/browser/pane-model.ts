import type { Outcome } from '../../shared/human.ts';
import type { CommandOnOffer, Screen } from '../../shared/screen.ts';
import type { Side } from '../wire.ts';
import { ask, post, sentenceOf } from './api.ts';
import { keptScreen } from './kept.ts';
import type { Choice, ControlActs } from './props.ts';

/** What one platform's window shows, and what waits for an answer there. */
export interface PaneState {
  readonly side: Side;
  /** Members by name. */
  readonly members: Readonly<Record<string, string>>;
  /** The id of who one is. */
  member: string;
  /** The id of the open conversation; '' until the platform said which. */
  place: string;
  tab: 'messages' | 'home';
  screen: Screen | undefined;
  /** When the screen was asked for, on this machine's clock. */
  asked: number;
  offers: readonly CommandOnOffer[];
  /** The id of the message or view whose control waits for an answer, or `composer`. */
  busy: string;
  /** What the client says below a message after a failure. */
  failures: Readonly<Record<string, string>>;
  /** What the client says above the composer. */
  notice: string;
  /** Errors in the open form, by field; '' for the whole. */
  errors: Readonly<Record<string, string>>;
  /** The newest message seen, by member and conversation. */
  seen: Readonly<Record<string, string>>;
}

type Act = { readonly message?: string; readonly form?: string };

/** One platform's window: asks for its screen when something changed, and acts as its member. */
export class PaneModel {
  readonly state: PaneState;
  readonly #changed: () => void;
  #asking = false;
  #again = false;

  constructor(side: Side, members: Readonly<Record<string, string>>, first: string, changed: () => void) {
    this.#changed = changed;
    this.state = {
      ...{ side, members, member: members[first] ?? '', place: '', tab: 'messages' },
      ...{
        screen: undefined,
        asked: 0,
        offers: [],
        busy: '',
        failures: {},
        notice: '',
        errors: {},
        seen: {},
      },
    };
  }

  set(patch: Partial<PaneState>): void {
    Object.assign(this.state, patch);
    this.#changed();
  }

  /** Asks for the screen; where it is being asked for, once more after that. */
  async refresh(): Promise<void> {
    if (this.#asking) {
      this.#again = true;
      return;
    }
    this.#asking = true;
    try {
      do {
        this.#again = false;
        const { side, member, place } = this.state;
        const screen = await ask<Screen>('screen', { side, member, ...(place && { place }) });
        // Whoever became somebody else meanwhile sees the next one.
        if (member !== this.state.member || (place !== '' && place !== this.state.place)) this.#again = true;
        else this.#show(screen);
      } while (this.#again);
    } catch (error) {
      this.set({ notice: sentenceOf(error) });
    } finally {
      this.#asking = false;
    }
  }

  #show(screen: Screen): void {
    const { member, seen, screen: before } = this.state;
    const latest = screen.places.find(({ id }) => id === screen.place)?.latest ?? '';
    const same = before?.form?.id === screen.form?.id && before?.form?.version === screen.form?.version;
    this.set({
      screen: keptScreen(before, screen),
      asked: Date.now(),
      place: screen.place,
      seen: { ...seen, [`${member} ${screen.place}`]: latest },
      ...(same ? {} : { errors: {} }),
    });
    // The app has come only now.
    if (this.state.offers.length === 0) void this.#offers();
  }

  async become(member: string): Promise<void> {
    this.set({ member, place: '', tab: 'messages', screen: undefined, notice: '', failures: {} });
    await this.start();
  }

  async open(place: string): Promise<void> {
    this.set({ place, tab: 'messages', notice: '' });
    await Promise.all([this.refresh(), this.#offers()]);
  }

  async openHome(): Promise<void> {
    this.set({ tab: 'home', notice: '' });
    await this.#act('openHome', [this.state.member], {});
    await this.refresh();
  }

  /** Asks for all that the member sees and can do. */
  async start(): Promise<void> {
    this.set({ offers: [] });
    await this.refresh();
  }

  async #offers(): Promise<void> {
    const { side, member, place } = this.state;
    const offers = await this.#ask<CommandOnOffer[]>('offers', side === 'slack' ? [member] : [member, place]);
    if (offers) this.set({ offers });
  }

  /** Types a command as it stands, or on Discord with its options by name. */
  async run(
    typed: string,
    options?: Readonly<Record<string, string | number | boolean>>,
  ): Promise<Outcome | undefined> {
    const { member, place } = this.state;
    return this.#act('slash', [member, place, typed, ...(options ? [options] : [])], { message: 'composer' });
  }

  async say(text: string): Promise<void> {
    const { member, place } = this.state;
    await this.#ask('say', [member, place, text]);
    await this.refresh();
  }

  click(where: string, control: string): Promise<Outcome | undefined> {
    return this.#act('click', [this.state.member, where, control], { message: where });
  }

  select(where: string, control: string, values: readonly string[]): Promise<Outcome | undefined> {
    return this.#act('select', [this.state.member, where, control, values], { message: where });
  }

  shortcut(message: string, name: string): Promise<Outcome | undefined> {
    const { member, place } = this.state;
    return this.#act('shortcut', [member, place, message, name], { message });
  }

  submit(
    form: string,
    values: Readonly<Record<string, string | readonly string[]>>,
  ): Promise<Outcome | undefined> {
    return this.#act('submit', [this.state.member, form, values], { form });
  }

  async close(form: string): Promise<void> {
    await this.#ask(this.state.side === 'slack' ? 'close' : 'closeForm', [this.state.member, form]);
    await this.refresh();
  }

  async dismiss(message: string): Promise<void> {
    await this.#ask('dismiss', [this.state.member, message]);
    await this.refresh();
  }

  async suggest(where: string, control: string, typed: string): Promise<readonly Choice[]> {
    const args = [this.state.member, where, control, typed];
    return (await this.#ask<{ options: Choice[] }>('suggest', args))?.options ?? [];
  }

  async complete(
    command: string,
    options: Readonly<Record<string, string | number | boolean>>,
    focused: string,
  ): Promise<{ choices: { name: string; value: string | number }[]; failure?: string }> {
    const { member, place } = this.state;
    return (
      (await this.#ask<{ choices: { name: string; value: string | number }[] }>('complete', [
        ...[member, place, command, options, focused],
      ])) ?? { choices: [] }
    );
  }

  /** Asks the platform; what it refuses is said, and undefined is given. */
  async #ask<Answer>(act: string, args: readonly unknown[]): Promise<Answer | undefined> {
    try {
      return await post<Answer>('act', { side: this.state.side, act, args });
    } catch (error) {
      this.set({ notice: sentenceOf(error) });
      return undefined;
    }
  }

  /** Does something that the app answers; what it answered stands on the screen after that. */
  async #act(act: string, args: readonly unknown[], on: Act): Promise<Outcome | undefined> {
    const where = on.message ?? on.form ?? '';
    const { [where]: _, ...failures } = this.state.failures;
    this.set({ busy: where, notice: '', failures, ...(on.form ? { errors: {} } : {}) });
    try {
      const outcome = await post<Outcome | null>('act', { side: this.state.side, act, args });
      if (outcome?.kind === 'failed') this.#fail(where, on, outcome.failure ?? 'The app did not answer.');
      if (outcome?.kind === 'errors') this.set({ errors: outcome.errors ?? {} });
      await this.refresh();
      return outcome ?? undefined;
    } catch (error) {
      this.#fail(where, on, sentenceOf(error));
      return undefined;
    } finally {
      this.set({ busy: '' });
    }
  }

  #fail(where: string, on: Act, failure: string): void {
    if (on.form !== undefined) this.set({ errors: { '': failure } });
    else if (this.state.screen?.messages.some(({ id }) => id === where))
      this.set({ failures: { ...this.state.failures, [where]: failure } });
    else this.set({ notice: failure });
  }
}

/** What a control does on the message or Home tab `where`. */
export const actsOn = (model: PaneModel, where: string): ControlActs => ({
  click: (control) => void model.click(where, control),
  select: (control, values) => void model.select(where, control, values),
  suggest: (control, typed) => model.suggest(where, control, typed),
});

/** Where the page has a file of this platform. */
export const fileUrl = (model: PaneModel) => (path: string) => `/files/${model.state.side}${path}`;
