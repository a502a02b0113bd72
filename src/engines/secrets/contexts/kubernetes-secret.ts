import { textInBase64 } from '../base64-text.ts';
import { type Candidate, type Detector, RANK } from '../candidate.ts';
import { isShown } from '../file-kind.ts';
import { isPathOrAddress, isPlaceholder, isReference } from '../placeholder.ts';
import { looksDrawn } from '../randomness.ts';
import type { SecretRule } from '../rules.ts';
import type { Source } from '../source.ts';

/** Kubernetes refuses a Secret of more than 1 MiB; people's manifests are far smaller. */
const LONGEST = 65_536;
const ENTRY = /^([ \t]{1,12})["']?[\w.-]{1,253}["']?:[ \t]{1,8}["']?([A-Za-z0-9+/]{4,8192}={0,2})["']?[ \t\r]*$/;

/** A line of a block scalar (`key: |`). */
const BLOCK_LINE = /^[ \t]{2,16}([A-Za-z0-9+/]{16,8192}={0,2})[ \t\r]*$/;

/** Values under `data:` of a Secret manifest: base64 is no encryption (https://kubernetes.io/docs/concepts/configuration/secret/). */
export function kubernetesSecrets(rule: SecretRule): Detector {
  // A manifest that says its kind many times is read once.
  let last: { source: Source; end: number } | undefined;
  return {
    literals: ['kind: secret', 'kind: "secret"', "kind: 'secret'"],
    exactCase: false,
    anyLine: false,
    detect(source, at) {
      if (last?.source === source && at < last.end) return undefined;
      if (!/^["']?kind: ["']?Secret["']?\s*$/i.test(source.text.slice(source.line(at).start, source.line(at).end)))
        return undefined;
      const { end: manifestEnd, values } = dataOf(source, at);
      last = { source, end: manifestEnd };
      const severity = isShown(source.kind) ? 'low' : rule.severity;
      return values.map(({ start, end }) => ({ rule, rank: RANK.context, start, end, severity }));
    },
  };
}

type Span = Pick<Candidate, 'start' | 'end'>;

/** Between two manifests of one file, or of a manual: `---`, and the fence of a block of code (CommonMark §4.5). */
const BORDER = /^\s{0,12}(?:---|```|~~~)/;
const OTHER_KIND = /^["']?kind:\s/;

/** Where the manifest around an offset has its values. Lines before `kind: Secret` belong to it as long as no border or other kind comes between. */
function dataOf({ text }: Source, at: number): { end: number; values: readonly Span[] } {
  const first = manifestStart(text, at);
  const found: Span[] = [];
  let inData = false;
  let inBlock = false;
  let offset = first;
  for (const line of text.slice(first, at + LONGEST).split('\n')) {
    if (offset > first && offset > at && (BORDER.test(line) || OTHER_KIND.test(line))) break;
    if (/^\S/.test(line)) inData = /^data:\s*$/.test(line);
    const block = inData && inBlock ? BLOCK_LINE.exec(line)?.[1] : undefined;
    const value = inData ? ENTRY.exec(line)?.[2] : undefined;
    if (block !== undefined) inBlock = extend(found, offset + line.indexOf(block), block);
    else inBlock = /^[ \t]{1,12}["']?[\w.-]{1,253}["']?:[ \t]{1,8}[|>][+-]?[ \t\r]*$/.test(line);
    if (value !== undefined && isSecretData(value)) {
      const start = offset + line.lastIndexOf(value);
      found.push({ start, end: start + value.length });
    }
    offset += line.length + 1;
  }
  return { end: offset, values: found };
}

function manifestStart(text: string, at: number): number {
  const least = Math.max(0, at - LONGEST);
  let start = text.lastIndexOf('\n', at) + 1;
  while (start > least) {
    // From before the first character `lastIndexOf` would look at it all the same.
    const previous = start < 2 ? 0 : text.lastIndexOf('\n', start - 2) + 1;
    const line = text.slice(previous, start);
    if (BORDER.test(line) || OTHER_KIND.test(line)) break;
    start = previous;
  }
  return Math.max(start, least);
}

/** The lines of a block scalar are one value; `false` where its first line is none, so that the rest is not looked at. */
function extend(found: Span[], start: number, line: string): boolean {
  const last = found.at(-1);
  const end = start + line.length;
  if (last !== undefined && start - last.end <= MOST_BETWEEN_LINES) found[found.length - 1] = { ...last, end };
  else if (isSecretData(line)) found.push({ start, end });
  else return false;
  return true;
}

/** A line end and an indentation. */
const MOST_BETWEEN_LINES = 20;

function isSecretData(base64: string): boolean {
  const bytes = Buffer.from(base64, 'base64').toString('latin1').trim();
  const text = textInBase64(base64);
  // What is no text is a key, if it is long enough; the words of a manual (`strict`, `staging`) are base64 by chance.
  if (text === undefined && /[^\x20-\x7e\s]/.test(bytes)) return base64.length >= 24 && looksDrawn(base64);
  return (
    bytes.length >= 3 &&
    !isPlaceholder(bytes) &&
    !isReference(bytes) &&
    !isPathOrAddress(bytes) &&
    !/^-----BEGIN CERTIFICATE/.test(bytes) &&
    !/^(?:\d{1,5}|[a-z]{1,8}|[a-z]+(?:-[a-z]+)+)$/.test(bytes)
  );
}
