/** What the tests of workflow runs share: events, the user's own scanner, and readings of what a run left behind. */
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { addFiles } from '../e2e/program.ts';
import type { ActAnnotation, ActRun } from './act.ts';
import { FOLDERS } from './vulnerable-repository.ts';

export const HEAD = '2'.repeat(40);

/** The part of the event that GitHub documents and we read. */
export const PULL_REQUEST = {
  pull_request: {
    number: 7,
    base: { sha: '1'.repeat(40), ref: 'main', repo: { full_name: 'octo/app' } },
    head: { sha: HEAD, ref: 'topic', repo: { full_name: 'octo/app' } },
  },
};

/** Begins with the first test that asks, so that nothing runs where act is not installed. */
export function once<Value>(begin: () => Promise<Value>): () => Promise<Value> {
  let begun: Promise<Value> | undefined;
  return () => {
    begun ??= begin();
    return begun;
  };
}

/** What the step set, as the next step got it. */
export function outputsOf({ collected }: ActRun): Readonly<Record<string, string>> {
  return JSON.parse(collected['outputs.json'] ?? '');
}

export interface Report {
  readonly verdict: string;
  readonly incomplete: readonly unknown[];
  readonly findings: readonly {
    readonly category: string;
    readonly severity: string;
    readonly disposition: string;
    readonly location: { readonly path: string };
  }[];
}

/** The report that the output `report` names. */
export function reportOf({ collected }: ActRun): Report {
  return JSON.parse(collected['report.json'] ?? '');
}

export function titles(annotations: readonly ActAnnotation[], level: ActAnnotation['level']): readonly string[] {
  return annotations.filter((one) => one.level === level).map(({ properties }) => properties['title'] ?? '');
}

export function places(annotations: readonly ActAnnotation[], level: ActAnnotation['level']): readonly string[] {
  return annotations
    .filter((one) => one.level === level && one.properties['file'] !== undefined)
    .map(({ properties: { file, line } }) => `${file}:${line}`);
}

/** The program of the user's own scanner. */
export function addProgram(folder: string, script: string): void {
  addFiles(folder, { 'acme-scan': `#!/usr/bin/env bash\n${script}\n` });
  chmodSync(join(folder, 'acme-scan'), 0o755);
}

export const EMPTY_SARIF = '{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"acme"}},"results":[]}]}';

export const ACME = `${FOLDERS}scanners:\n  acme: { category: sast, command: [acme-scan, '{output}'] }\n`;
