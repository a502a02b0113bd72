import type { CheckResult, Lookup, ProgramCheck, ResolvedCall } from '../../language.ts';
import type { Expression } from '../../program.ts';
import { bare } from './every-expression.ts';

/** Methods of models that write what they are given (Mongoose, Sequelize, Prisma, TypeORM, Objection), and where. */
const WRITERS: Readonly<Record<string, readonly string[]>> = {
  create: ['0', '0.data'],
  insertOne: ['0'],
  insertMany: ['0'],
  insert: ['0'],
  replaceOne: ['1'],
  findOneAndReplace: ['1'],
  bulkCreate: ['0'],
  build: ['0'],
  findByIdAndUpdate: ['1', '1.$set'],
  findOneAndUpdate: ['1', '1.$set'],
  updateOne: ['1', '1.$set'],
  updateMany: ['1', '1.$set'],
  update: ['0.data', '1.$set', '0'],
  upsert: ['0.update', '0.create', '0'],
};

const REQUESTS = new Set(['req', 'request', '_req', 'ctx.request']);

/** The whole body or query of a request as what a record, a model or a view is made of. */
export const checkMassAssignment: ProgramCheck = (_program, lookup) =>
  lookup.calls.flatMap((call): readonly CheckResult[] => {
    const into = selectorsOf(call, lookup);
    const whole = into.map((selector) => lookup.argument(call, selector)).find((given) => isWhole(given, lookup));
    if (whole === undefined) return [];
    const name = call.path.slice(call.path.lastIndexOf('.') + 1);
    return [{ span: call, message: `\`${name}\` takes every field that the request has` }];
  });

function selectorsOf(call: ResolvedCall, lookup: Lookup): readonly string[] {
  if (call.isNew) return isModel(call) ? ['0'] : [];
  if (call.path === 'Object.assign') return isFresh(lookup.argument(call, '0')) ? [] : ['1', '2'];
  if (/^http\.ServerResponse\.(?:.*\.)?render$/.test(call.path)) return ['1'];
  const { callee } = call;
  if (callee.kind !== 'member' || !Object.hasOwn(WRITERS, callee.property)) return [];
  // What a request, a response or a hash is asked to `update` is no model.
  return /^(?:http\.|crypto\.|Object\.|axios)/.test(call.path) ? [] : (WRITERS[callee.property] ?? []);
}

/** A class by its name, as models are written; not what the language has itself. */
function isModel({ callee, path }: ResolvedCall): boolean {
  const builtIn = [
    'Map',
    'Set',
    'Error',
    'Date',
    'URLSearchParams',
    'FormData',
    'Promise',
    'Proxy',
    'Blob',
    'Response',
  ];
  const name = callee.kind === 'name' ? callee.name : callee.kind === 'member' ? callee.property : '';
  return (
    /^[A-Z][a-z]/.test(name) && !builtIn.includes(path) && !/(?:Error|Exception|Validator|Schema|Dto|DTO)$/.test(name)
  );
}

function isFresh(target: Expression | undefined): boolean {
  return target?.kind === 'record';
}

function isWhole(given: Expression | undefined, lookup: Lookup, depth = 0): boolean {
  if (given === undefined || depth > 3) return false;
  const inner = bare(given);
  if (inner.kind === 'record') {
    return inner.entries.some(({ key, value }) => key === undefined && isWhole(value, lookup, depth + 1));
  }
  if (inner.kind === 'member') return isWholeOf(inner);
  return inner.kind === 'name' && isWhole(soleValue(inner.name, inner.start, lookup), lookup, depth + 1);
}

function isWholeOf({ object, property }: Extract<Expression, { kind: 'member' }>): boolean {
  if (property !== 'body' && property !== 'query' && property !== 'payload') return false;
  if (object.kind === 'name') return REQUESTS.has(object.name);
  return (
    object.kind === 'member' &&
    object.property === 'request' &&
    object.object.kind === 'name' &&
    object.object.name === 'ctx'
  );
}

/** The last value that a variable was given before a place, in the same function. */
function soleValue(name: string, before: number, lookup: Lookup): Expression | undefined {
  const assigned = lookup.statements.findLast(
    (statement) =>
      statement.kind === 'assign' &&
      statement.end <= before &&
      statement.target.kind === 'variable' &&
      statement.target.name === name,
  );
  if (assigned?.kind !== 'assign' || functionAt(assigned.start, lookup) !== functionAt(before, lookup))
    return undefined;
  return assigned.value;
}

/** The beginning of the innermost function around a place. */
function functionAt(place: number, lookup: Lookup): number {
  const around = lookup.functions.filter(({ definition }) => definition.start <= place && place < definition.end);
  return Math.max(-1, ...around.map(({ definition }) => definition.start));
}
