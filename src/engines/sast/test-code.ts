import type { FilePath } from '../../model/path.ts';
import { isAtLeast, type Severity } from '../../model/severity.ts';

/** Folders of tests and their data, and files that test runners take for tests by their names. */
const FOLDER =
  /(?:^|\/)(?:tests?|testdata|test[-_]data|testing|specs?|__tests__|__mocks__|__fixtures__|fixtures|e2e|cypress|integration[-_]tests?|src\/test|benchmarks?)\//i;
const NAME =
  /(?:^|\/)(?:[^/]+\.(?:test|spec|e2e|cy|stories)\.[cm]?[jt]sx?|test_[^/]+\.py|[^/]+_test\.(?:py|go)|conftest\.py|[^/]+(?:Test|Tests|IT)\.java)$/;

/** Nobody attacks what runs in tests alone: there nothing is worse than medium. */
export function severityAt(path: FilePath, severity: Severity): Severity {
  return (FOLDER.test(path) || NAME.test(path)) && isAtLeast(severity, 'medium') ? 'medium' : severity;
}
