import type { FilePath } from '../../../model/path.ts';
import { entriesOf, entryAt, type PlacedValue, textAt, valueAt } from '../../yaml-document/placed.ts';
import {
  booleanOf,
  HOLE,
  isUnknown,
  numberOf,
  type Place,
  settled,
  textOf,
  unknownAt,
  type Value,
} from '../cloud/value.ts';

/** What the functions of a template refer to. */
export interface Template {
  readonly path: FilePath;
  readonly root: PlacedValue;
  readonly resources: PlacedValue | undefined;
}

/** Conditions and parameters may name each other in a circle. */
const MAX_DEPTH = 80;

/**
 * What a value comes to after its intrinsic functions
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html), as far as that is certain.
 */
export function evaluateTemplate(value: PlacedValue, template: Template, depth = 0): Value {
  const place: Place = { path: template.path, region: value.region };
  if (depth > MAX_DEPTH) return unknownAt(place);
  const called = callOf(value);
  if (called !== undefined) {
    const result = call(called.name, called.argument, { template, place, depth: depth + 1 });
    return { ...result, place };
  }
  switch (value.kind) {
    case 'empty':
      return { kind: 'null', place };
    case 'text':
      return { kind: 'text', value: value.value, place };
    case 'list': {
      const items = value.items
        .map((item) => evaluateTemplate(item, template, depth + 1))
        .filter(({ kind }) => kind !== 'null');
      return { kind: 'list', items, isComplete: items.every(({ kind }) => kind !== 'unknown'), place };
    }
    case 'map': {
      const entries = value.entries.map(
        ({ key, value: item }) => [key.value, evaluateTemplate(item, template, depth + 1)] as const,
      );
      return { kind: 'map', entries: new Map(entries), isComplete: true, place };
    }
  }
}

interface Call {
  readonly template: Template;
  readonly place: Place;
  readonly depth: number;
}

/** `!Sub x`, or a map with the one key `Fn::Sub`. */
function callOf(value: PlacedValue): { readonly name: string; readonly argument: PlacedValue } | undefined {
  if (value.tag?.startsWith('!') === true) return { name: value.tag.slice(1), argument: value };
  const [only, ...others] = entriesOf(value);
  if (only === undefined || others.length > 0) return undefined;
  const name = /^(?:Fn::(\w+(?:::\w+)?)|(Ref|Condition))$/.exec(only.key.value);
  // `Condition` is also a key of policies, with a map behind it.
  if (name === null || (name[2] === 'Condition' && only.value.kind !== 'text')) return undefined;
  return { name: name[1] ?? name[2] ?? '', argument: only.value };
}

function call(name: string, argument: PlacedValue, context: Call): Value {
  const { template, place, depth } = context;
  const own = withoutTag(argument);
  const items = own.kind === 'list' ? own.items.map((item) => evaluateTemplate(item, template, depth)) : [];
  switch (name) {
    case 'Ref':
      return own.kind === 'text' ? named(own.value, context) : unknownAt(place);
    case 'GetAtt':
      return attribute(own, items, context);
    case 'Sub':
      return substitute(own, context);
    case 'Join':
      return join(items, place);
    case 'Select': {
      const [index, list] = [numberOf(items[0]), items[1] && settled(items[1])];
      return (list?.kind === 'list' && index !== undefined ? list.items[index] : undefined) ?? unknownAt(place);
    }
    case 'Split': {
      const [by, text] = [textOf(items[0]), textOf(items[1])];
      if (by === undefined || text === undefined) return unknownAt(place);
      const parts = text.split(by).map((part) => ({ kind: 'text', value: part, place }) as const);
      return { kind: 'list', items: parts, isComplete: true, place };
    }
    case 'Base64':
      // What it stands for is what matters: a script.
      return evaluateTemplate(own, template, depth);
    case 'FindInMap':
      return findInMap(items, context);
    case 'If':
      return choose(own, items, context);
    case 'Condition':
      return own.kind === 'text' ? condition(own.value, context) : unknownAt(place);
    case 'Equals':
    case 'And':
    case 'Or':
    case 'Not':
      return logic(name, items, place);
    default:
      return unknownAt(place);
  }
}

function withoutTag(value: PlacedValue): PlacedValue {
  if (value.tag === undefined) return value;
  const { tag: _, ...rest } = value;
  return rest;
}

function named(name: string, { template, place, depth }: Call): Value {
  if (name === 'AWS::NoValue') return { kind: 'null', place };
  if (entryAt(template.resources, name) !== undefined) return reference(name, '', place);
  const parameter = valueAt(valueAt(template.root, 'Parameters'), name);
  const fallback = valueAt(parameter, 'Default');
  // The value of a parameter that names an entry of the parameter store stands there, not here.
  if (fallback === undefined || /^AWS::SSM::/.test(textAt(parameter, 'Type')?.value ?? '')) return unknownAt(place);
  return evaluateTemplate(fallback, template, depth);
}

function reference(address: string, name: string, place: Place): Value {
  return { kind: 'reference', address, attribute: name, target: () => unknownAt(place), place };
}

function attribute(argument: PlacedValue, items: readonly Value[], { template, place }: Call): Value {
  const words = argument.kind === 'text' ? argument.value.split('.') : items.map((item) => textOf(item) ?? '');
  const [name = '', ...rest] = words;
  if (entryAt(template.resources, name) === undefined) return unknownAt(place);
  return reference(name, rest.join('.'), place);
}

/** `${Name}`, `${Name.Attribute}`, names of the second argument; `${!Name}` stands for itself. */
function substitute(argument: PlacedValue, context: Call): Value {
  const { template, place, depth } = context;
  const [first, second] = argument.kind === 'list' ? argument.items : [argument, undefined];
  if (first?.kind !== 'text') return unknownAt(place);
  const value = first.value.replace(/\$\{([^}]*)\}/g, (_all, name: string) => {
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    const given = valueAt(second, name.trim());
    const found = given === undefined ? named(name.trim(), context) : evaluateTemplate(given, template, depth);
    return textOf(found) ?? HOLE;
  });
  return { kind: 'text', value, place };
}

function join([separator, list]: readonly Value[], place: Place): Value {
  const by = textOf(separator);
  const found = list && settled(list);
  if (by === undefined || found?.kind !== 'list') return unknownAt(place);
  const value = found.items.map((item) => textOf(item) ?? (item.kind === 'text' ? item.value : HOLE)).join(by);
  return { kind: 'text', value, place };
}

function findInMap(items: readonly Value[], { template, place, depth }: Call): Value {
  const [map, first, second] = items.map(textOf);
  if (map === undefined || first === undefined || second === undefined) return unknownAt(place);
  const found = valueAt(valueAt(valueAt(valueAt(template.root, 'Mappings'), map), first), second);
  return found === undefined ? unknownAt(place) : evaluateTemplate(found, template, depth);
}

function choose(argument: PlacedValue, [, yes, no]: readonly Value[], context: Call): Value {
  const name = argument.kind === 'list' ? argument.items[0] : undefined;
  const unknown = unknownAt(context.place);
  if (name?.kind !== 'text' || yes === undefined || no === undefined) return unknown;
  const isMet = booleanOf(condition(name.value, context));
  if (isMet !== undefined) return isMet ? yes : no;
  // Both ways lead to the same.
  const text = textOf(yes);
  return text !== undefined && text === textOf(no) ? yes : unknown;
}

function condition(name: string, { template, place, depth }: Call): Value {
  const described = valueAt(valueAt(template.root, 'Conditions'), name);
  return described === undefined ? unknownAt(place) : evaluateTemplate(described, template, depth);
}

function logic(name: 'Equals' | 'And' | 'Or' | 'Not', items: readonly Value[], place: Place): Value {
  const known = items.map(booleanOf);
  const answer = (value: boolean | undefined): Value =>
    value === undefined ? unknownAt(place) : { kind: 'boolean', value, isWritten: false, place };
  switch (name) {
    case 'Equals': {
      const [a, b] = items.map((item) => (isUnknown(item) ? undefined : textOf(item)));
      return answer(a === undefined || b === undefined ? undefined : a === b);
    }
    case 'Not':
      return answer(known[0] === undefined ? undefined : !known[0]);
    case 'And':
      return answer(known.includes(false) ? false : known.includes(undefined) ? undefined : true);
    case 'Or':
      return answer(known.includes(true) ? true : known.includes(undefined) ? undefined : false);
  }
}
