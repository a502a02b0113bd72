import type { CheckResult, ProgramCheck } from '../../language.ts';
import { contains } from '../enclosing.ts';

const ENCRYPTS = /^(?:crypto\/(?:aes|des)\.New\w*Cipher\(\)|crypto\/cipher\.Block)\.Encrypt$/;

/** Blocks that a loop encrypts by themselves: https://pkg.go.dev/crypto/cipher#Block */
export const ecbByHand: ProgramCheck = (_program, lookup) => {
  const loops = lookup.statements.filter(({ kind }) => kind === 'loop');
  return lookup.calls.flatMap((call): readonly CheckResult[] => {
    if (!ENCRYPTS.test(call.path) || !loops.some((loop) => contains(loop, call))) return [];
    return [{ span: call, message: 'Each block is encrypted by itself, so that equal ones stay equal' }];
  });
};
