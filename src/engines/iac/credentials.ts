import { nameKind } from '../secrets/names.ts';
import { isPathOrAddress, isPlaceholder, isReference } from '../secrets/placeholder.ts';

/** Whether a variable of this name holds a credential: `DB_PASSWORD`, `apiToken`; not `PASSWORD_FILE` or `TOKEN_TTL`. */
export function namesCredential(name: string): boolean {
  return nameKind(name) !== 'none' && !/_?(?:auth|salt)$/i.test(name);
}

/** How a value under such a name is to be taken: nothing secret, a stand-in that is public anyway, or perhaps the real one. */
export function kindOfValue(value: string): 'none' | 'stand-in' | 'literal' {
  const bare = value.trim();
  if (bare === '' || /[$`]|\{\{/.test(bare) || isReference(bare) || /^(?:true|false|yes|no|null|none|0|1)$/i.test(bare))
    return 'none';
  if (isPathOrAddress(bare)) return 'none';
  // Short words without a digit are what examples and local set-ups are made of: `postgres`, `secret`, `root`.
  return isPlaceholder(bare) || /^[a-z]{1,12}$/i.test(bare) || bare.length < 6 ? 'stand-in' : 'literal';
}
