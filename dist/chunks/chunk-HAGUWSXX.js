import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
function remembering(compute){let known=new WeakMap;return key=>{let found=known.get(key)??{value:compute(key)};return known.set(key,found),found.value}}export{remembering};
