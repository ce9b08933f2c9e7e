/** What Discord takes as the address of a link in text; https://discord.com/developers/docs/components/reference for buttons. */
const LONGEST = 2_048;

/** Characters that are allowed in an address, but would end the markup around it. */
const RISKY: Readonly<Record<string, string>> = {
  '(': '%28',
  ')': '%29',
  '*': '%2A',
  '<': '%3C',
  '>': '%3E',
  '\\': '%5C',
  '`': '%60',
  '|': '%7C',
  '~': '%7E',
};

/** The address as it may stand in a message, or undefined: web addresses only, without a name and password. */
export function webAddress(url: string, max = LONGEST): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const parsed = new URL(url);
  if (!/^https?:$/.test(parsed.protocol) || parsed.username !== '' || parsed.password !== '')
    return undefined;
  const address = parsed.href.replace(/[()*<>\\`|~]/g, (found) => RISKY[found] ?? '');
  return address.length <= max ? address : undefined;
}
