import type { Expression, Parameter } from '../../program.ts';

/** Converters of Flask's routes (https://flask.palletsprojects.com/en/stable/api/#url-route-registrations): `<int:id>` never gives a text. */
const CONVERTER = /<(int|float|uuid)(?:\([^)]*\))?:\s*(\w+)>/g;
const TYPES: Readonly<Record<string, string>> = { int: 'int', float: 'float', uuid: 'uuid.UUID' };

/** Parameters of a function whose route says what they are: `@app.route("/user/<int:id>")` makes an `int` of `id`. */
export function withRouteTypes(
  parameters: readonly Parameter[],
  decorators: readonly Expression[],
): readonly Parameter[] {
  const types = new Map<string, string>();
  for (const decorator of decorators) {
    const first = decorator.kind === 'call' ? decorator.arguments[0]?.value : undefined;
    if (first?.kind !== 'text') continue;
    for (const [, converter = '', name = ''] of first.value.matchAll(CONVERTER))
      types.set(name, TYPES[converter] ?? '');
  }
  if (types.size === 0) return parameters;
  return parameters.map((parameter) => {
    const type = parameter.target.kind === 'variable' ? types.get(parameter.target.name) : undefined;
    return type === undefined || parameter.type !== undefined ? parameter : { ...parameter, type };
  });
}
