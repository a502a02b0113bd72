import type { FilePath } from '../model/path.ts';
import { atMost, type Severity } from '../model/severity.ts';

/** What a file is there for: the product itself, to show how it is used, or to test it. */
export type Purpose = 'product' | 'example' | 'test';

/** Folders of tests and their data, by whole names (`tests/`, `t/`), in parts (`unit-tests/`, `Acme.Tests/`, `androidTest/`) and joined (`httptest/`, not `latest/`). */
const TEST_FOLDERS = [
  /(?:^|\/)(?:tests?|t|test[-_]?data|testing|testutils?|specs?|__tests__|__mocks__|__fixtures__|fixtures?|mocks?|stubs?|e2e|cypress|playwright|integration[-_]?tests?)\//i,
  /(?:^|\/)(?:[\w.-]*[-_.])?(?:[Tt]ests?|[a-zA-Z]+Tests?|[Ff]ixtures)(?:[-_.][\w.-]*)?\//,
  /(?:^|\/)(?!(?:latest|contest|attest|protest|fastest|greatest|shortest)s?\/)[a-z]+tests?\//,
];

/** Files that test runners take for tests by their names. */
const TEST_NAME =
  /(?:^|\/)(?:[^/]+\.(?:test|spec|e2e|cy|stories)\.[cm]?[jt]sx?|test_[^/]+\.py|[^/]+_test\.(?:py|go)|conftest\.py|[^/]+(?:Test|Tests|IT|TestCase)\.(?:java|kt|scala|cs))$/;

const EXAMPLE_FOLDER =
  /(?:^|\/)(?:(?:[\w.]+[-_])?(?:examples?|samples?)|demos?|docs?|docs[-_]src|documentation|tutorials?|playgrounds?)\//i;

/** Behind these names folders are packages and pages of the product, whatever they are called: `src/main/java/com/example/demo/`. */
const PRODUCT = /(?:^|\/)src\/main\//;
const SOURCE = /(?:^|\/)src\//;

/** What a file is there for, by its path alone. */
export function purposeOf(path: FilePath): Purpose {
  const outside = before(path, PRODUCT);
  const isTest = TEST_FOLDERS.some((folder) => folder.test(outside)) || (outside === path && TEST_NAME.test(path));
  if (isTest) return 'test';
  return EXAMPLE_FOLDER.test(before(outside, SOURCE)) ? 'example' : 'product';
}

function before(path: FilePath, folder: RegExp): string {
  const at = path.search(folder);
  return at === -1 ? path : path.slice(0, at + 1);
}

const WORST: Readonly<Record<Purpose, Severity>> = { product: 'critical', example: 'medium', test: 'low' };

/** Nobody attacks what runs in tests alone, and what is shown is not what is deployed: neither blocks, and tests do not even warn. */
export function severityFor(purpose: Purpose, severity: Severity): Severity {
  return atMost(severity, WORST[purpose]);
}
