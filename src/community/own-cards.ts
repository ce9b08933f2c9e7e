import { z } from 'zod';
import { button, defineAction } from '../chat/action.ts';
import type { Context } from '../chat/context.ts';
import { defineForm, openForm } from '../chat/form.ts';
import { leadsInWords, readLeads } from '../chat/leads.ts';
import { option } from '../chat/option.ts';
import { rows, words } from '../chat/parts.ts';
import type { Message, Part } from '../chat/reply.ts';
import { eraseParts, keptParts } from './data-parts.ts';
import { here, hereButtons } from './here.ts';
import { accountLink } from './link-cards.ts';
import { readLocale } from './locales.ts';
import { ownParts } from './own-parts.ts';
import type { PreferenceChange } from './preferences.ts';
import { readQuiet } from './quiet.ts';
import { chosenZone } from './zone-choice.ts';

/** The cards of a member's own settings and data, with their buttons. */

interface Typed {
  readonly zone?: string | undefined;
  readonly locale?: string | undefined;
  readonly quiet?: string | undefined;
  readonly leads?: string | undefined;
}

const setZone = defineAction({
  name: 'settings.zone',
  state: z.object({ zone: z.string() }),
  answer: 'private',
  run: (context) => save(context, readOwn(context, context.state)),
});

const form = defineForm({
  name: 'settings.mine',
  title: 'Your settings',
  fields: {
    zone: option.text({
      label: 'Time zone: a city will do',
      description: 'Berlin, or Europe/Berlin',
      max: 60,
    }),
    locale: option.text({ label: 'How dates are written', description: 'en-GB, de, fr-CA', max: 35 }),
    quiet: option.text({ label: 'Quiet hours', description: '22:00-07:00, or none', max: 40 }),
    leads: option.text({
      label: 'Reminders before a session',
      description: '1 day, 30 min; or none',
      max: 80,
    }),
  },
  answer: 'private',
  // What was emptied is taken back.
  run: (context) =>
    save(context, {
      zone: null,
      locale: null,
      quiet: null,
      leads: null,
      ...readOwn(context, context.values),
    }),
});

const change = defineAction({
  name: 'settings.change',
  answer: 'form',
  run: async (context) => {
    const { identity } = await context.who();
    const { zone, locale, quiet, leads } = await context.services.community.preferences.of(identity);
    return openForm(
      form,
      {},
      {
        ...(zone !== undefined && { zone }),
        ...(locale !== undefined && { locale }),
        ...(quiet && { quiet: `${quiet.from}-${quiet.to}` }),
        ...(leads && { leads: leadsInWords(leads) }),
      },
    );
  },
});

/** What was typed, understood; rejects with a UserError before anything is changed. */
function readOwn({ clock }: Context, { zone, locale, quiet, leads }: Typed): PreferenceChange {
  const choose = (each: string, label: string) => button(setZone, { zone: each }, label);
  return {
    ...(zone !== undefined && { zone: chosenZone(zone, clock.now(), choose) }),
    ...(locale !== undefined && { locale: readLocale(locale) }),
    ...(quiet !== undefined && { quiet: readQuiet(quiet) }),
    ...(leads !== undefined && { leads: readLeads(leads) }),
  };
}

async function save(context: Context, changed: PreferenceChange): Promise<Message> {
  const { identity } = await context.who();
  await context.services.community.preferences.set(identity, changed);
  if (changed.leads !== undefined) await context.services.practice.reminders.replan(identity, context);
  return ownCard(context, [words('Saved.')]);
}

/** A member's settings; what is given is saved first. */
export async function ownSettings(context: Context, typed: Typed): Promise<Message> {
  const changed = readOwn(context, typed);
  return Object.keys(changed).length > 0 ? save(context, changed) : ownCard(context);
}

async function ownCard(context: Context, first: readonly Part[] = []): Promise<Message> {
  const { services, request, clock } = context;
  const { members, preferences, linking } = services.community;
  const who = await context.who();
  const accounts = await linking.accounts(who);
  // Only a direct message can be meant for another space than the one where it is written.
  const spaces = request.space === who.space ? [] : await members.spacesOf(request);
  const [current, ...others] = spaces;
  return {
    title: 'Your settings',
    parts: [
      ...first,
      ...ownParts({
        preferred: await preferences.of(who.identity),
        told: await request.zone(),
        accounts: accounts.map(({ space }) => space),
        now: clock.now(),
      }),
      ...rows([
        button(change, {}, 'Change', { style: 'primary' }),
        accountLink.start,
        button(data, {}, 'My data'),
        ...accounts
          .slice(0, 15)
          .map(({ identity, space }) => button(unlinkAccount, { identity }, `Unlink ${space}`)),
      ]),
      ...(current && others.length > 0
        ? [
            words(`What you do in direct messages counts for ${current.name}. Change it to:`),
            ...hereButtons(others),
          ]
        : []),
    ],
  };
}

const unlinkAccount = defineAction({
  name: 'settings.unlink',
  state: z.object({ identity: z.uuid() }),
  answer: 'private',
  run: async (context) => {
    await context.services.community.linking.unlinkAccount(await context.who(), context.state.identity);
    return ownCard(context, [
      words('Unlinked. Seats, answers and settings belong again to the account that they came from.'),
    ]);
  },
});

const data = defineAction({ name: 'settings.data', answer: 'private', run: () => dataCard() });

const exportData = defineAction({
  name: 'settings.export',
  answer: 'private',
  run: async (context) => {
    const kept = await context.services.community.data.export(await context.who(), context.clock.now());
    return {
      title: 'Your data',
      parts: [
        {
          kind: 'file',
          name: 'parley-my-data.json',
          content: new TextEncoder().encode(`${JSON.stringify(kept, null, 2)}\n`),
          says: 'all that I keep about you in this community, as JSON',
        },
      ],
    };
  },
});

const askErase = defineAction({
  name: 'settings.erase',
  answer: 'private',
  run: () => ({
    title: 'Delete all of it?',
    parts: [
      ...eraseParts(),
      ...rows([button(erase, {}, 'Delete everything', { style: 'danger' }), button(data, {}, 'Keep it')]),
    ],
  }),
});

const erase = defineAction({
  name: 'settings.erase-now',
  answer: 'private',
  run: async (context) => {
    await context.services.community.data.erase(await context.who());
    return { title: 'Deleted', parts: [words('I keep nothing about you in this community any more.')] };
  },
});

export const dataCard = (): Message => ({
  title: 'Your data',
  parts: [
    ...keptParts(),
    ...rows([button(exportData, {}, 'Export'), button(askErase, {}, 'Delete …', { style: 'danger' })]),
  ],
});

export const ownActions = [
  here,
  setZone,
  change,
  unlinkAccount,
  data,
  exportData,
  askErase,
  erase,
  ...accountLink.actions,
];
export const ownForms = [form];
