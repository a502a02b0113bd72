import { type Candidate, type Detector, RANK } from '../candidate.ts';
import { isPlaceholder, isReference } from '../placeholder.ts';
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
      return values.map(({ start, end }) => ({ rule, rank: RANK.context, start, end }));
    },
  };
}

/** Where the manifest around an offset has its values; manifests of one file are parted by `---`. */
function dataOf({ text }: Source, at: number): { end: number; values: readonly Pick<Candidate, 'start' | 'end'>[] } {
  const before = text.lastIndexOf('\n---', at);
  const first = before === -1 || at - before > LONGEST ? Math.max(0, at - LONGEST) : before + 1;
  const after = text.slice(at, at + LONGEST).indexOf('\n---');
  const manifest = text.slice(first, after === -1 ? at + LONGEST : at + after);
  const found: Pick<Candidate, 'start' | 'end'>[] = [];
  let inData = false;
  let offset = first;
  for (const line of manifest.split('\n')) {
    if (/^\S/.test(line)) inData = /^data:\s*$/.test(line);
    const value = inData ? (ENTRY.exec(line)?.[2] ?? BLOCK_LINE.exec(line)?.[1]) : undefined;
    if (value !== undefined && isSecretData(value)) {
      const start = offset + line.lastIndexOf(value);
      found.push({ start, end: start + value.length });
    }
    offset += line.length + 1;
  }
  return { end: first + manifest.length, values: found };
}

function isSecretData(base64: string): boolean {
  const text = Buffer.from(base64, 'base64').toString('latin1').trim();
  return (
    text.length >= 3 &&
    !isPlaceholder(text) &&
    !isReference(text) &&
    !/^-----BEGIN CERTIFICATE/.test(text) &&
    !/^(?:\d{1,5}|[a-z]{1,8})$/.test(text)
  );
}
