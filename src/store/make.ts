import { openLite } from './durable.ts';

// A process that makes a new database in the folder named first: that takes seconds and half a gigabyte of memory,
// which go with it.
const lite = await openLite(process.argv[2] ?? '');
await lite.close();
