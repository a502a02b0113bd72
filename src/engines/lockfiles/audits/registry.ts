import type { Audit } from '../audit.ts';
import { installScript } from './install-script.ts';
import { mismatch } from './mismatch.ts';
import { missingHash } from './missing-hash.ts';
import { outOfDate } from './out-of-date.ts';
import { plainHttp } from './plain-http.ts';
import { unexpectedHost } from './unexpected-host.ts';

/** Every audit of lockfiles, one line each. */
export const AUDITS: readonly Audit[] = [mismatch, unexpectedHost, plainHttp, missingHash, outOfDate, installScript];
