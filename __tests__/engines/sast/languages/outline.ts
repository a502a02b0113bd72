import type { Expression, FunctionDefinition, Statement, Target } from '../../../../src/engines/sast/program.ts';

/** A program's statements as short lines, so that a test reads like a program. */
export function outline(statements: readonly Statement[]): string {
  return statements.map(statement).join('; ');
}

export function statement(one: Statement): string {
  switch (one.kind) {
    case 'expression':
      return expression(one.expression);
    case 'assign': {
      const value = one.value === undefined ? '' : ` ${one.grows ? '+=' : '='} ${expression(one.value)}`;
      return `${target(one.target)}${value}`;
    }
    case 'if':
      return `if ${expression(one.condition)} {${outline(one.then)}} else {${outline(one.otherwise)}}`;
    case 'loop': {
      const each = one.each === undefined ? '' : `${target(one.each.target)} of ${expression(one.each.values)} `;
      const condition = one.condition === undefined ? '' : `while ${expression(one.condition)} `;
      return `loop ${each}${condition}{${outline(one.body)}}`;
    }
    case 'return':
    case 'throw':
      return one.value === undefined ? one.kind : `${one.kind} ${expression(one.value)}`;
    case 'branches': {
      const subject = one.subject === undefined ? '' : `${expression(one.subject)} `;
      return `branches ${subject}${one.branches.map((branch) => `{${outline(branch)}}`).join(' ')}`;
    }
    case 'block':
      return `{${outline(one.body)}}`;
    case 'function':
      return definition(one.definition);
    case 'class': {
      const bases = one.definition.bases.map((base) => ` : ${expression(base)}`).join('');
      return `${decorators(one.definition.decorators)}class ${one.definition.name}${bases} {${outline(one.definition.body)}}`;
    }
  }
}

export function expression(one: Expression): string {
  switch (one.kind) {
    case 'name':
      return one.name;
    case 'text':
      return JSON.stringify(one.value);
    case 'literal':
      return String(one.value);
    case 'regex':
      return `/${one.pattern}/`;
    case 'join':
      return `join(${one.parts.map(expression).join(', ')})`;
    case 'member':
      return `${expression(one.object)}.${one.property}`;
    case 'index':
      return `${expression(one.object)}[${expression(one.index)}]`;
    case 'call': {
      const given = one.arguments.map(
        ({ name, value, isSpread }) =>
          `${name === undefined ? '' : `${name}: `}${isSpread ? '...' : ''}${expression(value)}`,
      );
      return `${one.isNew ? 'new ' : ''}${expression(one.callee)}(${given.join(', ')})`;
    }
    case 'list':
      return `[${one.items.map(expression).join(', ')}]`;
    case 'record':
      return `${one.type ?? ''}{${one.entries.map(({ key, value }) => `${key ?? '?'}: ${expression(value)}`).join(', ')}}`;
    case 'function':
      return definition(one.definition);
    case 'choice':
      return `choice(${one.values.map(expression).join(', ')})`;
    case 'operation':
      return `(${one.operator} ${one.operands.map(expression).join(' ')})`;
    case 'assignment':
      return `(${target(one.target)} = ${expression(one.value)})`;
    case 'wrapped':
      return `<${one.type ?? ''}>${expression(one.value)}`;
    case 'other':
      return `${one.word}!(${one.children.map(expression).join(', ')})`;
  }
}

function target(one: Target): string {
  switch (one.kind) {
    case 'variable':
      return one.type === undefined ? one.name : `${one.name}:${one.type}`;
    case 'place':
      return expression(one.place);
    case 'pattern':
      return `(${one.parts.map((part) => target(part.target)).join(', ')})`;
  }
}

function definition(one: FunctionDefinition): string {
  const parameters = one.parameters.map(
    (parameter) => `${decorators(parameter.decorators)}${target(parameter.target)}`,
  );
  return `${decorators(one.decorators)}fn ${one.name ?? ''}(${parameters.join(', ')}) {${outline(one.body)}}`;
}

function decorators(all: readonly Expression[]): string {
  return all.map((one) => `@${expression(one)} `).join('');
}
