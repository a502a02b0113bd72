import type { FilePath } from '../../model/path.ts';
import { purposeOf } from '../purpose.ts';

/** What the name of a file says about how to read what is in it. */
export interface FileKind {
  /** Base name in lower case. */
  readonly name: string;
  /** Extension in lower case without its dot, empty where there is none. */
  readonly extension: string;
  /** Whether values may stand without quotes: up to the line's end, up to white space, or not at all. */
  readonly unquoted: 'line' | 'word' | 'none';
  /** A program in a language in which a value without quotes is an expression. */
  readonly code: boolean;
  /** A configuration: people write real passwords here, strong or not. */
  readonly configuration: boolean;
  /** Prose, in which a password is most likely an example. */
  readonly prose: boolean;
  /** Tests, fixtures and examples: only values that look random are believed there. */
  readonly test: boolean;
  /** What a build service runs. */
  readonly pipeline: boolean;
  /** Nothing but unmistakable formats is looked for: lockfiles, translations, pictures, source maps, minified code. */
  readonly formatsOnly: boolean;
}

const LINE = new Set(
  'env properties ini cfg conf cnf config yml yaml settings dockercfg envrc service desktop inf reg prefs rc netrc pgpass s3cfg boto credentials bash_profile bashrc zshrc profile exports zprofile tfvars hcl toml esmtprc mutrc muttrc fetchmailrc my.cnf remote-sync'.split(
    ' ',
  ),
);
/** Languages in which a value without quotes is an expression. What is none of these is read as shell is. */
const CODE = new Set(
  'js mjs cjs jsx ts mts cts tsx vue svelte astro py pyw pyi rb erb rake gemspec php phtml inc java kt kts scala groovy gradle clj cljs go rs c h cc cpp cxx hpp hh m mm swift cs vb fs fsx dart lua pl pm r jl ex exs erl hrl hs elm ml mli sol v sv vhd asm s proto thrift graphql gql coffee ls nim zig cr d pas tcl el lisp scm rkt jsp jspx asp aspx cshtml razor ejs hbs mustache pug jade haml slim twig liquid njk j2 jinja sql bzl bazel cmake bicep rego cue jsonnet libsonnet'.split(
    ' ',
  ),
);
const CONFIGURATION = new Set('json json5 jsonc xml plist toml tf tfvars hcl nix ovpn rdp csv'.split(' '));
const PROSE = new Set('md mdx markdown rst adoc asciidoc txt html htm tex org pod rdoc textile ipynb'.split(' '));
const NO_GENERIC = new Set(
  'svg map lock sum snap css scss sass less styl po pot xlf xliff strings resx arb ftl pem crt cer csr asc sig pub ppk key diff patch srt vtt tsbuildinfo bib'.split(
    ' ',
  ),
);
const LOCKFILES =
  /^(?:package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|yarn\.lock|composer\.lock|gemfile\.lock|poetry\.lock|uv\.lock|pdm\.lock|pipfile\.lock|cargo\.lock|go\.sum|go\.mod|packages\.lock\.json|podfile\.lock|pubspec\.lock|flake\.lock|mix\.lock|gradle\.lockfile|deno\.lock|bun\.lock|\.terraform\.lock\.hcl|codeowners|license.*|copying|authors|contributors)$/;
const MINIFIED = /[.-]min\.(?:js|mjs|cjs|css)$|\.bundle\.js$|\.chunk\.js$/;
const TRANSLATIONS =
  /(?:^|\/)(?:locales?|i18n|l10n|lang|langs|languages?|translations?|nls)\/|(?:^|[/_.-])(?:messages?|strings|translations?|labels)(?:[_.-][a-z]{2}(?:[_-][a-z]{2})?)?\.(?:properties|json|ya?ml|php|js|ts)$|_[a-z]{2}(?:_[a-z]{2})?\.properties$|(?:^|\/)(?!db|my|go|ci|qa|js|ts|fs|io|os|ui)[a-z]{2}(?:[_-][a-z]{2})?\.(?:json|ya?ml|js|ts|php)$/;
/** Settings of test runners, what is to be copied and filled in (`.env.example`), and parts of names that say the same as a folder does. */
const LIKE_TEST =
  /(?:^|\/)(?:phpunit[\w.-]*\.xml(?:\.dist)?|tox\.ini|pytest\.ini)$|(?:^|[/_.-])(?:tests?|specs?|mock|fixture|e2e)(?:[_.-][^/]*)?\.[a-z]+$|[a-z](?:Tests?|Spec|IT|Mock|TestCase)\.[a-z]+$|(?:^|[/.-])(?:example|sample|template|dist|tmpl)(?:\.[a-z]+)?$|(?:^|\/)\.?env[._-](?:tests?|testing|e2e|ci)(?:[._-]\w+)?$/;

/** Where services for builds look for what they shall run, by their documentation. */
const PIPELINE =
  /(?:^|\/)(?:\.(?:github|gitea|forgejo)\/workflows\/|\.circleci\/|\.buildkite\/)|(?:^|\/)(?:\.gitlab-ci|\.travis|\.drone|\.woodpecker|azure-pipelines|bitbucket-pipelines)\.ya?ml$/;

/** Read by a shell, where a value ends at white space: `PGPASSWORD=… psql` in a history. */
const SHELL = /(?:^|[._])(?:\w*_?history|bashrc|zshrc|kshrc|cshrc|\w*profile|zshenv|zlogin|exports|envrc|\w*aliases)$/;

/** Programs that are nothing but settings: `config.php`, `settings.py`, `database.rb`. */
const SETTINGS =
  /^(?:[\w-]*[-_.])?(?:config|configuration|settings|database|secrets?|credentials?|parameters|environment|connection|db)(?:[-_.][\w-]+)?\.(?:php|py|rb|js|cjs|mjs|ts|inc|pl|lua)$/;

/** Tests, examples and manuals, which hold what was made up for them. */
export function isShown({ test, prose }: FileKind): boolean {
  return test || prose;
}

/** What kind of file `path` names; the content is not looked at. */
export function fileKind(path: FilePath): FileKind {
  const lower = path.toLowerCase();
  const name = lower.slice(lower.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  const extension = dot >= 0 ? name.slice(dot + 1) : '';
  const dotfile = dot === 0 || (dot === -1 && name !== 'makefile');
  const rc = /rc$|^\.?env(?:[._-]|$)|_?history$|^(?:hosts|config|credentials)$/.test(name);
  const shell = SHELL.test(name);
  const line = !shell && (LINE.has(extension) || rc || isDotEnv(name));
  return {
    name,
    extension,
    unquoted: line
      ? 'line'
      : CODE.has(extension) || CONFIGURATION.has(extension) || PROSE.has(extension)
        ? 'none'
        : 'word',
    code: CODE.has(extension),
    configuration: line || shell || dotfile || CONFIGURATION.has(extension) || SETTINGS.test(name),
    prose: PROSE.has(extension),
    test: purposeOf(path) !== 'product' || LIKE_TEST.test(path),
    pipeline: PIPELINE.test(path),
    formatsOnly: NO_GENERIC.has(extension) || LOCKFILES.test(name) || MINIFIED.test(name) || TRANSLATIONS.test(lower),
  };
}

function isDotEnv(name: string): boolean {
  return name === '.env' || name.startsWith('.env.') || name.endsWith('.env');
}
