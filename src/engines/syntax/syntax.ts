import { Language, Parser, type Tree } from 'web-tree-sitter';
import type { Assets, Grammar } from '../../ports/assets.ts';

/** A parser of several languages whose grammars are loaded one by one. Parsing is synchronous, for one thread. */
export interface Syntax {
  /** Loads a grammar that is not loaded yet; rejects with `PlatformError` where it is missing. */
  load(grammar: Grammar): Promise<void>;
  /** The tree of a text, `undefined` when it took longer than allowed; throws for a grammar that was not loaded. The caller deletes the tree. */
  parse(grammar: Grammar, text: string, timeLimitMs: number): Tree | undefined;
}

/** Languages by the bytes that they were made of: what WebAssembly has loaded it never gives back. */
const languagesByBytes = new WeakMap<Uint8Array, Promise<Language>>();

function languageOf(bytes: Uint8Array): Promise<Language> {
  const language = languagesByBytes.get(bytes) ?? Language.load(bytes);
  languagesByBytes.set(bytes, language);
  return language;
}

/** Starts the WebAssembly of tree-sitter; once for each thread. */
export async function createSyntax(assets: Assets): Promise<Syntax> {
  // The library's types want a buffer of its own.
  await Parser.init({ wasmBinary: new Uint8Array(await assets.read('tree-sitter')).buffer });
  const languages = new Map<Grammar, Promise<Language>>();
  const loaded = new Map<Grammar, Language>();
  const parser = new Parser();
  return {
    async load(grammar) {
      const language = languages.get(grammar) ?? assets.read(grammar).then(languageOf);
      languages.set(grammar, language);
      loaded.set(grammar, await language);
    },
    parse(grammar, text, timeLimitMs) {
      const language = loaded.get(grammar);
      if (language === undefined) throw new Error(`the grammar of ${grammar} was not loaded`);
      parser.setLanguage(language);
      const end = performance.now() + timeLimitMs;
      const tree = parser.parse(text, undefined, { progressCallback: () => performance.now() > end });
      if (tree === null) parser.reset();
      return tree ?? undefined;
    },
  };
}
