import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{manifestKind}from"./chunk-FRGFZPRP.js";var NOTHING_FOR_SCA="no lockfile or manifest that it can read here";function wantsForSca(file){return manifestKind(file.path)!==void 0}export{NOTHING_FOR_SCA,wantsForSca};
