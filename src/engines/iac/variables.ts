/** A text after substitution; `certain` is false where a variable has no known value: then nothing may be concluded from it. */
export interface Substituted {
  readonly value: string;
  readonly certain: boolean;
}

/** Longer than any name or value; a line can double a variable any number of times. */
const MAX_RESULT = 16_384;

const VARIABLE = /\\\$|\$\$|\$(?:(\w+)|\{(\w+)(?:(:?[-+?])([^{}]*))?\})/g;

/**
 * Replaces `$NAME`, `${NAME}`, `${NAME:-default}` and `${NAME:+other}` as Dockerfiles and Compose files do
 * (https://docs.docker.com/reference/dockerfile/#environment-replacement, https://docs.docker.com/reference/compose-file/interpolation/).
 * Anything else that starts with a dollar makes the answer uncertain.
 */
export function substitute(text: string, known: (name: string) => string | undefined): Substituted {
  let certain = true;
  let left = MAX_RESULT;
  const bounded = (word: string) => {
    left -= word.length;
    if (left >= 0) return word;
    certain = false;
    return '';
  };
  const value = text.replace(
    VARIABLE,
    (all, bare: string | undefined, braced: string | undefined, kind = '', word = '') => {
      if (bare === undefined && braced === undefined) return '\u0000';
      const found = known(bare ?? braced ?? '');
      const isSet = found !== undefined && !(kind.startsWith(':') && found === '');
      if (kind.endsWith('+')) {
        if (found === undefined) certain = false;
        return isSet ? bounded(word) : '';
      }
      if (isSet) return bounded(found ?? '');
      if (kind.endsWith('-')) return bounded(word);
      certain = false;
      return all;
    },
  );
  // Whatever still has a dollar was no form that is understood here, or a default with a variable in it.
  return { value: value.replaceAll('\u0000', '$'), certain: certain && !/\$/.test(value) };
}
