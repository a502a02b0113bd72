import rules from '../../../../rules/container/content.yml';
import type { CheckContext, CheckGroup, CheckResult } from '../check.ts';
import type { ImageFacts } from '../facts.ts';
import { layerInWords } from '../places.ts';

/** What an image holds that its program hardly needs. */
export const CONTENT: CheckGroup = {
  rules,
  checks: {
    'container-shell': shell,
    'container-package-manager': packageManager,
    'container-old': old,
    'container-large': large,
  },
};

const FOLDERS = ['bin', 'usr/bin', 'sbin', 'usr/sbin', 'usr/local/bin'];
const SHELLS = ['sh', 'bash', 'ash', 'dash', 'zsh', 'ksh', 'busybox'];
const PACKAGE_MANAGERS = ['apt-get', 'apt', 'dpkg', 'apk', 'dnf', 'microdnf', 'yum', 'zypper', 'rpm', 'tdnf', 'pacman'];

function present({ files }: ImageFacts, names: readonly string[]): readonly string[] {
  return names.filter((name) => FOLDERS.some((folder) => files.find(`${folder}/${name}`)?.kind === 'file'));
}

function shell(facts: ImageFacts, { places }: CheckContext): readonly CheckResult[] {
  const found = present(facts, SHELLS);
  return found.length === 0
    ? []
    : [
        {
          place: places.image,
          message: `holds a shell (${found.join(', ')}): the first thing that an attacker looks for`,
        },
      ];
}

function packageManager(facts: ImageFacts, { places }: CheckContext): readonly CheckResult[] {
  const found = present(facts, PACKAGE_MANAGERS);
  return found.length === 0
    ? []
    : [
        {
          place: places.image,
          message: `holds a package manager (${found.join(', ')}), with which whoever is inside installs tools`,
        },
      ];
}

const DAY_MS = 86_400_000;
/** A year without a build is a year without updates. */
const OLD_DAYS = 365;
/** Reproducible builds write a day that means nothing: 1970, 1980 (the oldest day of a zip). */
const FIRST_REAL_MS = Date.UTC(2013, 2, 20);

function old({ config }: ImageFacts, { places, now }: CheckContext): readonly CheckResult[] {
  const created = Date.parse(config.created ?? '');
  const days = Math.floor((now - created) / DAY_MS);
  if (!(created >= FIRST_REAL_MS) || days <= OLD_DAYS) return [];
  const day = new Date(created).toISOString().slice(0, 10);
  return [{ place: places.image, message: `was built on ${day}, and has none of the updates since` }];
}

const LARGE_BYTES = 2 ** 30;

function large(facts: ImageFacts, { places }: CheckContext): readonly CheckResult[] {
  const total = facts.layers.reduce((sum, { fileBytes }) => sum + fileBytes, 0);
  const [largest] = [...facts.layers].sort((a, b) => b.fileBytes - a.fileBytes || a.index - b.index);
  if (total <= LARGE_BYTES || largest === undefined) return [];
  const [all, one] = [total, largest.fileBytes].map((bytes) => `${(bytes / 2 ** 30).toFixed(1)} GB`);
  return [
    {
      place: places.layer(largest.index),
      message: `unpacks to ${all}, of which ${one} are in ${layerInWords(facts, largest.index)}`,
    },
  ];
}
