import { remembering } from '../../remember.ts';
import { expressionsOf, partsOfExpression, statementsIn } from '../analysis/parts.ts';
import type { RuleBook } from '../matching/rule-book.ts';
import type { Expression, FunctionDefinition, Statement } from '../program.ts';

/** More expressions than a function that escapes has. */
const MAX_EXPRESSIONS = 2_000;

/** The rules about pages, for whose sinks a function of the file makes a text safe: it writes `&lt;` for what begins an element. */
export function rulesEscapedBy(definition: FunctionDefinition, book: RuleBook): readonly string[] {
  return writesEntities(definition) ? idsOf(book) : [];
}

/** The rules that a function of this name is known to make safe, whoever wrote it. */
const idsOf = remembering((book: RuleBook): readonly string[] =>
  book.sanitizers.find('own.escapeHtml').flatMap(({ rule }) => rule?.id ?? []),
);

const writesEntities = remembering((definition: FunctionDefinition): boolean => {
  let left = MAX_EXPRESSIONS;
  const isIn = (expression: Expression): boolean => {
    left -= 1;
    if (left < 0) return false;
    if (expression.kind === 'text') return expression.value.includes('&lt;') && !expression.value.includes(' ');
    return partsOfExpression(expression).some(isIn);
  };
  const stands = (statement: Statement): boolean =>
    expressionsOf(statement).some(isIn) || statementsIn(statement).some((block) => block.some(stands));
  return definition.body.some(stands);
});
