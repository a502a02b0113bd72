import type { Readable } from 'node:stream';

/** What a pipe gave so far. */
export interface Collected {
  /** The first bytes, at most the limit. */
  bytes(): Uint8Array;
  /** All bytes that came, kept or not. */
  received(): number;
  truncated(): boolean;
}

/** Reads a pipe to its end whatever comes, and keeps no more than `maxBytes`: a program that prints without end neither blocks nor fills memory. */
export function collect(pipe: Readable, maxBytes: number): Collected {
  const chunks: Uint8Array[] = [];
  let received = 0;
  let kept = 0;
  pipe.on('data', (chunk: Uint8Array) => {
    received += chunk.length;
    if (kept === maxBytes) return;
    const part = chunk.length <= maxBytes - kept ? chunk : chunk.slice(0, maxBytes - kept);
    kept += part.length;
    chunks.push(part);
  });
  // A pipe that breaks has simply ended; how the process ended is told elsewhere.
  pipe.on('error', () => undefined);
  return { bytes: () => Buffer.concat(chunks, kept), received: () => received, truncated: () => received > kept };
}
