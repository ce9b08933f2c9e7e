/** Actions that end or change something, so that what comes after them would not be seen: left out at first. */
export const LAST: Readonly<Record<string, string>> = {
  'practice.seat': 'gives a seat or takes it, and the role with it',
  'practice.seat-card': 'the same, on one’s own card',
  'practice.seat-offer': 'the same, on an offer',
  'practice.add': 'takes a seat',
  'practice.add-home': 'takes a seat',
  'practice.cannot-come': 'gives up the seat, and the role with it',
  'practice.cancel-form': 'cancels the session',
  'practice.change-save': 'moves the session',
  'practice.roles-propose': 'makes other cells',
  'practice.roles-many': 'makes other cells',
  'practice.roles-confirm': 'ends the proposal',
  'practice.roles-reopen': 'takes all roles back',
  'practice.roles-lead': 'moves the time when facts go out',
  'practice.roles-late': 'gives a role',
  'practice.roles-give': 'gives a role to another',
  'practice.roles-case': 'gives the cell another case',
  'practice.roles-out': 'takes somebody out',
  'practice.reveal': 'opens all facts to the cell',
  'settings.erase-now': 'deletes the member, and their role',
  'settings.unlink': 'parts two accounts of one person',
  'settings.part-now': 'parts the spaces',
};

/** Opens a case to a facilitator who asks for it: that they read it then is right, and tested apart. */
export const CASE_FILE = 'practice.case-file-open';

/** A long way, and none of roles. */
export const LONG_WAY = /^(?:glossary|practice)\.(?:browse|choose|change|cancel|attendance|remind|leads)/;
