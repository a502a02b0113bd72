import type { FilePath } from '../../model/path.ts';
import type { ReportedResult } from '../../model/result.ts';
import { type Severity, worstSeverity } from '../../model/severity.ts';
import { shorten } from '../../model/text.ts';
import { ruleOfResult } from '../described-rule.ts';
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

/** Folders of tests and their data: nobody deploys what stands there, so it never blocks. */
const TESTS = /(?:^|\/)(?:tests?|testdata|test[-_]data|__tests__|__fixtures__|fixtures|e2e|integration[-_]tests?)\//i;

/** What an example does with the code that it shows is not that code's own doing. */
const EXAMPLES = /(?:^|\/)examples?\//i;

function severityIn(path: FilePath, root: FilePath | undefined, severity: Severity): Severity {
  const folder = root === undefined ? '' : `${root}/`;
  const isShown = EXAMPLES.test(folder) && !path.startsWith(folder);
  const neverBlocks = TESTS.test(path) || TESTS.test(folder) || isShown;
  return neverBlocks && worstSeverity([severity, 'medium']) === severity ? 'medium' : severity;
}
