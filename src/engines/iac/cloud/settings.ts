import { type CloudCheck, each, type Found } from './check.ts';
import { at, booleanOf, isAbsent, isUnknown, settled, textOf, type Value } from './value.ts';

/** What is reported where a setting is missing: its default is the wrong one, or there is nothing to say. */
export type Missing = 'wrong' | 'fine';

/** Reports a switch that is off and should be on. */
export function mustBeOn(
  types: string | readonly string[],
  path: string,
  message: string,
  missing: Missing = 'wrong',
): CloudCheck {
  return each(types, ({ body }) => {
    const value = at(body, path);
    if (isAbsent(value)) return missing === 'wrong' ? [{ message, about: nearest(body, path) }] : [];
    return booleanOf(value) === false ? [{ about: value, message, ...replacementFor(value, 'true') }] : [];
  });
}

/** Reports a switch that is on and should be off. */
export function mustBeOff(
  types: string | readonly string[],
  path: string,
  message: string,
  missing: Missing = 'fine',
): CloudCheck {
  return each(types, ({ body }) => {
    const value = at(body, path);
    if (isAbsent(value)) return missing === 'wrong' ? [{ message, about: nearest(body, path) }] : [];
    return booleanOf(value) === true ? [{ about: value, message, ...replacementFor(value, 'false') }] : [];
  });
}

/** Reports a setting or block that is not there. */
export function mustBeSet(types: string | readonly string[], path: string, message: string): CloudCheck {
  return each(types, ({ body }) => {
    const value = at(body, path);
    const found = value && settled(value);
    const isEmpty =
      (found?.kind === 'text' && found.value === '') ||
      (found?.kind === 'list' && found.isComplete && found.items.length === 0);
    return isAbsent(value) || isEmpty ? [{ message, about: nearest(body, path) }] : [];
  });
}

/** Reports a setting whose words are among the wrong ones. */
export function mustNotBe(
  types: string | readonly string[],
  path: string,
  wrong: RegExp,
  message: (value: string) => string,
  missing: Missing = 'fine',
): CloudCheck {
  return reportsWords(types, path, (text) => wrong.test(text), message, missing);
}

/** Reports a setting whose words are not among the right ones. */
export function mustBe(
  types: string | readonly string[],
  path: string,
  right: RegExp,
  message: (value: string) => string,
  missing: Missing = 'wrong',
): CloudCheck {
  return reportsWords(types, path, (text) => !right.test(text), message, missing);
}

function reportsWords(
  types: string | readonly string[],
  path: string,
  isWrong: (text: string) => boolean,
  message: (value: string) => string,
  missing: Missing,
): CloudCheck {
  return each(types, ({ body }): readonly Found[] => {
    const value = at(body, path);
    if (isAbsent(value))
      return missing === 'wrong' ? [{ message: message('the default'), about: nearest(body, path) }] : [];
    const text = textOf(value);
    return text !== undefined && isWrong(text) ? [{ about: value, message: message(text) }] : [];
  });
}

/** Only a switch that stands there in so many words can be changed in its place. */
function replacementFor(value: Value | undefined, replacement: string): Pick<Found, 'replacement'> {
  return value?.kind === 'boolean' && value.isWritten ? { replacement } : {};
}

/** The last block on the way to a missing setting: there it belongs. */
function nearest(body: Value, path: string): Value | undefined {
  const names = path.split('.');
  for (let length = names.length - 1; length > 0; length -= 1) {
    const value = at(body, names.slice(0, length).join('.'));
    if (value !== undefined && !isUnknown(value) && !isAbsent(value)) return value;
  }
  return undefined;
}
