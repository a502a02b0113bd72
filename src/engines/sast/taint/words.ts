import type { Language } from '../program.ts';

/**
 * What functions that nobody described do with what they get, by their names (docs/adr, "Unknown functions"): names say in every library
 * whether a text comes out again.
 */

/** Methods whose result is not the object's text any more: numbers, truths, places. */
const NO_TEXT =
  /^(?:length|size|len|count|indexOf|lastIndexOf|search|includes|contains|containsKey|has|hasOwnProperty|is[A-Z_].*|is(?:digit|alpha|alnum|numeric|decimal|space|upper|lower|empty|file|dir|identifier)|startsWith|endsWith|startswith|endswith|equals|equalsIgnoreCase|compareTo|compare|localeCompare|test|matches|exists|every|some|hashCode|charCodeAt|codePointAt|index|rindex|find_index|findIndex|bit_length|ordinal|getClass|valid|validate|verify|close|intValue|longValue|doubleValue|getTime|byteLength|status|statusCode|setStatus|delete|forEach|log|info|warn|error|debug)$/;

/** Functions that give on the text they are given. */
const GIVES_ON =
  /^(?:.*[fF]ormat.*|.*[cC]oncat.*|.*[jJ]oin.*|.*[tT]rim.*|.*[sS]trip.*|.*[dD]ecode.*|.*[uU]nescape.*|.*[uU]nquote.*|.*[uU]pper.*|.*[lL]ower.*|.*[tT]runc.*|cut(?:[A-Z_].*)?|.*[cC]apitali[sz]e.*|.*[sS]horten.*|.*[rR]eplace.*|.*[nN]ormali[sz]e.*|.*[rR]esolve.*|.*[wW]rap.*|.*[cC]opy.*|.*[cC]lone.*|.*[mM]erge.*|.*[aA]ssign.*|.*[aA]ppend.*|.*[bB]uild.*|.*[cC]onvert.*|[sS]tr|[sS]tring|String|text|Text|[bB]ytes|[bB]uffer|unicode|repr|list|tuple|dict|set|sorted|reversed|iter|next|map|filter|zip|enumerate|cast|to[A-Z_].*|from|from[A-Z_].*|as[A-Z_].*|of|ofNullable|valueOf|values|entries|keys|parse|[lL]oads|stringify|dumps|[sS]printf|Sprint|Sprintln|Errorf|raw|[cC]omposeUrl|make[A-Z_].*|make|create(?:Query|Url|Path|Command|Html).*|(?:get|generate|prepare|compose|construct|render|make)_?(?:[qQ]uery|[sS]ql|[uU]rl|[uU]ri|[pP]ath|[cC]ommand|[hH]tml|[fF]ile[nN]?ame).*|deepcopy|identity|expanduser|expandvars|abspath|realpath|basename|dirname|Clean|Base|Dir|TrimSpace|ReadAll|readAll|read|Read|readLine|getBytes|getString|promisify|defer|resolve|all|any)$/;

/** Methods that put what they are given into their object. */
const TAKES_IN =
  /^(?:push|unshift|append|add|put|set|insert|extend|update|write|addAll|putAll|addLast|addFirst|offer|appendleft|concat|setdefault|splice|enqueue|addElement|insertElementAt|setElementAt|putIfAbsent|putValue|offerFirst|offerLast|setAttribute|WriteString|Write|Add|Set|Append|setProperty|addAttribute|prepend)$/;

/** Predicates that somebody wrote to say that a value is fine. */
const APPROVES =
  /^_*(?:is|are|has|check|ensure|assert|validate|verify|valid)_?(?:safe|valid|allowed|white_?listed|allow_?listed|permitted|trusted|known|legal|clean|sane|alphanumeric|alpha|numeric|uuid|email|int$|number|integer|local$|relative|same_?origin|(?:path_?|file_?|folder_?|dir_?)?(?:inside|within|contained|sub_?(?:path|dir|directory|folder)|child_?of|descendant_?of|below|beneath))|is_?(?:safe|valid|allowed|trusted|whitelisted|permitted)|^_*safe_?(?:for|to|url|redirect|path)/i;
const VALIDATES = /^(?:validate|sanitize|verify|allowed)(?:[A-Z_]|$)/;

/** Methods that ask a list for a value. */
const MEMBERSHIP =
  /^(?:includes|contains|has|containsKey|Contains|indexOf|__contains__|hasOwnProperty|hasOwn|containsValue|isMember)$/;

/** Functions of a list or promise that hand its elements to a function, by the position of the parameter that gets them. */
const HANDS_OVER: ReadonlyMap<string, number> = new Map([
  ...[
    'map',
    'forEach',
    'filter',
    'flatMap',
    'find',
    'findIndex',
    'some',
    'every',
    'then',
    'each',
    'sort',
    'ifPresent',
    'orElseGet',
    'anyMatch',
    'allMatch',
    'peek',
    'collect',
    'computeIfAbsent',
    'tap',
    'finally',
    'subscribe',
    'pipe',
  ].map((name): [string, number] => [name, 0]),
  ['reduce', 1],
]);

/** Functions that resolve `..`: afterwards a prefix says where a path leads. */
// Go's filepath.Join cleans what it joins (https://pkg.go.dev/path/filepath#Join); Python's and Node's write `join`.
const RESOLVES =
  /^(?:resolve|realpath|realpathSync|abspath|normalize|normpath|Clean|Abs|EvalSymlinks|toRealPath|getCanonicalPath|getCanonicalFile|toAbsolutePath|safe_join|Join)$/;

/** In Go every function that others may call begins like a type; these look something up. */
const LOOKS_UP =
  /^(?:Get|Find|Load|Fetch|Lookup|Query|Read|List|Search|Is|Has|Check|Validate|Open|Select|Count|Do|Send|Post)/;

/** Whether a call by its name makes a value of a type from what it is given: a class of Python or JavaScript, a conversion of Go. */
export function isConversion(name: string, count: number, language: Language): boolean {
  if (language === 'java' || !/^\p{Lu}/u.test(name)) return false;
  return language !== 'go' || (count === 1 && !LOOKS_UP.test(name));
}

/** Methods of other files by whose names Java's programs change a text: what they are given comes out again. */
const CHANGES = /^(?:process|transform|prepare|modify|adjust|rewrite|expand|interpolate|substitute|do[A-Z])\w*$/;

export const changesText = (name: string): boolean => CHANGES.test(name);
export const isTextless = (name: string): boolean => NO_TEXT.test(name);
export const givesOn = (name: string): boolean => GIVES_ON.test(name);
export const takesIn = (name: string): boolean => TAKES_IN.test(name);
export const approves = (name: string): boolean => APPROVES.test(name) || VALIDATES.test(name);
export const asksMembership = (name: string): boolean => MEMBERSHIP.test(name);
export const handsOverAt = (name: string): number | undefined => HANDS_OVER.get(name);
export const resolvesPath = (name: string): boolean => RESOLVES.test(name);
