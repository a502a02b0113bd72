import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{createSecretsEngine}from"./chunk-XBQRWC5C.js";import"./chunk-GM6QCRHB.js";import"./chunk-L2H7ZDXD.js";import"./chunk-SACZICLY.js";import"./chunk-4ZM7DHAQ.js";import"./chunk-KRXXJHWS.js";import"./chunk-PGMZPJCF.js";export{createSecretsEngine};
