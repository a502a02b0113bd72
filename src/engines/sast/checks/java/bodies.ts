import { statementsIn } from '../../analysis/parts.ts';
import type { FunctionDefinition, Statement } from '../../program.ts';

/** All statements of a function but blocks, those in branches and loops among them; not those of functions in it. */
export function bodyStatements({ body }: FunctionDefinition): readonly Statement[] {
  return body.flatMap(flattened);
}

function flattened(statement: Statement): readonly Statement[] {
  const inner = statementsIn(statement).flatMap((block) => block.flatMap(flattened));
  return statement.kind === 'block' ? inner : [statement, ...inner];
}
