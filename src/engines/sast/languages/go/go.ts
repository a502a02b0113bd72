import model from '../../../../../rules/sast/go/model.yml';
import type { LanguageSupport } from '../../language.ts';
import { lowerGo } from './lower.ts';

/** Go: generated files are the engine's to skip. */
export const go: LanguageSupport = {
  language: 'go',
  grammarOf: (path) => (path.endsWith('.go') ? 'go' : undefined),
  lower: lowerGo,
  model,
  rules: [],
  checks: {},
};
