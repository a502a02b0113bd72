import type { Node } from 'web-tree-sitter';
import type { Expression, FunctionDefinition, Statement } from '../../program.ts';
import { nameOf, wordsIn } from './annotations.ts';
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
 * Members with the mark on methods that answer with a text a browser may take for a page: annotated with `@ResponseBody`, of a `@RestController`
 * (https://docs.spring.io/spring-framework/reference/web/webmvc/mvc-controller/ann-methods/responsebody.html), with a `ResponseEntity`, or of JAX-RS
 * (https://jakarta.ee/specifications/restful-ws/3.1/jakarta-restful-ws-spec-3.1#determine_response_type), unless they say that it is something else.
 */
export function markedMembers(members: readonly Statement[], ofClass: readonly Expression[]): readonly Statement[] {
  return members.map((member): Statement => {
    if (member.kind !== 'function' || !sendsText(member.definition, ofClass)) return member;
    const { definition } = member;
    const mark: Expression = { kind: 'name', name: MARK, start: definition.start, end: definition.start };
    return { ...member, definition: { ...definition, decorators: [...definition.decorators, mark] } };
  });
}

function sendsText({ returns, decorators }: FunctionDefinition, ofClass: readonly Expression[]): boolean {
  if (!TEXTS.test(returns ?? '')) return false;
  const names = decorators.map(nameOf);
  const isMapped = names.some((name) => name.endsWith('Mapping'));
  const isBody = [...names, ...ofClass.map(nameOf)].some((name) => /^(?:RestController|ResponseBody)$/.test(name));
  const isResource = names.some((name) => /^(?:GET|POST|PUT|PATCH|DELETE)$/.test(name));
  const isSent = names.includes('ResponseBody') || isResource || (isMapped && (isBody || returns !== 'String'));
  return isSent && mayBePage(decorators.some(saysType) ? decorators : ofClass);
}

function saysType(decorator: Expression): boolean {
  return typesOf(decorator).length > 0;
}

/** The media types that an annotation says: of Spring's mappings, or of `@Produces`. */
function typesOf(decorator: Expression): readonly string[] {
  if (decorator.kind !== 'call') return [];
  const isProduces = nameOf(decorator) === 'Produces';
  return decorator.arguments
    .filter(({ name }) => isProduces || name === 'produces')
    .flatMap(({ value }) => wordsIn(value));
}

function mayBePage(decorators: readonly Expression[]): boolean {
  const types = decorators.flatMap(typesOf);
  return types.length === 0 || types.some((type) => /html|xml|svg|\*|wildcard|^all/i.test(type));
}
