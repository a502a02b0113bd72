import type { Region } from '../../../model/location.ts';
import { type PlacedText, type PlacedValue, textEntriesOf } from '../../yaml-document/placed.ts';

/** What the job's token may do (https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions). */
export type Permissions =
  | { readonly kind: 'all'; readonly access: 'read' | 'write'; readonly text: PlacedText }
  /** What is not named is `none`. */
  | { readonly kind: 'scopes'; readonly scopes: readonly PermissionScope[]; readonly region: Region };

export interface PermissionScope {
  readonly name: string;
  readonly access: string;
  readonly region: Region;
}

/** Reads the value of `permissions`; `undefined` if the key is missing. */
export function readPermissions(value: PlacedValue | undefined): Permissions | undefined {
  if (value === undefined) return undefined;
  if (value.kind === 'text' && value.value === 'write-all') return { kind: 'all', access: 'write', text: value };
  if (value.kind === 'text' && value.value === 'read-all') return { kind: 'all', access: 'read', text: value };
  const scopes = textEntriesOf(value).map((entry) => ({
    name: entry.key.value,
    access: entry.value.value,
    region: { ...entry.key.region, endLine: entry.value.region.endLine, endColumn: entry.value.region.endColumn },
  }));
  return { kind: 'scopes', scopes, region: value.region };
}

/** The scopes that may be written; of `write-all` the word itself. */
export function writeScopes(permissions: Permissions): readonly string[] {
  if (permissions.kind === 'all') return permissions.access === 'write' ? ['write-all'] : [];
  return permissions.scopes.filter((scope) => scope.access === 'write').map((scope) => scope.name);
}
