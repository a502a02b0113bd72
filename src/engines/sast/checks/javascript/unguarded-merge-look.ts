/** A loop over keys or elements with a variable of its own. */
const LOOP = /\(\s*(?:(?:const|let|var)\s+)?([\w$]+)\s+(?:in|of)\b/g;
/** How far behind its loop a key is used. */
const REACH = 4_000;
/** How much stands between a key and the beginning of what it is part of, and between two of a call's arguments. */
const NEAR = 200;

/**
 * Whether a text may hold a merge or walk by keys, seen without parsing it: `object = object[key]`, or a function of the file that is
 * called with two elements of the key.
 */
export function looksLikeMerge(text: string): boolean {
  for (const { index, 1: key = '' } of text.matchAll(LOOP)) {
    if (isUsed(text.slice(index, index + REACH), `[${key}]`, text)) return true;
  }
  return false;
}

function isUsed(loop: string, element: string, text: string): boolean {
  let previous = -1;
  for (let at = loop.indexOf(element); at !== -1; at = loop.indexOf(element, at + 1)) {
    const before = loop.slice(Math.max(0, at - NEAR), at);
    const walked = /([\w$]+)\s*=\s*\(?\s*\1\s*$/.exec(before)?.[1];
    if (walked !== undefined && isWritten(`${walked}[`, text)) return true;
    if (previous !== -1 && areArguments(loop.slice(previous + element.length, at))) {
      if (isCallOfOwn(loop.slice(Math.max(0, previous - NEAR), previous), text) && isWritten(element, text))
        return true;
    }
    previous = at;
  }
  return false;
}

/** Something is put into an element that begins or ends so. */
function isWritten(part: string, text: string): boolean {
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + 1)) {
    const end = text.indexOf(']', at);
    if (end !== -1 && end - at < NEAR && /^\]\s*=(?![=>])/.test(text.slice(end, end + 20))) return true;
  }
  return false;
}

function areArguments(between: string): boolean {
  return between.length <= NEAR && between.includes(',') && !/[;{}]/.test(between);
}

/** One of the names before a parenthesis stands somewhere else too. */
function isCallOfOwn(before: string, text: string): boolean {
  return Array.from(before.matchAll(/([\w$]+)\s*\(/g)).some(
    ([, name = '']) => text.indexOf(name) !== text.lastIndexOf(name),
  );
}
