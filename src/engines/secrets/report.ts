import type { Region } from '../../model/location.ts';
import type { FilePath } from '../../model/path.ts';
import type { ReportedResult } from '../../model/result.ts';
import type { Candidate } from './candidate.ts';

/** CWE-798: use of hard-coded credentials. */
const HARD_CODED = ['CWE-798'];
const STORE = 'then read a new one from the environment or a secret store; a removed line stays in the history';

/** A candidate as a result. No text of it holds any part of the value. */
export function asResult(path: FilePath, { rule, severity, remark }: Candidate, region: Region): ReportedResult {
  return {
    rule: {
      id: rule.id,
      title: rule.title,
      help: 'Whoever can read this file, or any copy of the repository, can use it.',
      helpUri: rule.source,
      cwes: rule.cwes ?? HARD_CODED,
    },
    category: 'secrets',
    family: rule.family,
    message: remark === undefined ? `${rule.title} in clear text` : `${rule.title} in clear text; ${remark}`,
    claims: { rule: severity ?? rule.severity },
    path,
    region,
    remediation: { text: `Revoke it (${rule.help}), ${STORE}.` },
  };
}
