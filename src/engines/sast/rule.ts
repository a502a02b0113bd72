import * as z from 'zod';
import { SEVERITIES } from '../../model/severity.ts';
import { DESCRIPTION, examplesOf } from '../described-rule.ts';
import { expandBraces } from './braces.ts';

/**
 * Rules and models as the files in `rules/sast/<language>/` describe them. A *path* is what a name or chain of names stands for, with the
 * local names resolved: `subprocess.run`, `child_process.exec`, `os/exec.Command`. `()` is the result of a call (`express().get`,
 * `flask.Flask().route`), an instance of a type (declared, `new T`, Go's `T{}`) is the type itself (`java.sql.Statement.executeQuery`,
 * `net/http.Request.FormValue`), `?` is what nobody knows. In a pattern `*` is any one name and `**` anything: `**.execute`;
 * `{a,b}` are alternatives: `{javax,jakarta}.servlet.http.Cookie`.
 */
const path = z.string().min(1);
const oneOrMore = <Item extends z.ZodType>(item: Item) =>
  z.union([item.transform((one) => [one]), z.array(item).min(1)]);
const paths = oneOrMore(path).transform((all) => all.flatMap(expandBraces));

/** An argument: its position from 0, its keyword, `any` of all, `receiver` (the object a method is called on); `1.cwd` is an entry of a record, `1.*` any of them: a record as a whole does not stand for its entries. */
const argument = z.union([z.int().min(0), z.string().min(1)]).transform(String);

/** What an argument must be: a literal; a text that a pattern finds; not there at all; a value that is not fixed in the file. */
const test = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.strictObject({ matches: z.string() }),
  z.strictObject({ missing: z.literal(true) }),
  z.strictObject({ dynamic: z.literal(true) }),
]);
/** All of them hold; a key is an argument. */
const conditions = z.record(z.string(), test);

/** Texts of which a file must hold one; in a list all of them. `/…/` is a pattern, `/…/i` one that ignores case. */
const text = z.string().min(2);
const needs = z.array(z.union([text.transform((one) => [one]), z.array(text).min(1)])).min(1);

/** A call of something. `when`: only if all hold; `unless`: not if all hold. */
const call = z.strictObject({
  call: paths,
  when: conditions.optional(),
  unless: conditions.optional(),
  /** A file that holds none of these texts has no such call, whatever its names are: what the conditions ask for. */
  needs: needs.optional(),
});

/** Where a value from outside does harm: an argument of a call, or what is assigned to a property (`**.innerHTML`), returned, or put into an entry. */
const sink = z.union([
  call.extend({ argument: oneOrMore(argument).default(['any']) }),
  z.strictObject({ assign: paths }),
  /** What a function returns that is a source's handler: a page (Flask, Spring). The name of a kind of handler in the model. */
  z.strictObject({ returns: oneOrMore(z.string()) }),
  /** A text that is put together of parts, whose fixed parts this pattern finds: HTML, a query. `needs`: as of a call. */
  z.strictObject({ text: z.string().min(1), needs }),
  /** The keys by which an element of an element is written: `config[a][b] = value`. `needs`: as of a call. */
  z.strictObject({ keys: z.literal('nested'), needs }),
]);

const example = z.strictObject({
  name: z.string().min(1),
  /** The extension chooses the grammar; by default the language's usual one. */
  path: z.string().optional(),
  severity: z.enum(SEVERITIES).optional(),
  text: z.string().min(1),
});

const rule = z.strictObject({
  id: z.string().regex(/^(?:javascript|python|go|java)-[a-z0-9-]+$/),
  ...DESCRIPTION,
  /** What the message says; `{call}` is the path of what is called. */
  message: z.string().min(1).optional(),
  /** A value from outside reaches a sink. */
  taint: z
    .strictObject({
      /** Kinds of sources of the language's model; a kind may lower the severity: `argv` is the user's own. */
      from: z.array(z.string()).min(1).default(['request']),
      severities: z.record(z.string(), z.enum(SEVERITIES)).optional(),
      /** The severity where a parameter of any function arrives, whoever calls it: libraries do not see their callers. Without it that is no result. */
      callers: z.enum(SEVERITIES).optional(),
      sinks: z.array(sink).min(1),
      /** Calls whose result is safe for these sinks, on top of the model's. */
      sanitizers: z.array(call).optional(),
    })
    .optional(),
  /** A call is a problem by itself; so is a record with a type, whose entries are arguments by name. A rule with neither is code of the same id (`checks`). */
  calls: z.array(call).optional(),
  /** For rules in code: a file that holds none of these texts has no result, and may not even be parsed. Without it every file is. */
  needs: needs.optional(),
  examples: examplesOf(example),
});

/** What the language's libraries and frameworks mean for values: `rules/sast/<language>/model.yml`. */
const model = z.strictObject({
  /** Kind (`request`, `argv`, `environment`, `file`, `deserialised`) → where such values come from. */
  sources: z.record(
    z.string(),
    z.array(
      z.union([
        /** Reading this, or anything below it: `flask.request.args`. */
        z.strictObject({
          value: paths,
          said: z.string(),
          /** Only where what it is read from comes from outside itself: the query of a request's address, not of a setting's. */
          of: z.literal('outside').optional(),
        }),
        /** The result of this call. */
        z.strictObject({ result: paths, said: z.string() }),
        /** What a call writes into its argument: Go's `c.Bind(&form)`. */
        z.strictObject({ fills: paths, argument, said: z.string() }),
        /** A parameter by its written type, its decorator, or its place in a function that is given to a call or bears a decorator. `below`: only these properties of it. */
        z.strictObject({
          parameter: z.strictObject({
            type: paths.optional(),
            decorator: paths.optional(),
            /** Of a function with this decorator. */
            functionDecorator: paths.optional(),
            /** Of a function that is an argument of this call. */
            passedTo: paths.optional(),
            position: z.int().min(0).optional(),
            name: z.string().optional(),
            /** Of a function of this name: AWS Lambda's `lambda_handler`; `resolve_*` is every name that begins so. */
            functionName: oneOrMore(z.string()).optional(),
            /** Of a method of a class that extends this: Tornado's `get(self, slug)`. */
            methodOf: paths.optional(),
            /** Not these, by name: what a framework hands over besides what a stranger sends. */
            except: z.array(z.string()).optional(),
          }),
          below: z.array(z.string()).optional(),
          said: z.string(),
        }),
      ]),
    ),
  ),
  /** Kind of handler → functions whose return value is sent to the client. */
  handlers: z
    .record(z.string(), z.strictObject({ functionDecorator: paths.optional(), passedTo: paths.optional() }))
    .default({}),
  /** Calls that give on what they get: from these arguments (default: any and the receiver) to the result, or to the argument that `to` names. */
  propagators: z
    .array(call.extend({ argument: oneOrMore(argument).default(['any', 'receiver']), to: argument.default('result') }))
    .default([]),
  /** What a call gives, or a field holds: `database/sql.Open()` → `database/sql.DB`, so that rules speak of the type alone. */
  results: z
    .record(path, path)
    .default({})
    .transform((all) =>
      Object.fromEntries(Object.entries(all).flatMap(([call, type]) => expandBraces(call).map((one) => [one, type]))),
    ),
  /** Calls after which a value is harmless for every sink: numbers, hashes, lookups. */
  sanitizers: z.array(call).default([]),
});

export type SastRule = z.infer<typeof rule>;
export type SastModel = z.infer<typeof model>;
export type RuleExample = z.infer<typeof example>;
export type CallPattern = z.infer<typeof call>;

/** Reads a rule file's content (a list); throws on any other shape. In failing examples `here` in a comment marks each line with a result. */
export function readRules(data: unknown): readonly SastRule[] {
  return z.array(rule).min(1).parse(data);
}

/** Reads a model file's content; throws on any other shape. */
export function readModel(data: unknown): SastModel {
  return model.parse(data);
}
