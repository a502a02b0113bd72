#!/usr/bin/env node
import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
Number(process.versions.node.split(".")[0])<20?(process.stderr.write(`gatehouse needs Node 20 or newer, and this is Node ${process.versions.node}: install a newer one
`),process.exitCode=2):process.argv.length===3&&process.argv[2]==="--version"?process.stdout.write(`gatehouse 0.1.0
`):import("./chunks/terminal-DBKXAIUN.js").then(({runTerminal})=>runTerminal("0.1.0",import.meta.url)).catch(cannotStart);function cannotStart(error){process.stderr.write(`gatehouse could not start, so nothing was judged: ${String(error)}
`),process.exitCode=4}
