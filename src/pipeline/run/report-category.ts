import * as z from 'zod';
import secretsCrosswalk from '../../../rules/crosswalk/secrets.yml';
import type { Category } from '../../model/category.ts';
import type { SarifLog, SarifResult } from '../../sarif/log.ts';
import type { Registry } from '../../scanners/registry.ts';
import { registry } from '../../scanners/registry.ts';

const ADVISORY = /^(CVE-\d{4}-\d{4,}|GHSA(-[0-9a-z]{4}){3}|(PYSEC|RUSTSEC|GO|OSV|MAL)-\d{4}-\d+)/i;
const TAGS: readonly (readonly [Category, RegExp])[] = [
  ['secrets', /^(secrets?|credentials?)$/i],
  ['iac', /^(iac|infrastructure[- ]as[- ]code|misconfiguration|terraform|kubernetes|dockerfile|cloudformation)$/i],
  ['supply-chain', /^(supply[- ]chain|github[- ]actions|workflow)$/i],
];

/**
 * The category of a report that somebody hands in: that of the scanner that we know by its tool's name (from the registry
 * or the crosswalk), else what most of its rules
 * are about by id (an advisory's is a dependency's) or tag, else sast, which most SARIF is.
 */
export function categoryOfReport(log: SarifLog, known: Registry = registry): Category {
  const tools = new Set(log.runs.map(({ tool }) => tool.name.toLowerCase()));
  const scanner = known.find(({ name, kind }) => kind !== 'embedded' && tools.has(name));
  if (scanner !== undefined) return scanner.category;
  if ([...tools].some(isSecretsTool)) return 'secrets';
  const votes = new Map<Category, number>();
  for (const category of log.runs.flatMap(({ results }) => results.map(categoryOfResult))) {
    votes.set(category, (votes.get(category) ?? 0) + 1);
  }
  return [...votes].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'sast';
}

/** Whether the crosswalk has rules of this tool: taking its results for anything else would show what it found. */
function isSecretsTool(tool: string): boolean {
  const { tools } = z.object({ tools: z.record(z.string(), z.unknown()) }).parse(secretsCrosswalk);
  return Object.hasOwn(tools, tool);
}

function categoryOfResult({ ruleId, rule }: SarifResult): Category {
  if (ADVISORY.test(ruleId)) return 'sca';
  return TAGS.find(([, pattern]) => rule.tags.some((tag) => pattern.test(tag)))?.[0] ?? 'sast';
}
