/**
 * The house's import table (docs/architecture.md) as a lint: imports go only downwards, different folders of
 * one row never meet, and nothing anywhere goes in a circle. `npm run lint:imports` runs it.
 */
const MAY_IMPORT = {
  app: [
    'pipeline',
    'scanners',
    'reporters',
    'engines',
    'sbom',
    'provenance',
    'inventory',
    'images',
    'advisories',
    'config',
    'policy',
    'sarif',
    'platform',
    'ports',
    'model',
  ],
  pipeline: [
    'scanners',
    'reporters',
    'engines',
    'sbom',
    'provenance',
    'inventory',
    'images',
    'advisories',
    'config',
    'policy',
    'sarif',
    'ports',
    'model',
  ],
  scanners: ['engines', 'sarif', 'ports', 'model'],
  reporters: ['sarif', 'ports', 'model'],
  engines: ['inventory', 'images', 'advisories', 'sarif', 'ports', 'model'],
  sbom: ['inventory', 'images', 'advisories', 'ports', 'model'],
  provenance: ['inventory', 'images', 'advisories', 'ports', 'model'],
  inventory: ['model'],
  images: ['ports', 'model'],
  advisories: ['ports', 'model'],
  config: ['policy', 'model'],
  policy: ['model'],
  sarif: ['model'],
  platform: ['ports', 'model'],
  ports: ['model'],
  model: [],
};
const folders = Object.keys(MAY_IMPORT);

/** A rule per folder: everything in src/ that its row does not allow. */
const rows = folders.map((folder) => ({
  name: `${folder}-imports-only-its-row`,
  severity: 'error',
  from: { path: `^src/${folder}/` },
  to: { path: '^src/', pathNot: `^src/(${[folder, ...MAY_IMPORT[folder]].join('|')})/` },
}));

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'entries-import-only-app',
      severity: 'error',
      from: { path: '^src/[^/]+\\.ts$' },
      to: { path: '^src/', pathNot: '^src/app/' },
    },
    ...rows,
    {
      name: 'effects-only-in-platform',
      severity: 'error',
      comment: 'Only src/platform touches @actions/*, the file system, processes and the network.',
      from: { path: '^src/', pathNot: '^src/platform/' },
      to: {
        path: '^(@actions/|node:)?(fs|fs/promises|child_process|net|http|https|http2|dns|tls|os|worker_threads|process)$|@actions/',
      },
    },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    { name: 'no-orphans', severity: 'error', from: { orphan: true, path: '^src/', pathNot: '\\.d\\.ts$' }, to: {} },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json'],
      conditionNames: ['import', 'node', 'default'],
      exportsFields: ['exports'],
    },
  },
};
