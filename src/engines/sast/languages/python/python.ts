import type { LanguageSupport } from '../../language.ts';
import { lower } from './lower.ts';

/** Python as the engine knows it; type stubs hold no code. */
export const python: LanguageSupport = {
  language: 'python',
  grammarOf: (path) => (/\.pyw?$/i.test(path) ? 'python' : undefined),
  lower,
  model: { sources: {} },
  rules: [],
  checks: {},
};
