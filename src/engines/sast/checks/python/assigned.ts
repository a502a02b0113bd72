import type { Lookup } from '../../language.ts';
import type { Expression, Span } from '../../program.ts';

/** A value under a name: `X = …`, `a.x = …`, `config["X"] = …`, `config.update(X=…)`. */
export interface Assigned {
  readonly name: string;
  /** What the place belongs to; `undefined` for a variable. */
  readonly owner: Expression | undefined;
  readonly value: Expression;
  readonly span: Span;
}

/** Everything that gets a name somewhere, settings above all, in order of place. */
export function assignedValues(lookup: Lookup): readonly Assigned[] {
  const assigned = lookup.statements.flatMap((statement): readonly Assigned[] => {
    if (statement.kind !== 'assign' || statement.value === undefined || statement.grows) return [];
    const { target, value } = statement;
    if (target.kind === 'variable') return [{ name: target.name, owner: undefined, value, span: statement }];
    if (target.kind !== 'place') return [];
    const { place } = target;
    if (place.kind === 'member') return [{ name: place.property, owner: place.object, value, span: statement }];
    const name = lookup.valueOf(place.index);
    return typeof name === 'string' ? [{ name, owner: place.object, value, span: statement }] : [];
  });
  return [...assigned, ...updated(lookup)].sort((a, b) => a.span.start - b.span.start);
}

/** https://flask.palletsprojects.com/en/stable/config/#configuration-basics */
function updated(lookup: Lookup): readonly Assigned[] {
  return lookup.calls
    .filter((call) => /\bconfig\.(?:update|from_mapping)$/.test(call.path))
    .flatMap((call) => {
      const owner = call.callee.kind === 'member' ? call.callee.object : undefined;
      return call.arguments.flatMap(({ name, value }) =>
        name === undefined ? [] : [{ name, owner, value, span: value }],
      );
    });
}

/** Whether the file says what a Django project is. https://docs.djangoproject.com/en/stable/topics/settings/ */
export function isDjangoSettings(lookup: Lookup): boolean {
  const names = /^(?:INSTALLED_APPS|MIDDLEWARE|MIDDLEWARE_CLASSES|ROOT_URLCONF|WSGI_APPLICATION|DATABASES)$/;
  return lookup.statements.some(
    (statement) =>
      statement.kind === 'assign' && statement.target.kind === 'variable' && names.test(statement.target.name),
  );
}
