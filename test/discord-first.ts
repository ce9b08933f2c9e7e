// The first of two HTTP clients of different versions becomes the process's own, and discord.js as it is, without our
// options, sends files by its own only. Test files share a process, so each of them begins with discord.js.
import 'discord.js';
