import * as z from 'zod';
import { CATEGORIES, type Category } from '../model/category.ts';
import { SEVERITIES } from '../model/severity.ts';
import {
  A_SECTION,
  checkName,
  count,
  day,
  duration,
  glob,
  imageName,
  list,
  oneOf,
  onOff,
  purl,
  registry,
  scannerName,
  section,
  text,
} from './schema-parts.ts';
import { PROFILES } from './settings.ts';

/** What `fail-on` may be, worst first. */
export const THRESHOLDS = [...SEVERITIES, 'never'] as const;

const DAY_MS = 86_400_000;

/** A time limit must be above nothing, and a day is more than any job may last on a hosted runner (6 h). */
export const timeLimit = duration({
  minMs: 1_000,
  maxMs: DAY_MS,
  words: 'a duration from 1s to 24h, such as 90s or 10m',
});

const age = duration({ minMs: 0, maxMs: 365 * DAY_MS, words: 'a duration up to 365d, such as 24h' });

const failOn = oneOf(THRESHOLDS).describe('Findings of this severity or worse block; with `never` none does.');
const categoryPolicy = section({ 'fail-on': failOn.optional() }).describe('What blocks in this category.');
const categoryPolicies = {
  sast: categoryPolicy.optional(),
  sca: categoryPolicy.optional(),
  iac: categoryPolicy.optional(),
  container: categoryPolicy.optional(),
  secrets: categoryPolicy.optional(),
  'supply-chain': categoryPolicy.optional(),
} satisfies Record<Category, z.ZodType>;

const policy = section({
  'fail-on': failOn.optional(),
  categories: section(categoryPolicies).optional().describe('Where a category differs from `policy.fail-on`.'),
  'on-incomplete': oneOf(['fail', 'pass'])
    .optional()
    .describe(
      'Whether a scan in which a required scanner did not end well lets through what it found nothing against.',
    ),
  'inline-exceptions': onOff.optional().describe('Whether `gatehouse:allow RULE reason` in a file counts.'),
}).describe('What blocks.');

const exception = section({
  rule: text.describe(
    'Rule id as the report or a scanner writes it, or id of an advisory; `*` stands for any characters.',
  ),
  path: glob.optional().describe('Pattern of the paths that it is about; all when left out.'),
  package: purl.optional().describe('Package URL that it is about, with or without a version; all when left out.'),
  reason: text.describe('Why it is accepted.'),
  owner: text.describe('Who answers for it.'),
  expires: day.describe('The last day (UTC) on which it works.'),
})
  .refine(({ rule, path, package: about }) => !rule.includes('*') || path !== undefined || about !== undefined, {
    path: ['rule'],
    error: 'said with a path or a package when it is a pattern: a pattern for everything would switch scanners off',
  })
  .describe('A finding that is accepted, for a reason, until a day.');

const advisories = section({
  service: onOff
    .optional()
    .describe('Whether the advisory service may be asked; `off` makes the folders the whole truth.'),
  folders: list(text)
    .optional()
    .describe(
      'Folders of OSV advisories: `<ecosystem>/all.zip` or `<ecosystem>/*.json`, relative to the scanned folder.',
    ),
  'max-age': age.optional().describe('How old a cached answer may be and still count.'),
  private: list(text).optional().describe('Patterns of package names that are never sent anywhere.'),
}).describe('Where known vulnerabilities come from.');

const scanner = section({
  args: list(z.string({ error: 'a text' }))
    .optional()
    .describe('Arguments that are added to those Gatehouse gives.'),
  path: text.optional().describe('The program to run instead of the one on PATH, relative to the scanned folder.'),
  optional: onOff.optional().describe('Whether the scan is complete without it.'),
  timeout: timeLimit.optional().describe('Its own time limit.'),
  category: oneOf(CATEGORIES).optional().describe('Your own scanner: what it looks for.'),
  command: list(text)
    .min(1, { error: 'a list with at least the program' })
    .optional()
    .describe('Your own scanner: program and arguments; `{target}` and `{output}` are replaced.'),
})
  .refine(({ category, command }) => command === undefined || category !== undefined, {
    path: ['category'],
    error: `one of ${CATEGORIES.join(', ')} for a scanner of your own`,
  })
  .refine(({ category, command }) => category === undefined || command !== undefined, {
    path: ['command'],
    error: 'given with category: the program of your own scanner and its arguments',
  });

/** The configuration file as its author writes it. Strict: every key that is not here is a mistake. */
export const configurationSchema = section({
  profile: oneOf(PROFILES)
    .optional()
    .describe('Which scanners run: the built-in engines, one leading scanner more per category, or all.'),
  paths: section({ exclude: list(glob).optional().describe('Patterns of paths that no scanner reports on.') })
    .optional()
    .describe('What is looked at.'),
  policy: policy.optional(),
  exceptions: list(exception)
    .optional()
    .describe('Findings that are accepted, each for a reason, by an owner, until a day.'),
  advisories: advisories.optional(),
  scanners: z
    .record(scannerName, scanner, { error: A_SECTION })
    .optional()
    .describe('Settings by scanner; one of your own needs `category` and `command`.'),
  categories: list(oneOf(CATEGORIES)).optional().describe('Run these categories only.'),
  'check-name': checkName.optional().describe('Name of the check: two jobs of one repository need two.'),
  timeout: timeLimit.optional().describe('Time limit of each scanner.'),
  'max-parallel': count
    .optional()
    .describe('How many scanners run at once; as many as the machine has cores when left out.'),
  'sarif-files': list(text)
    .optional()
    .describe('SARIF reports of other tools to take in, relative to the scanned folder.'),
  images: list(imageName)
    .optional()
    .describe('Container images to look at: `oci:DIR` or `docker-archive:FILE`, relative to the scanned folder.'),
  'trusted-registries': list(registry)
    .min(1, { error: 'a list with at least one registry' })
    .optional()
    .describe(
      'Registries that images in Dockerfiles, Compose files and Kubernetes manifests may come from, such as `ghcr.io/acme`; from anywhere when left out.',
    ),
});

export type ConfigurationFile = z.infer<typeof configurationSchema>;
