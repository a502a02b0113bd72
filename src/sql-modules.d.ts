/** The build for browsers has the same interface as the one for Node, and no types of its own. */
declare module 'sql.js/dist/sql-wasm-browser.js' {
  import initialise from 'sql.js';
  export default initialise;
}
