/** Rule files are modules: the build and jest turn their YAML into a default export. Hostile until parsed, like everything from outside. */
declare module '*.yml' {
  const value: unknown;
  export default value;
}
