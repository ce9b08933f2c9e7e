import { openLite } from './durable.ts';

// A process that makes a new database in the folder named first: that takes seconds and half a gigabyte of memory,
// which go with it. Where the program that wants it is gone, its input ends, and nobody wants it any more.
process.stdin.on('end', () => process.exit(1)).resume();
const lite = await openLite(process.argv[2] ?? '');
await lite.close();
process.exit();
