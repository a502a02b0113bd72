import type { Region } from '../../../model/location.ts';

/** A body of HCL (https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md): a file's, or a block's. */
export interface HclBody {
  readonly attributes: readonly HclAttribute[];
  readonly blocks: readonly HclBlock[];
}

export interface HclAttribute {
  readonly name: string;
  readonly value: Expression;
  readonly region: Region;
}

/** `resource "type" "name" { … }`. */
export interface HclBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly body: HclBody;
  /** Its first line, without the brace. */
  readonly header: Region;
  readonly region: Region;
}

/** An expression with its place. What the grammar knows and no reader needs is `unsupported`: its value is never guessed. */
export type Expression = { readonly region: Region } & (
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'template'; readonly parts: readonly Expression[] }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'object'; readonly entries: readonly ObjectEntry[] }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'attribute'; readonly of: Expression; readonly name: string }
  | { readonly kind: 'index'; readonly of: Expression; readonly key: Expression }
  /** `of[*].a.b`: `each` is the expression for one element, which it names by the variable `SPLAT`. */
  | { readonly kind: 'splat'; readonly of: Expression; readonly each: Expression }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly args: readonly Expression[];
      readonly expandsLast: boolean;
    }
  | { readonly kind: 'conditional'; readonly condition: Expression; readonly yes: Expression; readonly no: Expression }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: Expression }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | ForExpression
  | { readonly kind: 'unsupported' }
);

export interface ForExpression {
  readonly kind: 'for';
  readonly keyName: string | undefined;
  readonly valueName: string;
  readonly in: Expression;
  /** Missing in a list. */
  readonly key: Expression | undefined;
  readonly value: Expression;
  readonly condition: Expression | undefined;
  /** `...`: values of one key are gathered in a list. */
  readonly groups: boolean;
}

export interface ObjectEntry {
  readonly key: Expression;
  readonly value: Expression;
}

/** The name of the element in a splat's expression; no identifier can be written so. */
export const SPLAT = '*';
