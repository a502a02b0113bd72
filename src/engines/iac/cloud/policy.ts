import { remembering } from '../../remember.ts';
import type { ResourceCheck } from './check.ts';
import type { Infrastructure } from './infrastructure.ts';
import { decodeJson } from './json.ts';
import { at, isAbsent, isUnknown, itemsOf, type Place, settled, textOf, type Value } from './value.ts';

/** A statement of an IAM policy (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html), as far as it is known. */
export interface Statement {
  readonly effect: 'Allow' | 'Deny' | 'unknown';
  readonly actions: readonly string[];
  /** `NotAction` stands there: it allows what it does not name. */
  readonly allowsAllBut: boolean;
  readonly resources: readonly string[];
  /** `*` for everyone; what else stands there as it stands there. */
  readonly principals: readonly string[];
  readonly hasPrincipals: boolean;
  readonly condition: 'none' | 'some' | 'unknown';
  /** The keys that its condition asks for, in small letters: `aws:securetransport`. */
  readonly conditionKeys: readonly string[];
  readonly place: Place;
  /** A data source describes it, which is looked at for itself. */
  readonly isDescribed: boolean;
}

/** The statements of a policy document: JSON in a text, `jsonencode`, a map, or a data source that describes it. Unknown parts say nothing. */
export function statementsOf(value: Value | undefined, infrastructure: Infrastructure): readonly Statement[] {
  if (value === undefined) return [];
  const found = followed(value);
  if (found.kind === 'reference') {
    const document = infrastructure.at(found.address);
    return document === undefined
      ? []
      : describedStatements(document.body).map((each) => ({ ...each, place: value.place }));
  }
  const document = found.kind === 'text' ? decodeJson(found, found.place) : found;
  if (document === undefined) return [];
  return itemsOf(at(document, 'Statement')).map(jsonStatement);
}

/** What references lead to, as far as the first document that a data source describes. */
function followed(value: Value): Value {
  let current = value;
  for (let steps = 0; current.kind === 'reference' && steps < 20; steps += 1) {
    if (/(?:^|\.)data\.aws_iam_policy_document\./.test(current.address)) return current;
    current = current.target();
  }
  return settled(current);
}

/** Statements of a `data "aws_iam_policy_document"`. */
export const describedStatements = remembering((body: Value): readonly Statement[] =>
  itemsOf(at(body, 'statement')).map(describedStatement),
);

function jsonStatement(statement: Value): Statement {
  const effect = textOf(at(statement, 'Effect'));
  const condition = at(statement, 'Condition');
  return {
    effect: effect === 'Allow' || effect === 'Deny' ? effect : 'unknown',
    actions: textsOf(at(statement, 'Action')),
    allowsAllBut: !isAbsent(at(statement, 'NotAction')),
    resources: textsOf(at(statement, 'Resource')),
    principals: principalsOf(at(statement, 'Principal')),
    hasPrincipals: !isAbsent(at(statement, 'Principal')),
    condition: isAbsent(condition) ? 'none' : isUnknown(condition) ? 'unknown' : 'some',
    conditionKeys: keysBelow(condition),
    place: statement.place,
    isDescribed: false,
  };
}

function describedStatement(statement: Value): Statement {
  const effect = at(statement, 'effect');
  const condition = at(statement, 'condition');
  const word = isAbsent(effect) ? 'Allow' : textOf(effect);
  return {
    effect: word === 'Allow' || word === 'Deny' ? word : 'unknown',
    actions: textsOf(at(statement, 'actions')),
    allowsAllBut: !isAbsent(at(statement, 'not_actions')),
    resources: textsOf(at(statement, 'resources')),
    principals: itemsOf(at(statement, 'principals')).flatMap((principal) =>
      /^(?:AWS|\*)$/.test(textOf(at(principal, 'type')) ?? '') ? textsOf(at(principal, 'identifiers')) : [],
    ),
    hasPrincipals: !isAbsent(at(statement, 'principals')),
    condition: isAbsent(condition) ? 'none' : 'some',
    conditionKeys: itemsOf(condition).flatMap((each) => textOf(at(each, 'variable'))?.toLowerCase() ?? []),
    place: statement.place,
    isDescribed: true,
  };
}

function textsOf(value: Value | undefined): readonly string[] {
  return itemsOf(value).flatMap((item) => textOf(item) ?? []);
}

/** `"*"`, or the accounts of `{ "AWS": … }`: services and federations are no strangers. */
function principalsOf(value: Value | undefined): readonly string[] {
  const found = value && settled(value);
  return textsOf(found?.kind === 'map' ? at(found, 'AWS') : found);
}

function keysBelow(condition: Value | undefined): readonly string[] {
  const found = condition && settled(condition);
  if (found?.kind !== 'map') return [];
  return [...found.entries.values()].flatMap((operator) => {
    const keys = settled(operator);
    return keys.kind === 'map' ? [...keys.entries.keys()].map((key) => key.toLowerCase()) : [];
  });
}

/** Whether a statement allows something to everyone on the internet, with no condition at all. */
export function letsEveryone({ effect, principals, condition }: Statement): boolean {
  return (
    effect === 'Allow' && condition === 'none' && principals.some((name) => /^(?:\*|arn:aws:iam::\*:.*)$/.test(name))
  );
}

/** Reports a policy of a resource that lets everyone in. `what`: what they may do then. */
export function publicPolicyAt(path: string, what: string): ResourceCheck {
  return ({ body }, infrastructure) =>
    statementsOf(at(body, path), infrastructure)
      .filter(letsEveryone)
      .slice(0, 1)
      .map(({ place }) => ({ about: place, message: `its policy lets everyone on the internet ${what}` }));
}
