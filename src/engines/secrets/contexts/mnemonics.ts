import { type Detector, RANK } from '../candidate.ts';
import type { SecretRule } from '../rules.ts';

const PHRASE =
  /(?:mnemonic|seed[ _-]?phrase|seedphrase)[\w ]{0,30}["'`]?\s{0,4}(?:[:=]|=>|\()\s{0,4}["'`]?((?:[a-z]{3,8} ){11,23}[a-z]{3,8})(?![a-z ])/iy;
/** BIP 39: 12, 15, 18, 21 or 24 words. */
const WORDS = new Set([12, 15, 18, 21, 24]);

/** Phrases from which a wallet's keys are made (https://github.com/bitcoin/bips/blob/master/bip-0039.mediawiki). */
export function walletPhrases(rule: SecretRule): Detector {
  return {
    literals: ['mnemonic', 'seed phrase', 'seedphrase', 'seed_phrase'],
    exactCase: false,
    anyLine: false,
    detect(source, at) {
      PHRASE.lastIndex = at;
      const value = PHRASE.exec(source.text)?.[1];
      if (value === undefined) return undefined;
      const words = value.split(' ');
      // The first words of the list itself are what every tool's documentation shows.
      if (!WORDS.has(words.length) || new Set(words).size < words.length * 0.6) return undefined;
      const end = PHRASE.lastIndex;
      return {
        rule,
        rank: RANK.context,
        start: end - value.length,
        end,
        severity: source.kind.test ? 'low' : rule.severity,
      };
    },
  };
}
