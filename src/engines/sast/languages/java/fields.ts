import type { Node } from 'web-tree-sitter';
import { type Fields, partsOf, textOf } from './lowering.ts';

const DECLARING = [
  'variable_declarator',
  'formal_parameter',
  'catch_formal_parameter',
  'resource',
  'enhanced_for_statement',
  'instanceof_expression',
  'type_pattern',
  'inferred_parameters',
  'lambda_expression',
];
const NONE: ReadonlySet<string> = new Set();

/** `timesAssigned`: how often the file assigns something to a name, declarations with a value included. */
export function createFields(text: string, timesAssigned: (name: string) => number): Fields {
  let fields: ReadonlySet<string> = NONE;
  let locals: ReadonlySet<string> = NONE;
  const within = <Result>(ofClass: ReadonlySet<string>, ofMethod: ReadonlySet<string>, run: () => Result): Result => {
    const outer = { fields, locals };
    fields = ofClass;
    locals = ofMethod;
    const result = run();
    ({ fields, locals } = outer);
    return result;
  };
  return {
    inClass: (body, run) => within(assignedFields(body, text, timesAssigned), NONE, run),
    inMethod: (method, run) => within(fields, fields.size === 0 ? NONE : localNames(method, text), run),
    isField: (name) => fields.has(name) && !locals.has(name),
  };
}

/** Of an anonymous class none: its instance is not told from the one around it. */
function assignedFields(body: Node, text: string, timesAssigned: (name: string) => number): ReadonlySet<string> {
  if (body.parent?.type === 'object_creation_expression') return NONE;
  const declarators = partsOf(body)
    .filter((member) => member.type === 'field_declaration')
    .flatMap((member) => member.childrenForFieldName('declarator'));
  return new Set(
    declarators.flatMap((declarator) => {
      const name = declarator.childForFieldName('name');
      const own = declarator.childForFieldName('value') === null ? 0 : 1;
      return name !== null && timesAssigned(textOf(name, text)) > own ? [textOf(name, text)] : [];
    }),
  );
}

function localNames(method: Node, text: string): ReadonlySet<string> {
  return new Set(method.descendantsOfType(DECLARING).flatMap((node) => (node === null ? [] : namesIn(node, text))));
}

function namesIn(node: Node, text: string): readonly string[] {
  if (node.type === 'inferred_parameters') return partsOf(node).map((part) => textOf(part, text));
  const field = node.type === 'lambda_expression' ? 'parameters' : 'name';
  const name = node.childForFieldName(field) ?? partsOf(node).at(-1);
  return name?.type === 'identifier' ? [textOf(name, text)] : [];
}
