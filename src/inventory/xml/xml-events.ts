/** A tag that opens or closes, or text between tags; attributes are passed over. */
export type XmlEvent =
  | { readonly kind: 'open' | 'close'; readonly name: string; readonly line: number }
  | { readonly kind: 'text'; readonly text: string; readonly line: number };

/** What follows a `<` and how it ends, for what is passed over or taken as it is. */
const SECTIONS = [
  { start: '<!--', end: '-->', isText: false },
  { start: '<![CDATA[', end: ']]>', isText: true },
  { start: '<?', end: '?>', isText: false },
] as const;

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/**
 * The events of an XML text up to its end, or up to where it is no XML; then `isWhole` is false. Declarations of types and entities are
 * no XML here, so nothing expands. Iterative, in time proportional to the text. https://www.w3.org/TR/xml/
 */
export function readXml(text: string): { readonly events: readonly XmlEvent[]; readonly isWhole: boolean } {
  const events: XmlEvent[] = [];
  let line = 1;
  let at = 0;
  while (at < text.length) {
    const next = text.charAt(at) === '<' ? readMarkup(text, at, line, events) : readText(text, at, line, events);
    if (next === undefined) return { events, isWhole: false };
    for (let end = text.indexOf('\n', at); end >= 0 && end < next; end = text.indexOf('\n', end + 1)) line += 1;
    at = next;
  }
  return { events, isWhole: true };
}

function readText(text: string, at: number, line: number, events: XmlEvent[]): number {
  const end = text.indexOf('<', at);
  const next = end < 0 ? text.length : end;
  const raw = text.slice(at, next);
  if (raw.trim() !== '')
    events.push({ kind: 'text', text: raw.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{2,4}));/gi, decoded), line });
  return next;
}

function decoded(whole: string, decimal?: string, hexadecimal?: string, name?: string): string {
  if (name !== undefined) return Object.hasOwn(ENTITIES, name) ? (ENTITIES[name] ?? whole) : whole;
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}

/** Reads what begins at this `<` and gives the place behind it. */
function readMarkup(text: string, at: number, line: number, events: XmlEvent[]): number | undefined {
  for (const { start, end, isText } of SECTIONS) {
    if (!text.startsWith(start, at)) continue;
    const close = text.indexOf(end, at + start.length);
    if (close < 0) return undefined;
    if (isText) events.push({ kind: 'text', text: text.slice(at + start.length, close), line });
    return close + end.length;
  }
  const close = endOfTag(text, at);
  if (close === undefined) return undefined;
  const [, slash, name] = /^<(\/?)([^\s/<>!?"'=]{1,200})/.exec(text.slice(at, Math.min(close, at + 203))) ?? [];
  if (name === undefined) return undefined;
  if (slash === '/') events.push({ kind: 'close', name, line });
  else {
    events.push({ kind: 'open', name, line });
    if (text.charAt(close - 1) === '/') events.push({ kind: 'close', name, line });
  }
  return close + 1;
}

/** The `>` of the tag that begins here, not one within the quotes of an attribute. */
function endOfTag(text: string, start: number): number | undefined {
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '>') return at;
    if (character === '<') return undefined;
    if (character === '"' || character === "'") {
      at = text.indexOf(character, at + 1);
      if (at < 0) return undefined;
    }
  }
  return undefined;
}
