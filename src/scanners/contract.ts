import type { Engine, ScannedFile } from '../engines/contract.ts';
import type { Category } from '../model/category.ts';
import type { FilePath } from '../model/path.ts';
import type { ReportedResult } from '../model/result.ts';
import type { Severity } from '../model/severity.ts';
import type { Assets } from '../ports/assets.ts';
import type { SarifResult } from '../sarif/log.ts';

/** What one run of an external scanner looks at: the whole root, or the named files below it. */
export interface Target {
  /** Absolute path of the scanned root; also the working directory, unless the invocation says otherwise. */
  readonly root: FilePath;
  /** The files that the scanner's `wants` chose, relative to the root. */
  readonly files: readonly FilePath[];
  /** Where the scanner must write its SARIF. Absolute, outside the workspace. */
  readonly output: FilePath;
  /** A private folder of this run: home, temporary and cache folder of the scanner. */
  readonly scratch: FilePath;
}

/** How a scanner is asked. */
export interface Invocation {
  readonly args: readonly string[];
  /** On top of the bare environment (`PATH`, `HOME`, `LANG`, `TMPDIR`). */
  readonly env?: Readonly<Record<string, string>>;
  /**
   * Where the program starts: the scanned root unless an adapter says `scratch`, because the program takes to heart what it finds
   * where it is started (checkov runs the Python files that a `.checkov.yaml` names).
   */
  readonly workingFolder?: 'root' | 'scratch';
  /** `true` when the report comes on standard output instead of in `target.output`. */
  readonly reportOnStdout?: boolean;
  /**
   * Files that the run stage writes before it starts the program: path relative to `target.scratch` → text. An adapter puts
   * an empty configuration there and names it in `args`, so that the one a hostile tree brings along is never read.
   */
  readonly writes?: Readonly<Record<string, string>>;
}

/** What a column of a report counts. `normalize` turns all into UTF-16 code units. */
export type ColumnUnit = 'utf-16' | 'code-points' | 'bytes';

/** What an exit status means: `ok` (with or without findings), `nothing` (nothing here for it), or everything else, a failure. */
export type ExitMeaning = 'ok' | 'nothing';

/** A scanner that is a program of others. Nothing else in the code knows it. */
export interface ExternalScanner {
  readonly kind: 'external';
  readonly name: string;
  readonly title: string;
  readonly homepage: string;
  readonly category: Category;
  /** The program's name on PATH. */
  readonly program: string;
  /** How to get it, one command: `pip install bandit[sarif]`. */
  readonly install: string;
  /** Arguments that print its version (on top of the bare environment, `env`), and how to read it from the output. */
  readonly version: {
    readonly args: readonly string[];
    readonly env?: Readonly<Record<string, string>>;
    readonly pattern: RegExp;
  };
  /** Whether it comes with profile `recommended` (one leading scanner per category). */
  readonly recommended: boolean;
  /** Hosts that it talks to; empty for a scanner that needs no network. */
  readonly network: readonly string[];
  /** Whether the user's own arguments leave it nothing to fetch (rules or a database of their own): then it runs offline too. */
  worksOffline?(userArgs: readonly string[]): boolean;
  wants(file: ScannedFile): boolean;
  readonly nothingToDo: string;
  /** `userArgs`: the user's own arguments, which follow those of the invocation. */
  invoke(target: Target, userArgs: readonly string[]): Invocation;
  readonly exits: Readonly<Record<number, ExitMeaning>>;
  /** What its columns count when its report does not say so (`columnKind`); UTF-16 code units by default. */
  readonly columnUnit?: ColumnUnit;
  /** What its report leaves out or says in its own way. `undefined` drops a result that is none. */
  adapt(result: SarifResult, target: Target): AdaptedResult | undefined;
}

/** A scanner that is built in. */
export interface EmbeddedScanner {
  readonly kind: 'embedded';
  readonly name: string;
  readonly title: string;
  readonly category: Category;
  /** Loads the engine with its rules: only when it has something to do. */
  load(assets: Assets): Promise<Engine>;
  /** The same question as the engine's, answerable without loading it. */
  wants(file: ScannedFile): boolean;
  /** The files that it cannot do without: one that a limit keeps from it leaves the scan incomplete. None when left out. */
  needs?(file: ScannedFile): boolean;
  /** Files of its kind that it leaves out for their names alone: other people's, installed or built. None when left out. */
  leavesOut?(file: ScannedFile): boolean;
  readonly nothingToDo: string;
  /** It looks at the images that are named: without one it has nothing to do, with one it runs whatever files there are. */
  readonly looksAtImages?: true;
}

/** A user's own scanner: `scanners.acme.command` of the configuration. */
export interface OwnScanner {
  readonly kind: 'own';
  readonly name: string;
  readonly category: Category;
  /** The first element is the program; `{output}` and `{target}` are replaced in all. */
  readonly command: readonly string[];
}

export type Scanner = ExternalScanner | EmbeddedScanner | OwnScanner;

/** A reported result without what `normalize` knows itself. */
export type AdaptedResult = Omit<ReportedResult, 'category'>;

/** The severity words of a scanner, in its own spelling. */
export type SeverityWords = Readonly<Record<string, Severity>>;

/** Checks nothing at run time; gives a scanner file its type and its reader one word to look for. */
export function defineScanner(scanner: Omit<ExternalScanner, 'kind'>): ExternalScanner {
  return { kind: 'external', ...scanner };
}
