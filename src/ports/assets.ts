/** Files that came with the program: WebAssembly, which is read only when something needs it. */
export interface Assets {
  /** The bytes of one of them; rejects with `PlatformError` when it is not there, which is a broken installation. */
  read(name: AssetName): Promise<Uint8Array>;
}

/** What `scripts/assets.js` puts into `dist/wasm/`. */
export type AssetName = 'tree-sitter' | Grammar | 'sqlite';

/** The languages whose grammar comes with the program. */
export type Grammar = 'javascript' | 'typescript' | 'tsx' | 'python' | 'go' | 'java' | 'hcl';
