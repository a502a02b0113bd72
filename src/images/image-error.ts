import type { Shortfall } from '../model/scan-status.ts';
import { printable, shorten } from '../model/text.ts';

/** An image, or a part of it, that cannot be read: the scan is incomplete, and these words say what, where and what to do. */
export class ImageError extends Error {
  readonly remedy: string;

  /** `why` continues a sentence about the image: `has a layer that …`. It may quote the image. */
  constructor(why: string, remedy = 'build or save the image again') {
    super(shorten(printable(why), 300));
    this.name = 'ImageError';
    this.remedy = remedy;
  }

  /** The same in the words of a status, about the image of this name. */
  shortfallOf(image: string): Shortfall {
    return { why: `could not read ${shorten(printable(image), 100)}: ${this.message}`, remedy: this.remedy };
  }
}
