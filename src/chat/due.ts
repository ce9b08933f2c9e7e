import type { Clock } from './clock.ts';
import type { Command } from './command.ts';
import type { Services } from './context.ts';
import type { Job } from './job.ts';
import { named } from './named.ts';
import type { Outgoing } from './outgoing.ts';
import type { Message } from './reply.ts';
import type { SpaceId } from './request.ts';

/** What is due goes to the command file that owns it: the other way in, beside the handler. */
export interface Due {
  /** The message as it is to be said now. Undefined: there is nothing to say any more, or nobody who says it. */
  make(post: string, subject: unknown, space: SpaceId): Promise<Message | undefined>;
  /** Undefined: no command has such a job any more. */
  job(name: string): Pick<Job, 'name' | 'lateWithin'> | undefined;
  run(job: string, subject: unknown, due: Temporal.Instant): Promise<void>;
}

interface DueParts {
  readonly commands: readonly Command[];
  readonly services: Services;
  readonly clock: Clock;
  readonly outgoing: Outgoing;
}

export function createDue({ commands, services, clock, outgoing }: DueParts): Due {
  const posts = named(commands.flatMap((command) => command.posts));
  const jobs = named(commands.flatMap((command) => command.jobs));
  return {
    async make(name, subject, space) {
      const post = posts.get(name);
      const read = post?.subject.safeParse(subject);
      if (!post || !read?.success) return undefined;
      return post.make({ subject: read.data, space, services, clock });
    },
    job: (name) => jobs.get(name),
    async run(name, subject, due) {
      const job = jobs.get(name);
      const read = job?.subject.safeParse(subject);
      if (!job || !read?.success) return;
      await job.run({ subject: read.data, due, services, clock, ...outgoing });
    },
  };
}
