import type { Severity } from '../../model/severity.ts';
import type { Assignment } from './assignment.ts';
import { textInBase64 } from './base64-text.ts';
import { isPasswordHash } from './contexts/password-hashes.ts';
import { entropy, wordlikeness } from './entropy.ts';
import { type FileKind, isShown } from './file-kind.ts';
import { type NameKind, wordsOf } from './names.ts';
import { isFamous, isMadeUp, isPathOrAddress, isPlaceholder, isReference, isSequence } from './placeholder.ts';
import { characterClasses, isUuid, looksDrawn } from './randomness.ts';

/** Tokens that only tell one request from the next. */
const EACH_TIME = new Set(['request', 'idempotency', 'lifecycle', 'action', 'correlation', 'client', 'task']);
const LONGEST = 300;

/** Where a value stands, besides its file. */
export interface Standing extends Pick<Assignment, 'name' | 'quoted'> {
  /** In a bundled program words under telling names are parts of texts: only what a machine drew is believed there. */
  readonly onlyDrawn: boolean;
}

/** How bad a value under a promising name is, or `undefined` for one that is no secret. */
export function judgeValue(value: string, kind: NameKind, standing: Standing, file: FileKind): Severity | undefined {
  if (kind === 'none' || value.length < 4 || value.length > LONGEST) return undefined;
  const { name, quoted } = standing;
  if (isNoSecret(value, name, kind, file) || (!quoted && isExpression(value))) return undefined;
  const readable = textInBase64(value);
  if (readable !== undefined && isReadableNoSecret(readable, name, kind, file)) return undefined;
  if (looksDrawn(readable ?? value) && !isDigest(value) && !isUuid(value)) return severityOfDrawn(value, kind, file);
  if (file.extension === 'txt' && !file.test && kind === 'password' && isStrong(value)) return 'low';
  if (isShown(file) || standing.onlyDrawn || (!quoted && isProperty(value))) return undefined;
  if (!quoted && file.unquoted === 'none') return undefined;
  if (isUuid(value)) return isUuidSecret(kind, name) ? 'medium' : undefined;
  return isChosen(value, kind, file) ? severityOfChosen(value) : undefined;
}

function isNoSecret(value: string, name: string, kind: NameKind, file: FileKind): boolean {
  return (
    isReference(value) ||
    isMadeUp(value) ||
    isPasswordHash(value) ||
    isPlaceholder(value) ||
    isPathOrAddress(value) ||
    repeatsName(value, name) ||
    (isSequence(value) && (kind !== 'password' || !file.configuration)) ||
    (isFamous(value) && !file.configuration)
  );
}

/** Of what base64 stands for: a place-holder, a sentence, a structure (`{"alg":…}`), or a user with a place-holder for a password. */
function isReadableNoSecret(text: string, name: string, kind: NameKind, file: FileKind): boolean {
  if (/\s|["{}<>]/.test(text)) return true;
  const password = text.slice(text.indexOf(':') + 1);
  return isNoSecret(password, name, kind, file) || (!looksDrawn(password) && /^[A-Z]+$/.test(password));
}

/** What nobody takes for a word, in notes and lists of people's own. */
function isStrong(value: string): boolean {
  return value.length >= 8 && characterClasses(value) >= 3 && isMixed(value) && !isLabel(value);
}

function isChosen(value: string, kind: NameKind, file: FileKind): boolean {
  if (kind === 'password') return isChosenPassword(value, file);
  return kind === 'secret' && isChosenSecret(value, file);
}

/** In a dotenv file, properties or the like a password or secret that a machine drew is one that is in use; what a pipeline spells out is mostly made for its own tests. */
function severityOfDrawn(value: string, kind: NameKind, file: FileKind): Severity {
  if (isShown(file)) return 'low';
  const isInUse = file.unquoted === 'line' && !file.pipeline && value.length >= IN_USE;
  return kind !== 'token' && isInUse ? 'high' : 'medium';
}

/** Shorter ones may be words with digits in them. */
const IN_USE = 20;

/** One word in lower case (`postgres`, `sommer`) is what people give to a service that nobody else reaches. */
function severityOfChosen(value: string): Severity {
  return /^[a-z]+$/.test(value) ? 'low' : 'medium';
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
  return value.length >= 6 && isMixed(value) && !isIdentifier(value);
}

function isChosenSecret(value: string, file: FileKind): boolean {
  if (/\s/.test(value) || value.length < 8 || isLabel(value)) return false;
  return isMixed(value) && (file.configuration || (entropy(value) >= 3 && !isIdentifier(value)));
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
    /^(?:[a-z_]+(?::[\w,.]+)?\|)+[a-z_]+(?::[\w,.]+)?$/i.test(value) ||
    /^[A-Za-z]*(?:passw(?:or)?d|passwort|secret|token|credential|apikey)[A-Za-z]*(?:[:?*!.]|\.\.\.)?$/i.test(value) ||
    (/^[A-Z][a-z]+:?$/.test(value) && wordlikeness(value) > 0.7)
  );
}

/** `password_hash_b64`, `token-v2`: a name that speaks of secrets, in programs. */
function isIdentifier(value: string): boolean {
  return (
    /^(?:[a-z]+\d{0,3}[-_.])+(?:[a-z]+\d{0,3}|\d{1,3})$/i.test(value) &&
    /passw|secret|token|cred|auth|hash|key/i.test(value)
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
