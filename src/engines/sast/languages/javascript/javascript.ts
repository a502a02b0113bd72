import model from '../../../../../rules/sast/javascript/model.yml';
import type { FilePath } from '../../../../model/path.ts';
import type { Grammar } from '../../../../ports/assets.ts';
import type { LanguageSupport } from '../../language.ts';
import { lower } from './lower.ts';

/** JavaScript and TypeScript: one language for rules, three grammars. */
export const javascript: LanguageSupport = {
  language: 'javascript',
  grammarOf,
  lower,
  model,
  rules: [],
  checks: {},
};

const GRAMMARS: Readonly<Record<string, Grammar>> = {
  js: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  jsx: 'javascript',
  ts: 'typescript',
  mts: 'typescript',
  cts: 'typescript',
  tsx: 'tsx',
};

function grammarOf(path: FilePath): Grammar | undefined {
  if (path.endsWith('.d.ts')) return undefined;
  const extension = /\.([a-z]+)$/.exec(path)?.[1];
  return extension !== undefined && Object.hasOwn(GRAMMARS, extension) ? GRAMMARS[extension] : undefined;
}
