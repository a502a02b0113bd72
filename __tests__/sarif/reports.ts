/** SARIF reports of made-up tools, built in the test that needs them. */

/** The bytes of a report with one run. */
export function report(run: object, log: object = {}): Uint8Array {
  return Buffer.from(
    JSON.stringify({ version: '2.1.0', runs: [{ tool: { driver: { name: 'acme' } }, ...run }], ...log }),
  );
}

/** A result in `src/a.ts`, line 3, with what the test changes. */
export function result(changed: object = {}): object {
  return {
    ruleId: 'R1',
    message: { text: 'something is wrong' },
    locations: [at({ uri: 'src/a.ts' }, { startLine: 3 })],
    ...changed,
  };
}

/** A physical location. */
export function at(artifactLocation: object, region?: object): object {
  return { physicalLocation: { artifactLocation, ...(region && { region }) } };
}
