import { describe, expect, test } from '@jest/globals';
import { isCompiled } from '../../../src/engines/sast/compiled.ts';

const CODE = "const fs = require('fs');\nmodule.exports = (name) => fs.readFileSync(name);\n";
const MANY = CODE.repeat(1_000);

describe('a compiler or bundler wrote what has', () => {
  test.each([
    ['a helper of TypeScript', `"use strict";\nvar __awaiter = (this && this.__awaiter) || function () {};\n${CODE}`],
    [
      'a helper of Babel',
      `${CODE}function _interopRequireDefault(e) { return e && e.__esModule ? e : { default: e }; }\n`,
    ],
    [
      'the head of TypeScript',
      `"use strict";\nObject.defineProperty(exports, "__esModule", { value: true });\n${CODE}`,
    ],
    [
      'the head of Babel',
      `"use strict";\n\nObject.defineProperty(exports, "__esModule", {\n  value: true\n});\n${CODE}`,
    ],
    ['the head of Rollup', `'use strict';\n\nObject.defineProperty(exports, '__esModule', { value: true });\n${CODE}`],
    ['the helpers of esbuild', `"use strict";\nvar __defProp = Object.defineProperty;\n${CODE}`],
    ['the loader of webpack', `/******/ 	function __webpack_require__(moduleId) {\n${CODE}`],
    ['the loader of a bundled action', `${CODE}function __nccwpck_require__(moduleId) {\n}\n`],
    [
      'the universal beginning of webpack',
      `(function webpackUniversalModuleDefinition(root, factory) {\n${CODE}})(self, () => {});\n`,
    ],
    [
      'the universal beginning of Rollup',
      `(function (global, factory) {\n    typeof exports === 'object' && typeof module !== 'undefined' ? factory(exports) :\n${CODE}`,
    ],
    ['the parts of Emscripten', `// include: shell.js\n${CODE}`],
    ['the name of its source map at the end', `${CODE}//# sourceMappingURL=index.js.map\n`],
    [
      'its source map in the last line',
      `${CODE}//# sourceMappingURL=data:application/json;base64,${'A'.repeat(9_000)}`,
    ],
    ['a licence with a version, and the size of a library', `/*!\n * Acme.js v1.12.4\n * MIT\n */\n${MANY}`],
  ])('%s', (_name, text) => {
    expect(isCompiled(text)).toBe(true);
  });
});

describe('people wrote what', () => {
  test.each([
    ['has none of it', CODE],
    ['is long', MANY],
    ['has a licence with a version, and is short', `/*! Acme.js v1.12.4 */\n${CODE}`],
    ['has a licence without a version', `/*!\n * acme\n * Copyright(c) 2024\n */\n${MANY}`],
    ['has a version further down', `/*! acme */\n// 1.2.3\n${MANY}`],
    ['speaks of source maps', `//# sourceMappingURL=old.js.map\n${CODE}`],
    ['says by itself that it is a module', `Object.defineProperty(exports, '__esModule', { value: true });\n${CODE}`],
    ['uses the global of webpack', `__webpack_require__(7);\n${CODE}`],
    [
      'wraps itself for browsers',
      `(function (root, factory) {\n  root.acme = factory();\n})(this, () => {\n${CODE}});\n`,
    ],
    ['compiles code', `const text = "var __awaiter = (this && this.__awaiter) || function";\n${CODE}`],
  ])('%s', (_name, text) => {
    expect(isCompiled(text)).toBe(false);
  });
});
