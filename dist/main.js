import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
Number(process.versions.node.split(".")[0])<20?(process.stderr.write(`gatehouse needs Node 20 or newer, and this is Node ${process.versions.node}: install a newer one
`),process.exitCode=2):import("./chunks/action-2KLPQK5F.js").then(({runAction})=>runAction("0.1.0",import.meta.url)).catch(error=>{process.stderr.write(`gatehouse could not start, so nothing was judged: ${String(error)}
`),process.exitCode=4});
