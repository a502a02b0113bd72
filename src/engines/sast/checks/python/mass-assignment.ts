import type { CheckResult, Lookup, ProgramCheck } from '../../language.ts';
import type { Expression, Statement } from '../../program.ts';
import { contains, functionAround } from '../enclosing.ts';

/** A body as a whole, not a field of it. */
const WHOLE =
  /(?:^|\.)request\.(?:json|form|data|values|POST|GET|json_body|get_json\(\)|json\(\)|form\.to_dict\(\)|POST\.dict\(\))$/;
/** Classes are written in capitals (PEP 8), and Django's managers make objects. */
const CONSTRUCTOR =
  /(?:^|\.)[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*$|\.objects\.(?:create|update|get_or_create|update_or_create|filter\(\)\.update)$/;
const HARMLESS = /(?:Schema|Serializer|Form|Error|Exception|Response|Request|Validator|Params|Config)$/;

/** `User(**request.json)`: a request decides which fields are set. */
export const checkMassAssignment: ProgramCheck = (_program, lookup) =>
  lookup.calls.flatMap((call): readonly CheckResult[] => {
    const spread = call.arguments.find((argument) => argument.isSpread && isWholeBody(argument.value, lookup));
    const name = call.callee.kind === 'name' ? call.callee.name : call.path;
    if (spread === undefined || !CONSTRUCTOR.test(name) || HARMLESS.test(name)) return [];
    return [{ span: call, message: 'the request decides which fields are set' }];
  });

function isWholeBody(value: Expression, lookup: Lookup, depth = 0): boolean {
  if (WHOLE.test(lookup.pathOf(value)) || isParameterBody(value)) return true;
  if (value.kind === 'wrapped') return isWholeBody(value.value, lookup, depth + 1);
  if (value.kind !== 'name' || depth > 3) return false;
  const around = functionAround(lookup, value);
  const assigned = lookup.statements.filter(
    (statement): statement is Extract<Statement, { kind: 'assign' }> =>
      statement.kind === 'assign' &&
      statement.target.kind === 'variable' &&
      statement.target.name === value.name &&
      (around === undefined || contains(around, statement)),
  );
  const [only, another] = assigned;
  return only?.value !== undefined && another === undefined && isWholeBody(only.value, lookup, depth + 1);
}

/** `request.data` where `request` is a view's parameter. */
function isParameterBody(value: Expression): boolean {
  const place = value.kind === 'call' ? value.callee : value;
  if (place.kind !== 'member' || place.object.kind !== 'name' || place.object.name !== 'request') return false;
  return value.kind === 'call'
    ? /^(?:get_json|json)$/.test(place.property)
    : /^(?:json|data|POST|form|json_body)$/.test(place.property);
}
