import type { CheckResult, ProgramCheck } from '../../language.ts';
import type { Expression, FunctionDefinition } from '../../program.ts';
import { namedValues } from './assignments.ts';
import { withParts } from './every-expression.ts';
import { isSecretName } from './secret-names.ts';

/** `Math.random` in a value that is called a token, a password or the like, or that a function of such a name returns. */
export const checkInsecureRandom: ProgramCheck = (_program, lookup) => {
  const found = new Map<number, CheckResult>();
  const add = (name: string, random: Expression | undefined): void => {
    if (random === undefined || found.has(random.start)) return;
    found.set(random.start, {
      span: random,
      message: `\`${name}\` is made with \`Math.random\`, which can be foretold`,
    });
  };
  for (const { name, value } of namedValues(lookup)) {
    if (isSecretName(name) && value.kind !== 'function') add(name, randomIn(value));
  }
  for (const { definition } of lookup.functions) {
    if (definition.name !== undefined && makesSecret(definition.name)) {
      for (const value of returned(definition)) add(definition.name, randomIn(value));
    }
  }
  return [...found.values()].sort((a, b) => a.span.start - b.span.start);

  function randomIn(value: Expression): Expression | undefined {
    for (const part of withParts(value)) {
      if (part.kind === 'call' && lookup.pathOf(part.callee) === 'Math.random') return part;
    }
    return undefined;
  }
};

const MAKING = /^(?:generate|create|make|gen|new|random|get)_?(?=[A-Z_])/;

function makesSecret(name: string): boolean {
  const made = name.replace(MAKING, '');
  return made !== name && isSecretName(made.charAt(0).toLowerCase() + made.slice(1));
}

function returned(definition: FunctionDefinition): readonly Expression[] {
  return definition.body.flatMap((statement) =>
    statement.kind === 'return' && statement.value !== undefined ? [statement.value] : [],
  );
}
