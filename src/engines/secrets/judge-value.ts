import type { Severity } from '../../model/severity.ts';
import type { Assignment } from './assignment.ts';
import { entropy, wordlikeness } from './entropy.ts';
import type { FileKind } from './file-kind.ts';
import { type NameKind, wordsOf } from './names.ts';
import { isPathOrAddress, isPlaceholder, isReference } from './placeholder.ts';
import { characterClasses, looksDrawn } from './randomness.ts';

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
/** Tokens that only tell one request from the next. */
const EACH_TIME = new Set(['request', 'idempotency', 'lifecycle', 'action', 'correlation', 'client', 'task']);
const LONGEST = 300;

/** How bad a value under a promising name is, or `undefined` for one that is no secret. */
export function judgeValue(
  value: string,
  kind: NameKind,
  { name, quoted }: Assignment,
  file: FileKind,
): Severity | undefined {
  if (kind === 'none' || value.length < 4 || value.length > LONGEST) return undefined;
  if (isReference(value) || isPlaceholder(value) || isPathOrAddress(value) || repeatsName(value, name))
    return undefined;
  if (!quoted && isExpression(value)) return undefined;
  if (looksDrawn(value) && !isDigest(value) && !UUID.test(value)) return file.test || file.prose ? 'low' : 'medium';
  if (file.test || file.prose || (!quoted && isProperty(value))) return undefined;
  if (!quoted && file.unquoted === 'none') return undefined;
  if (UUID.test(value)) return isUuidSecret(kind, name) ? 'medium' : undefined;
  if (kind === 'password') return isChosenPassword(value, file) ? 'medium' : undefined;
  if (kind === 'secret') return isChosenSecret(value, file) ? 'medium' : undefined;
  return undefined;
}

/** A UUID is an identifier, unless its name says otherwise in more than one word: `squareToken`, `clientSecret`, `API_KEY`. */
function isUuidSecret(kind: NameKind, name: string): boolean {
  const words = wordsOf(name);
  return kind !== 'token' || (words.length > 1 && !words.some((word) => EACH_TIME.has(word)));
}

/** A password that a person chose. Configurations hold real ones, strong or weak; in code a word by itself is more likely a label or a name. */
function isChosenPassword(value: string, file: FileKind): boolean {
  if (/\s/.test(value) || isLabel(value)) return false;
  if (file.configuration) return !/^[\d.]+$/.test(value) || value.length >= 4;
  return value.length >= 6 && isMixed(value);
}

function isChosenSecret(value: string, file: FileKind): boolean {
  if (/\s/.test(value) || value.length < 8 || isLabel(value)) return false;
  return isMixed(value) && (file.configuration || entropy(value) >= 3);
}

/** Digits or symbols among letters, and not as in an identifier, a version or a selector. */
function isMixed(value: string): boolean {
  if (characterClasses(value) < 2 || !/[0-9!@#$%^&*?+=~|]/.test(value)) return false;
  if (/^[a-z]+(?:[-_.:/ ][a-z]+)*\d?$/i.test(value) && !/\d$/.test(value)) return false;
  return !/^[#.][\w-]+$|^[\w$.]+\(.*\)$|^v?\d+(?:\.\d+)+$|^\{.*\}$|^\[.*\]$|^[a-z]+:[a-z]+/i.test(value);
}

/** Words as people read them: `Passwort`, `Enter-your-password`, `password_field`, `user.password.label`. */
function isLabel(value: string): boolean {
  return (
    /[\u00c2-\u00f4]/.test(value) ||
    /^(?:[A-Za-z]+[-_.: ]){2,}[A-Za-z]+$/.test(value) ||
    /^[A-Za-z]*(?:passw(?:or)?d|passwort|secret|token|credential|apikey)[A-Za-z]*(?:[:?*!.]|\.\.\.)?$/i.test(value) ||
    (/^[A-Z][a-z]+:?$/.test(value) && wordlikeness(value) > 0.7)
  );
}

/** The value says its own name: `password: "password"`, `API_KEY=api-key`, `userPassword = "user_password"`. */
function repeatsName(value: string, name: string): boolean {
  const bare = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '');
  const [ofValue, ofName] = [bare(value), bare(name)];
  return ofValue.length > 2 && /^[\W_a-z]*$/i.test(value) && (ofName.includes(ofValue) || ofValue.startsWith(ofName));
}

/** Without quotes a value may be an expression of the language. */
function isExpression(value: string): boolean {
  return /[(){}[\]]|=>|::|^[&*|>!]|\\$|^-/.test(value);
}

/** `settings.smtp.password`. */
function isProperty(value: string): boolean {
  return /^(?:[A-Za-z_]\w*\.)+[A-Za-z_]\w*$/.test(value);
}

/** A checksum that says what it is. */
function isDigest(value: string): boolean {
  return /^(?:sha(?:1|256|384|512)|md5)[-:]/i.test(value);
}
