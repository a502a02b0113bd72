import rules from '../../../../../rules/iac/dockerfile/downloads.yml';
import type { CheckGroup, IacResult } from '../../check.ts';
import { assignmentsOf, wordsOf } from '../assignments.ts';
import { type Dockerfile, flagOf, type Instruction, type Stage, shippedStages } from '../dockerfile.ts';
import { commandsOf, pipeline, programOf, type ShellCommand } from '../shell-commands.ts';

/** What comes over the network while the image is built, and whether anybody checks it. */
export const DOWNLOADS: CheckGroup<Dockerfile> = {
  rules,
  checks: {
    'dockerfile-remote-add': remoteAdd,
    'dockerfile-piped-to-shell': pipedToShell,
    'dockerfile-cleartext-download': cleartextDownload,
    'dockerfile-verification-off': verificationOff,
    'dockerfile-verification-off-at-run': verificationOffAtRun,
    'dockerfile-unverified-packages': unverifiedPackages,
  },
};

interface Placed {
  readonly stage: Stage;
  readonly instruction: Instruction;
}

function instructionsOf({ stages }: Dockerfile, keyword: string): readonly Placed[] {
  return stages.flatMap((stage) =>
    stage.instructions.flatMap((instruction) => (instruction.keyword === keyword ? [{ stage, instruction }] : [])),
  );
}

/** Every command of every RUN that `judge` has something to say about. */
function examineCommands(
  dockerfile: Dockerfile,
  judge: (command: ShellCommand, instruction: Instruction) => Pick<IacResult, 'message' | 'severity'> | undefined,
): readonly IacResult[] {
  return instructionsOf(dockerfile, 'RUN').flatMap(({ stage, instruction }) =>
    commandsOf(instruction).flatMap((command) => {
      const judged = judge(command, instruction);
      return judged === undefined ? [] : [{ region: command.region, resource: stage.address, ...judged }];
    }),
  );
}

function remoteAdd(dockerfile: Dockerfile): readonly IacResult[] {
  return instructionsOf(dockerfile, 'ADD').flatMap(({ stage, instruction }) =>
    wordsOf(instruction)
      .slice(0, -1)
      .flatMap(({ value, region }): readonly IacResult[] => {
        if (!/^https?:\/\//i.test(value) || flagOf(instruction, 'checksum') !== undefined || isFixedCommit(value))
          return [];
        const isClear = value.startsWith('http:');
        const message = `ADD takes ${withoutUser(value)} as it is that day${isClear ? ', over a connection that anyone on the way can change' : ', and nothing checks what came'}`;
        return [{ region, resource: stage.address, message, ...(isClear && { severity: 'high' as const }) }];
      }),
  );
}

/** `repository.git#<40 digits>` is what it is. */
function isFixedCommit(url: string): boolean {
  return /\.git[#?].*[0-9a-f]{40}/.test(url);
}

const SHELLS = /^(?:ba|da|z|a|k)?sh$|^(?:python[\d.]*|perl|ruby|node|php)$/;

function pipedToShell(dockerfile: Dockerfile): readonly IacResult[] {
  return examineCommands(dockerfile, (command) => {
    const target = shellBehind(command) ?? shellAround(command);
    if (target === undefined) return undefined;
    const url = /https?:\/\/[^\s"'|)]+/i.exec(command.text)?.[0] ?? 'a download';
    const isClear = url.startsWith('http:') && !isLocal(url);
    const danger = isClear
      ? 'whoever is on the way can put in code of their own'
      : 'whoever has that server runs code in your build';
    const message = `runs what ${withoutUser(url)} sends in ${target}, unchecked: ${danger}`;
    return isClear ? { message, severity: 'high' } : { message };
  });
}

/** `curl … | sh`, also with `tee` or `sed` between. */
function shellBehind(command: ShellCommand): string | undefined {
  if (!isDownload(command)) return undefined;
  const shell = pipeline(command).find((next) => SHELLS.test(programOf(next)) && !hasScriptArgument(next));
  return shell && programOf(shell);
}

/** A shell that gets a script of its own reads data from the pipe: `| python3 -c '…'`, `| node parse.js`. */
function hasScriptArgument({ words }: ShellCommand): boolean {
  const rest = words[0] === 'sudo' ? words.slice(1).filter((word) => !word.startsWith('-')) : words;
  const first = rest.slice(1).find((word) => word !== '-' && !/^-[sexluE]+$/.test(word));
  if (rest.slice(1).some((word) => /^-\w*s$/.test(word) || word === '-')) return false;
  return first !== undefined && !first.startsWith('--');
}

/** `sh -c "$(curl …)"`, `bash <(curl …)`. */
function shellAround(command: ShellCommand): string | undefined {
  const program = programOf(command);
  const isShell = SHELLS.test(program) || program === 'eval' || program === 'source' || program === '.';
  return isShell && /(?:\$\(|<\(|`)\s*(?:curl|wget)\s[^)`]*https?:/i.test(command.text) ? program : undefined;
}

function isDownload(command: ShellCommand): boolean {
  return /^(?:curl|wget|fetch)$/.test(programOf(command));
}

function isLocal(url: string): boolean {
  return /^https?:\/\/(?:localhost|127\.|\[::1\]|0\.0\.0\.0|\$|[\w-]+(?::\d+)?(?:\/|$)|169\.254\.|metadata\.)/i.test(
    url,
  );
}

function cleartextDownload(dockerfile: Dockerfile): readonly IacResult[] {
  return examineCommands(dockerfile, (command, instruction) => {
    const url = command.words.find((word) => word.startsWith('http://'));
    if (!isDownload(command) || url === undefined || isLocal(url) || isChecked(instruction)) return undefined;
    if (shellBehind(command) !== undefined) return undefined;
    return {
      message: `fetches ${withoutUser(url)} without TLS and nothing checks what came: whoever is on the way can change it`,
    };
  });
}

/** Whether the same RUN compares a checksum or signature. */
function isChecked({ args, heredocs }: Instruction): boolean {
  return [args, ...heredocs.map(({ body }) => body)].some(({ value }) =>
    /\b(?:sha(?:1|224|256|384|512)sum|shasum|md5sum|b2sum)\b|\bgpgv?2?\b.*--verify|\bgpgv\b|\bcosign\s+verify|\bminisign\b|\bopenssl\s+dgst/.test(
      value,
    ),
  );
}

/** Options that make a program take any certificate, by program (their manuals). */
const UNVERIFIED: readonly { readonly program: RegExp; readonly option: RegExp }[] = [
  { program: /^curl$/, option: /^(?:-[a-zA-Z]*k[a-zA-Z]*|--insecure|--proxy-insecure)$/ },
  { program: /^wget$/, option: /^--no-check-certificate$/ },
  { program: /^(?:npm|yarn|pnpm)$/, option: /^(?:--strict-ssl=false|--no-strict-ssl)$/ },
  { program: /^pip[\d.]*$/, option: /^--trusted-host(?:=.*)?$/ },
  { program: /^git$/, option: /^http\.sslverify=(?:false|0)$/i },
  {
    program: /^(?:yum|dnf|microdnf|tdnf|(?:yum|dnf)-config-manager)$/,
    option: /^(?:--setopt=)?(?:[\w*.-]+\.)?sslverify=(?:false|0|no|off)$/i,
  },
];

/** Commands that keep such an option for all that come after, quotes taken off. */
const KEPT_UNVERIFIED =
  /^(?:sudo )?(?:git config .*\bhttp\.sslverify|(?:npm|yarn|pnpm) (?:config )?(?:-g |--global )?set (?:-g |--global )?(?:npm_config_)?strict-ssl)[ =](?:false|0)\b|^(?:sudo )?pip[\d.]* config .*\btrusted-host /i;

function verificationOff(dockerfile: Dockerfile): readonly IacResult[] {
  return examineCommands(dockerfile, (command, instruction) => {
    const { words } = command;
    const program = programOf(command);
    const option = UNVERIFIED.filter((entry) => entry.program.test(program)).flatMap((entry) =>
      words.filter((word) => entry.option.test(word)),
    )[0];
    const config = KEPT_UNVERIFIED.test(words.join(' ').slice(0, 2000)) ? 'by configuration' : undefined;
    const how = option ?? config ?? switchIn(command);
    if (how === undefined || isProbe(command) || isChecked(instruction)) return undefined;
    const who = program === '' || program === 'export' ? 'what is run' : program;
    return { message: `${who} takes any certificate here (${how}): whoever is on the way can change what comes` };
  }).concat(switchesInArguments(dockerfile));
}

/** `NAME=value` in front of a command, behind `export` or `env`. */
function switchIn({ text }: ShellCommand): string | undefined {
  const found = [...text.slice(0, 2000).matchAll(/(?:^|\s)(\w+)=["']?([^\s"';]*)/g)].find(([, name = '', value = '']) =>
    switchesOff(name, value),
  );
  return found === undefined ? undefined : `by ${found[1]}`;
}

/** An ARG is a variable of every RUN after it. */
function switchesInArguments(dockerfile: Dockerfile): readonly IacResult[] {
  return instructionsOf(dockerfile, 'ARG').flatMap(({ stage, instruction }) =>
    assignmentsOf(instruction).flatMap(({ name, value = '', region }) =>
      switchesOff(name, value)
        ? [
            {
              region,
              resource: stage.address,
              message: `${name}=${value} makes commands of the build take any certificate`,
            },
          ]
        : [],
    ),
  );
}

/** A question to a server of the container itself. */
function isProbe({ text }: ShellCommand): boolean {
  return /https?:\/\/(?:localhost|127\.|\[::1\])/.test(text);
}

/** Variables that switch the check off. git asks only whether its own is there, whatever it says. */
const SWITCHES: Readonly<Record<string, RegExp>> = {
  NODE_TLS_REJECT_UNAUTHORIZED: /^0$/,
  PYTHONHTTPSVERIFY: /^0$/,
  GIT_SSL_NO_VERIFY: /^[^$]/,
  NPM_CONFIG_STRICT_SSL: /^false$/i,
  PIP_TRUSTED_HOST: /^[^$]/,
};

function switchesOff(name: string, value: string): boolean {
  const key = name.toUpperCase();
  return Object.hasOwn(SWITCHES, key) && SWITCHES[key]?.test(value) === true;
}

function verificationOffAtRun(dockerfile: Dockerfile): readonly IacResult[] {
  const shipped = new Set(shippedStages(dockerfile));
  return instructionsOf(dockerfile, 'ENV').flatMap(({ stage, instruction }) =>
    assignmentsOf(instruction).flatMap(({ name, value = '', region }): readonly IacResult[] => {
      if (!switchesOff(name, value)) return [];
      // pip is there to build with.
      const isShipped = shipped.has(stage) && name.toUpperCase() !== 'PIP_TRUSTED_HOST';
      const message = `${name}=${value} makes every connection ${isShipped ? 'of the running program' : 'of this stage'} take any certificate`;
      return [{ region, resource: stage.address, message, ...(!isShipped && { severity: 'medium' as const }) }];
    }),
  );
}

function unverifiedPackages(dockerfile: Dockerfile): readonly IacResult[] {
  return examineCommands(dockerfile, (command) => {
    const program = programOf(command);
    const option = command.words.find((word) => {
      if (/^apt(?:-get)?$/.test(program))
        return /^(?:--allow-unauthenticated|--force-yes|APT::Get::AllowUnauthenticated=(?:true|1))$/i.test(word);
      if (program === 'apk') return word === '--allow-untrusted';
      if (/^(?:yum|dnf|microdnf|tdnf)$/.test(program)) return word === '--nogpgcheck' || word === '--no-gpgchecks';
      if (program === 'zypper') return word === '--no-gpg-checks';
      return program === 'rpm' && (word === '--nosignature' || word === '--nodigest');
    });
    if (option !== undefined)
      return { message: `${program} ${option} installs packages whose signature nobody checks` };
    const trusted = /\[[^\]]*\btrusted=yes\b[^\]]*\]/.exec(command.text)?.[0];
    return trusted === undefined
      ? undefined
      : { message: `${trusted} makes apt take packages of that source without a signature` };
  });
}

function withoutUser(url: string): string {
  return url.replace(/^(https?:\/\/)[^/@]*@/i, '$1').slice(0, 120);
}
