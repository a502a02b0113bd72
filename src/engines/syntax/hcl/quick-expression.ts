import type { Region } from '../../../model/location.ts';
import { type Expression, type ObjectEntry, SPLAT } from './hcl.ts';
import { type Cursor, NotPlain } from './quick-tokens.ts';
import { templateOf, withoutEscapes } from './read-template.ts';

/** A part whose place is decided by what it is a part of: a term before its steps has the place of all. */
interface Unplaced {
  readonly start: number;
  readonly end: number;
  readonly at: (region: Region) => Expression;
}

/** Deeper ones are left to the grammar, which knows what to say about them. */
const MAX_DEPTH = 60;

/** The same for steps of one term and operators in a row: each is one level more for who evaluates them. */
const MAX_ROW = 25;

/** What follows a term, for the term. */
type Step = (of: Expression) => Expression;

/** From the weakest to the strongest (specification, "Operations"). */
const LEVELS: readonly RegExp[] = [/\|\|/y, /&&/y, /[=!]=(?!=)/y, /[<>]=?/y, /[-+]/y, /\*|\/(?![/*])|%/y];

/** Reads expressions that are written as nearly all are; throws `NotPlain` at anything else. */
export class QuickExpressions {
  readonly #cursor: Cursor;
  readonly #regionOf: (start: number, end: number) => Region;
  #depth = 0;

  constructor(cursor: Cursor, regionOf: (start: number, end: number) => Region) {
    this.#cursor = cursor;
    this.#regionOf = regionOf;
  }

  /** The expression here. `overLines`: within brackets, where line ends mean nothing. */
  read(overLines: boolean): Expression {
    return this.#placed(this.#conditional(overLines));
  }

  /** The same with the offset behind it: blanks and comments after it are no part of it. */
  readWithEnd(): { readonly value: Expression; readonly end: number } {
    const found = this.#conditional(false);
    return { value: this.#placed(found), end: found.end };
  }

  #placed({ start, end, at }: Unplaced): Expression {
    return at(this.#regionOf(start, end));
  }

  #conditional(overLines: boolean): Unplaced {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw new NotPlain();
    const condition = this.#operation(0, overLines);
    this.#cursor.skip(overLines);
    const isConditional = this.#cursor.takes('?');
    const found = isConditional ? this.#branches(condition, overLines) : condition;
    this.#depth -= 1;
    return found;
  }

  #branches(before: Unplaced, overLines: boolean): Unplaced {
    const yes = this.#conditional(overLines);
    this.#cursor.skip(overLines);
    this.#cursor.expect(':');
    const no = this.#conditional(overLines);
    const parts = { condition: this.#placed(before), yes: this.#placed(yes), no: this.#placed(no) };
    return { start: before.start, end: no.end, at: (region) => ({ kind: 'conditional', ...parts, region }) };
  }

  #operation(level: number, overLines: boolean): Unplaced {
    const pattern = LEVELS[level];
    if (pattern === undefined) return this.#unary(overLines);
    let left = this.#operation(level + 1, overLines);
    for (let count = 0; ; count += 1) {
      this.#cursor.skip(overLines);
      const operator = this.#cursor.match(pattern);
      if (operator === undefined) return left;
      if (count > MAX_ROW) throw new NotPlain();
      left = this.#binary(operator, left, this.#operation(level + 1, overLines));
    }
  }

  #binary(operator: string, left: Unplaced, right: Unplaced): Unplaced {
    const own = this.#regionOf(left.start, right.end);
    const operands = { left: left.at(own), right: right.at(own) };
    return { start: left.start, end: right.end, at: (region) => ({ kind: 'binary', operator, ...operands, region }) };
  }

  #unary(overLines: boolean): Unplaced {
    this.#cursor.skip(overLines);
    const start = this.#cursor.at;
    const operator = this.#cursor.match(/!(?!=)|-/y);
    if (operator === undefined) return this.#term(overLines);
    const { end, at } = this.#term(overLines);
    const operand = at(this.#regionOf(start, end));
    return { start, end, at: (region) => ({ kind: 'unary', operator, operand, region }) };
  }

  /** A term with its steps: `a.b[0]`. */
  #term(overLines: boolean): Unplaced {
    this.#cursor.skip(overLines);
    const start = this.#cursor.at;
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw new NotPlain();
    const base = this.#base();
    this.#depth -= 1;
    const steps = this.#steps();
    const at = (region: Region) => steps.reduce<Expression>((of, step) => step(of), { ...base, region });
    return { start, end: this.#cursor.at, at };
  }

  #steps(): readonly Step[] {
    const steps: Step[] = [];
    for (let step = this.#step(); step !== undefined; step = this.#step()) {
      if (steps.length > MAX_ROW) throw new NotPlain();
      steps.push(step);
    }
    return steps;
  }

  #step(): Step | undefined {
    const cursor = this.#cursor;
    if (cursor.sees('...')) return undefined;
    if (cursor.takes('.')) {
      const name = cursor.name();
      return (of) => ({ kind: 'attribute', of, name, region: of.region });
    }
    if (!cursor.takes('[')) return undefined;
    if (cursor.takes('*]')) return this.#splat();
    const key = this.read(true);
    cursor.skip(true);
    cursor.expect(']');
    return (of) => ({ kind: 'index', of, key, region: of.region });
  }

  /** `[*]`, and all that follows for each element. */
  #splat(): Step {
    const steps = this.#steps();
    return (of) => {
      const element: Expression = { kind: 'variable', name: SPLAT, region: of.region };
      return {
        kind: 'splat',
        of,
        each: steps.reduce<Expression>((before, step) => step(before), element),
        region: of.region,
      };
    };
  }

  #base(): Expression {
    const cursor = this.#cursor;
    const start = cursor.at;
    switch (cursor.text[start]) {
      case '"':
        return this.#quoted();
      case '(':
        return this.#group();
      case '[':
        return this.#list();
      case '{':
        return this.#object();
      case '<':
        return this.#heredoc(start);
      default:
    }
    const number = cursor.match(/\d+(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\w.])/y);
    if (number !== undefined) return { kind: 'literal', value: Number(number), region: NOWHERE };
    return this.#word(cursor.name());
  }

  #word(name: string): Expression {
    const cursor = this.#cursor;
    if (cursor.sees('(')) return this.#call(name);
    if (cursor.sees('::') || cursor.sees(' (')) throw new NotPlain();
    switch (name) {
      case 'true':
      case 'false':
        return { kind: 'literal', value: name === 'true', region: NOWHERE };
      case 'null':
        return { kind: 'literal', value: null, region: NOWHERE };
      default:
        return { kind: 'variable', name, region: NOWHERE };
    }
  }

  #group(): Expression {
    this.#cursor.expect('(');
    const inner = this.read(true);
    this.#cursor.skip(true);
    this.#cursor.expect(')');
    return inner;
  }

  #call(name: string): Expression {
    const cursor = this.#cursor;
    cursor.expect('(');
    const args: Expression[] = [];
    let expandsLast = false;
    for (;;) {
      cursor.skip(true);
      if (cursor.takes(')')) break;
      args.push(this.read(true));
      cursor.skip(true);
      if (cursor.takes('...')) expandsLast = true;
      cursor.skip(true);
      if (!cursor.takes(',') && !cursor.sees(')')) throw new NotPlain();
    }
    return { kind: 'call', name, args, expandsLast, region: NOWHERE };
  }

  #list(): Expression {
    const cursor = this.#cursor;
    cursor.expect('[');
    cursor.skip(true);
    if (cursor.peekName() === 'for') return this.#loop(']');
    const items: Expression[] = [];
    for (;;) {
      cursor.skip(true);
      if (cursor.takes(']')) return { kind: 'list', items, region: NOWHERE };
      items.push(this.read(true));
      cursor.skip(true);
      if (!cursor.takes(',') && !cursor.sees(']')) throw new NotPlain();
    }
  }

  #object(): Expression {
    const cursor = this.#cursor;
    cursor.expect('{');
    cursor.skip(true);
    if (cursor.peekName() === 'for') return this.#loop('}');
    const entries: ObjectEntry[] = [];
    for (;;) {
      cursor.skip(true);
      if (cursor.takes('}')) return { kind: 'object', entries, region: NOWHERE };
      entries.push(this.#entry());
      cursor.skip(false);
      if (!cursor.takes(',') && !cursor.sees('}') && !cursor.sees('\n')) throw new NotPlain();
    }
  }

  #entry(): ObjectEntry {
    const cursor = this.#cursor;
    const isGroup = cursor.sees('(');
    const key = this.#placed(this.#term(false));
    cursor.skip(false);
    if (!cursor.takes('=') && !cursor.takes(':')) throw new NotPlain();
    if (cursor.sees('=') || cursor.sees('>')) throw new NotPlain();
    const isBare = key.kind === 'variable' && !isGroup;
    const value = this.read(false);
    return { key: isBare ? { kind: 'literal', value: key.name, region: key.region } : key, value };
  }

  /** Behind the bracket: `for k, v in x : value if condition`. */
  #loop(close: ']' | '}'): Expression {
    const cursor = this.#cursor;
    cursor.expect('for');
    const names = [this.#nextName()];
    cursor.skip(true);
    if (cursor.takes(',')) names.push(this.#nextName());
    if (this.#nextName() !== 'in') throw new NotPlain();
    const source = this.read(true);
    cursor.skip(true);
    cursor.expect(':');
    const values = [this.read(true)];
    cursor.skip(true);
    if (cursor.takes('=>')) values.push(this.read(true));
    cursor.skip(true);
    const groups = cursor.takes('...');
    cursor.skip(true);
    const condition = cursor.peekName() === 'if' ? this.#condition() : undefined;
    cursor.skip(true);
    cursor.expect(close);
    const [first, second] = values;
    const [keyName, valueName] = names;
    if (first === undefined || keyName === undefined || (close === '}') !== (second !== undefined))
      throw new NotPlain();
    return {
      kind: 'for',
      keyName: valueName === undefined ? undefined : keyName,
      valueName: valueName ?? keyName,
      in: source,
      key: second === undefined ? undefined : first,
      value: second ?? first,
      condition,
      groups,
      region: NOWHERE,
    };
  }

  #condition(): Expression {
    this.#cursor.expect('if');
    return this.read(true);
  }

  #nextName(): string {
    this.#cursor.skip(true);
    return this.#cursor.name();
  }

  /** A quoted text with `${…}` in it or not. */
  #quoted(): Expression {
    const cursor = this.#cursor;
    const start = cursor.at;
    cursor.expect('"');
    const parts: Expression[] = [];
    for (;;) {
      const text = cursor.match(QUOTED) ?? '';
      if (text !== '') parts.push({ kind: 'literal', value: withoutEscapes(text), region: NOWHERE });
      if (cursor.takes('"')) break;
      parts.push(this.#interpolation());
    }
    return this.#template(parts, false, start);
  }

  #interpolation(): Expression {
    const cursor = this.#cursor;
    if (!cursor.takes('${') || cursor.sees('~')) throw new NotPlain();
    const value = this.read(true);
    cursor.skip(true);
    cursor.expect('}');
    return value;
  }

  /** The texts among the parts have the place of the whole. */
  #template(parts: readonly Expression[], isIndented: boolean, start: number): Expression {
    const region = this.#regionOf(start, this.#cursor.at);
    const placed = parts.map((part) => (part.region === NOWHERE ? { ...part, region } : part));
    return templateOf(placed, isIndented, region);
  }

  /** A heredoc ends at the first line that is its marker alone. */
  #heredoc(start: number): Expression {
    const cursor = this.#cursor;
    const [all = '', dash, marker = ''] =
      /^<<(-?)([A-Za-z_]\w*)\r?\n/.exec(cursor.text.slice(start, start + 100)) ?? [];
    if (marker === '') throw new NotPlain();
    const ending = new RegExp(`^[ \\t]*${marker}(?=[ \\t]*[\\r\\n,)\\]}]|$)`, 'gm');
    ending.lastIndex = start + all.length;
    const found = ending.exec(cursor.text);
    if (found === null) throw new NotPlain();
    const parts: Expression[] = [];
    cursor.at = start + all.length;
    while (cursor.at < found.index) {
      const text = cursor.match(WRITTEN) ?? '';
      const kept = text.slice(0, Math.max(0, found.index - cursor.at + text.length));
      if (kept !== '') parts.push({ kind: 'literal', value: kept, region: NOWHERE });
      if (kept.includes('\r')) throw new NotPlain();
      if (cursor.at < found.index) parts.push(this.#interpolation());
    }
    cursor.at = found.index + found[0].length;
    return this.#template(parts, dash === '-', start);
  }
}

/** Letters up to an interpolation or directive. */
const WRITTEN = /(?:[^$%]|([$%])\1\{|[$%](?!\{))+/y;

/** Letters up to a quote or an interpolation; whatever else a sign may begin is left to the grammar. */
const QUOTED = /(?:[^"\\$%\n]|\\[^\n]|([$%])\1\{|[$%](?![{$%]))+/y;

/** Stands where the place is put in afterwards. */
const NOWHERE: Region = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };
