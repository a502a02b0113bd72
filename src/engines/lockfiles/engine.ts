import { createHash } from 'node:crypto';
import { LOCKED_READERS } from '../../inventory/integrity/read-locked.ts';
import { manifestKind } from '../../inventory/kinds.ts';
import { messageOf, PlatformError } from '../../model/errors.ts';
import { comparePaths, type FilePath } from '../../model/path.ts';
import type { ReportedResult } from '../../model/result.ts';
import type { NotLookedAt } from '../../model/scan.ts';
import { printable } from '../../model/text.ts';
import type { Tree, TreeEngine, TreeReport } from '../contract.ts';
import { ruleOfResult } from '../described-rule.ts';
import type { AuditResult } from './audit.ts';
import { knownInstallScripts } from './audits/install-script.ts';
import { AUDITS } from './audits/registry.ts';
import { publicHosts } from './expected-hosts.ts';
import { REQUIREMENT_AUDITS } from './requirements.ts';
import { type LockfileRule, readRule } from './rule.ts';
import { whyNoEntries } from './silence.ts';
import { Neighbourhood } from './surroundings.ts';
import { NOTHING_FOR_LOCKFILES, wantsForLockfiles } from './wants.ts';

/** Raised with every change of an audit's code that changes its results. */
const REVISION = 3;

const LOCKFILE_AUDITS = AUDITS.map(({ rule, examine }) => ({ rule, examine }));

/** The embedded scanner of how dependencies get here. Throws if a rule file that came with Gatehouse is malformed. */
export function createLockfilesEngine(): TreeEngine {
  const ofLockfiles = LOCKFILE_AUDITS.map((audit) => ({ ...audit, rule: readRule(audit.rule) }));
  const ofRequirements = REQUIREMENT_AUDITS.map((audit) => ({ ...audit, rule: readRule(audit.rule) }));
  const rules = [...ofLockfiles, ...ofRequirements].map(({ rule }) => rule);
  return {
    unit: 'tree',
    name: 'gatehouse-lockfiles',
    category: 'supply-chain',
    nothingToDo: NOTHING_FOR_LOCKFILES,
    wants: wantsForLockfiles,
    rulesDigest: digestOf(rules),
    async scan(tree: Tree): Promise<TreeReport> {
      const neighbourhood = new Neighbourhood(tree);
      const results = new Map<string, ReportedResult>();
      const notLookedAt: NotLookedAt[] = [];
      const add = (rule: LockfileRule, lockfile: FilePath, found: readonly AuditResult[]): void => {
        for (const item of found) {
          const result = reported(rule, lockfile, item);
          // Lockfiles of one tree share configurations and projects: what is wrong there is said once.
          results.set(JSON.stringify([rule.id, result.path, item.line, item.message]), result);
        }
      };
      for (const path of tree.files.map((file) => file.path).sort(comparePaths)) {
        const kind = manifestKind(path);
        const reader = kind === undefined ? undefined : LOCKED_READERS[kind];
        const bytes = await read(tree, path);
        if (typeof bytes === 'string') notLookedAt.push({ path, why: bytes });
        else if (reader === undefined) {
          for (const { rule, examine } of ofRequirements) add(rule, path, examine(path, bytes));
          for (const why of whyNoEntries(path, bytes)) notLookedAt.push({ path, why });
        } else {
          const locked = reader(bytes);
          if (locked.kind === 'unreadable') {
            notLookedAt.push({ path, why: locked.why });
            continue;
          }
          if (locked.entries.length === 0) for (const why of whyNoEntries(path, bytes)) notLookedAt.push({ path, why });
          const folders = locked.projects.map(({ folder }) => folder);
          const around = await neighbourhood.around(path, folders);
          for (const { rule, examine } of ofLockfiles) add(rule, path, examine({ path, locked, around }));
        }
      }
      return {
        results: [...results.values()],
        notLookedAt,
        notes: [],
        incomplete: undefined,
        advisories: [],
        advisoriesDigest: undefined,
      };
    },
  };
}

async function read(tree: Tree, path: FilePath): Promise<Uint8Array | string> {
  try {
    return await tree.read(path);
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    return `cannot be read: ${printable(messageOf(error))}`;
  }
}

function reported(
  rule: LockfileRule,
  lockfile: FilePath,
  { path, line, message, severity }: AuditResult,
): ReportedResult {
  return {
    rule: ruleOfResult(rule),
    category: 'supply-chain',
    message,
    claims: { rule: severity ?? rule.severity },
    path: path ?? lockfile,
    region: { startLine: line },
    remediation: { text: rule.fix },
  };
}

function digestOf(rules: readonly LockfileRule[]): string {
  const metadata = rules.map(({ examples: _, ...rest }) => rest);
  const hosts = ['npm', 'PyPI', 'crates.io'].map(publicHosts);
  return createHash('sha256')
    .update(JSON.stringify([REVISION, metadata, hosts, [...knownInstallScripts()]]))
    .digest('hex');
}
