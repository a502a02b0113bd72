import type { FunctionDefinition } from '../../program.ts';

/** A method that requests come to: of a servlet, or with a mapping of Spring or a path of JAX-RS. */
export function isHandler(definition: FunctionDefinition): boolean {
  const isMapped = definition.decorators.some((decorator) => {
    const callee = decorator.kind === 'call' ? decorator.callee : decorator;
    const name = callee.kind === 'name' ? callee.name : callee.kind === 'member' ? callee.property : '';
    return /^(?:\w+Mapping|POST|PUT|GET|PATCH|Path)$/.test(name);
  });
  return isMapped || definition.parameters.some(({ type }) => type === 'HttpServletRequest');
}
