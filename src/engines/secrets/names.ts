/** What a name promises of its value: something a person chose, something a machine drew, or nothing of interest. */
export type NameKind = 'password' | 'secret' | 'token' | 'none';

const PASSWORD_WORDS = new Set(
  'password passwd passphrase passcode pass pwd pw passwort kennwort senha contrasena contraseña motdepasse psw pswd passw pword userpass userpwd dbpass dbpwd dbpassword rootpass smtppass mypass remotepass localpass mailpass ftppass loginpass adminpass sshpass imappass httppass bindpw authtok requirepass rootpw psk'.split(
    ' ',
  ),
);
const TOKEN_WORDS = new Set(
  'token tokens apikey apitoken authtoken accesstoken accesskey secretkey privatekey authkey apisecret appkey masterkey credential credentials creds cred salt pat bearer jwt auth apikeys'.split(
    ' ',
  ),
);
const SECRET_WORDS = new Set(
  'secret secrets clientsecret appsecret sharedsecret secretkey cookiesecret sessionsecret jwtsecret'.split(' '),
);
/** What stands before `key` when it opens something. */
const KEY_KINDS = new Set(
  'api access secret private encryption encrypt signing sign auth account master app application client shared storage service webhook consumer jwt hmac cipher session deploy aes crypto license admin subscription security write ingest server root rest master cookie signature token app integration management'.split(
    ' ',
  ),
);
/** Words after the one that counts, which change nothing: `PASSWORD_PROD`, `secretValue`, `API_KEY_2`. */
const AFTER = new Set(
  'value val prod production dev development stage staging qa uat test live default old new current string str plain text raw hex b64 base64 env main primary secondary master admin root user db key base'.split(
    ' ',
  ),
);
/** Words that make a name one of something else: a public value, a limit, a label, a place where the secret is. */
const NEVER = new Set(
  'public pub csrf xsrf authenticity antiforgery placeholder label hint forgot reset confirm confirmation min max length len show hide toggle invalid wrong incorrect error message msg regex pattern rule policy strength field input type name names id ids url uri path file filename dir column class style selector form page button title icon prefix suffix header param count size limit ttl expiry expires expiration valid is has can should use enable enabled disable require required next previous prev page continuation cursor syntax lex lexer design css hash match check validate validation verify encrypted wrapped hashed masked obfuscated'.split(
    ' ',
  ),
);

const KNOWN = new Map<string, NameKind>();
/** Names are few in ordinary files; a hostile file must not fill the memory with them. */
const MOST_KNOWN = 20_000;

/** Reads a name in any of the usual spellings: `dbPassword`, `DB_PASSWORD`, `db-password`, `DBPassword2`. */
export function nameKind(name: string): NameKind {
  const known = KNOWN.get(name);
  if (known !== undefined) return known;
  if (KNOWN.size >= MOST_KNOWN) KNOWN.clear();
  const kind = kindOf(wordsOf(name));
  KNOWN.set(name, kind);
  return kind;
}

/** The words of a name in lower case, without its numbers. */
export function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\u00c0-\u024f]+/)
    .filter((word) => word !== '');
}

function kindOf(words: readonly string[]): NameKind {
  for (let end = words.length; end > 0; end -= 1) {
    const kind = kindOfLast(words.slice(0, end));
    if (kind !== 'none')
      return words.slice(0, end).some((word) => NEVER.has(word)) || words.slice(end).some((word) => NEVER.has(word))
        ? 'none'
        : kind;
    if (!AFTER.has(words[end - 1] ?? '')) return 'none';
  }
  return 'none';
}

function kindOfLast(words: readonly string[]): NameKind {
  const last = words.at(-1) ?? '';
  if (/^(?:csrf|xsrf)/.test(last)) return 'none';
  const before = words.at(-2) ?? '';
  if (PASSWORD_WORDS.has(last) || /(?:password|passwd|passphrase)$/.test(last)) return 'password';
  if (SECRET_WORDS.has(last) || /secret$/.test(last)) return 'secret';
  if (last === 'key') {
    if (before === 'secret') return 'secret';
    return KEY_KINDS.has(before) || /(?:api|access|secret|private|auth)$/.test(before) ? 'token' : 'none';
  }
  if (TOKEN_WORDS.has(last) || /(?:apikey|token|secretkey|accesskey|authkey)$/.test(last)) return 'token';
  return 'none';
}
