import { entropy, wordlikeness } from './entropy.ts';

/** How many of lower case, upper case, digits and other characters a value has (0 to 4). */
export function characterClasses(value: string): number {
  return [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((one) => one.test(value)).length;
}

/** Whether a value looks as if a machine had drawn it: a key, a token, a hash. Words, names, versions and paths do not. */
export function looksDrawn(value: string): boolean {
  if (isDrawnFromAll(value)) return true;
  if (value.length < 12 || /\s/.test(value)) return false;
  const digits = count(value, /[0-9]/g);
  const letters = count(value, /[A-Za-z]/g);
  if (/^(?:0x)?[0-9a-f]+$/i.test(value))
    return value.length >= 16 && digits > 1 && letters > 1 && entropy(value) >= 2.7;
  if (letters === 0 || digits + letters < value.length * 0.7) return false;
  if (digits === 0) return isDrawnFromLetters(value, letters);
  const needed = value.length >= 32 ? 3.6 : value.length >= 20 ? 3.4 : 3;
  if (entropy(value) < needed) return false;
  return wordlikeness(value) < wordLimit(value, digits) && !isDotted(value);
}

/** What WordPress and Django draw from all printable characters, WordPress blanks among them; no word is in it. */
function isDrawnFromAll(value: string): boolean {
  const symbols = count(value, /[^A-Za-z0-9\s]/g);
  return (
    value.length >= 40 &&
    symbols >= value.length * 0.15 &&
    symbols <= value.length * 0.6 &&
    count(value, /\s/g) <= value.length * 0.1 &&
    characterClasses(value) === 4 &&
    entropy(value) >= 4.5 &&
    !/[A-Za-z]{6}|[<>]\/?[a-z]+|[({]\w*[)}]/.test(value)
  );
}

/** The fewer digits, the more a value has to be unlike words. */
function wordLimit(value: string, digits: number): number {
  const share = digits / value.length;
  return share > 0.15 ? 0.8 : share > 0.07 ? 0.68 : 0.58;
}

function isDrawnFromLetters(value: string, letters: number): boolean {
  return (
    letters >= 16 &&
    /[a-z]/.test(value) &&
    /[A-Z]/.test(value) &&
    !/[_. -]/.test(value) &&
    entropy(value) >= 3.6 &&
    wordlikeness(value) < 0.52
  );
}

/** `com.acme.module1.Name`, `v1-alpha-2`: joined words, whose parts are short or plain. */
function isDotted(value: string): boolean {
  const parts = value.split(/[._/:-]+/);
  return (
    parts.length >= 3 &&
    parts.every((part) => part.length <= 12 && (/^[A-Za-z]*\d{0,3}$/.test(part) || /^\d+$/.test(part)))
  );
}

function count(value: string, one: RegExp): number {
  return value.match(one)?.length ?? 0;
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** https://www.rfc-editor.org/rfc/rfc9562 §4: as often the name of a thing as a secret. */
export function isUuid(value: string): boolean {
  return UUID.test(value);
}
