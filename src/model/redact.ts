/**
 * Secrets are cut when a result is built, not when it is shown. Everything here takes and gives single lines;
 * spans are offsets from 0, in UTF-16 code units, `end` exclusive.
 */

/** A stretch of one line that shows a credential or a part of it. */
export interface SecretSpan {
  readonly start: number;
  readonly end: number;
  /** A line inside a value of several lines, of which not even the ends are shown. */
  readonly inner: boolean;
}

export const HIDDEN = '…';
const SHORTEST_SHOWN = 16;
const SHOWN_AT_EACH_END = 4;

/** First and last four characters of a value of 16 or more, nothing of a shorter one. */
export function redactValue(value: string): string {
  const characters = [...value];
  if (characters.length < SHORTEST_SHOWN) return HIDDEN;
  const first = characters.slice(0, SHOWN_AT_EACH_END).join('');
  return `${first}${HIDDEN}${characters.slice(-SHOWN_AT_EACH_END).join('')}`;
}

/** The line with every span redacted. Spans may overlap and come in any order. */
export function redactLine(line: string, spans: readonly SecretSpan[]): string {
  return replaceSpans(line, spans, ({ start, end, inner }) => {
    const value = line.slice(start, end);
    // The header of a PEM block says what it is and nothing of the key (RFC 7468 §2).
    const header = /^-----BEGIN [A-Z0-9 ]{1,60}-----/.exec(value)?.[0];
    if (header !== undefined) return header === value ? header : `${header}${HIDDEN}`;
    return inner ? HIDDEN : redactValue(value);
  });
}

/** The line with every span cut out, for hashes: nothing of a value is left. */
export function cutLine(line: string, spans: readonly SecretSpan[]): string {
  return replaceSpans(line, spans, () => HIDDEN);
}

/** A text in which every one of the values is redacted, longest first so that no part of a longer one stays. */
export function redactText(text: string, values: readonly string[]): string {
  return [...values]
    .sort((a, b) => b.length - a.length)
    .reduce((redacted, value) => (value === '' ? redacted : redacted.replaceAll(value, redactValue(value))), text);
}

/**
 * A text in which every word is redacted that is a part of one of the stretches: some scanners point at a whole line or call, and say the
 * value itself only in their message. Short plain words stay, or nothing could be read.
 */
export function redactParts(text: string, stretches: readonly string[]): string {
  return text.replace(/[^\s"'`<>(),;:=[\]]{6,200}/g, (word) => {
    // Without the full stop or the exclamation mark of the message itself.
    const part = [word, word.replace(/[.!?]+$/, '')].find((one) => stretches.some((stretch) => stretch.includes(one)));
    return part === undefined || /^[A-Za-z]{1,11}$/.test(part) ? word : redactValue(part) + word.slice(part.length);
  });
}

/** A text about a secret whose value nobody knows: everything long that mixes letters and digits is taken for one. */
export function redactTokens(text: string): string {
  return text.replace(/[A-Za-z0-9_+/=~.-]{12,}/g, (token) =>
    /[0-9]/.test(token) && /[A-Za-z]/.test(token) ? HIDDEN : token,
  );
}

/**
 * The span of the value itself in what a scanner points at. Some point at `password = "value"`: name, sign and quotes stay, because they
 * make the line readable and say nothing. Others are off by a character: the value reaches to the end of its word.
 */
export function valueSpan(line: string, start: number, end: number): { readonly start: number; readonly end: number } {
  const pointed = line.slice(start, end);
  const before = ASSIGNMENT.exec(pointed)?.[0].length ?? /^["'`\s]*/.exec(pointed)?.[0].length ?? 0;
  const after = /["'`;,\s]*$/.exec(pointed)?.[0].length ?? 0;
  const inside = pointed.length - before - after > 0 ? { start: start + before, end: end - after } : { start, end };
  return widen(line, inside.start, inside.end);
}

// A name that speaks of a credential, a sign, perhaps a quote. Only then is what comes before the sign no part of the value.
const ASSIGNMENT =
  /^["'`]?[\w.-]{0,60}(?:pass|pwd|secret|token|key|auth|cred|api|client|access)[\w.-]{0,40}["'`]?\s{0,4}(?:=>|:=|=|:)\s{0,4}["'`]?(?=[^\s"'`]{4})/i;

function widen(line: string, start: number, end: number): { readonly start: number; readonly end: number } {
  let from = start;
  let to = end;
  while (
    from > 0 &&
    from < to &&
    /[A-Za-z0-9_-]/.test(line.charAt(from)) &&
    /[A-Za-z0-9_-]/.test(line.charAt(from - 1))
  )
    from--;
  while (
    to < line.length &&
    to > from &&
    /[A-Za-z0-9_=-]/.test(line.charAt(to - 1)) &&
    /[A-Za-z0-9_=-]/.test(line.charAt(to))
  )
    to++;
  return { start: from, end: to };
}

function replaceSpans(line: string, spans: readonly SecretSpan[], replacement: (span: SecretSpan) => string): string {
  let text = '';
  let at = 0;
  for (const span of merged(spans)) {
    text += line.slice(at, span.start) + replacement(span);
    at = span.end;
  }
  return text + line.slice(at);
}

/** Sorted, overlapping ones joined, empty ones left out. */
function merged(spans: readonly SecretSpan[]): readonly SecretSpan[] {
  const joined: SecretSpan[] = [];
  for (const span of spans.filter(({ start, end }) => end > start).sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last === undefined || span.start >= last.end) joined.push(span);
    else
      joined.splice(-1, 1, { start: last.start, end: Math.max(last.end, span.end), inner: last.inner || span.inner });
  }
  return joined;
}
