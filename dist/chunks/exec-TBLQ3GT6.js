import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{exec,getExecOutput}from"./chunk-J3JHIP4X.js";import"./chunk-PGMZPJCF.js";export{exec,getExecOutput};
