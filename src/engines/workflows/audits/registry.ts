import type { Audit } from '../audit.ts';
import { scriptInjection } from './script-injection.ts';
import { unpinnedAction } from './unpinned-action.ts';

/** Every audit, one line each, in the order in which results of one place are shown. */
export const AUDITS: readonly Audit[] = [scriptInjection, unpinnedAction];
