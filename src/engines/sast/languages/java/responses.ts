import type { Node } from 'web-tree-sitter';
import type { Expression, FunctionDefinition, Statement } from '../../program.ts';
import { textOf } from './lowering.ts';
import { typeName } from './types.ts';

/** The decorator that marks methods whose text Spring sends as it is; no annotation bears this name. */
const MARK = 'ResponseText';
const TEXTS = /^(?:String|CharSequence|ResponseEntity<String>)$/;

/** The written type of what a method gives; `ResponseEntity<String>` keeps its argument, as it says that a text is sent. */
export function returnedType(node: Node | null, text: string): string | undefined {
  if (node?.type === 'generic_type') {
    const written = textOf(node, text).replace(/\s/g, '');
    if (written === 'ResponseEntity<String>') return written;
  }
  return typeName(node, text);
}

/**
 * Members with the mark on methods that are annotated with `@ResponseBody`, or all mapped ones of a `@RestController`, which is the same
 * (https://docs.spring.io/spring-framework/reference/web/webmvc/mvc-controller/ann-methods/responsebody.html), if they give a text.
 */
export function markedMembers(members: readonly Statement[], ofClass: readonly Expression[]): readonly Statement[] {
  const isForAll = ofClass.some((decorator) => /^(?:RestController|ResponseBody)$/.test(nameOf(decorator)));
  return members.map((member): Statement => {
    if (member.kind !== 'function' || !sendsText(member.definition, isForAll)) return member;
    const { definition } = member;
    const mark: Expression = { kind: 'name', name: MARK, start: definition.start, end: definition.start };
    return { ...member, definition: { ...definition, decorators: [...definition.decorators, mark] } };
  });
}

function sendsText({ returns, decorators }: FunctionDefinition, isForAll: boolean): boolean {
  if (!TEXTS.test(returns ?? '')) return false;
  const names = decorators.map(nameOf);
  return names.includes('ResponseBody') || (isForAll && names.some((name) => name.endsWith('Mapping')));
}

function nameOf(decorator: Expression): string {
  const callee = decorator.kind === 'call' ? decorator.callee : decorator;
  if (callee.kind === 'member') return callee.property;
  return callee.kind === 'name' ? callee.name : '';
}
