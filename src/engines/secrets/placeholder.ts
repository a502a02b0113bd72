/** Words that whoever writes an example or a template puts where a secret will stand. */
const EXAMPLE_WORDS =
  /example|xxxx|placeholder|changeme|change[-_ .]?(?:me|it|this)|replace[-_ ]?(?:me|this|with)|your[-_ ]?\w|redacted|insert[-_ ]|enter[-_ ]|dummy|sample|fixme|todo|\*{3}|\.{3}|…|lorem|foobar|foo[-_]?bar|not[-_ ]?(?:a[-_ ])?(?:real|secret|set|used|needed)|fake|mock|some[-_]?(?:password|secret|token|key|random|value)|my[-_ ]?(?:password|passwd|secret|token|api|key|pass|super)|(?:password|secret|token|key)[-_ ]?(?:here|goes)|keyboard[-_ ]?cat|redact|censored|hidden|removed|unused|deadbeef|cafebabe|badc0de|123456789|abcdefgh|abcd1234|qwertyui/i;

/** Whole values that are no secret: words of languages and of forms. */
const PLAIN_WORDS = new Set(
  (
    'password passwd pass pwd passphrase passcode secret token key apikey api_key api-key credential credentials auth test tests testing tester test123 testpass testpassword null nil none undefined true false yes no on off string str text number integer int bool boolean ' +
    'object array any void optional required empty default unset foo bar baz qux quux username user login email name value input hidden hash hashed plain plaintext plain-text field label private public local dev prod production staging ' +
    'basic bearer digest oauth oauth2 jwt ldap saml openid kerberos ntlm cookie session header query body form ask prompt auto always never random generated generate rotate managed internal external enabled disabled md5 sha1 sha256 bcrypt scrypt argon2 base64 utf8 utf-8 ' +
    'asdf asdfasdf qwerty abc abcd abc123 1234 12345 123456 1234567 12345678 0000 1111 xxx yyy zzz xyz aaa bbb ccc sha512 password1? mypass mypassword newpassword oldpassword current-password new-password one-time-code bearerauth apikeyauth interactive masked file env environment inherit self vault keychain keyring authtoken accesstoken apitoken secretkey accesskey privatekey clientsecret userpass userpassword dbpassword'
  ).split(' '),
);

/** What writers of documentation take for a password, in programs and prose; in a configuration somebody may mean it. */
const FAMOUS =
  /^(?:s[e3]cr[e3]t\d{0,3}|hunter\d{1,2}|geheim\d{0,3}|swordfish|letmein|opensesame|topsecret|supersecret|correct[- ]?horse.*|invalid|wrong(?:[-_]?pass(?:word)?)?)$/i;

/** Texts that vendors publish for everybody: Azurite's account key (https://learn.microsoft.com/azure/storage/common/storage-use-azurite), jwt.io's first token. */
const PUBLISHED = ['Eby8vdM02xNOcqFlqUwJ', 'eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lI'];

const REFERENCE =
  /^\$\{?[A-Za-z_][\w.:-]*\}?$|^%[A-Za-z_]\w*%$|\$\{|\$\(|\{\{|\}\}|<%|%>|#\{|%\(\w+\)|^%[sdv@]$|^@{1,2}[\w./-]+@{0,2}$|^\{[\w.:$-]*\}$|\{[a-z]\w*(?:\.\w+)*\}|^\[[\w. -]*\]$|^__\w+__$|^(?:process\.env|os\.environ|os\.getenv|getenv|env|ENV|System|config|Config|settings|secrets?|vars?|data|local|module|this|self|props|options|params|args|req|request|ctx|context|arn|ssm|vault|op|gcp|aws|azure|ref|file|classpath|resource|urn)[.:[(/]|^(?:ENC|ref|var|env|lookup|vault)\(|^!(?:vault|Ref|Sub|ImportValue|GetAtt|env)|^\\?u[0-9a-f]{4}$/;

/** Whether a value of a recognised format is the documentation's own example or made up: `…EXAMPLE`, one character again and again, the alphabet. */
export function isMadeUp(value: string): boolean {
  const body = value.slice(leadingRun(value));
  if (PUBLISHED.some((published) => value.includes(published))) return true;
  return /exampl[e3]|x{5}|(.)\1{6}|0123456789|1234567890|abcdefghijkl|9876543210|(.{2,4})\2{4}|\*{3}|\.{3}|your[-_]|redacted|placeholder/i.test(
    body,
  );
}

/** Whether a value stands for one that somebody fills in later, or is a word of a form or language. */
export function isPlaceholder(value: string): boolean {
  const folded = value.toLowerCase();
  return (
    PLAIN_WORDS.has(folded) ||
    isOneCharacter(value) ||
    (value.length < 40 && /<[^>]*>/.test(value)) ||
    EXAMPLE_WORDS.test(value) ||
    /^[\d\s.,:/-]{1,5}$/.test(value)
  );
}

/** Whether a value is one of the passwords that only examples have. */
export function isFamous(value: string): boolean {
  return FAMOUS.test(value);
}

/** Whether a value runs through the alphabet or the digits, as no machine draws it: `abc123def456`, `54321abcde`, `aabbccddeeff`. */
export function isSequence(value: string): boolean {
  const bare = value.toLowerCase().replace(/[-_.:]/g, '');
  let inRuns = 0;
  let run = 1;
  let direction = 0;
  for (let at = 1; at <= bare.length; at += 1) {
    const step = bare.charCodeAt(at) - bare.charCodeAt(at - 1);
    const goesOn = step === 0 || (Math.abs(step) === 1 && (direction === 0 || step === direction));
    if (goesOn) {
      run += 1;
      if (step !== 0) direction = step;
      continue;
    }
    if (run >= 3) inRuns += run;
    run = 1;
    direction = 0;
  }
  return bare.length >= 6 && inRuns >= bare.length * 0.8;
}

/** Whether a value says where the secret comes from instead of what it is: a variable, a template, a call, a vault's path. */
export function isReference(value: string): boolean {
  return REFERENCE.test(value);
}

/** Whether a value is the address or the place of something: a URL without credentials, a path, a file's name. */
export function isPathOrAddress(value: string): boolean {
  return (
    /^(?:[a-z][a-z0-9+.-]{1,20}:)?\/\/(?:[^@]*|[^/@:]*@[^@]*)$|^(?:~|\.{1,2})?\/[\w.~/-]*$|^[A-Za-z]:\\/i.test(value) ||
    /^[\w./@-]+\.(?:json|ya?ml|pem|txt|md|[cm]?[jt]sx?|vue|key|crt|cer|cert|p12|jks|php|py|rb|go|rs|java|kt|cs|html?|css|scss|png|svg|jpg|sh|xml|conf|cfg|ini|env|toml|properties|com|org|net|io|dev|local|example)$/i.test(
      value,
    ) ||
    /^data:[\w/+-]+[;,]/.test(value)
  );
}

function isOneCharacter(value: string): boolean {
  return new Set(value.toLowerCase().replace(/[-_. ]/g, '')).size <= 2 && value.length < 40;
}

function leadingRun(value: string): number {
  let at = 1;
  while (at < value.length && value[at] === value[0]) at += 1;
  return at;
}
