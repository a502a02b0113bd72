import { describe, expect, test } from '@jest/globals';
import { createSecretsEngine } from '../../../src/engines/secrets/engine.ts';
import { exampleText } from './example-text.ts';

const engine = createSecretsEngine();
const valuesFound = (path: string, example: string) => {
  const text = exampleText(example);
  const lines = text.split('\n');
  return engine.scan(path, Buffer.from(text, 'utf8')).results.map(({ region }) => {
    const line = lines[(region?.startLine ?? 1) - 1] ?? '';
    return line.slice(
      (region?.startColumn ?? 1) - 1,
      region?.endLine === region?.startLine ? (region?.endColumn ?? 1) - 1 : undefined,
    );
  });
};

/** One value each, which has to be found exactly: files as people leave them behind. `P` is the value. */
const P = 'Tr0mmel-9x';
const LEAKS: readonly (readonly [path: string, text: string])[] = [
  ['.bashrc', `export DB_PASSWORD=${P}`],
  ['.bash_profile', `export MAIL_PASS="${P}"  # mail`],
  ['.env.production', `DB_PASSWORD='${P}'`],
  ['.env', `APP_SECRET=${P}`],
  ['application.properties', `spring.datasource.password = ${P}`],
  ['application.yml', `spring:\n  datasource:\n    password: ${P}`],
  ['docker-compose.yml', `    environment:\n      - MYSQL_ROOT_PASSWORD=${P}`],
  ['docker-compose.yml', `    environment:\n      MYSQL_ROOT_PASSWORD: "${P}"`],
  ['deployment.yaml', `env:\n  - name: DB_PASSWORD\n    value: ${P}`],
  ['group_vars/all.yml', `ansible_ssh_pass: ${P}`],
  ['sftp-config.json', `{"host": "a", "password": "${P}",}`],
  ['.vscode/sftp.json', `{ "username": "jo", "password": "${P}" }`],
  ['settings.json', `{"smtp": {"auth": {"user": "jo", "pass": "${P}"}}}`],
  ['.my.cnf', `[client]\nuser=jo\npassword=${P}`],
  ['WinSCP.ini', `[Sessions\\a]\nPassword=A35C4B5E33332F283334F1C3`],
  ['sitemanager.xml', `<Server><Pass>${P}</Pass></Server>`],
  ['web.config', `<add name="a" connectionString="Server=db;Database=a;User Id=sa;Password=${P};" />`],
  ['server.xml', `<Resource name="jdbc/a" username="jo" password="${P}" />`],
  ['settings.xml', `<server><id>a</id><password>${P}</password></server>`],
  ['terraform.tfvars', `db_password = "${P}"`],
  ['main.tf', `variable "db_password" {}\nresource "a" "b" {\n  password = "${P}"\n}`],
  ['wp-config.php', `define( 'DB_PASSWORD', '${P}' );`],
  ['config/database.php', `'password' => '${P}',`],
  ['config.inc.php', `$cfg['Servers'][$i]['password'] = '${P}';`],
  ['settings.py', `DATABASES = {'default': {'PASSWORD': '${P}'}}`],
  ['app.rb', `config.secret_token = '[[hex:64]]'`],
  ['Main.java', `props.setProperty("password", "${P}");`],
  ['Main.java', `private static final String DB_PASSWORD = "${P}";`],
  ['main.go', `const dbPassword = "${P}"`],
  ['main.go', `var dbPassword string = "${P}"`],
  ['app.ts', `const password: string = '${P}';`],
  ['app.js', `login({ user: 'jo', password: '${P}' })`],
  ['app.cs', `var password = @"${P}";`],
  ['Dockerfile', `ENV API_TOKEN=[[hex:32]]`],
  ['install.sh', `PGPASSWORD=${P} psql -h db`],
  ['.bash_history', `mysql -u root -p${P} shop`],
  ['.zsh_history', `: 1:0;curl -u jo:${P} https://shop.net`],
  ['.bash_history', `PGPASSWORD=${P} psql -h db shop`],
  ['.bash_history', `wget --http-password=${P} https://shop.net/a.zip`],
  ['.zsh_history', `curl --cert a.pem --pass ${P} https://shop.net`],
  ['.bash_profile', `export SHOP_PASSWORD=${P} # the shop's`],
  ['.bash_aliases', `alias deploy='az login --service-principal -u app -p ${P}'`],
  ['robomongo.json', `{"userName": "jo", "userPassword": "${P}"}`],
  ['.muttrc', `set imap_pass = "${P}"`],
  ['.s3cfg', `[default]\nsecret_key = [[base64:40]]`],
  ['hub', `github.com:\n- user: jo\n  oauth_token: [[hex:40]]`],
  ['ventrilo_srv.ini', `[Server]\nAdminPassword=${P}`],
  ['Jenkinsfile.groovy', `def apiToken = '[[hex:34]]'`],
];

describe('secrets as people leave them behind', () => {
  test.each(LEAKS)('the value in %s is found: %s', (path, text) => {
    const wanted =
      [P, 'A35C4B5E33332F283334F1C3'].find((value) => text.includes(value)) ?? expect.stringMatching(/^[\w+/]{32,}$/);
    expect(valuesFound(path, text)).toEqual([wanted]);
  });
});

const QUIET: readonly (readonly [path: string, text: string])[] = [
  ['app.py', 'password = f"prefix_{generated_value3}"\ntoken = "v2:{user_id}".format(user_id=4)'],
  ['.env.example', 'DB_PASSWORD=changeme\nAPI_KEY=your-api-key\nTOKEN=\n'],
  ['.env', `DB_PASSWORD=\${OTHER}\nSECRET=$SECRET\nTOKEN={{ token }}\n`],
  ['app.ts', "const token = await getToken('session-cookie-1'); const password = form.password.value;"],
  ['app.ts', "type Login = { password: string; apiKey?: string }; enum Kind { Secret = 'secret', Token = 'token' }"],
  ['app.tsx', '<Input type="password" label="Password" placeholder="Password1!" name="password" />'],
  ['app.ts', "const FORGOT_PASSWORD = 'forgot-password'; const passwordKey = 'user.password.label';"],
  ['app.ts', "const tokenUrl = 'https://shop.net/oauth/token2'; const secretPath = '/run/secrets/db1'"],
  ['app.py', "password = os.environ['DB_PASSWORD']\ntoken = config.get('token')\n"],
  ['app.go', 'password := flag.String("password", "", "the password of user 1")'],
  ['app.css', '.password-field1 { content: "password: abc123xyz789" }'],
  ['package-lock.json', '"integrity": "sha512-[[base64:86]]=="'],
  ['a.yml', `uses: actions/checkout@[[hex:40]]\npassword: \${{ secrets.PASSWORD }}\n`],
  ['a.yaml', 'secretName: my-tls-secret-2\nsecretKeyRef:\n  name: db-1\n  key: password\n'],
  ['openapi.yaml', 'properties:\n  password:\n    type: string\n    format: password\n'],
  ['a.json', '{"commit": "[[hex:40]]", "id": "[[hex:8]]-[[hex:4]]-4[[hex:3]]-a[[hex:3]]-[[hex:12]]"}'],
  ['a.json', '{"clientRequestToken": "[[hex:8]]-[[hex:4]]-4[[hex:3]]-a[[hex:3]]-[[hex:12]]"}'],
  ['a.go', "// it is identified by 'host.NetworkMode2' here"],
  ['a.go', '// AWS_SECRET_KEY=SECRET1=SECRET2; is read "too"'],
  ['a.md', 'auth("gh¦p_PersonalAccessToken01245678900000000")'],
  ['schema.json', '{"enum": ["pass", "incomplete1"], "names": ["password", "s3cret-x"]}'],
  ['a.ts', "/** Finds `IDENTIFIED BY '…'`, for users. */"],
  ['README.md', 'Set `password: hunter22` or run `login --token <token>`.'],
  ['cert.pem', '-----BEGIN CERTIFICATE-----\n[[base64:64]]\n-----END CERTIFICATE-----\n'],
  ['id_rsa.pub', 'ssh-rsa AAAAB3NzaC1yc2E[[base64:200]] jo@shop'],
  ['a.java', 'throw new Error("password: must have 8 characters"); log("token=" + token);'],
  ['a.js', "if (key === 'password1') {} case 'token2': break; i18n.t('password.reset2')"],
  ['de.json', '{"password": "Passwort1", "token": "Zeichen12345"}'],
  ['a.js', 'const img = "data:image/png;base64,[[base64:200]]"'],
];

describe('what looks like a secret and is none', () => {
  test.each(QUIET)('nothing is found in %s: %s', (path, text) => {
    expect(valuesFound(path, text)).toEqual([]);
  });
});
