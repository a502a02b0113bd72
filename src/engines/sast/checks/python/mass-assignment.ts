import type { CheckResult, Lookup, ProgramCheck } from '../../language.ts';
import type { Expression, Statement } from '../../program.ts';
import { contains, functionAround } from '../enclosing.ts';

/** A body as a whole, not a field of it. */
const WHOLE =
  /(?:^|\.)request\.(?:json|form|data|values|POST|GET|json_body|get_json\(\)|json\(\)|(?:form|args|values)\.to_dict\(\)|(?:POST|GET|query_params)\.dict\(\))$/;
/** Classes are written in capitals (PEP 8), and Django's managers make objects. */
const CONSTRUCTOR =
  /(?:^|\.)[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*$|\.objects\.(?:create|update|get_or_create|update_or_create|filter\(\)\.update)$/;
/** https://docs.djangoproject.com/en/stable/topics/db/queries/#field-lookups: `password__startswith` is one. */
const LOOKUP = /\.objects\.(?:filter|exclude|get|filter\(\)\.filter)$/;
const HARMLESS = /(?:Schema|Serializer|Form|Error|Exception|Response|Request|Validator|Params|Config)$/;

/** `User(**request.json)`: a request decides which fields are set. */
export const checkMassAssignment: ProgramCheck = (_program, lookup) =>
  lookup.calls.flatMap((call): readonly CheckResult[] => {
    const spread = call.arguments.find((argument) => argument.isSpread && isWholeBody(argument.value, lookup));
    const name = call.callee.kind === 'name' ? call.callee.name : call.path;
    if (spread === undefined || HARMLESS.test(name)) return [];
    if (LOOKUP.test(name)) return [{ span: call, message: 'the request decides which fields are asked for' }];
    return CONSTRUCTOR.test(name) ? [{ span: call, message: 'the request decides which fields are set' }] : [];
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

function isParameterPart(value: Expression): boolean {
  const { kind } = value;
  if (kind !== 'member' || value.object.kind !== 'name' || value.object.name !== 'request') return false;
  return /^(?:POST|GET|query_params|data|form|args|values)$/.test(value.property);
}

/** `request.data` where `request` is a view's parameter. */
function isParameterBody(value: Expression): boolean {
  const place = value.kind === 'call' ? value.callee : value;
  // `request.POST.dict()`
  if (value.kind === 'call' && place.kind === 'member' && /^(?:to_)?dict$/.test(place.property))
    return isParameterPart(place.object);
  if (place.kind !== 'member' || place.object.kind !== 'name' || place.object.name !== 'request') return false;
  return value.kind === 'call'
    ? /^(?:get_json|json)$/.test(place.property)
    : /^(?:json|data|POST|form|json_body)$/.test(place.property);
}
