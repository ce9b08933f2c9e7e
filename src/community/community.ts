import type { Clock } from '../chat/clock.ts';
import type { Store } from '../store/store.ts';
import { type CourseSettingsStore, createCourseSettings } from './course-settings.ts';
import { createPersonalData, type PersonalData } from './data.ts';
import { createLinking, type Linking } from './linking.ts';
import { createMembers, type KnownMembers } from './members.ts';
import { createNotices, type Notices } from './notices.ts';
import { createPreferences, type Preferences } from './preferences.ts';

/** Communities and who is in them, as commands use them. */
export interface Community {
  readonly members: KnownMembers;
  readonly preferences: Preferences;
  readonly settings: CourseSettingsStore;
  readonly linking: Linking;
  readonly data: PersonalData;
  readonly notices: Notices;
}

export function createCommunity(parts: { readonly store: Store; readonly clock: Clock }): Community {
  const preferences = createPreferences(parts);
  return {
    preferences,
    members: createMembers({ ...parts, preferences }),
    settings: createCourseSettings(parts),
    linking: createLinking(parts),
    data: createPersonalData(parts),
    notices: createNotices(parts),
  };
}
