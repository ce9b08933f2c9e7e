import type { MessageOnScreen } from '../../shared/screen.ts';
import type { Choice, ControlActs, FileUrl, Viewer } from './props.ts';

/** What a Slack payload is drawn with: who looks, the files at hand, and what its controls do. */
export interface Setting {
  viewer: Viewer;
  file: FileUrl;
  files: MessageOnScreen['files'];
  /** An act waits for its answer: nothing can be used. */
  busy: boolean;
  click(control: string): void;
  /** Null where the page cannot tell the app what was chosen: in a form, outside its fields. */
  select: ControlActs['select'] | null;
  suggest(control: string, typed: string): Promise<readonly Choice[]>;
}
