import { defineCommand } from '../src/chat/command.ts';
import { helpOn, helpOnAll, unknownCommand } from '../src/chat/help.ts';
import { option } from '../src/chat/option.ts';

const bare = (typed: string): string => typed.trim().replace(/^\//, '').toLowerCase();

export const help = defineCommand({
  name: 'help',
  description: 'What can be asked here, and how it is typed',
  options: {
    command: option.text({
      description: 'The command you want to know more about',
      max: 40,
      complete: ({ text, commands }) =>
        commands
          .filter(({ name }) => name.startsWith(bare(text)))
          .map(({ name, description }) => ({ label: `/${name}: ${description}`, value: name })),
    }),
  },
  visibility: 'private',
  examples: [{ values: {}, does: 'shows every command' }],
  run: ({ options, commands }) => {
    if (options.command === undefined) return helpOnAll(commands);
    const [first, second] = bare(options.command).split(/\s+/);
    const command = commands.find(({ name }) => name === first);
    if (!command) throw unknownCommand(options.command, commands);
    return helpOn(
      command,
      command.leaves.find(({ name }) => name !== undefined && name === second),
    );
  },
});
