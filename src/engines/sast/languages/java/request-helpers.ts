/** Functions that read a part of a request, by their names, unless what they give is no text. */
const READS =
  /^(?:get|read|fetch|extract|find|resolve|obtain|retrieve)\w*(?:Param(?:eter)?|Header|Cookie|QueryString|FormField)\w*$/;
const NO_TEXT = /Int|Long|Short|Bool|Double|Float|Decimal|Date|Time|Num|Size|Count|Enum|Page|Locale|Init/;
const REQUEST = /\b(?:Http)?ServletRequest\s+(\w+)/g;
const WRAPPER = /\b(\w+)\s*=\s*new\s+[\w.]+(?:<[\w<>, ]*>)?\(\s*(\w+)\s*[,)]/g;

/** The variables of a file that hold a request of a servlet, and objects that are made of one. */
export interface RequestVariables {
  /** The request that a call of a function of another file reads, by its name; `undefined` where it reads none. */
  readBy(method: string, object: string | undefined, given: readonly string[]): string | undefined;
}

/**
 * Helpers of other files: `CookieUtils.getCookie(request, "a")`, `new FormReader(request).getParameter("a")`. What a function of the file itself does
 * is seen. An object that is made of a request is known by its variable (docs/adr, "Unknown functions").
 */
export function createRequestVariables(text: string): RequestVariables {
  const requests = new Set(Array.from(text.matchAll(REQUEST), ([, name = '']) => name));
  const wrappers = new Map(
    requests.size === 0
      ? []
      : Array.from(text.matchAll(WRAPPER), ([, name = '', given = '']): [string, string] => [name, given]).filter(
          ([name, given]) => requests.has(given) && !requests.has(name),
        ),
  );
  return {
    readBy(method, object, given) {
      if (requests.size === 0 || !READS.test(method) || NO_TEXT.test(method)) return undefined;
      if (object !== undefined && requests.has(object)) return undefined;
      const request =
        (object === undefined ? undefined : wrappers.get(object)) ?? given.find((one) => requests.has(one));
      return request === undefined || isDefined(method, text) ? undefined : request;
    },
  };
}

function isDefined(method: string, text: string): boolean {
  return new RegExp(`[\\w>\\]]\\s+${method}\\s*\\([^)]*\\)[^;{}]*\\{`).test(text);
}
