import { describe, expect, test } from '@jest/globals';
import { purposeOf, severityFor } from '../../src/engines/purpose.ts';
import { SEVERITIES } from '../../src/model/severity.ts';

describe('what a file is there for', () => {
  test.each([
    ['src/app.js', 'product'],
    ['src/latest.js', 'product'],
    ['latest/app.js', 'product'],
    ['contest/app.js', 'product'],
    ['deploy/spec.yaml', 'product'],
    ['src/main/java/com/example/demo/App.java', 'product'],
    ['src/main/java/org/acme/test/Run.java', 'product'],
    ['src/main/java/org/acme/RunTest.java', 'product'],
    ['src/app/examples/page.tsx', 'product'],
    ['src/docs/page.tsx', 'product'],
    ['mydocs/app.js', 'product'],
    ['test/app.js', 'test'],
    ['src/app.test.ts', 'test'],
    ['src/test_app.py', 'test'],
    ['app_test.go', 'test'],
    ['src/test/java/AppTest.java', 'test'],
    ['src/it/java/StartIT.java', 'test'],
    ['app/src/androidTest/java/Start.kt', 'test'],
    ['t/unit/security/__init__.py', 'test'],
    ['caddytest/a.localhost.key', 'test'],
    ['Acme.Tests/Start.cs', 'test'],
    ['src/__tests__/app.js', 'test'],
    ['examples/a/test/app.js', 'test'],
    ['examples/django/settings.py', 'example'],
    ['samples/guide/src/main/java/Guide.java', 'example'],
    ['docs_src/security/tutorial.py', 'example'],
    ['docs/docker-compose.yml', 'example'],
    ['master/docker-example/compose.yml', 'example'],
    ['packages/ui/playground/app.ts', 'example'],
  ] as const)('%s: %s', (path, purpose) => {
    expect(purposeOf(path)).toBe(purpose);
  });
});

describe('how bad a problem is', () => {
  test.each([
    ['product', ['critical', 'high', 'medium', 'low', 'info']],
    ['example', ['medium', 'medium', 'medium', 'low', 'info']],
    ['test', ['low', 'low', 'low', 'low', 'info']],
  ] as const)('in a %s', (purpose, expected) => {
    expect(SEVERITIES.map((severity) => severityFor(purpose, severity))).toEqual(expected);
  });
});
