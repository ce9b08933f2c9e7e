// Preloaded into every measured program (`--import`): tells the bench what the process has used so far.
// Plain JavaScript, like bare.mjs: a TypeScript file here would charge its loader to the bare programs too.
process.on('message', (question) => {
  const { user, system } = process.cpuUsage();
  process.send({ question, cpuMs: (user + system) / 1_000, rssMiB: process.memoryUsage.rss() / 1_048_576 });
});
// The bench is gone: so is what it measured.
process.on('disconnect', () => process.exit(0));
// The programs stay alive by their own connections, not by ours.
process.channel.unref();
