/**
 * What an image may cost. Real ones: the largest of Docker's official images have some 100,000 files and 2 GB unpacked; images with
 * machine-learning frameworks reach 15 GB.
 */
export interface ImageLimits {
  /** Unpacked bytes of all layers together. */
  readonly totalBytes: number;
  /** Entries of all layers together. */
  readonly entries: number;
  /** Bytes of one wanted file. */
  readonly fileBytes: number;
  /** Bytes of all wanted files together, every version of them. */
  readonly wantedBytes: number;
  /** Times that a layer may grow when it is unpacked, once it is large: gzip's own bound is 1,032. */
  readonly growth: number;
}

export const IMAGE_LIMITS: ImageLimits = {
  totalBytes: 32 * 2 ** 30,
  entries: 2_000_000,
  fileBytes: 128 * 2 ** 20,
  wantedBytes: 256 * 2 ** 20,
  growth: 200,
};

/** Below this a layer may grow as it likes: a file of zeros is no attack. */
export const FREE_GROWTH_BYTES = 256 * 2 ** 20;

/** What is left of an image's limits while its layers are read. Every `spend…` throws nothing and tells whether it was too much. */
export class Budget {
  readonly limits: ImageLimits;
  #bytes = 0;
  #entries = 0;
  #wanted = 0;

  constructor(limits: ImageLimits = IMAGE_LIMITS) {
    this.limits = limits;
  }

  spendBytes(bytes: number): boolean {
    this.#bytes += bytes;
    return this.#bytes <= this.limits.totalBytes;
  }

  spendEntry(): boolean {
    this.#entries += 1;
    return this.#entries <= this.limits.entries;
  }

  spendWanted(bytes: number): boolean {
    this.#wanted += bytes;
    return this.#wanted <= this.limits.wantedBytes;
  }
}
