import { describe, expect, test } from '@jest/globals';
import { readInstruction, shownInstruction } from '../../../src/engines/container/places.ts';

describe('an instruction of a history', () => {
  test.each([
    ['BuildKit', 'RUN /bin/sh -c apt-get  update # buildkit', 'RUN', 'apt-get update'],
    ['BuildKit with arguments', 'RUN |2 A=b C=d /bin/sh -c make all # buildkit', 'RUN', 'make all'],
    [
      'BuildKit with another shell',
      'RUN /bin/bash -o pipefail -c make all # buildkit',
      'RUN',
      '/bin/bash -o pipefail -c make all',
    ],
    ['BuildKit, copying', 'COPY . /app # buildkit', 'COPY', '. /app'],
    ['the classic builder', '/bin/sh -c apt-get update', 'RUN', 'apt-get update'],
    ['the classic builder without a layer', '/bin/sh -c #(nop)  CMD ["sh"]', 'CMD', '["sh"]'],
    ['nothing', '', '', ''],
  ])('%s', (_name, text, keyword, rest) => {
    expect(readInstruction(text)).toEqual({ keyword, text: rest });
  });

  test.each([
    ['a value that is set', 'RUN |1 NPM_TOKEN=abcdefgh /bin/sh -c npm ci', /abcdefgh/],
    ['an option', 'RUN /bin/sh -c fetch --password=abcdefgh x', /abcdefgh/],
    ['an address with a password', 'RUN /bin/sh -c git clone https://me:abcdefgh@example.invalid/x', /abcdefgh/],
    ['a header', `RUN /bin/sh -c curl -H "Authorization: Bearer ${'abcdefgh'}12345678"`, /abcdefgh/],
    ['a user', 'RUN /bin/sh -c curl -u me:abcdefgh https://x', /abcdefgh/],
    ['an environment', 'ENV API_TOKEN=abcdefgh', /abcdefgh/],
  ])('shows nothing of %s', (_name, text, value) => {
    expect(shownInstruction(text)).not.toMatch(value);
    expect(shownInstruction(text)).toMatch(/^(?:RUN|ENV)/);
  });
});

test('a hostile history costs no more than its length', () => {
  const lines = [`RUN ${' '.repeat(1_000_000)}`, 'a-'.repeat(1_000_000), `|1 ${'x '.repeat(500_000)}`];
  for (const line of lines) expect(shownInstruction(line).length).toBeLessThanOrEqual(60);
});
