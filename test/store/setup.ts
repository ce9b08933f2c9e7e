import { embeddedTemplate, SERVER, servedTemplate } from './template.ts';

/** Before all tests: the records that each store of a test starts from. */
export default async function setup(): Promise<void> {
  await embeddedTemplate();
  if (SERVER) await servedTemplate();
}
