import { valid } from 'semver';
import type { ForeignOrigin } from '../inventory.ts';
import { entriesOf, textAt, type YamlMap, type YamlValue } from '../yaml/tree.ts';
import { originOfRange, parseDescriptor } from './descriptor.ts';

/** A key of `packages`: what it names, without the peers that it is installed with. */
export interface PnpmKey {
  readonly name: string;
  readonly reference: string;
}

/** Whether a lockfile is older than version 6, which changed how packages are named. */
export function isOldPnpm(document: YamlMap): boolean {
  return Number.parseFloat(textAt(document, 'lockfileVersion') ?? '') < 6;
}

/** Peers stand in brackets, before version 6 behind an underscore after the last slash. */
export function withoutPeers(key: string, isOld: boolean): string {
  const at = isOld ? key.indexOf('_', key.lastIndexOf('/') + 1) : key.indexOf('(');
  return at > 0 ? key.slice(0, at) : key;
}

/** `/name/1.0.0` (5), `/name@1.0.0` (6), `name@1.0.0` (9); what comes from elsewhere has no slash before version 9. */
export function parsePnpmKey(key: string, isOld: boolean): PnpmKey | undefined {
  if (!key.startsWith('/') && (isOld || !/^@?[^@:]+@/.test(key))) return { name: key, reference: key };
  const plain = key.replace(/^\//, '');
  const divided = isOld ? /^(.+)\/([^/]+)$/.exec(plain) : undefined;
  if (divided?.[1] !== undefined && divided[2] !== undefined) return { name: divided[1], reference: divided[2] };
  const descriptor = isOld ? undefined : parseDescriptor(plain);
  return descriptor && { name: descriptor.name, reference: descriptor.rest };
}

/** Where what a key of `packages` names comes from. */
export function originOfPnpm(reference: string, value: YamlValue): 'registry' | ForeignOrigin {
  const resolution = entriesOf(value).get('resolution')?.value;
  const type = textAt(resolution, 'type');
  if (type === 'git') return 'git';
  if (type === 'directory') return 'folder';
  if (valid(reference) !== null) return 'registry';
  const tarball = textAt(resolution, 'tarball') ?? '';
  if (/^https:\/\/(codeload\.github\.com|gitlab\.com|bitbucket\.org)\//.test(tarball)) return 'git';
  return originOfRange(reference) ?? (tarball === '' ? 'unknown' : 'address');
}
