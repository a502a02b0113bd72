import { kindOfValue, namesCredential } from '../credentials.ts';
import type { Found } from './check.ts';
import { settled, textOf, type Value } from './value.ts';

/** Names of entries in a store of secrets: https://learn.microsoft.com/en-us/azure/app-service/app-service-key-vault-references and ARNs. */
const IN_STORE = /^(?:@Microsoft\.KeyVault\(|arn:aws|projects\/)/;

function isLiteral(text: string): boolean {
  return !IN_STORE.test(text) && kindOfValue(text) === 'literal';
}

/** Variables of a map with a credential in the code. */
export function secretVariables(variables: Value | undefined): readonly Found[] {
  const found = variables && settled(variables);
  if (found?.kind !== 'map') return [];
  return [...found.entries].flatMap(([name, value]) => {
    const text = textOf(value);
    if (text === undefined || !namesCredential(name) || !isLiteral(text)) return [];
    return [{ about: value, message: `${name} stands in the code, for everyone who may read it`, sensitive: true }];
  });
}

/** A password in the code; what everyone takes for an example is none. */
export function secretValue(value: Value | undefined, what: string): readonly Found[] {
  const text = textOf(value);
  if (text === undefined || !isLiteral(text)) return [];
  return [{ about: value, message: `${what} stands in the code, for everyone who may read it`, sensitive: true }];
}

const ASSIGNMENT =
  /(?:^|[\s;&|"'])(?:export\s+|set\s+|-e\s*)?([A-Za-z_][\w.-]{2,60})\s{0,3}[=:]\s{0,3}["']?([^\s"'`;]{6,200})/g;

/** A script that starts a machine, with a credential in it. */
export function secretScript(script: Value | undefined): readonly Found[] {
  const found = script && settled(script);
  if (found?.kind !== 'text') return [];
  const name = [...scriptOf(found.value).matchAll(ASSIGNMENT)].find(
    ([, variable = '', value = '']) => namesCredential(variable) && isLiteral(value),
  )?.[1];
  if (name === undefined) return [];
  return [
    {
      about: script,
      message: `its start script holds ${name}, which every program on the machine can ask for`,
      sensitive: true,
    },
  ];
}

/** Scripts are often given in base64. */
function scriptOf(text: string): string {
  return /^[A-Za-z0-9+/=\s]{40,}$/.test(text) ? Buffer.from(text, 'base64').toString('utf8') : text;
}
