/** An expression as a tree. Names are in lower case, as GitHub compares them; places are offsets into the scalar's value. */
export type Expression = Literal | Reference | Call | Not | Binary;

interface Placed {
  readonly start: number;
  readonly end: number;
}

export interface Literal extends Placed {
  readonly kind: 'literal';
  readonly value: string | number | boolean | null;
}

/** `github.event.commits[0].message`; an index that is no constant name is `*`. */
export interface Reference extends Placed {
  readonly kind: 'reference';
  readonly path: readonly string[];
  /** What a value that is no context is taken from: `fromJSON(…).title`. */
  readonly of: Expression | undefined;
  /** Expressions in brackets that choose a property at run time. */
  readonly indexes: readonly Expression[];
}

export interface Call extends Placed {
  readonly kind: 'call';
  readonly name: string;
  readonly args: readonly Expression[];
}

export interface Not extends Placed {
  readonly kind: 'not';
  readonly operand: Expression;
}

export interface Binary extends Placed {
  readonly kind: 'binary';
  readonly operator: '&&' | '||' | '==' | '!=' | '<' | '<=' | '>' | '>=';
  readonly left: Expression;
  readonly right: Expression;
}

/** Every expression within one, itself included. */
export function expressionsWithin(expression: Expression): readonly Expression[] {
  return [expression, ...partsOf(expression).flatMap(expressionsWithin)];
}

function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'literal':
      return [];
    case 'reference':
      return expression.of === undefined ? expression.indexes : [expression.of, ...expression.indexes];
    case 'call':
      return expression.args;
    case 'not':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
  }
}

/** `github.event.issue.title` as one text. */
export function nameOf(reference: Reference): string {
  return reference.path.join('.');
}
