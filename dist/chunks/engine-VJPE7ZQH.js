import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{createSecretsEngine}from"./chunk-FQLKIRQO.js";import"./chunk-GM6QCRHB.js";import"./chunk-HF7F44DK.js";import"./chunk-KRXXJHWS.js";import"./chunk-PGMZPJCF.js";export{createSecretsEngine};
