import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{Headers,HttpClient,HttpClientError,HttpClientResponse,HttpCodes,MediaTypes,getProxyUrl,isHttps}from"./chunk-3RYMXFR5.js";import"./chunk-PT5VRWZF.js";import"./chunk-PGMZPJCF.js";export{Headers,HttpClient,HttpClientError,HttpClientResponse,HttpCodes,MediaTypes,getProxyUrl,isHttps};
