import { remembering } from '../../../remember.ts';
import type { CheckResult, Lookup, ProgramCheck, ResolvedCall } from '../../language.ts';
import { PathIndex } from '../../matching/path-pattern.ts';
import type { Expression } from '../../program.ts';
import { ADDRESSES, type CredentialPlace, PASSWORDS, SECRETS } from './credential-places.ts';
import { bare } from './every-expression.ts';

export const checkHardCodedSecret: ProgramCheck = (_program, lookup) =>
  written(
    SECRETS,
    lookup,
    (value) => value !== '' && !value.includes('-----BEGIN PUBLIC KEY'),
    'signs or encrypts with',
  );

export const checkHardCodedPassword: ProgramCheck = (_program, lookup) =>
  [
    ...written(PASSWORDS, lookup, (value) => value !== '', 'signs in with'),
    ...written(ADDRESSES, lookup, (value) => ADDRESS_WITH_PASSWORD.test(value), 'signs in with'),
  ].sort((a, b) => a.span.start - b.span.start);

/** `scheme://user:password@`; a password of `<…>`, `${…}` or `%s` is a placeholder. */
const ADDRESS_WITH_PASSWORD = /^[a-z][a-z0-9+.-]*:\/\/[^/:@\s]*:(?![<$%{*])[^@/\s]+@/i;

/** By path, so that a call asks only those that may be meant. */
const indexOf = remembering((places: readonly CredentialPlace[]) => {
  const index = new PathIndex<CredentialPlace>();
  for (const one of places) for (const path of one.calls) index.add(path, one);
  return index;
});

function written(
  places: readonly CredentialPlace[],
  lookup: Lookup,
  isCredential: (value: string) => boolean,
  does: string,
): readonly CheckResult[] {
  const index = indexOf(places);
  return lookup.calls.flatMap((call) => {
    const selectors = new Set(index.find(call.path).flatMap((place) => place.arguments));
    const [first] = [...selectors].flatMap((selector) => credentialAt(call, selector, lookup, isCredential, does));
    return first === undefined ? [] : [first];
  });
}

function credentialAt(
  call: ResolvedCall,
  selector: string,
  lookup: Lookup,
  isCredential: (value: string) => boolean,
  does: string,
): readonly CheckResult[] {
  const whole = lookup.argument(call, selector);
  const given = whole && encoded(whole, lookup);
  const value = given === undefined ? undefined : lookup.valueOf(given);
  if (given === undefined || typeof value !== 'string' || !isCredential(value)) return [];
  const sensitive = isWritten(given);
  const span = sensitive ? given : call;
  return [{ span, message: `\`${call.path}\` ${does} what is written in the code`, sensitive }];
}

/** `Buffer.from('…')`, `new TextEncoder().encode('…')`: what stands in it. */
function encoded(given: Expression, lookup: Lookup, depth = 0): Expression {
  const inner = bare(given);
  const made = inner.kind === 'name' && depth < 3 ? lookup.soleValueOf(inner) : inner;
  if (made?.kind !== 'call' || depth > 3) return given;
  const [first] = made.arguments;
  return first !== undefined && ENCODERS.test(lookup.pathOf(made.callee))
    ? encoded(first.value, lookup, depth + 1)
    : given;
}

const ENCODERS =
  /^(?:buffer\.)?Buffer(?:\.from)?$|^(?:util\.)?TextEncoder\.encode$|^crypto\.createSecretKey$|^jose\.JWK\.asKey$|Utf8\.parse$/;

function isWritten(given: Expression): boolean {
  return given.kind === 'text' || given.kind === 'join';
}
