import { setFlagsFromString } from 'node:v8';

/**
 * Lets the optimizing compiler of Node 20 wait until a function has done seven times as much work. A scan ends within seconds and each
 * of its threads compiles for itself: by default compiling takes a fifth of the processor time of a scan and never earns it back. Later
 * versions of V8 compile in smaller steps, gain nothing from it, and complain about flags that they do not know.
 */
export function compileLater(v8 = process.versions.v8, setFlags: (flags: string) => void = setFlagsFromString): void {
  if (v8.startsWith('11.')) setFlags('--interrupt-budget=500000');
}
