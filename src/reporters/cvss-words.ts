import type { CvssScore } from '../model/advisory.ts';

const WAY_IN: Readonly<Record<string, string>> = {
  'AV:N': 'over the network',
  'AV:A': 'from a neighbouring network',
  'AV:L': 'on the machine itself',
  'AV:P': 'with hands on the machine',
};

/** Version 2.0 calls rights authentication. */
const RIGHTS: Readonly<Record<string, string>> = {
  'PR:N': 'without rights',
  'PR:L': 'with user rights',
  'PR:H': 'with administrator rights',
  'Au:N': 'without rights',
  'Au:S': 'with user rights',
  'Au:M': 'with user rights',
};

/** Version 4.0 tells apart whether a user must act knowingly. */
const USER: Readonly<Record<string, string>> = {
  'UI:R': 'once a user joins in',
  'UI:P': 'once a user joins in',
  'UI:A': 'once a user joins in',
};

/**
 * What an attacker needs, read from a vector: `over the network without rights`; `undefined` where the vector does not say
 * (metrics of https://www.first.org/cvss/ v2.0 to v4.0).
 */
export function reachInWords({ vector }: Pick<CvssScore, 'vector'>): string | undefined {
  const metrics = vector.replace(/^\((.*)\)$/, '$1').split('/');
  const word = (words: Readonly<Record<string, string>>) =>
    metrics.flatMap((metric) => (Object.hasOwn(words, metric) ? [words[metric]] : []))[0];
  const way = word(WAY_IN);
  if (way === undefined) return undefined;
  return [way, word(RIGHTS), word(USER)].filter((part) => part !== undefined).join(' ');
}
