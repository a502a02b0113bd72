import type { CheckResult, Lookup, ProgramCheck, ResolvedCall } from '../../language.ts';
import type { Expression } from '../../program.ts';
import { type BuiltText, builtText, isHarmless } from './built-text.ts';

const SQL_CALL =
  /(?:^|\.)(?:execute|executemany|executescript|exec_driver_sql|raw|RawSQL|read_sql|read_sql_query|fetch|fetchrow|fetchval|fetch_all|fetch_one|run|query|cursor)$/;
/** A statement about rows: those about tables cannot have parameters. */
const SQL =
  /^\s*(?:\(?\s*select\b[\s\S]*?\bfrom\b|insert\s+(?:ignore\s+|or\s+\w+\s+)?into\b|update\b[\s\S]+?\bset\b|delete\s+from\b|replace\s+into\b|with\s+\w+\s+as\s*\(|exec(?:ute)?\s)/i;
/** What stands before a table's or column's name, which no parameter can be. */
const BEFORE_NAME =
  /(?:\b(?:from|join|into|update|table|by|select|distinct|as|set|asc|desc|using)|[\s("`.,])\s*["`[]?$/i;
const BEFORE_VALUE = /(?:['%]|[=<>]\s*|\b(?:like|ilike|values|in|limit|offset|and|or|where|between)\s*\(?\s*['"]?)$/i;

/** SQL with holes that are neither numbers nor constants. */
export const checkBuiltSql: ProgramCheck = (_program, lookup) =>
  lookup.calls.flatMap((call): readonly CheckResult[] => {
    if (!SQL_CALL.test(call.path)) return [];
    const given = lookup.argument(call, '0') ?? lookup.argument(call, 'sql') ?? lookup.argument(call, 'query');
    const built = given === undefined ? undefined : builtText(given, lookup);
    if (built === undefined || !SQL.test(built.fixed.join('?'))) return [];
    const open = built.holes.flatMap((hole, position) => (isHarmless(hole, lookup) ? [] : [position]));
    if (open.length === 0) return [];
    const severity = open.some((position) => isValue(built, position)) ? 'medium' : 'low';
    return [{ span: call, message: 'SQL is put together from variables', severity }];
  });

function isValue(built: BuiltText, position: number): boolean {
  const before = built.fixed[position] ?? '';
  return BEFORE_VALUE.test(before) || !BEFORE_NAME.test(before);
}

const SHELLS =
  /^(?:os\.(?:system|popen)|commands\.getoutput|subprocess\.(?:getoutput|getstatusoutput)|asyncio\.(?:subprocess\.)?create_subprocess_shell)$/;
/** https://airflow.apache.org/docs/apache-airflow-providers-standard/stable/operators/bash.html */
const OPERATORS = /(?:^|\.)BashOperator$/;
const PROCESSES = /^(?:subprocess\.(?:run|call|check_call|check_output|Popen)|psutil\.Popen)$/;

/** Shell commands with holes that are neither numbers nor constants nor quoted; a command that is a variable altogether is less. */
export const checkBuiltCommand: ProgramCheck = (_program, lookup) =>
  lookup.calls.flatMap((call): readonly CheckResult[] => {
    const command = commandOf(call, lookup);
    if (command === undefined) return [];
    const built = builtText(command, lookup);
    const what = call.path.replace(/^.*\.(?=exec_command$)/, '');
    if (built === undefined) {
      const isPlain = command.kind === 'name' || command.kind === 'member' || command.kind === 'call';
      return isPlain && !isHarmless(command, lookup)
        ? [{ span: call, message: `${what} runs a variable in a shell`, severity: 'low' }]
        : [];
    }
    if (built.holes.every((hole) => isHarmless(hole, lookup))) return [];
    return [{ span: call, message: `${what} runs a command that is put together from variables in a shell` }];
  });

const TEMPLATES =
  /^(?:flask\.(?:templating\.)?(?:render|stream)_template_string|quart\.render_template_string|jinja2\.Template|jinja2\.(?:\w+\.)*(?:Sandboxed)?Environment\(\)\.from_string|mako\.template\.Template|django\.template\.Template)$/;

/** Templates with holes of Python's formatting: what fills them is read as the template's language. */
export const checkBuiltTemplate: ProgramCheck = (_program, lookup) =>
  lookup.calls.flatMap((call): readonly CheckResult[] => {
    const given = TEMPLATES.test(call.path)
      ? (lookup.argument(call, '0') ?? lookup.argument(call, 'source'))
      : undefined;
    const built = given === undefined ? undefined : builtText(given, lookup);
    if (built === undefined || built.holes.every((hole) => isHarmless(hole, lookup))) return [];
    return [{ span: call, message: 'the template is put together from variables' }];
  });

function commandOf(call: ResolvedCall, lookup: Lookup): Expression | undefined {
  const given = ['0', 'args', 'cmd', 'command'].map((selector) => lookup.argument(call, selector));
  const first = given.find((one) => one !== undefined);
  if (SHELLS.test(call.path)) return first;
  if (/(?:^paramiko\..*|\.ssh\w*|\.client)\.exec_command$/.test(call.path)) return first;
  if (OPERATORS.test(call.path)) return lookup.argument(call, 'bash_command');
  if (!PROCESSES.test(call.path)) return undefined;
  const shell = lookup.argument(call, 'shell');
  return shell !== undefined && lookup.valueOf(shell) ? first : undefined;
}
