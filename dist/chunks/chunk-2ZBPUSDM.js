import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{kindOfPath}from"./chunk-W7NOQR67.js";var NOTHING_FOR_CONTAINER="no image is named (images says which)";function wantsForContainer(file){return kindOfPath(file.path)==="dockerfile"}export{NOTHING_FOR_CONTAINER,wantsForContainer};
