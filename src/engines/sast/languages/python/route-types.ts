import type { Expression, Parameter, Statement } from '../../program.ts';

/** Converters of Flask's routes (https://flask.palletsprojects.com/en/stable/api/#url-route-registrations): `<int:id>` never gives a text. */
const CONVERTER = /<(int|float|uuid)(?:\([^)]*\))?:\s*(\w+)>/g;

/** What a route does before its function runs: `@app.route("/user/<int:id>")` calls `int` for `id`. */
export function routeConversions(
  parameters: readonly Parameter[],
  decorators: readonly Expression[],
): readonly Statement[] {
  const converters = new Map<string, string>();
  for (const decorator of decorators) {
    const first = decorator.kind === 'call' ? decorator.arguments[0]?.value : undefined;
    if (first?.kind !== 'text') continue;
    for (const [, converter = '', name = ''] of first.value.matchAll(CONVERTER)) converters.set(name, converter);
  }
  return parameters.flatMap(({ target, start, end }): readonly Statement[] => {
    const converter = target.kind === 'variable' ? converters.get(target.name) : undefined;
    if (converter === undefined || target.kind !== 'variable') return [];
    const span = { start, end };
    const given: Expression = { kind: 'name', name: target.name, ...span };
    const value: Expression = {
      kind: 'call',
      callee: converterOf(converter, span),
      arguments: [{ name: undefined, value: given, isSpread: false }],
      isNew: false,
      ...span,
    };
    return [{ kind: 'assign', target, value, grows: false, ...span }];
  });
}

function converterOf(converter: string, span: { readonly start: number; readonly end: number }): Expression {
  const name: Expression = { kind: 'name', name: converter, ...span };
  return converter === 'uuid' ? { kind: 'member', object: name, property: 'UUID', ...span } : name;
}
