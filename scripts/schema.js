/**
 * Writes schema/gatehouse.schema.json from the schema that reads configurations (`npm run schema`).
 * Node 20 runs no TypeScript: the module is bundled in memory first. A unit test compares the committed file.
 */
import { writeFile } from 'node:fs/promises';
import { build } from 'esbuild';

const { outputFiles } = await build({
  entryPoints: ['src/config/json-schema.ts'],
  bundle: true,
  write: false,
  platform: 'node',
  format: 'esm',
  banner: {
    js: `import { createRequire } from 'node:module'; const require = createRequire(${JSON.stringify(import.meta.url)});`,
  },
});
const { schemaText } = await import(
  `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`
);
await writeFile('schema/gatehouse.schema.json', schemaText());
