import type { Command } from '../src/chat/command.ts';
import { glossary } from './glossary.ts';
import { help } from './help.ts';
import { practice } from './practice.ts';
import { quiz } from './quiz.ts';
import { settings } from './settings.ts';

/** The only list of commands: registration, the manifest, help and the README's table are derived from it. */
export const commands: readonly Command[] = [glossary, quiz, practice, settings, help];

export { termButtons } from './glossary.ts';
