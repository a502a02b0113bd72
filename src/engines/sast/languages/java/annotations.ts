import type { Expression } from '../../program.ts';

/** The simple name of an annotation. */
export function nameOf(decorator: Expression): string {
  const callee = decorator.kind === 'call' ? decorator.callee : decorator;
  if (callee.kind === 'member') return callee.property;
  return callee.kind === 'name' ? callee.name : '';
}

/** What stands in an element of an annotation: texts, and the names of constants (`MediaType.TEXT_HTML`). */
export function wordsIn(value: Expression): readonly string[] {
  switch (value.kind) {
    case 'text':
      return [value.value];
    case 'name':
      return [value.name];
    case 'member':
      return [value.property];
    case 'list':
      return value.items.flatMap(wordsIn);
    case 'join':
      return value.parts.flatMap(wordsIn);
    default:
      return [];
  }
}
