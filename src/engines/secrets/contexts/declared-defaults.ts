import { type Detector, RANK } from '../candidate.ts';
import { judgeValue } from '../judge-value.ts';
import { nameKind } from '../names.ts';
import type { SecretRule } from '../rules.ts';

/** Terraform: `variable "db_password" { … default = "…" }` (https://developer.hashicorp.com/terraform/language/values/variables). */
const VARIABLE = /variable\s{1,4}"?([\w-]{3,64})"?\s{0,4}\{[^{}]{0,400}?\sdefault\s{0,24}=\s{0,4}"([^"\n]{4,200})"/y;
/** CloudFormation: a parameter's `Default:` (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html). */
const PARAMETER =
  /([A-Za-z]\w{2,63}):[ \t\r]{0,4}\n(?:[ \t]{1,16}(?!Default)[A-Za-z]{2,30}:[^\n]{0,200}\n){0,8}[ \t]{1,16}Default:[ \t]{1,4}["']?([^\s"']{4,200})/y;

/** Secrets that are the default value of a declared variable: the name stands at the head of the declaration. */
export function declaredDefaults(rule: SecretRule): readonly Detector[] {
  return [
    detector(rule, 'variable ', VARIABLE, /^(?:tf|hcl|tofu)$/, (at) => at),
    detector(rule, 'type: string', PARAMETER, /^(?:ya?ml|template|cform)$/, headOf),
  ];
}

/** Where the name of the entry stands whose first or second line is at an offset. */
function headOf(at: number, text: string): number {
  let start = text.lastIndexOf('\n', at) + 1;
  for (let back = 0; back < 6 && start > 0; back += 1) {
    start = start < 2 ? 0 : text.lastIndexOf('\n', start - 2) + 1;
    const name = /^[ \t]{1,12}(?=[A-Za-z]\w{2,63}:[ \t\r]{0,4}\n)/.exec(text.slice(start, start + 90));
    if (name !== null) return start + name[0].length;
  }
  return at;
}

function detector(
  rule: SecretRule,
  literal: string,
  pattern: RegExp,
  extensions: RegExp,
  head: (at: number, text: string) => number,
): Detector {
  return {
    literals: [literal],
    exactCase: false,
    anyLine: false,
    detect(source, at) {
      if (!extensions.test(source.kind.extension)) return undefined;
      pattern.lastIndex = head(at, source.text);
      const match = pattern.exec(source.text);
      const [, name = '', value = ''] = match ?? [];
      if (match === null) return undefined;
      const severity = judgeValue(value, nameKind(name), { name, quoted: true, onlyDrawn: false }, source.kind);
      const start = match.index + match[0].lastIndexOf(value);
      return severity && { rule, rank: RANK.generic, start, end: start + value.length, severity };
    },
  };
}
