import type { Outcome } from '../../model/outcome.ts';
import { count } from '../../model/text.ts';
import { thousands } from '../amounts.ts';
import type { RenderOptions } from '../contract.ts';

/** The verdict in one sentence: `## ❌ 3 findings block this pull request`. */
export function headline(outcome: Outcome, options: RenderOptions): string {
  return `## ${sentence(outcome, options)}`;
}

function sentence(outcome: Outcome, options: RenderOptions): string {
  const { verdict, counts } = outcome;
  const missing = [...new Set(verdict.gaps.map(({ category }) => category))].join(', ');
  const what = options.pullRequest === true ? ' this pull request' : '';
  switch (verdict.word) {
    case 'fail': {
      const blocks = `${thousands(counts.blocking)} ${counts.blocking === 1 ? 'finding blocks' : 'findings block'}${what}`;
      return `❌ ${blocks}${missing === '' ? '' : `, and the scan is incomplete: ${missing}`}`;
    }
    case 'incomplete':
      return `⚠️ The scan is incomplete${missing === '' ? '' : `: ${missing}`}. Nothing that was found blocks${what}`;
    case 'pass': {
      const passed = counts.findings === 0 ? '✅ Nothing found' : `✅ Nothing blocks${what}`;
      return missing === '' ? passed : `${passed}, though the scan is incomplete: ${missing}`;
    }
  }
}

/** `214 files, 7 scanners, 14 s`-like counts, in one place so that surfaces agree. */
export function number(amount: number, noun: string, plural?: string): string {
  return count(amount, noun, plural).replace(/^\d+/, thousands(amount));
}
