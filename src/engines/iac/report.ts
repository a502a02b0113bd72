import type { FilePath } from '../../model/path.ts';
import type { ReportedResult } from '../../model/result.ts';
import type { Severity } from '../../model/severity.ts';
import { shorten } from '../../model/text.ts';
import { ruleOfResult } from '../described-rule.ts';
import { purposeOf, severityFor } from '../purpose.ts';
import { patchOf } from '../yaml-document/edits.ts';
import type { SourceText } from '../yaml-document/source-text.ts';
import type { IacResult } from './check.ts';
import type { IacRule } from './rule.ts';

/** A check's result for the pipeline. `source` is the text that its edits belong to; `root`: the folder of the configuration that it comes from. */
export function reportedResult(
  rule: IacRule,
  result: IacResult & { readonly path: FilePath },
  source: SourceText,
  root?: FilePath,
): ReportedResult {
  const { path } = result;
  const patch = patchOf(source, result.edits ?? []);
  const text = result.fix ?? rule.fix;
  return {
    rule: ruleOfResult(rule),
    category: 'iac',
    message: `${shorten(result.resource, 100)}: ${shorten(result.message, 300)}`,
    claims: { rule: severityIn(path, root, result.severity ?? rule.severity) },
    path,
    region: result.region,
    resource: shorten(result.resource, 200),
    remediation: patch === undefined ? { text } : { text, patch },
    ...(result.sensitive === true && { sensitive: true }),
  };
}

/** What an example or a test does with the code that it calls is not that code's own doing. */
function severityIn(path: FilePath, root: FilePath | undefined, severity: Severity): Severity {
  return severityFor(purposeOf(root === undefined ? '' : `${root}/`), severityFor(purposeOf(path), severity));
}
