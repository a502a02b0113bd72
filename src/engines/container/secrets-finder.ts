import type { FilePath } from '../../model/path.ts';
import { type Severity, worstSeverity } from '../../model/severity.ts';
import type { FileEngine } from '../contract.ts';

/** What kind of credential a file holds; nothing of the credential itself. */
export interface FoundSecret {
  readonly title: string;
  readonly severity: Severity;
}

/** Asks the engine for secrets about a file of an image, the worst first. */
export function secretsFinder(engine: FileEngine): (path: FilePath, bytes: Uint8Array) => readonly FoundSecret[] {
  return (path, bytes) =>
    engine
      .scan(path, bytes)
      .results.map(({ rule, claims }): FoundSecret => ({ title: rule.title, severity: claims.rule ?? 'medium' }))
      .sort((a, b) =>
        a.severity === b.severity ? 0 : worstSeverity([a.severity, b.severity]) === a.severity ? -1 : 1,
      );
}
