import type { Inventory, Reading } from '../../src/inventory/inventory.ts';

/** What a reading holds; throws for one that failed. */
export function inventoryOf(reading: Reading): Inventory {
  if (reading.kind !== 'read') throw new Error(reading.why);
  return reading.inventory;
}

/** Why a reading failed. */
export function whyOf(reading: Reading): string {
  return reading.kind === 'unreadable' ? reading.why : 'it was read';
}

/** `line name version [via way] [dev]` of each package, in the order of the file. */
export function listed({ packages }: Inventory): readonly string[] {
  return packages.map(({ name, version, line, path, development }) =>
    [
      line,
      name,
      version ?? '?',
      ...(path.length > 0 ? [`via ${path.join(' › ')}`] : []),
      ...(development ? ['dev'] : []),
    ].join(' '),
  );
}

/** `line name origin` of each package that no registry knows. */
export function listedForeign({ foreign }: Inventory): readonly string[] {
  return foreign.map(({ name, line, origin }) => `${line} ${name} ${origin}`);
}
