import { existsSync } from 'node:fs';
import type { LanguageSupport } from '../../../src/engines/sast/language.ts';

/** The languages that are there. */
export async function availableLanguages(): Promise<readonly LanguageSupport[]> {
  const found: LanguageSupport[] = [];
  for (const name of ['javascript', 'python', 'go', 'java']) {
    const file = new URL(`../../../src/engines/sast/languages/${name}/${name}.ts`, import.meta.url);
    if (!existsSync(file)) continue;
    const module: Record<string, LanguageSupport> = await import(file.href);
    const support = module[name];
    if (support === undefined) throw new Error(`${file.pathname} exports no ${name}`);
    found.push(support);
  }
  return found;
}
