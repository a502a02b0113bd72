/** The engine of source code from the built program: grammars are found, values are followed, and reports show the way. */
import { afterAll, describe, expect, test } from '@jest/globals';
import { gatehouse, makeFolder, removeFolders } from './program.ts';

afterAll(removeFolders);

const APPLICATION = {
  'web/app.js':
    "const { exec } = require('child_process');\napp.get('/ping', (req, res) => {\n  const host = req.query.host;\n  exec(`ping ${host}`);\n});\n",
  'web/app.ts':
    "import { exec } from 'node:child_process';\nexport function ping(req: Request, res: Response): void {\n  exec('ping ' + req.query.host);\n}\n",
  'web/page.tsx':
    'export function Page({ html }: { html: string }) {\n  return <p>{html}</p>;\n}\nexport const run = (req) => eval(req.query.code);\n',
  'api/app.py':
    'import os\nfrom flask import request\n\ndef ping():\n    host = request.args["host"]\n    os.system("ping " + host)\n',
  'cmd/main.go':
    'package main\n\nimport (\n\t"net/http"\n\t"os/exec"\n)\n\nfunc ping(w http.ResponseWriter, r *http.Request) {\n\texec.Command("sh", "-c", "ping "+r.FormValue("host")).Run()\n}\n',
  'src/Ping.java':
    'import javax.servlet.http.HttpServletRequest;\n\nclass Ping {\n  void ping(HttpServletRequest request) throws Exception {\n    Runtime.getRuntime().exec("ping " + request.getParameter("host"));\n  }\n}\n',
};

interface Finding {
  readonly category: string;
  readonly rule: { readonly id: string };
  readonly location: { readonly path: string; readonly startLine: number };
  readonly witnesses: readonly { readonly scanner: string }[];
}

describe('source code', () => {
  const folder = makeFolder(APPLICATION);

  test('in every language has its finding where the value does harm', () => {
    const { stdout, status } = gatehouse(['scan', folder, '--offline', '--format', 'json']);
    const { findings } = JSON.parse(stdout) as { readonly findings: readonly Finding[] };
    const own = findings.filter(({ witnesses }) => witnesses.some(({ scanner }) => scanner === 'gatehouse-sast'));
    const places = own.map(({ location }) => `${location.path}:${location.startLine}`);
    expect(places).toEqual(
      expect.arrayContaining([
        'api/app.py:6',
        'cmd/main.go:9',
        'src/Ping.java:5',
        'web/app.js:4',
        'web/app.ts:3',
        'web/page.tsx:4',
      ]),
    );
    expect(own.every(({ category }) => category === 'sast')).toBe(true);
    expect(status).toBe(1);
  });

  test('has its way as code flow in SARIF', () => {
    const { stdout } = gatehouse(['scan', folder, '--offline', '--format', 'sarif']);
    const { runs } = JSON.parse(stdout) as {
      readonly runs: readonly { readonly results: readonly SarifResult[] }[];
    };
    const result = runs.flatMap(({ results }) => results).find((each) => uriOf(each).endsWith('web/app.js'));
    const steps = result?.codeFlows?.[0]?.threadFlows[0]?.locations.map(({ location }) => ({
      line: location.physicalLocation.region.startLine,
      message: location.message?.text,
    }));
    expect(steps?.[0]).toEqual({ line: 2, message: 'comes from the request' });
    expect(steps?.at(-1)).toEqual({ line: 4, message: 'reaches child_process.exec' });
    expect(steps?.map(({ line }) => line)).toEqual([...(steps ?? [])].map(({ line }) => line).sort((a, b) => a - b));
  });

  test('of others and of tools is passed over', () => {
    const foreign = Object.fromEntries(
      ['node_modules/a/index.js', 'vendor/a.js', 'public/app.min.js', 'third_party/b/c.js'].map((path) => [
        path,
        APPLICATION['web/app.js'],
      ]),
    );
    const { stdout } = gatehouse([
      'scan',
      makeFolder(foreign),
      '--offline',
      '--format',
      'json',
      '--categories',
      'sast',
    ]);
    expect((JSON.parse(stdout) as { readonly findings: readonly unknown[] }).findings).toEqual([]);
  });
});

interface Place {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string };
    readonly region: { readonly startLine: number };
  };
  readonly message?: { readonly text: string };
}

interface SarifResult {
  readonly locations: readonly Place[];
  readonly codeFlows?: readonly {
    readonly threadFlows: readonly { readonly locations: readonly { readonly location: Place }[] }[];
  }[];
}

function uriOf(result: SarifResult): string {
  return result.locations[0]?.physicalLocation.artifactLocation.uri ?? '';
}
