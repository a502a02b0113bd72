import type { Location } from '../../../../model/location.ts';
import type { FilePath } from '../../../../model/path.ts';
import type { NotLookedAt } from '../../../../model/scan.ts';
import { printable, shorten } from '../../../../model/text.ts';

/** More remarks of one root teach nothing: code that has so many was made to. */
const MAX_REMARKS = 50;

/** The names of a circle that are shown; longer ones show their beginning. */
const MAX_SHOWN = 6;

/** What evaluating a root came across that leaves values unknown or modules out, each once, by the place where somebody can mend it. */
export class Remarks {
  readonly #found = new Map<string, NotLookedAt>();
  /** Names whose values are being computed now, the one that was asked for first at the beginning. */
  readonly #open: string[] = [];

  get all(): readonly NotLookedAt[] {
    return [...this.#found.values()];
  }

  /** Computes a name's value, so that a name that is asked for meanwhile can be told to go in a circle. */
  during<Value>(name: string, compute: () => Value): Value {
    this.#open.push(name);
    const value = compute();
    this.#open.pop();
    return value;
  }

  /** To be called when a name without a value is asked for: says so where that is because its own value depends on it. */
  circleOf(name: string, declared: Location | undefined): void {
    const start = this.#open.lastIndexOf(name);
    if (start < 0 || declared === undefined) return;
    const names = chain([...this.#open.slice(start), name]);
    this.#add(declared.path, `line ${declared.region.startLine} depends on itself (${names}): its value is unknown`);
  }

  /** A module that is called while it is being called: `folders` are those of the callers, from the first on. */
  circleOfModules(folders: readonly FilePath[], called: FilePath, call: Location): void {
    const shown = [...folders.slice(folders.indexOf(called)), called].map((folder) => (folder === '' ? '.' : folder));
    const line = call.region.startLine;
    this.#add(call.path, `line ${line} calls modules in a circle (${chain(shown)}): the inner one was not looked at`);
  }

  /** A module that is called and not followed: `source` as it is written, `why` a relative clause. */
  moduleLeftOut(call: Location, source: string, why: string): void {
    this.#add(call.path, `calls the module ${shorten(printable(source), 80)}, ${why}: it was not looked at`);
  }

  #add(path: FilePath, why: string): void {
    if (this.#found.size < MAX_REMARKS) this.#found.set(`${path}\n${why}`, { path, why });
  }
}

function chain(names: readonly string[]): string {
  const shown = names.length > MAX_SHOWN ? [...names.slice(0, MAX_SHOWN - 1), '…', names.at(-1) ?? ''] : names;
  return shown.map((name) => shorten(printable(name), 60)).join(' → ');
}
