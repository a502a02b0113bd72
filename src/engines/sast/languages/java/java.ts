import model from '../../../../../rules/sast/java/model.yml';
import type { LanguageSupport } from '../../language.ts';
import { lowerJava } from './lower.ts';

/** Java with its servlet and Spring worlds. */
export const java: LanguageSupport = {
  language: 'java',
  grammarOf: (path) => (path.endsWith('.java') ? 'java' : undefined),
  lower: lowerJava,
  model,
  rules: [],
  checks: {},
};
