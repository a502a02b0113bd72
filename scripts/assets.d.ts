/** Absolute paths of the WebAssembly files, by the name that the program reads them by. */
export const ASSETS: Readonly<Record<string, string>>;
