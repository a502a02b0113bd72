/** The WebAssembly files that dist/wasm/ holds: name → file of a package. The build copies them, the tests read them where they are. */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

const FILES = {
  'tree-sitter': 'web-tree-sitter/web-tree-sitter.wasm',
  javascript: 'tree-sitter-javascript/tree-sitter-javascript.wasm',
  typescript: 'tree-sitter-typescript/tree-sitter-typescript.wasm',
  tsx: 'tree-sitter-typescript/tree-sitter-tsx.wasm',
  python: 'tree-sitter-python/tree-sitter-python.wasm',
  go: 'tree-sitter-go/tree-sitter-go.wasm',
  java: 'tree-sitter-java/tree-sitter-java.wasm',
  hcl: '@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm',
  sqlite: 'sql.js/dist/sql-wasm.wasm',
};

/** Absolute paths by name. */
export const ASSETS = Object.fromEntries(Object.entries(FILES).map(([name, file]) => [name, require.resolve(file)]));
