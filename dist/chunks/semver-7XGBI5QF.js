import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{require_semver}from"./chunk-JX43EXM2.js";import"./chunk-PGMZPJCF.js";export default require_semver();
