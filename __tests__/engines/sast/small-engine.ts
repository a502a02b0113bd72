import { createSastEngine } from '../../../src/engines/sast/engine.ts';
import type { LanguageSupport } from '../../../src/engines/sast/language.ts';
import { packagedAssets } from '../../support/assets.ts';
import { availableLanguages } from './languages.ts';

const about = {
  severity: 'high',
  help: 'Somebody else decides what runs.',
  fix: 'Do not.',
  sources: ['https://example.org/rule'],
  since: '2026-11-21',
};

/** A rule about one sink, `sink(x)`, and one about paths and one about hosts; sources `source()`, `argv` and parameters called `request`. */
export const SMALL_MODEL = {
  sources: {
    request: [
      { result: ['source', 'lib.source'], said: 'the request' },
      { value: 'lib.input', said: 'the request' },
      { value: 'lib.parse().query', said: 'the query of an address', of: 'outside' },
      { parameter: { name: 'request' }, below: ['query', 'body'], said: 'the request' },
      { parameter: { passedTo: '**.onMessage', position: 0 }, said: 'a message' },
      { parameter: { functionDecorator: '**.route' }, said: 'the path' },
      { fills: 'lib.decode', argument: 0, said: 'the request' },
    ],
    argv: [{ result: 'argument', said: 'the command line' }],
  },
  handlers: { page: { functionDecorator: '**.route' } },
  propagators: [
    { call: 'lib.translate', argument: 0 },
    { call: 'lib.copyInto', argument: 0, to: 1 },
  ],
  sanitizers: [{ call: ['Number', 'int', 'lib.count'] }],
  results: { 'lib.open()': 'lib.Connection' },
};

export function smallRules(language: string): unknown {
  return [
    {
      ...about,
      id: `${language}-small-command`,
      title: 'Command from outside',
      cwes: ['CWE-78'],
      taint: {
        from: ['request', 'argv'],
        severities: { argv: 'low' },
        sinks: [
          { call: ['sink', 'lib.sink'], argument: 0 },
          { call: 'lib.Connection.query', argument: ['text', '0'], unless: { 1: 'safe' } },
          { call: 'lib.start', argument: '1.cwd' },
          { assign: '**.innerHTML' },
          { returns: 'page' },
        ],
        sanitizers: [{ call: 'quote' }],
      },
    },
    {
      ...about,
      id: `${language}-small-path`,
      title: 'Path from outside',
      cwes: ['CWE-22'],
      taint: { sinks: [{ call: 'readFile', argument: 0 }] },
    },
    {
      ...about,
      id: `${language}-small-host`,
      title: 'Address from outside',
      cwes: ['CWE-918'],
      taint: { sinks: [{ call: 'fetchPage', argument: 0 }] },
    },
    {
      ...about,
      id: `${language}-small-text`,
      title: 'Command in a text',
      severity: 'medium',
      cwes: ['CWE-78'],
      taint: { sinks: [{ text: '^run \\ufffd', needs: ['run '] }] },
    },
    {
      ...about,
      id: `${language}-small-call`,
      title: 'Weak function',
      cwes: ['CWE-327'],
      message: '`{call}` is weak',
      calls: [{ call: 'lib.hash', when: { 0: { matches: '(?i)^md5$' } } }],
    },
  ];
}

/** An engine of a real language with rules as small as they can be. */
export async function smallEngine(language: LanguageSupport['language']) {
  const support = (await availableLanguages()).find((each) => each.language === language);
  if (support === undefined) throw new Error(`${language} is not there`);
  const engine = createSastEngine(packagedAssets, [
    { ...support, model: SMALL_MODEL, rules: [smallRules(language)], checks: {} },
  ]);
  await engine.prepare?.(['a.js', 'a.ts', 'a.tsx', 'a.py', 'a.go', 'a.java']);
  return engine;
}
