import { z } from 'zod';
import type { FormView } from '../../chat/reply.ts';
import type { Origin } from './receive.ts';
import type { ResponseUrls } from './response-url.ts';

// What a modal keeps of the act that opened it, in `private_metadata` (at most 3,000 characters). A member can read
// it, and it may come back changed: the address is checked, and who may do what is asked again.
const shape = z.object({
  id: z.string().max(200),
  fields: z.array(z.string()),
  url: z.string().optional(),
  conversation: z.string(),
  message: z.boolean(),
  home: z.boolean(),
  own: z.boolean(),
});

type Kept = z.output<typeof shape>;

export function writeMetadata({ id, form }: FormView, origin: Origin): string {
  const { url, conversation, message, home, own } = origin;
  const kept: Kept = { id, fields: Object.keys(form.fields), url, conversation, message, home, own };
  return JSON.stringify(kept);
}

/** The form's id and fields, and the origin of its answer; undefined where the metadata are not ours. */
export function readMetadata(
  metadata: string,
  submitted: Origin,
  urls: ResponseUrls,
): { readonly id: string; readonly fields: readonly string[]; readonly origin: Origin } | undefined {
  const kept = parsed(metadata);
  if (!kept) return undefined;
  const { id, fields, conversation, message, home, own } = kept;
  return {
    id,
    fields,
    origin: { ...submitted, url: urls.trusted(kept.url), conversation, message, home, own },
  };
}

function parsed(metadata: string): Kept | undefined {
  try {
    return shape.safeParse(JSON.parse(metadata)).data;
  } catch {
    return undefined;
  }
}
