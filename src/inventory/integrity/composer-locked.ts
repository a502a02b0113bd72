import { isRecord, textOf } from '../json-shapes.ts';
import { linesOfComposer } from '../php/composer-lock.ts';
import { type LockedEntry, type LockedReading, NO_PROJECTS, PLAIN } from './locked-file.ts';
import { readLockedJson } from './locked-text.ts';

/**
 * How composer.lock says that packages get here (https://getcomposer.org/doc/05-repositories.md#package): an archive with its checksum or,
 * as GitHub's archives have none that lasts, with the commit that it was made of.
 */
export function readComposerLocked(bytes: Uint8Array): LockedReading {
  return readLockedJson(bytes, (lock, text) => {
    const lines = linesOfComposer(text);
    const entries = ['packages', 'packages-dev'].flatMap((section) => {
      const list: unknown = lock[section];
      const named = (Array.isArray(list) ? list : []).filter((value) => isRecord(value) && 'name' in value);
      return named.flatMap((value, index) => entryOf(value, lines.get(`${section} ${index}`) ?? 1));
    });
    return { kind: 'read', ecosystem: 'Packagist', entries, ...NO_PROJECTS };
  });
}

function entryOf(value: Readonly<Record<string, unknown>>, line: number): readonly LockedEntry[] {
  const { dist } = value;
  const name = textOf(value['name']);
  if (name === undefined || !isRecord(dist) || dist['type'] === 'path') return [];
  const isPinned = [dist['shasum'], dist['reference']].some((pin) => /^[0-9a-f]{40,}$/i.test(textOf(pin) ?? ''));
  const address = textOf(dist['url']);
  return [
    {
      ...PLAIN,
      name,
      version: textOf(value['version']),
      line,
      origin: 'registry',
      addresses: address === undefined ? [] : [address],
      hash: isPinned ? 'present' : 'absent',
    },
  ];
}
