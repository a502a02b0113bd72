import { PlatformError } from '../model/errors.ts';

/**
 * Asks once more when the machine said no. A single refusal may be an accident of that moment (a network drive, a busy disk), and what is
 * believed to be absent is not scanned: that is believed only when it was told twice.
 */
export async function askTwice<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    return ask();
  }
}
