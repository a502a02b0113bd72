/** Thrown inside the quick reader where a text is not plain enough for it; the grammar reads that text then. */
export class NotPlain extends Error {}

/** A place in a text that moves on. */
export class Cursor {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** Skips blanks and comments, line ends too where they mean nothing. */
  skip(overLines: boolean): void {
    const pattern = overLines ? BLANKS_AND_LINES : BLANKS;
    pattern.lastIndex = this.at;
    pattern.exec(this.text);
    this.at = pattern.lastIndex;
  }

  /** Whether a text stands here. */
  sees(word: string): boolean {
    return this.text.startsWith(word, this.at);
  }

  /** Goes over a text if it stands here. */
  takes(word: string): boolean {
    if (!this.sees(word)) return false;
    this.at += word.length;
    return true;
  }

  /** Goes over a text that must stand here. */
  expect(word: string): void {
    if (!this.takes(word)) throw new NotPlain();
  }

  /** Goes over what a sticky pattern matches here. */
  match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  /** A name; identifiers of other scripts are left to the grammar. */
  name(): string {
    const found = this.match(NAME);
    if (found === undefined) throw new NotPlain();
    return found;
  }

  /** The word that stands here, without going over it. */
  peekName(): string | undefined {
    const start = this.at;
    const found = this.match(NAME);
    this.at = start;
    return found;
  }
}

const BLANKS = /(?:[ \t\r]+|#[^\n]*|\/\/[^\n]*|\/\*(?:[^*]|\*(?!\/))*\*\/)*/y;
const BLANKS_AND_LINES = /(?:[ \t\r\n]+|#[^\n]*|\/\/[^\n]*|\/\*(?:[^*]|\*(?!\/))*\*\/)*/y;
const NAME = /[A-Za-z_][A-Za-z0-9_-]*(?![^\0-\x7f])/y;
