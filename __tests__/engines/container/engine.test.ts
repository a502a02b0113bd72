import { describe, expect, test } from '@jest/globals';
import type { ReportedResult } from '../../../src/model/result.ts';
import { rpmHeader, rpmNdb, rpmSqlite } from '../../support/rpm-writer.ts';
import { DEBIAN, dpkgParagraph, lookAt } from './looking.ts';

const STATUS = 'var/lib/dpkg/status';

/** A record as OSV's databases of distributions have it. */
function record(id: string, ecosystem: string, name: string, fixed: string | undefined, more: object = {}) {
  return {
    id,
    modified: '2026-01-01T00:00:00Z',
    affected: [
      {
        package: { ecosystem, name },
        ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, ...(fixed === undefined ? [] : [{ fixed }])] }],
      },
    ],
    ...more,
  };
}

const vulnerabilities = (results: readonly ReportedResult[]) =>
  results.filter(({ advisories }) => advisories !== undefined);
const ids = (results: readonly ReportedResult[]) => vulnerabilities(results).map(({ rule }) => rule.id);

describe('a vulnerable package of the distribution', () => {
  const layers = [
    {
      by: '/bin/sh -c #(nop) ADD file:1 in / ',
      files: { 'etc/os-release': DEBIAN, [STATUS]: dpkgParagraph('libc6', '2.36-9', 'glibc') },
    },
    {
      by: 'RUN /bin/sh -c apt-get install -y openssl # buildkit',
      files: {
        [STATUS]:
          dpkgParagraph('libc6', '2.36-9', 'glibc') +
          dpkgParagraph('libssl3', '3.0.1-1', 'openssl') +
          dpkgParagraph('openssl', '3.0.1-1'),
      },
    },
  ];
  const records = {
    Debian: [
      record('DEBIAN-CVE-2024-1', 'Debian:12', 'openssl', '3.0.2-1', {
        upstream: ['CVE-2024-1'],
        details: 'A flaw in openssl.',
        severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }],
      }),
      record('DEBIAN-CVE-2024-2', 'Debian:11', 'openssl', '3.0.2-1'),
      record('DEBIAN-CVE-2024-3', 'Debian:12', 'openssl', '3.0.1-1'),
      record('DEBIAN-CVE-2024-4', 'Debian:12', 'libssl3', '9'),
      record('DSA-1-1', 'Debian:12', 'openssl', '3.0.2-1', { upstream: ['CVE-2024-1', 'CVE-2024-1'] }),
      record('DEBIAN-CVE-2024-5', 'Debian:12', 'glibc', undefined, { upstream: ['CVE-2024-5'] }),
    ],
  };

  test('is one result with versions, layer and cure, whatever was built from it', async () => {
    const { results, incomplete, advisories, notLookedAt } = await lookAt({ layers }, { records });
    expect(incomplete).toBeUndefined();
    expect(notLookedAt).toEqual([]);
    expect(vulnerabilities(results)).toHaveLength(2);
    expect(vulnerabilities(results).find(({ rule }) => rule.id === 'CVE-2024-1')).toMatchObject({
      category: 'container',
      message: expect.stringMatching(
        /^openssl 3\.0\.1-1 \(libssl3, openssl\): A flaw in openssl \(CVE-2024-1\); from layer 2 of 2, sha256:[0-9a-f]{12}, RUN apt-get install -y openssl$/,
      ),
      claims: { advisory: { severity: 'critical', score: 9.8 } },
      path: 'img/index.json',
      package: {
        ecosystem: 'Debian:12',
        name: 'openssl',
        version: '3.0.1-1',
        purl: 'pkg:deb/debian/openssl',
        fixedVersions: ['3.0.2-1'],
      },
      remediation: { text: 'build the image again with newer packages: openssl is fixed in 3.0.2-1' },
    });
    expect(advisories.map(({ id }) => id).sort()).toEqual(['DEBIAN-CVE-2024-1', 'DEBIAN-CVE-2024-5']);
  });

  test('without a fix says so, and names the base', async () => {
    const { results } = await lookAt({ layers }, { records });
    const found = vulnerabilities(results).find(({ rule }) => rule.id === 'CVE-2024-5');
    expect(found?.message).toContain('from layer 1 of 2');
    expect(found?.remediation?.text).toBe(
      'there is no fix yet: remove glibc if nothing needs it, or accept it with a reason',
    );
  });

  test('that a later layer removed or raised is none', async () => {
    const gone = { by: 'RUN apt-get purge', files: { [STATUS]: dpkgParagraph('libssl3', '3.0.2-1', 'openssl') } };
    expect(ids((await lookAt({ layers: [...layers, gone] }, { records })).results)).toEqual([]);
  });

  test('is shown at the line of the Dockerfile that brought it', async () => {
    const dockerfile = 'FROM debian:12\nENV A=b\nRUN apt-get install -y \\\n    openssl\nUSER app\n';
    const tree = {
      'other/Dockerfile': 'FROM debian:12\nRUN apt-get install -y curl\n',
      'build/Dockerfile': dockerfile,
    };
    const { results } = await lookAt({ layers }, { records, tree });
    const places = vulnerabilities(results).map(({ rule, path, region }) => [rule.id, path, region?.startLine]);
    expect(places.sort()).toEqual([
      ['CVE-2024-1', 'build/Dockerfile', 3],
      ['CVE-2024-5', 'img/index.json', undefined],
    ]);
  });

  test('of another ecosystem has no say, and a missing ecosystem is a gap', async () => {
    const { incomplete } = await lookAt({ layers }, { records: { Alpine: [] } });
    expect(incomplete?.why).toMatch(/^found no advisories for Debian:12 \(2 packages\)/);
  });
});

describe('package databases', () => {
  const rocky = 'ID="rocky"\nVERSION_ID="9.3"\n';
  const rpms = [
    rpmHeader({
      name: 'openssl-libs',
      version: '3.0.7',
      release: '24.el9',
      epoch: 1,
      sourceRpm: 'openssl-3.0.7-24.el9.src.rpm',
    }),
  ];
  const rlsa = {
    'Rocky Linux': [
      record('RLSA-2024:1', 'Rocky Linux:9', 'openssl-libs', '1:3.0.7-25.el9', {
        summary: 'Important: openssl security update',
      }),
    ],
  };

  test.each<[string, () => Promise<Record<string, string | Buffer>>]>([
    ['sqlite', async () => ({ 'var/lib/rpm/rpmdb.sqlite': await rpmSqlite(rpms) })],
    ['ndb', async () => ({ 'usr/lib/sysimage/rpm/Packages.db': rpmNdb(rpms) })],
  ])('rpm, %s: by what is installed, with the distribution’s own word', async (_name, make) => {
    const files = { 'etc/os-release': rocky, ...(await make()) };
    const { results, incomplete } = await lookAt({ layers: [{ files }] }, { records: rlsa });
    expect(incomplete).toBeUndefined();
    expect(vulnerabilities(results)).toMatchObject([
      {
        rule: { id: 'RLSA-2024:1' },
        claims: { advisory: { severity: 'high', by: 'RLSA-2024:1' } },
        package: { name: 'openssl-libs', version: '1:3.0.7-24.el9', fixedVersions: ['1:3.0.7-25.el9'] },
      },
    ]);
  });

  test('apk, by what the package was built from, through a merged /usr', async () => {
    const files = {
      'etc/os-release': 'ID=alpine\nVERSION_ID=3.19.1\n',
      'usr/lib/apk/db/installed': 'P:libssl3\nV:3.1.4-r5\no:openssl\n',
    };
    const records = {
      Alpine: [record('ALPINE-CVE-2024-9', 'Alpine:v3.19', 'openssl', '3.1.4-r6', { aliases: ['CVE-2024-9'] })],
    };
    const { results } = await lookAt({ layers: [{ files, links: { lib: 'usr/lib' } }] }, { records });
    expect(ids(results)).toEqual(['CVE-2024-9']);
    expect(results[0]?.message).toContain('openssl 3.1.4-r5 (libssl3)');
  });

  test('images without dpkg: a file for each package', async () => {
    const files = {
      'usr/lib/os-release': DEBIAN,
      'var/lib/dpkg/status.d/libssl3': 'Package: libssl3\nSource: openssl\nVersion: 3.0.1-1\n',
      'var/lib/dpkg/status.d/libssl3.md5sums': 'x',
    };
    const { results, incomplete } = await lookAt(
      { layers: [{ files }] },
      { records: { Debian: [record('CVE-2024-1', 'Debian:12', 'openssl', '3.0.2-1')] } },
    );
    expect(incomplete).toBeUndefined();
    expect(ids(results)).toEqual(['CVE-2024-1']);
  });

  test.each([
    ['Berkeley DB', 'var/lib/rpm/Packages', '/var/lib/rpm/Packages: a package database in the format of Berkeley DB'],
    ['a broken one', 'var/lib/rpm/rpmdb.sqlite', '/var/lib/rpm/rpmdb.sqlite: a damaged package database'],
    [
      'a broken ndb',
      'usr/lib/sysimage/rpm/Packages.db',
      '/usr/lib/sysimage/rpm/Packages.db: a damaged package database',
    ],
  ])('%s leaves the scan incomplete', async (_name, path, why) => {
    const { incomplete } = await lookAt({ layers: [{ files: { [path]: 'broken' } }] });
    expect(incomplete?.why).toContain(why);
  });

  test('a database that is a link out of what was read leaves the scan incomplete', async () => {
    const { incomplete } = await lookAt({ layers: [{ files: { 'opt/db': 'x' }, links: { [STATUS]: '/opt/db' } }] });
    expect(incomplete?.why).toContain('/var/lib/dpkg/status: it is a link to a file that was not read');
  });

  test('a distribution that nobody has advisories for is told of as not looked at', async () => {
    const files = { 'etc/os-release': 'ID=other\nPRETTY_NAME="Other Linux 1"\n', [STATUS]: dpkgParagraph('a', '1') };
    const { notLookedAt, incomplete } = await lookAt({ layers: [{ files }] });
    expect(incomplete).toBeUndefined();
    expect(notLookedAt).toEqual([
      { path: 'img/index.json', why: '1 package of Other Linux 1, for which there is no advisory database' },
    ]);
  });
});

describe('packages of languages', () => {
  const npm = {
    npm: [
      record('GHSA-1', 'npm', 'lodash', '4.17.21', {
        affected: [
          {
            package: { ecosystem: 'npm', name: 'lodash' },
            ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '4.17.21' }] }],
          },
        ],
      }),
    ],
  };
  const lodash = (version: string) => JSON.stringify({ name: 'lodash', version });
  const lock = JSON.stringify({
    lockfileVersion: 3,
    packages: {
      '': { name: 'app' },
      'node_modules/lodash': {
        version: '4.17.20',
        resolved: 'https://registry.npmjs.org/lodash/-/lodash-4.17.20.tgz',
        integrity: 'sha512-x',
      },
    },
  });

  test('that are installed are told of with their file', async () => {
    const { results } = await lookAt(
      { layers: [{ files: { 'app/node_modules/lodash/package.json': lodash('4.17.20') } }] },
      { records: npm },
    );
    expect(vulnerabilities(results)).toMatchObject([
      {
        message: expect.stringContaining('lodash 4.17.20 in /app/node_modules/lodash/package.json: '),
        remediation: { text: 'raise lodash to 4.17.21 (first fixed), and build the image again' },
      },
    ]);
  });

  test.each<[string, Record<string, string>, number]>([
    ['a lockfile counts where nothing is installed', { 'app/package-lock.json': lock }, 1],
    [
      'a lockfile beside what is installed does not',
      { 'app/package-lock.json': lock, 'app/node_modules/lodash/package.json': lodash('4.17.21') },
      0,
    ],
    ['both once', { 'app/package-lock.json': lock, 'app/node_modules/lodash/package.json': lodash('4.17.20') }, 1],
    ['an application that is called like a package', { 'app/package.json': lodash('4.17.20') }, 0],
  ])('%s', async (_name, files, expected) => {
    expect(ids((await lookAt({ layers: [{ files }] }, { records: npm })).results)).toHaveLength(expected);
  });

  test('whose own files do not say what they are are told of', async () => {
    const files = {
      'app/node_modules/a/package.json': '{"name": "a", "ver',
      'app/node_modules/a/lib/package.json': '{"type": "module"}',
      'app/node_modules/lodash/package.json': lodash('4.17.20'),
      'usr/lib/python3/dist-packages/x.dist-info/METADATA': 'Metadata-Version: 2.1\nNa',
    };
    const { notLookedAt, results, incomplete } = await lookAt({ layers: [{ files }] }, { records: npm });
    expect(vulnerabilities(results)).toHaveLength(1);
    expect(notLookedAt).toEqual([
      {
        path: 'img/index.json',
        why: '/app/node_modules/a/package.json: the package that is installed there cannot be told by name and version (and 1 other file of the kind)',
      },
    ]);
    expect(incomplete).toBeUndefined();
  });

  test('of which a lockfile says less than it should are told of', async () => {
    const text = JSON.stringify({ lockfileVersion: 3, packages: { 'node_modules/a': {} } });
    const files = { 'app/package-lock.json': text, 'app/yarn.lock': 'nonsense' };
    const { notLookedAt, incomplete } = await lookAt({ layers: [{ files }] });
    expect(notLookedAt).toEqual([
      { path: 'img/index.json', why: '/app/package-lock.json: 1 entry names no exact version (line 1)' },
      { path: 'img/index.json', why: '/app/yarn.lock: is no yarn.lock' },
    ]);
    expect(incomplete).toBeUndefined();
  });

  test('that a later layer removed are none', async () => {
    const layers = [
      { files: { 'app/node_modules/lodash/package.json': lodash('4.17.20') } },
      { remove: ['app/node_modules'] },
    ];
    expect(ids((await lookAt({ layers }, { records: npm })).results)).toEqual([]);
  });
});

describe('several images', () => {
  test('one that cannot be read leaves the scan incomplete, and the other is looked at', async () => {
    const { incomplete, results } = await lookAt({ layers: [{}] }, { images: ['oci:missing', 'oci:img'] });
    expect(incomplete).toEqual({
      why: 'could not read oci:missing: there is no missing',
      remedy: 'build or save the image before the scan, or leave it out of images',
    });
    expect(results.map(({ rule }) => rule.id)).toContain('container-root-user');
  });

  test('of one with a damaged layer the others are looked at', async () => {
    const files = { 'etc/os-release': DEBIAN, [STATUS]: dpkgParagraph('openssl', '1') };
    const broken = { pack: () => Buffer.from('BZh91AY&SY') };
    const more = { files: { 'app/node_modules/left/package.json': '{"name":"left","version":"1.0.0"}' } };
    const { incomplete, results } = await lookAt(
      { layers: [{ files }, broken, more] },
      {
        records: {
          Debian: [record('DEBIAN-CVE-2024-1', 'Debian:12', 'openssl', '2')],
          npm: [record('GHSA-1', 'npm', 'left', '2.0.0')],
        },
      },
    );
    expect(ids(results)).toEqual(expect.arrayContaining(['DEBIAN-CVE-2024-1', 'GHSA-1']));
    expect(incomplete).toEqual({
      why: 'could not read oci:img: has a layer packed with bzip2, which cannot be read (layer 2)',
      remedy: 'pack its layers with gzip or zstd',
    });
  });

  test('of one with a database that was cut what it still says is looked at', async () => {
    const whole = dpkgParagraph('openssl', '1') + dpkgParagraph('bash', '1');
    const files = { 'etc/os-release': DEBIAN, [STATUS]: whole.slice(0, -8) };
    const { incomplete, notLookedAt, results } = await lookAt(
      { layers: [{ files }] },
      { records: { Debian: [record('DEBIAN-CVE-2024-1', 'Debian:12', 'openssl', '2')] } },
    );
    expect(ids(results)).toEqual(['DEBIAN-CVE-2024-1']);
    expect(notLookedAt).toEqual([
      { path: 'img/index.json', why: '/var/lib/dpkg/status: it ends in the middle of a line: what follows is missing' },
    ]);
    expect(incomplete?.why).toContain('could not read all of oci:img: /var/lib/dpkg/status');
  });

  test('without one there is nothing to do', async () => {
    expect((await lookAt({}, { images: [] })).results).toEqual([]);
  });
});

describe('configuration', () => {
  test('two files with a credential are two results about two things', async () => {
    const secret = `DB_PASSWORD=${'tr0ub4dor'}-and-3\n`;
    const { results } = await lookAt({
      config: { User: 'a' },
      layers: [{ files: { 'app/.env': secret, 'srv/.env': secret } }],
    });
    expect(results.map(({ rule, resource }) => [rule.id, resource])).toEqual([
      ['container-secret-in-file', 'oci:img › /app/.env'],
      ['container-secret-in-file', 'oci:img › /srv/.env'],
    ]);
  });

  test('is shown at the line of the Dockerfile that sets it', async () => {
    const tree = {
      Dockerfile: 'FROM debian:12\nRUN make --jobs=8 install\nENV API_TOKEN=x A=b\nEXPOSE 80 22\nUSER root\n',
    };
    const image = {
      layers: [{ by: 'RUN /bin/sh -c make --jobs=8 install # buildkit' }],
      config: { User: 'root', Env: [`API_TOKEN=${'v3ry-private'}-42`], ExposedPorts: { '22/tcp': {} } },
    };
    const { results } = await lookAt(image, { tree });
    expect(results.map(({ rule, path, region, sensitive }) => [rule.id, path, region?.startLine, sensitive])).toEqual([
      ['container-root-user', 'Dockerfile', 5, undefined],
      ['container-secret-in-environment', 'Dockerfile', 3, true],
      ['container-admin-port', 'Dockerfile', 4, undefined],
    ]);
  });
});
