import { manifestKind } from '../../inventory/kinds.ts';
import type { FilePath } from '../../model/path.ts';

/** What is read of a file in an image. */
export type WantedKind = 'os-release' | 'database' | 'manifest' | 'npm' | 'python' | 'gem' | 'confidential';

/** Databases of package managers, wherever a merged /usr puts them. */
const DATABASE =
  /(?:^|\/)(?:dpkg\/(?:status|status\.d\/[^/]+)|lib\/apk\/db\/installed|(?:lib|sysimage|share)\/rpm\/(?:rpmdb\.sqlite|Packages(?:\.db)?))$/;
/** Metadata of packages and lockfiles beyond this are no such thing. */
const LARGEST_TEXT = 16 * 2 ** 20;
/** Files with credentials are small. */
const LARGEST_CONFIDENTIAL = 64 * 1024;

/** What a file of an image is read for, by path and size alone; `undefined` for all others. */
export function wantedKind(path: FilePath, sizeBytes: number): WantedKind | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/(?:^|\/)(?:etc|usr\/lib)\/os-release$/.test(path)) return 'os-release';
  if (DATABASE.test(path)) return path.endsWith('.md5sums') ? undefined : 'database';
  if (sizeBytes > LARGEST_TEXT) return undefined;
  if (name === 'package.json') return 'npm';
  if (/\.(?:dist-info\/METADATA|egg-info\/PKG-INFO|egg-info)$/.test(path)) return 'python';
  if (/(?:^|\/)specifications\/(?:default\/)?[^/]+\.gemspec$/.test(path)) return 'gem';
  if (manifestKind(path) !== undefined) return 'manifest';
  return sizeBytes <= LARGEST_CONFIDENTIAL && isConfidential(path, name) ? 'confidential' : undefined;
}

/** Where programs keep credentials (each one's manual names the file), and where people put an application's settings. */
function isConfidential(path: FilePath, name: string): boolean {
  if (
    /(?:^|\/)(?:usr\/(?:share|lib\d*|include)|lib\d*|proc|sys|node_modules|site-packages|dist-packages|test|tests|testdata|examples?)\//.test(
      path,
    )
  ) {
    return false;
  }
  return (
    /^(?:\.env(?:\..+)?|\.?npmrc|\.pypirc|\.netrc|_netrc|\.git-credentials|\.pgpass|\.my\.cnf|\.htpasswd|\.dockercfg|credentials(?:\.json|\.ya?ml)?)$/.test(
      name,
    ) ||
    /^id_(?:rsa|dsa|ecdsa|ed25519)$|\.(?:pem|key|ppk|tfvars|tfstate)$|^wp-config\.php$/.test(name) ||
    /(?:^|\/)(?:\.docker\/config\.json|\.kube\/config|\.aws\/(?:credentials|config)|\.azure\/accessTokens\.json)$/.test(
      path,
    ) ||
    /^(?:application|appsettings|settings|config|secrets?|database)(?:[-.][\w-]+)?\.(?:json|ya?ml|toml|ini|properties|env|py|php)$/.test(
      name,
    )
  );
}
