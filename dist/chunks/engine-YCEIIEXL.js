import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{createSecretsEngine}from"./chunk-XN3BL5P4.js";import"./chunk-GM6QCRHB.js";import"./chunk-L2H7ZDXD.js";import"./chunk-TMIG6KOM.js";import"./chunk-U3JD7HWZ.js";import"./chunk-KRXXJHWS.js";import"./chunk-PGMZPJCF.js";export{createSecretsEngine};
