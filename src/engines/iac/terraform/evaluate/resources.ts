import type { HclBlock, HclBody } from '../../../syntax/hcl/hcl.ts';
import type { Resource } from '../../cloud/infrastructure.ts';
import { type Place, unknownAt, type Value } from '../../cloud/value.ts';
import { evaluate, pairsOf } from './evaluate.ts';
import { REPEATED } from './instances.ts';
import type { ModuleInstance } from './module-instance.ts';
import type { Scope } from './scope.ts';

/** What one root module may make; more share their texts with those before. */
const MAX_RESOURCES = 20_000;

/** Arguments that say how a resource is handled, not what it is. */
const META: ReadonlySet<string> = new Set(['depends_on', 'lifecycle', 'provider', ...REPEATED]);

/** The resources and data sources of a module and of all that it calls, in the order of the code. */
export function resourcesOf(module: ModuleInstance): readonly Resource[] {
  const found: Resource[] = [];
  gather(module, found);
  return found;
}

function gather(module: ModuleInstance, found: Resource[]): void {
  for (const [name, placed] of module.source.resources) {
    const { item: block, path } = placed;
    const isData = block.type === 'data';
    for (const { suffix, bindings } of module.instances(placed)) {
      if (found.length >= MAX_RESOURCES || module.world.budget.steps < 0) return;
      found.push({
        address: `${module.prefix}${name}${suffix}`,
        base: `${module.basePrefix}${name}`,
        type: isData ? `data.${block.labels[0] ?? ''}` : (block.labels[0] ?? ''),
        path,
        header: block.header,
        region: block.region,
        body: bodyOf(block.body, module.scope(path, bindings), { path, region: block.header }, 0),
      });
    }
  }
  // Also those that nobody asks for, so that what is wrong with them is said.
  for (const name of module.source.locals.keys()) module.local(name);
  for (const call of module.source.calls.keys()) {
    if (module.world.budget.steps < 0) return;
    for (const child of module.children(call)) gather(child.module, found);
  }
}

/** Blocks in blocks; providers' schemas have at most eight. */
const MAX_DEPTH = 20;

/** Attributes as they are, blocks as lists by their type, `dynamic` ones among them. */
function bodyOf(body: HclBody, scope: Scope, place: Place, depth: number): Value {
  const entries = new Map<string, Value>();
  for (const { name, value } of body.attributes) {
    if (depth > 0 || !META.has(name)) entries.set(name, evaluate(value, scope));
  }
  const blocks = new Map<string, { readonly items: Value[]; isComplete: boolean; readonly place: Place }>();
  for (const block of depth > MAX_DEPTH ? [] : body.blocks) {
    if (depth === 0 && META.has(block.type)) continue;
    const type = block.type === 'dynamic' ? (block.labels[0] ?? '') : block.type;
    const blockPlace = { path: scope.path, region: block.header };
    const list = blocks.get(type) ?? { items: [], isComplete: true, place: blockPlace };
    blocks.set(type, list);
    if (block.type !== 'dynamic') list.items.push(bodyOf(block.body, scope, blockPlace, depth + 1));
    else if (!addDynamic(list.items, block, scope, blockPlace, depth)) list.isComplete = false;
  }
  for (const [type, list] of blocks) entries.set(type, { kind: 'list', ...list });
  return { kind: 'map', entries, isComplete: true, place };
}

/** Adds what a dynamic block makes (https://developer.hashicorp.com/terraform/language/expressions/dynamic-blocks); says whether that is certainly all. */
function addDynamic(items: Value[], block: HclBlock, scope: Scope, place: Place, depth: number): boolean {
  const content = block.body.blocks.find(({ type }) => type === 'content');
  const forEach = block.body.attributes.find(({ name }) => name === 'for_each');
  const named = block.body.attributes.find(({ name }) => name === 'iterator')?.value;
  const iterator = named?.kind === 'variable' ? named.name : (block.labels[0] ?? '');
  if (content === undefined || forEach === undefined) return false;
  const source = pairsOf(evaluate(forEach.value, scope));
  const pairs = source?.pairs ?? [[unknownAt(place), unknownAt(place)] as const];
  for (const [key, value] of pairs.slice(0, 200)) {
    const entries = new Map([
      ['key', key],
      ['value', value],
    ]);
    const binding: Value = { kind: 'map', entries, isComplete: true, place };
    const inner = { ...scope, bindings: new Map([...scope.bindings, [iterator, binding]]) };
    items.push(bodyOf(content.body, inner, place, depth + 1));
  }
  return source?.isComplete === true;
}
