import type { Tree } from 'web-tree-sitter';
import type { FilePath } from '../../model/path.ts';
import type { Severity } from '../../model/severity.ts';
import type { Grammar } from '../../ports/assets.ts';
import type { Argument, Expression, FunctionDefinition, Language, Program, Span, Statement } from './program.ts';

/** All that the engine knows of one language: `languages/<language>/<language>.ts` exports one. */
export interface LanguageSupport {
  readonly language: Language;
  /** The grammar of a file by its path; `undefined`: not a file of this language. */
  grammarOf(path: FilePath): Grammar | undefined;
  /** The code in a file's text, of the same length and with all of it at its place; without it the text is code. */
  codeOf?(path: FilePath, text: string): string;
  /** Never throws for what a file holds; a part that the parser could not read is left out. Bounded in depth. */
  lower(tree: Tree, text: string): Program;
  /** Packages whose types a parameter gets by its name alone (`res`), by package: where one is meant, one of its names stands, or what a pattern between two slashes finds. */
  readonly presumed?: Readonly<Record<string, readonly string[]>>;
  /** The one name of the parameters that a type is presumed of, by type. */
  readonly presumedNames?: Readonly<Record<string, string>>;
  /** The contents of `rules/sast/<language>/model.yml` and of the rule files beside it. */
  readonly model: unknown;
  readonly rules: readonly unknown[];
  /** Code of the rules that have neither `taint` nor `calls`, by id. */
  readonly checks: Readonly<Record<string, ProgramCheck>>;
  /** For some of them, by id: whether a text may hold a result, seen without parsing it. Asked where the rule's needs stand. */
  readonly looks?: Readonly<Record<string, (text: string) => boolean>>;
}

/** A rule as code: pure, results in order of place. */
export type ProgramCheck = (program: Program, lookup: Lookup) => readonly CheckResult[];

export interface CheckResult {
  readonly span: Span;
  /** Names the thing, and says what it means; without a full stop. */
  readonly message: string;
  readonly severity?: Severity;
  readonly fix?: string;
  /** The span shows a credential. */
  readonly sensitive?: boolean;
}

/** What the analysis knows of a program, for rules as code. */
export interface Lookup {
  /** Every call, in order of place, with the path of what is called (rule.ts), wherever it stands. */
  readonly calls: readonly ResolvedCall[];
  /** Every function, with its class's name. */
  readonly functions: readonly { readonly definition: FunctionDefinition; readonly className: string | undefined }[];
  /** Every statement, in order of place, nested ones too. */
  readonly statements: readonly Statement[];
  /** The path of an expression; `?` where nobody knows. */
  pathOf(expression: Expression): string;
  /** The fixed value of an expression, through variables that are assigned once; `undefined` if it is not certain. */
  valueOf(expression: Expression): string | number | boolean | null | undefined;
  /** The one expression that a name stands for; `undefined` for parameters and whatever is assigned twice. */
  soleValueOf(name: Extract<Expression, { kind: 'name' }>): Expression | undefined;
  /** An argument by position or keyword, also of a record: `1.httpOnly`. */
  argument(call: ResolvedCall, selector: string): Expression | undefined;
}

export interface ResolvedCall extends Span {
  readonly path: string;
  readonly callee: Expression;
  readonly arguments: readonly Argument[];
  readonly isNew: boolean;
}
