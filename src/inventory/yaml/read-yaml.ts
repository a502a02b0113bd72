import { closedValue, type OpenValue, withLine } from './open-value.ts';
import { unquote } from './scalar.ts';
import type { YamlEntry, YamlMap, YamlValue } from './tree.ts';

/** A text that was read, document by document; `misunderstood` are the lines that are no YAML as lockfiles use it. */
export interface LockYaml {
  readonly documents: readonly YamlMap[];
  readonly misunderstood: readonly number[];
}

/** A collection that lines of this indentation add to. */
type Level =
  | { readonly indent: number; readonly map: YamlMap; readonly list: undefined }
  | { readonly indent: number; readonly map: undefined; readonly list: YamlEntry[] };

/** Where a value goes: what stands before it has this indentation. */
interface Slot {
  readonly indent: number;
  readonly isItem: boolean;
  put(value: YamlValue): void;
}

/** A key: quoted, or plain up to a colon at the end or before white space; then what follows on the line. */
const KEY = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'[\]{}#&*!|>%@`,:-](?:[^:]|:(?!\s|$))*):(?:[ \t]+(.*))?$/;
const DASH = /^-(?=\s|$)[ \t]*/;
/** `- - - x`: more on one line is no lockfile. */
const MOST_DASHES = 16;

/**
 * Reads the YAML that package managers write (Yarn, pnpm, pub): block mappings and lists, scalars, flow collections. It is made for them:
 * several megabytes take a fraction of the time that a whole YAML parser needs, no depth exhausts the stack, every entry knows its line,
 * and no scalar is taken for a number. What goes beyond that (anchors, tags, keys that stand twice) is named by its line.
 * Block scalars come unfolded. https://yaml.org/spec/1.2.2/
 */
export function readLockYaml(text: string): LockYaml {
  const reader = new Reader();
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) reader.take(line, index + 1);
  return reader.finish();
}

class Reader {
  readonly #documents: YamlMap[] = [];
  readonly #misunderstood: number[] = [];
  readonly #levels: Level[] = [];
  /** A key or a dash whose value may come below. */
  #waiting: Slot | undefined;
  /** A plain scalar that lines below may go on with. */
  #plain: { readonly slot: Slot; readonly text: string } | undefined;
  #block: { readonly slot: Slot; readonly lines: string[] } | undefined;
  #open: { readonly slot: Slot; readonly value: OpenValue } | undefined;
  #explicitKey: { readonly key: string; readonly indent: number } | undefined;

  take(line: string, number: number): void {
    const content = line.trim();
    const indent = line.length - line.trimStart().length;
    if (this.#goesOn(content, indent)) return;
    if (content === '' || content.startsWith('#')) return;
    if (indent === 0 && /^(---|\.\.\.)(\s|$)/.test(content)) this.#startDocument(content, number);
    else if (line.slice(0, indent).includes('\t')) this.#misunderstood.push(number);
    else if (!this.#continuesPlain(content, indent)) this.#place(content, indent, number);
  }

  finish(): LockYaml {
    this.#endDocument();
    return { documents: this.#documents, misunderstood: this.#misunderstood };
  }

  #startDocument(content: string, number: number): void {
    this.#endDocument();
    if (!/^(---|\.\.\.)\s*(#.*)?$/.test(content)) this.#misunderstood.push(number);
  }

  #endDocument(): void {
    if (this.#open !== undefined) this.#misunderstood.push(this.#open.value.line);
    this.#endBlock();
    this.#open = undefined;
    this.#waiting = undefined;
    this.#plain = undefined;
    this.#explicitKey = undefined;
    this.#levels.length = 0;
  }

  /** Whether the line belongs to a block scalar, or to quotes or brackets that are open. */
  #goesOn(content: string, indent: number): boolean {
    if (this.#block !== undefined) {
      if (content === '' || indent > this.#block.slot.indent) {
        this.#block.lines.push(content);
        return true;
      }
      this.#endBlock();
    }
    if (this.#open === undefined) return false;
    const { slot, value } = this.#open;
    const longer = withLine(value, content);
    const closed = longer?.mayClose ? closedValue(longer.open) : undefined;
    this.#open = longer === undefined || closed !== undefined ? undefined : { slot, value: longer.open };
    if (longer === undefined) this.#misunderstood.push(value.line);
    if (closed !== undefined) slot.put(closed);
    return true;
  }

  #endBlock(): void {
    this.#block?.slot.put(this.#block.lines.join('\n').trimEnd());
    this.#block = undefined;
  }

  #continuesPlain(content: string, indent: number): boolean {
    if (this.#plain === undefined || indent <= this.#plain.slot.indent) {
      this.#plain = undefined;
      return false;
    }
    const { slot, text } = this.#plain;
    this.#plain = { slot, text: `${text} ${content}` };
    slot.put(this.#plain.text);
    return true;
  }

  /** A line with a key, a dash, or a value that its key waits for. */
  #place(line: string, start: number, number: number): void {
    let content = line;
    let indent = start;
    for (let dashes = 0; dashes <= MOST_DASHES; dashes += 1) {
      const dash = DASH.exec(content)?.[0];
      const [, rawKey, rest = ''] = dash === undefined ? (KEY.exec(content) ?? []) : [];
      const waiting = this.#waiting;
      const isBelow = waiting !== undefined && indent > waiting.indent;
      if (dash === undefined && rawKey === undefined && !/^[?:](\s|$)/.test(content)) {
        this.#waiting = undefined;
        if (this.#levels.length === 0 && content.startsWith('{')) this.#value(content, this.#documentSlot(), number);
        else if (waiting === undefined || !isBelow) this.#misunderstood.push(number);
        else this.#value(content, waiting, number);
        return;
      }
      const level = this.#levelAt(indent, dash !== undefined);
      if (level === undefined) {
        this.#misunderstood.push(number);
        return;
      }
      if (level.list === undefined) {
        this.#keyed(level.map, rawKey, rawKey === undefined ? content : rest, indent, number);
        return;
      }
      const slot = slotIn(level.list, indent, number);
      content = content.slice(dash?.length ?? 0);
      if (!DASH.test(content) && !KEY.test(content)) {
        this.#value(content, slot, number);
        return;
      }
      this.#waiting = slot;
      indent += dash?.length ?? 0;
    }
    this.#misunderstood.push(number);
  }

  /** For a document that is one flow mapping, as JSON is. */
  #documentSlot(): Slot {
    const put = (value: YamlValue) => {
      if (value instanceof Map) this.#documents.push(value);
    };
    return { indent: -1, isItem: false, put };
  }

  /** The open collection that a key or dash of this indentation belongs to; a new one where one is waited for. */
  #levelAt(indent: number, isDash: boolean): Level | undefined {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    for (let top = this.#levels.at(-1); top !== undefined; top = this.#levels.at(-1)) {
      // A list may stand at the indentation of its key, and ends where the next key comes.
      if (top.indent < indent || (top.indent === indent && (top.list !== undefined) === isDash)) break;
      if (top.indent === indent && isDash) break;
      this.#levels.pop();
    }
    const mayBeBelow =
      waiting !== undefined && (indent > waiting.indent || (isDash && !waiting.isItem && indent === waiting.indent));
    if (mayBeBelow || this.#levels.length === 0)
      return this.#openLevel(indent, isDash, mayBeBelow ? waiting : undefined);
    const top = this.#levels.at(-1);
    return top?.indent === indent && (top.list !== undefined) === isDash ? top : undefined;
  }

  #openLevel(indent: number, isDash: boolean, slot: Slot | undefined): Level | undefined {
    const level: Level = isDash ? { indent, map: undefined, list: [] } : { indent, map: new Map(), list: undefined };
    if (slot !== undefined) slot.put(level.map ?? level.list);
    else if (level.map !== undefined) this.#documents.push(level.map);
    else return undefined;
    this.#levels.push(level);
    return level;
  }

  /** `key: value`, or one of the two lines of `? key` and `: value`. */
  #keyed(map: YamlMap, rawKey: string | undefined, rest: string, indent: number, number: number): void {
    const explicit = this.#explicitKey;
    this.#explicitKey = undefined;
    if (rawKey === undefined && rest.startsWith('?')) {
      const key = unquote(rest.slice(1).trim());
      if (key === undefined || key === '') this.#misunderstood.push(number);
      else this.#explicitKey = { key, indent };
      return;
    }
    const isExplicit = rawKey === undefined && explicit?.indent === indent;
    const key = isExplicit ? explicit?.key : unquote(rawKey ?? '!');
    const entry: { readonly line: number; value: YamlValue } = { line: number, value: '' };
    if (key === undefined || map.has(key)) this.#misunderstood.push(number);
    else map.set(key, entry);
    const put = (value: YamlValue) => {
      entry.value = value;
    };
    this.#value(rawKey === undefined ? rest.slice(1).trim() : rest, { indent, isItem: false, put }, number);
  }

  #value(text: string, slot: Slot, number: number): void {
    if (text === '' || text.startsWith('#')) this.#waiting = slot;
    else if (/^[|>]/.test(text)) this.#block = { slot, lines: [] };
    else if (/^["'[{]/.test(text)) this.#quotedOrFlow({ line: number, text, tries: 0 }, slot);
    else this.#plainScalar(text, slot, number);
  }

  #quotedOrFlow(value: OpenValue, slot: Slot): void {
    const closed = closedValue(value);
    if (closed === undefined) this.#open = { slot, value };
    else slot.put(closed);
  }

  #plainScalar(text: string, slot: Slot, number: number): void {
    const plain = text.replace(/[ \t]#.*$/, '').trimEnd();
    const value = unquote(plain);
    if (value === undefined) {
      // What an anchor or a tag stands before is read all the same.
      this.#misunderstood.push(number);
      this.#waiting = slot;
      return;
    }
    slot.put(value);
    this.#plain = { slot, text: plain };
  }
}

function slotIn(list: YamlEntry[], indent: number, line: number): Slot {
  const entry: { readonly line: number; value: YamlValue } = { line, value: '' };
  list.push(entry);
  return {
    indent,
    isItem: true,
    put: (value) => {
      entry.value = value;
    },
  };
}
