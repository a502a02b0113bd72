import type { Location, Region } from '../../../../model/location.ts';
import type { FilePath } from '../../../../model/path.ts';
import type { HclBlock } from '../../../syntax/hcl/hcl.ts';
import { unknownAt, type Value } from '../../cloud/value.ts';
import { type InFile, localSource, type ModuleSource } from '../module-source.ts';
import { evaluate } from './evaluate.ts';
import { type Instance, instancesOf } from './instances.ts';
import type { Remarks } from './remarks.ts';
import type { Budget, Names, Scope } from './scope.ts';

/** All modules of the tree and what evaluating them may cost. */
export interface World {
  readonly modules: ReadonlyMap<FilePath, ModuleSource>;
  readonly budget: Budget;
  readonly remarks: Remarks;
}

/** The values that a caller gives to a module's variables; `undefined` for a root module. */
export type Inputs = ReadonlyMap<string, () => Value> | undefined;

/** More levels than anyone writes; modules that call each other in a circle end here or before. */
const MAX_LEVELS = 12;

/** What one more module costs of the budget: calls that fan out make a billion of ten files. The largest real trees have a few hundred. */
const MODULE_STEPS = 1_000;

/** A module as one caller has it: its names with their values. */
export class ModuleInstance implements Names {
  readonly source: ModuleSource;
  /** `module.net["a"].`, empty for a root. */
  readonly prefix: string;
  /** The same without keys. */
  readonly basePrefix: string;
  readonly world: World;
  readonly #inputs: Inputs;
  /** Folders of the callers: a module that calls one of them goes in a circle. */
  readonly #callers: readonly FilePath[];
  readonly #known = new Map<string, Value | undefined>();
  readonly #children = new Map<string, readonly ChildModule[]>();

  constructor(
    source: ModuleSource,
    world: World,
    called: { readonly prefix: string; readonly basePrefix: string; readonly callers: readonly FilePath[] },
    inputs: Inputs,
  ) {
    this.source = source;
    this.world = world;
    this.prefix = called.prefix;
    this.basePrefix = called.basePrefix;
    this.#callers = called.callers;
    this.#inputs = inputs;
  }

  get folder(): FilePath {
    return this.source.folder;
  }

  scope(path: FilePath, bindings: Scope['bindings'] = new Map()): Scope {
    return { path, bindings, module: this, budget: this.world.budget };
  }

  variable(name: string): Value | undefined {
    return this.#once(`var.${name}`, blockAt(this.source.variables.get(name)), () => this.#variable(name));
  }

  local(name: string): Value | undefined {
    const local = this.source.locals.get(name);
    return this.#once(
      `local.${name}`,
      local && at(local.path, local.item.region),
      () => local && evaluate(local.item.value, this.scope(local.path)),
    );
  }

  /** A value of this module for its callers. */
  outputValue(name: string): Value | undefined {
    const output = this.source.outputs.get(name);
    return this.#once(`output.${name}`, blockAt(output), () => {
      const value = output?.item.body.attributes.find((attribute) => attribute.name === 'value');
      return output && value && evaluate(value.value, this.scope(output.path));
    });
  }

  output(call: string, key: Value | undefined, name: string): Value | undefined {
    const children = this.children(call);
    const wanted = key === undefined ? undefined : 'value' in key ? String(key.value) : undefined;
    const child = children.find((each) => wanted !== undefined && each.key === wanted) ?? children[0];
    // Without its key, an instance of several may have another value than the first.
    if (child === undefined || (children.length > 1 && child.key !== wanted)) return undefined;
    return child.module.outputValue(name);
  }

  attribute(resource: string, instanceKey: Value | undefined, name: string): Value | undefined {
    const found = this.source.resources.get(resource);
    const attribute = found?.item.body.attributes.find((each) => each.name === name);
    if (found === undefined || attribute === undefined) return undefined;
    const wanted = instanceKey !== undefined && 'value' in instanceKey ? String(instanceKey.value) : '';
    const key = wanted === '' ? '' : `[${wanted}]`;
    return this.#once(`${resource}${key}.${name}`, at(found.path, attribute.region), () => {
      const instance = this.instances(found).find((each) => each.key === wanted);
      return evaluate(attribute.value, this.scope(found.path, instance?.bindings));
    });
  }

  addressOf(resource: string): string | undefined {
    return this.source.resources.has(resource) ? `${this.basePrefix}${resource}` : undefined;
  }

  /** The instances of a block with `count` or `for_each`. */
  instances({ item, path }: InFile<HclBlock>): readonly Instance[] {
    return instancesOf(item, this.scope(path));
  }

  /** The modules that a call makes; none where its source is not in the tree. */
  children(name: string): readonly ChildModule[] {
    const known = this.#children.get(name);
    const call = this.source.calls.get(name);
    const { remarks } = this.world;
    const address = `${this.prefix}module.${name}`;
    if (known?.length === 0) remarks.circleOf(address, blockAt(call));
    if (known !== undefined) return known;
    // What asks for itself while it is being computed finds nothing.
    this.#children.set(name, []);
    const children = call === undefined ? [] : remarks.during(address, () => this.#call(name, call));
    this.#children.set(name, children);
    return children;
  }

  #call(name: string, call: InFile<HclBlock>): readonly ChildModule[] {
    const source = this.#sourceOf(call);
    if (source === undefined) return [];
    const base = `${this.basePrefix}module.${name}`;
    return this.instances(call).flatMap(({ key, suffix, bindings }) => {
      this.world.budget.steps -= MODULE_STEPS;
      if (this.world.budget.steps < 0) return [];
      const inputs = new Map(
        call.item.body.attributes.map((attribute) => [
          attribute.name,
          () => evaluate(attribute.value, this.scope(call.path, bindings)),
        ]),
      );
      const called = {
        prefix: `${this.prefix}module.${name}${suffix}.`,
        basePrefix: `${base}.`,
        callers: [...this.#callers, this.folder],
      };
      return [{ key, module: new ModuleInstance(source, this.world, called, inputs) }];
    });
  }

  #sourceOf({ item, path }: InFile<HclBlock>): ModuleSource | undefined {
    const attribute = item.body.attributes.find(({ name }) => name === 'source');
    const value = attribute && evaluate(attribute.value, this.scope(path));
    const written = value?.kind === 'text' ? value.value : '';
    const folder = localSource(this.folder, written);
    if (folder === undefined) return undefined;
    const { modules, remarks } = this.world;
    const call = at(path, item.header);
    const callers = [...this.#callers, this.folder];
    const source = modules.get(folder);
    if (callers.includes(folder)) remarks.circleOfModules(callers, folder, call);
    else if (callers.length > MAX_LEVELS)
      remarks.moduleLeftOut(call, written, `which is more than ${MAX_LEVELS} calls deep`);
    else if (source === undefined) remarks.moduleLeftOut(call, written, 'which is not in the tree');
    else return source;
    return undefined;
  }

  #variable(name: string): Value | undefined {
    const declared = this.source.variables.get(name);
    const given = this.#given(name);
    const isNull = given?.kind === 'null' && this.#flag(declared, 'nullable') === false;
    const value = given === undefined || isNull ? this.#default(declared) : given;
    // An object whose type has optional attributes has more than was written.
    return value !== undefined && hasOptional(declared) ? opened(value, 0) : value;
  }

  #given(name: string): Value | undefined {
    if (this.#inputs !== undefined) return this.#inputs.get(name)?.();
    const file = this.source.values.get(name);
    return file && evaluate(file.item.value, this.scope(file.path));
  }

  #default(declared: InFile<HclBlock> | undefined): Value | undefined {
    const attribute = declared?.item.body.attributes.find((each) => each.name === 'default');
    return declared && attribute && evaluate(attribute.value, this.scope(declared.path));
  }

  #flag(declared: InFile<HclBlock> | undefined, name: string): unknown {
    const attribute = declared?.item.body.attributes.find((each) => each.name === name);
    return attribute?.value.kind === 'literal' ? attribute.value.value : undefined;
  }

  #once(name: string, declared: Location | undefined, compute: () => Value | undefined): Value | undefined {
    const known = this.#known.get(name);
    const { remarks } = this.world;
    if (known !== undefined) return known;
    if (this.#known.has(name)) {
      remarks.circleOf(this.prefix + name, declared);
      return undefined;
    }
    this.#known.set(name, undefined);
    const value = remarks.during(this.prefix + name, compute);
    this.#known.set(name, value);
    return value;
  }
}

export interface ChildModule {
  readonly key: string;
  readonly module: ModuleInstance;
}

function at(path: FilePath, region: Region): Location {
  return { path, region };
}

function blockAt(block: InFile<HclBlock> | undefined): Location | undefined {
  return block && at(block.path, block.item.header);
}

function hasOptional(declared: InFile<HclBlock> | undefined): boolean {
  const type = declared?.item.body.attributes.find(({ name }) => name === 'type');
  return type !== undefined && callsOptional(type.value, 0);
}

function callsOptional(type: HclBlock['body']['attributes'][number]['value'], depth: number): boolean {
  if (depth > 20) return true;
  if (type.kind === 'call') return type.name === 'optional' || type.args.some((each) => callsOptional(each, depth + 1));
  return type.kind === 'object' && type.entries.some(({ value }) => callsOptional(value, depth + 1));
}

/** The value with every object in it incomplete. */
function opened(value: Value, depth: number): Value {
  if (depth > 20) return unknownAt(value.place);
  if (value.kind === 'list') return { ...value, items: value.items.map((item) => opened(item, depth + 1)) };
  if (value.kind !== 'map') return value;
  const entries = new Map([...value.entries].map(([key, item]) => [key, opened(item, depth + 1)]));
  return { ...value, entries, isComplete: false };
}
