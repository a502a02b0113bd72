import type { LanguageSupport } from './language.ts';
import { go } from './languages/go/go.ts';
import { java } from './languages/java/java.ts';
import { javascript } from './languages/javascript/javascript.ts';
import { python } from './languages/python/python.ts';

/** Every language that the engine knows. A new one is a folder and a line here. */
export const LANGUAGES: readonly LanguageSupport[] = [go, java, javascript, python];
