// Loaded before `npm start`'s program, and plain JavaScript, so that from the second start on Node's TypeScript
// stripper is not loaded at all: that saves about 20 MiB.
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/parley', import.meta.url)));
