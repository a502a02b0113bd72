import type { Expression, FunctionDefinition, Parameter, Statement } from '../../program.ts';
import { nameOf } from './annotations.ts';
import { isNumberType } from './types.ts';

/** The annotation that marks parameters which a framework fills from the request without being told to; no real one bears this name. */
const MARK = 'BoundBean';

/** Methods that requests come to. */
const MAPS = /^(?:\w+Mapping|POST|PUT|PATCH)$/;
/** Annotations that say nothing about where a value is from. */
const NEUTRAL = /^(?:Valid|Validated|NotNull|NonNull|Nullable|NotEmpty|Nonnull|Parameter|ApiParam)$/;
/** Packages of classes that are no data of the application. */
const FOREIGN = /^(?:java|javax|jakarta|org\.springframework|io|com\.fasterxml|org\.slf4j|reactor|kotlin)\./;
/** What frameworks hand over besides, by names that may come from a package imported as a whole. */
const HANDED =
  /^(?:Model|ModelMap|ModelAndView|BindingResult|Errors|RedirectAttributes\w*|\w*ServletRequest|\w*ServletResponse|HttpSession|Session\w*|Principal|Authentication|Locale|TimeZone|ZoneId|Pageable|Sort|\w*WebRequest|UriComponentsBuilder|UriInfo|\w*Context|SecurityContext|Multipart\w+|Part|Map|HashMap|MultiValueMap|List|Set|Collection|Optional|Object|String|CharSequence|Character|Date|InputStream|OutputStream|Reader|Writer|PrintWriter|Http\w+|RequestEntity|Request|Response|AsyncResponse|Sse\w*|Continuation|\w+\[\]|[a-z].*)$/;

/**
 * Members whose parameters that are filled from a request have the mark: classes of the application in methods that are mapped. Spring takes each
 * for a `@ModelAttribute` (https://docs.spring.io/spring-framework/reference/web/webmvc/mvc-controller/ann-methods/modelattrib-method-args.html),
 * JAX-RS for the body (https://jakarta.ee/specifications/restful-ws/3.1/jakarta-restful-ws-spec-3.1#entity_parameters).
 */
export function withBoundBeans(
  members: readonly Statement[],
  imports: ReadonlyMap<string, string>,
): readonly Statement[] {
  return members.map((member): Statement => {
    if (member.kind !== 'function' || !isMapped(member.definition)) return member;
    const { definition } = member;
    const parameters = definition.parameters.map((parameter) =>
      isBean(parameter, imports)
        ? { ...parameter, decorators: [...parameter.decorators, markAt(parameter)] }
        : parameter,
    );
    return { ...member, definition: { ...definition, parameters } };
  });
}

function isMapped({ decorators }: FunctionDefinition): boolean {
  return decorators.some((decorator) => MAPS.test(nameOf(decorator)));
}

function isBean({ type, decorators }: Parameter, imports: ReadonlyMap<string, string>): boolean {
  if (type === undefined || isNumberType(type) || HANDED.test(type)) return false;
  if (FOREIGN.test(imports.get(type) ?? type)) return false;
  return decorators.every((decorator) => NEUTRAL.test(nameOf(decorator)));
}

function markAt({ start }: Parameter): Expression {
  return { kind: 'name', name: MARK, start, end: start };
}
