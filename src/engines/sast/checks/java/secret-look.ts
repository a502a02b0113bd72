/** Calls that log in or take a password, by what stands in their names. */
const CALLS =
  /\b(?:getConnection\([^;)]{0,300},|Credentials\.basic\(|setPassword\(\s*(?:"|\w+(?:\.to\w+\(\))?\s*\))|(?:PasswordAuthentication|UsernamePassword\w+|PBEKeySpec|PasswordProtection|KerberosKey|KeyStore|KeyManagerFactory|loadKeyMaterial|DefaultAuthenticator|DriverManagerDataSource|Basic(?:AWS|Session)Credentials|AwsBasicCredentials|MongoCredential|FTPS?Client|setAuthentication|Jedis|withUser(?:name)?|inMemoryAuthentication)\b)/;
const WORDS =
  '(?:pass(?:word|wd|phrase|code|wort)?|pwd|secrets?(?:_?key)?|(?:api|access|private|encryption|signing|jwt)_?(?:key|token|secret)|auth_?token)';
/** `password = "…"`, `API_KEY = {…}`, `SECRET = Base64.encode("…")` */
const ASSIGNED = new RegExp(`${WORDS}_?\\d*(?:\\[\\])?\\s*=\\s*[^;="]{0,80}["{]`, 'i');
/** `"…".equals(password)` and the other way round. */
const COMPARED = new RegExp(
  `"\\.(?:equals|contentEquals)\\([^;)]{0,80}${WORDS}|${WORDS}(?:\\(\\))?\\.(?:equals|contentEquals)\\(\\s*"`,
  'i',
);
/** `put("mail.password", "…")` */
const PUT =
  /\b(?:put|setProperty|addProperty)\(\s*[\w.":-]{0,80}(?:password|passwd|pwd|credentials|secret(?:_?key)?)"?\s*,\s*"/i;

/** Whether a text may hold a password or key of java-hardcoded-credentials: far fewer do than name one. */
export function mayHoldSecret(text: string): boolean {
  return CALLS.test(text) || ASSIGNED.test(text) || COMPARED.test(text) || PUT.test(text);
}
