/**
 * What compilers and bundlers of JavaScript leave in all that they write, and nobody writes by hand. What they made it of is looked at
 * where people wrote it.
 */
const MARKS: readonly RegExp[] = [
  // Helpers of TypeScript, https://www.typescriptlang.org/tsconfig/#noEmitHelpers, and of Babel, https://babeljs.io/docs/babel-helpers
  /^(?:var|const|let) __\w+ = \(this && this\.__\w+\) \|\|/m,
  /^function _interopRequire(?:Default|Wildcard)\(/m,
  // A module that was one of ECMAScript: TypeScript, Babel and Rollup begin it so.
  /^(['"])use strict\1;?\s{1,4}Object\.defineProperty\(exports, \1__esModule\1, \{\s*value: true,?\s*\}\);/m,
  // https://esbuild.github.io/content-types/#real-world-esm-cjs, https://webpack.js.org/concepts/manifest/#runtime
  /^var __(?:defProp|create|getOwnPropNames|commonJS|esm|export|toESM) = /m,
  /^(?:\/\*{6}\/)?\s*(?:function __(?:webpack|nccwpck)_require__\(|\(function webpackUniversalModuleDefinition\()/m,
  // https://rollupjs.org/configuration-options/#output-format (umd)
  /^\(function \(global, factory\) \{\s*typeof exports === 'object'/m,
  // https://emscripten.org/docs/api_reference/module.html
  /^\/\/ (?:end )?include: (?:shell|preamble|runtime_\w+)\.js$/m,
];

/** https://tc39.es/ecma426/: the last line names the map that leads back to what people wrote. */
const SOURCE_MAP = /(?:^|\n)\/\/[#@] sourceMappingURL=\S+\s*$/;
const MAX_TAIL = 400;

/** From this size on a text with a version in its licence's comment is somebody's published library. */
const LIBRARY_SIZE = 50_000;
const BANNER = /^\s*\/\*!(?:[^*]|\*(?!\/)){0,600}?\bv?\d+\.\d+\.\d+\b/;

/** Whether a text of JavaScript was written by a compiler or bundler, or is a library as it was published. */
export function isCompiled(text: string): boolean {
  if (SOURCE_MAP.test(lastLines(text)) || MARKS.some((mark) => mark.test(text))) return true;
  return text.length > LIBRARY_SIZE && BANNER.test(text);
}

/** A map may stand in the line itself, which is long then. */
function lastLines(text: string): string {
  const inline = text.lastIndexOf('\n//# sourceMappingURL=data:');
  return text.slice(inline === -1 ? -MAX_TAIL : inline);
}
