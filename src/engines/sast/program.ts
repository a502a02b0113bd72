/**
 * What every language is lowered to: just enough of a program to follow values through it. A lowering (`languages/<language>/lower.ts`)
 * makes one of these of a syntax tree; analysis and rules see nothing of tree-sitter. What a lowering does not know becomes `other`, whose
 * children are still looked at: a construct that is not understood must not hide what stands in it.
 */

export type Language = 'javascript' | 'python' | 'go' | 'java';

/** Offsets in UTF-16 code units from the beginning of the file; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Program {
  readonly language: Language;
  /** What a local name stands for: `sp` → `subprocess`, `exec` → `child_process.exec`, Go `exec` → `os/exec`, Java `Statement` → `java.sql.Statement`. */
  readonly imports: ReadonlyMap<string, string>;
  /** Packages whose every name may be meant: Java's `import java.util.*` and its own package, Python's `from x import *`. */
  readonly openImports: readonly string[];
  /** What is meant by a name that nothing in the file says: `$` → `jquery`. */
  readonly usualNames?: ReadonlyMap<string, string>;
  readonly body: readonly Statement[];
}

export type Expression =
  /** A variable, function, class or builtin by name; also `this` and `self`. */
  | (Span & { readonly kind: 'name'; readonly name: string })
  /** A string without anything filled in; `value` without quotes, escapes resolved where that is simple. */
  | (Span & { readonly kind: 'text'; readonly value: string })
  | (Span & { readonly kind: 'literal'; readonly value: number | boolean | null })
  | (Span & { readonly kind: 'regex'; readonly pattern: string; readonly flags: string })
  /** A string put together from parts: template, f-string, `+`, `%`, `.format`, tagged template. Parts in order; fixed pieces are `text`. */
  | (Span & { readonly kind: 'join'; readonly parts: readonly Expression[]; readonly tag?: Expression })
  | (Span & { readonly kind: 'member'; readonly object: Expression; readonly property: string })
  | (Span & { readonly kind: 'index'; readonly object: Expression; readonly index: Expression })
  | (Span & {
      readonly kind: 'call';
      readonly callee: Expression;
      readonly arguments: readonly Argument[];
      /** `new X(…)`; also a Go composite literal is a `record` with `type`, not a call. */
      readonly isNew: boolean;
    })
  /** Array, list, tuple, set; a spread is its own inner expression. */
  | (Span & { readonly kind: 'list'; readonly items: readonly Expression[] })
  /** Object, dict, struct literal; `type` where it has one (Go's `http.Cookie{…}`, also behind `&`). JSX attributes too. */
  | (Span & { readonly kind: 'record'; readonly entries: readonly Entry[]; readonly type?: string })
  | (Span & { readonly kind: 'function'; readonly definition: FunctionDefinition })
  /** Gives one of the values: `a ? b : c`, `a || b`, `a ?? b`, Python's `or`. */
  | (Span & {
      readonly kind: 'choice';
      readonly condition: Expression | undefined;
      readonly values: readonly Expression[];
    })
  /** A comparison, arithmetic, `not`, `typeof`, `instanceof`: its value is no longer the text of an operand. */
  | (Span & { readonly kind: 'operation'; readonly operator: string; readonly operands: readonly Expression[] })
  | (Span & { readonly kind: 'assignment'; readonly target: Target; readonly value: Expression })
  /** The same value in other clothes: `await x`, `(T) x`, `x as T`, `*p`, `&v`, `x!`. `type` where a cast names one. */
  | (Span & { readonly kind: 'wrapped'; readonly value: Expression; readonly type?: string })
  /** Anything else; a value in any child may come out of it. `word` says what it is, for rules by code: `jsx`, `yield`, `lambda`… */
  | (Span & { readonly kind: 'other'; readonly word: string; readonly children: readonly Expression[] });

export interface Argument {
  /** Keyword of a named argument. */
  readonly name: string | undefined;
  readonly value: Expression;
  /** `...args`, `*args`, `**kwargs`. */
  readonly isSpread: boolean;
}

export interface Entry {
  /** `undefined`: a spread, or a key that is computed. */
  readonly key: string | undefined;
  readonly keySpan: Span;
  readonly value: Expression;
}

/** Where a value goes: a variable, a member, an element, or a pattern of several. */
export type Target =
  | (Span & { readonly kind: 'variable'; readonly name: string; readonly type?: string })
  | (Span & { readonly kind: 'place'; readonly place: Extract<Expression, { kind: 'member' | 'index' }> })
  /** Destructuring and tuples: each part with the property it takes, where it takes one by name. */
  | (Span & {
      readonly kind: 'pattern';
      readonly parts: readonly { readonly property: string | undefined; readonly target: Target }[];
    });

export type Statement =
  | (Span & { readonly kind: 'expression'; readonly expression: Expression })
  /** Declaration or assignment; `value` is `undefined` for a declaration alone (whose `type` may matter), `grows` for `+=`. */
  | (Span & {
      readonly kind: 'assign';
      readonly target: Target;
      readonly value: Expression | undefined;
      readonly grows: boolean;
    })
  | (Span & {
      readonly kind: 'if';
      readonly condition: Expression;
      readonly then: readonly Statement[];
      readonly otherwise: readonly Statement[];
    })
  /** Any loop; `each` for loops over the elements of something. */
  | (Span & {
      readonly kind: 'loop';
      readonly each: { readonly target: Target; readonly values: Expression } | undefined;
      readonly condition: Expression | undefined;
      readonly body: readonly Statement[];
    })
  | (Span & { readonly kind: 'return'; readonly value: Expression | undefined })
  | (Span & { readonly kind: 'throw'; readonly value: Expression | undefined })
  /** Every alternative may run: cases of a switch, handlers of a `try` (whose body is one too), Go's `select`. */
  | (Span & {
      readonly kind: 'branches';
      readonly subject: Expression | undefined;
      readonly branches: readonly (readonly Statement[])[];
      /** Of a switch that falls through nowhere, for each branch: the values of the subject for which it runs, `default`, or `undefined` where that is not known. */
      readonly cases?: readonly BranchCase[];
    })
  | (Span & { readonly kind: 'block'; readonly body: readonly Statement[] })
  | (Span & { readonly kind: 'function'; readonly definition: FunctionDefinition })
  | (Span & { readonly kind: 'class'; readonly definition: ClassDefinition });

export type BranchCase = readonly Expression[] | 'default' | undefined;

export interface FunctionDefinition extends Span {
  /** `undefined` for one without a name. A method's name alone; its class holds it. */
  readonly name: string | undefined;
  /** The name or signature, for a message's place. */
  readonly head: Span;
  readonly parameters: readonly Parameter[];
  /** Decorators and annotations: a call or a name. */
  readonly decorators: readonly Expression[];
  /** Written type of what it returns. */
  readonly returns?: string;
  readonly body: readonly Statement[];
  readonly exported: boolean;
}

export interface Parameter extends Span {
  readonly target: Target;
  readonly decorators: readonly Expression[];
  /** Written type, as it stands there without type arguments: `HttpServletRequest`, `*http.Request` is `http.Request`. */
  readonly type?: string;
  readonly default?: Expression;
  /** `*args`, `...rest`: what is left of the arguments; `**kwargs`: of those with a name. */
  readonly collects?: 'items' | 'entries';
}

export interface ClassDefinition extends Span {
  readonly name: string | undefined;
  readonly bases: readonly Expression[];
  readonly decorators: readonly Expression[];
  /** Fields with their types and first values, as `assign`; methods as `function`; in order. */
  readonly body: readonly Statement[];
}
