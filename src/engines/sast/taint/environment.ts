import { mergeValues, type Value } from './value.ts';

/** The variables of a function at one point, and those of the functions around it. Only what holds something from outside has an entry. */
export class Environment {
  readonly #values: Map<string, Value | undefined>;
  readonly #outer: (() => Environment) | undefined;

  constructor(outer?: () => Environment, values = new Map<string, Value | undefined>()) {
    this.#outer = outer;
    this.#values = values;
  }

  get size(): number {
    return this.#values.size;
  }

  get(name: string): Value | undefined {
    return this.#values.has(name) ? this.#values.get(name) : this.#outer?.().get(name);
  }

  has(name: string): boolean {
    return this.#values.has(name) || (this.#outer?.().has(name) ?? false);
  }

  /** A variable of this function, whatever has its name outside. */
  declare(name: string, value: Value | undefined): void {
    if (value === undefined && this.#outer?.().has(name) !== true) this.#values.delete(name);
    else this.#values.set(name, value);
  }

  /** A variable of this function or of one around it. */
  set(name: string, value: Value | undefined): void {
    const outer = this.#outer?.();
    const isOuter = outer !== undefined && !this.#values.has(name) && outer.has(name);
    this.declare(name, value);
    // Whether it is the same variable or a new one of the same name is not known here.
    if (isOuter && value !== undefined) outer.add(name, value);
  }

  /** The variable may hold this too. */
  add(name: string, value: Value | undefined): void {
    if (value !== undefined) this.#values.set(name, mergeValues(this.get(name), value));
  }

  /** A variable of the function around this one may hold this too. */
  addOutside(name: string, value: Value | undefined): void {
    this.#outer?.().add(name, value);
  }

  copy(): Environment {
    return new Environment(this.#outer, new Map(this.#values));
  }

  /** What holds after either way. */
  merge(other: Environment): Environment {
    const merged = this.copy();
    for (const name of new Set([...this.#values.keys(), ...other.#values.keys()])) {
      const value = mergeValues(this.get(name), other.get(name));
      if (value === undefined && merged.#outer?.().has(name) !== true) merged.#values.delete(name);
      else merged.#values.set(name, value);
    }
    return merged;
  }
}
