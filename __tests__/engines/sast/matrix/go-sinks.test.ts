import { describe, expect, test } from '@jest/globals';
import { go } from '../../../../src/engines/sast/languages/go/go.ts';
import { ruleFinder } from './found-rules.ts';

const rulesIn = await ruleFinder(go, 'app.go', 'low');

type Row = readonly [rule: string, imports: string, harmful: string, harmless: string];

const withInput = (imports: string, code: string) =>
  `package main
import (
${['net/http', ...imports.split(' ').filter((path) => path !== '')].map((path) => `  "${path}"`).join('\n')}
)
func handle(w http.ResponseWriter, r *http.Request) {
  x := r.FormValue("x")
  ${code}
}
`;

/** For each weakness: code that has it, and the same without. */
const SINKS: readonly Row[] = [
  ['go-command-injection', 'os/exec', 'exec.Command("bash", "-c", x).Run()', 'exec.Command("bash", "-c", "ls").Run()'],
  [
    'go-command-injection',
    'os/exec',
    'exec.Command("cmd", "/C", "dir "+x).Run()',
    'exec.Command("cmd", "/C", "dir").Run()',
  ],
  ['go-command-injection', 'os/exec', 'exec.Command(x).Run()', 'exec.Command("ls", "--", x).Run()'],
  [
    'go-command-injection',
    'os/exec',
    'exec.Command("python3", "-c", "print("+x+")").Run()',
    'exec.Command("python3", "a.py", "--", x).Run()',
  ],
  [
    'go-command-injection',
    'os/exec',
    'exec.Command("kubectl", "exec", "a", "--", "sh", "-c", "cat "+x).Run()',
    'exec.Command("kubectl", "get", "--", x).Run()',
  ],
  [
    'go-command-injection',
    'os/exec strings',
    'p := strings.Fields(x)\nexec.Command(p[0], p[1:]...).Run()',
    'exec.Command("a", "--", strings.TrimSpace(x)).Run()',
  ],
  ['go-command-injection', 'golang.org/x/sys/execabs', 'execabs.Command(x).Run()', 'execabs.Command("ls").Run()'],
  ['go-command-injection', 'syscall', 'syscall.Exec(x, nil, nil)', 'syscall.Exec("/bin/ls", []string{"ls", x}, nil)'],
  ['go-command-injection', 'os', 'os.StartProcess(x, nil, nil)', 'os.StartProcess("/bin/ls", nil, nil)'],
  [
    'go-argument-injection',
    'os/exec',
    'exec.Command("git", "log", x).Run()',
    'exec.Command("git", "log", "--", x).Run()',
  ],
  [
    'go-sql-injection',
    '',
    'db.Query("SELECT a FROM b WHERE c = \'" + x + "\'")',
    'db.Query("SELECT a FROM b WHERE c = $1", x)',
  ],
  [
    'go-sql-injection',
    'fmt',
    'db.ExecContext(r.Context(), fmt.Sprintf("DELETE FROM b WHERE c = \'%s\'", x))',
    'db.ExecContext(r.Context(), "DELETE FROM b WHERE c = ?", x)',
  ],
  [
    'go-sql-injection',
    '',
    'db.Get(&row, "SELECT a FROM b WHERE c = "+x)',
    'db.Get(&row, "SELECT a FROM b WHERE c = ?", x)',
  ],
  [
    'go-sql-injection',
    '',
    'db.SelectContext(r.Context(), &rows, "SELECT a FROM b WHERE c = "+x)',
    'db.SelectContext(r.Context(), &rows, "SELECT a FROM b WHERE c = ?", x)',
  ],
  [
    'go-sql-injection',
    '',
    'pool.Query(r.Context(), "SELECT a FROM b WHERE c = "+x)',
    'pool.Query(r.Context(), "SELECT a FROM b WHERE c = $1", x)',
  ],
  [
    'go-sql-injection',
    'github.com/jmoiron/sqlx',
    'd, _ := sqlx.Connect("postgres", dsn)\nd.NamedExec("UPDATE a SET b = "+x, m)',
    'd, _ := sqlx.Connect("postgres", dsn)\nd.NamedExec("UPDATE a SET b = :b", m)',
  ],
  [
    'go-sql-injection',
    'gorm.io/gorm',
    'var d *gorm.DB\nd.Model(&a).Where("b = " + x).Find(&rows)',
    'var d *gorm.DB\nd.Model(&a).Where("b = ?", x).Find(&rows)',
  ],
  [
    'go-sql-injection',
    'gorm.io/gorm',
    'var d *gorm.DB\nd.Order(x).Find(&rows)',
    'var d *gorm.DB\nd.Order("b").Find(&rows)',
  ],
  ['go-sql-injection', 'github.com/Masterminds/squirrel', 'squirrel.Expr("a = " + x)', 'squirrel.Eq{"a": x}'],
  [
    'go-sql-injection',
    '',
    'o.Raw("SELECT a FROM b WHERE c = \'" + x + "\'")',
    'o.Raw("SELECT a FROM b WHERE c = ?", x)',
  ],
  [
    'go-sql-injection',
    '',
    'session.Query("SELECT a FROM b WHERE c = " + x)',
    'session.Query("SELECT a FROM b WHERE c = ?", x)',
  ],
  [
    'go-nosql-injection',
    'go.mongodb.org/mongo-driver/bson',
    'f := bson.M{"$where": "this.a == " + x}\nuse(f)',
    'f := bson.M{"a": x}\nuse(f)',
  ],
  [
    'go-ldap-injection',
    'github.com/go-ldap/ldap/v3',
    'ldap.NewSearchRequest("dc=a", 2, 0, 0, 0, false, f, "(uid="+x+")", nil, nil)',
    'ldap.NewSearchRequest("dc=a", 2, 0, 0, 0, false, f, "(uid="+ldap.EscapeFilter(x)+")", nil, nil)',
  ],
  [
    'go-xpath-injection',
    'github.com/antchfx/xmlquery',
    'xmlquery.Find(doc, "//a[b=\'"+x+"\']")',
    'xmlquery.Find(doc, "//a")',
  ],
  [
    'go-xpath-injection',
    'github.com/beevik/etree',
    'd := etree.Document{}\nd.FindElements("//a[@b=\'" + x + "\']")',
    'd := etree.Document{}\nd.FindElements("//a")',
  ],
  ['go-template-injection', 'text/template', 'template.New("a").Parse(x)', 'template.New("a").Parse("{{.}}")'],
  [
    'go-template-injection',
    'github.com/flosch/pongo2',
    'pongo2.FromString("<p>" + x)',
    'pongo2.FromString("<p>{{ x }}")',
  ],
  ['go-code-injection', 'github.com/dop251/goja', 'goja.New().RunString(x)', 'goja.New().RunString("1")'],
  ['go-path-traversal', 'os', 'os.ReadFile("/srv/" + x)', 'os.ReadFile("/srv/a")'],
  [
    'go-path-traversal',
    'os path/filepath',
    'os.Create(filepath.Join("/srv", x))',
    'os.Create(filepath.Join("/srv", filepath.Base(x)))',
  ],
  ['go-path-traversal', 'io/ioutil', 'ioutil.WriteFile(x, nil, 0600)', 'ioutil.WriteFile("a", []byte(x), 0600)'],
  ['go-path-traversal', 'os', 'os.RemoveAll("/srv/" + x)', 'os.RemoveAll("/srv/a")'],
  ['go-path-traversal', '', 'http.ServeFile(w, r, "/srv/"+x)', 'http.ServeFile(w, r, "/srv/a")'],
  ['go-path-traversal', 'html/template', 'template.ParseFiles("views/" + x)', 'template.ParseFiles("views/a.html")'],
  ['go-ssrf', '', 'http.Get(x)', 'http.Get("https://example.com/" + x)'],
  [
    'go-ssrf',
    '',
    'http.Post("http://"+x+"/a", "text/plain", nil)',
    'http.Post("http://example.com/a?b="+x, "text/plain", nil)',
  ],
  [
    'go-ssrf',
    '',
    'q, _ := http.NewRequest("GET", x, nil)\nhttp.DefaultClient.Do(q)',
    'q, _ := http.NewRequest("GET", "https://example.com/", nil)\nhttp.DefaultClient.Do(q)',
  ],
  ['go-ssrf', 'net', 'net.Dial("tcp", x)', 'net.Dial("tcp", "example.com:80")'],
  [
    'go-ssrf',
    'github.com/go-resty/resty/v2',
    'resty.New().R().Post(x)',
    'resty.New().R().SetBody(x).Post("https://example.com/a")',
  ],
  [
    'go-ssrf',
    'github.com/gocolly/colly/v2',
    'c := colly.NewCollector()\nc.Visit(x)',
    'c := colly.NewCollector()\nc.Visit("https://example.com/")',
  ],
  ['go-ssrf', 'strings', 'http.Get(x)', 'if !strings.HasPrefix(x, "https://example.com/") { return }\nhttp.Get(x)'],
  [
    'go-ssrf',
    'net/url',
    'u, _ := url.Parse(x)\nhttp.Get(u.String())',
    'u, _ := url.Parse(x)\nif u.Host != "example.com" { return }\nhttp.Get(x)',
  ],
  ['go-open-redirect', '', 'http.Redirect(w, r, x, 302)', 'http.Redirect(w, r, "/a?b="+x, 302)'],
  [
    'go-open-redirect',
    '',
    'http.Redirect(w, r, "https://"+x, 302)',
    'http.Redirect(w, r, "https://example.com/"+x, 302)',
  ],
  ['go-open-redirect', '', 'w.Header().Set("Location", x)', 'w.Header().Set("X-Location", x)'],
  [
    'go-cors-reflected-origin',
    '',
    'w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin"))',
    'w.Header().Set("Access-Control-Allow-Origin", "https://example.com")',
  ],
  ['go-xss', 'fmt', 'fmt.Fprintf(w, "<p>%s</p>", x)', 'fmt.Fprintf(w, "<p>%d</p>", len(x))'],
  ['go-xss', 'fmt html', 'fmt.Fprint(w, "<p>"+x)', 'fmt.Fprint(w, "<p>"+html.EscapeString(x))'],
  ['go-xss', '', 'w.Write([]byte("<p>" + x))', 'w.Write([]byte("<p>"))'],
  ['go-raw-response', 'io', 'io.WriteString(w, x)', 'io.WriteString(w, "a")'],
  ['go-unescaped-template-value', 'html/template', 'use(template.HTML(x))', 'use(template.HTML("<p>"))'],
  [
    'go-unescaped-template-value',
    'html/template',
    'use(template.JS("f(" + x + ")"))',
    'use(template.HTML(template.HTMLEscapeString(x)))',
  ],
  [
    'go-mail-injection',
    'net/smtp',
    'smtp.SendMail("a:25", nil, "b", []string{x}, nil)',
    'smtp.SendMail("a:25", nil, "b", []string{"c"}, nil)',
  ],
  ['go-untrusted-gob', 'encoding/gob', 'gob.NewDecoder(r.Body).Decode(&o)', 'gob.NewDecoder(file).Decode(&o)'],
  [
    'go-method-from-outside',
    'reflect',
    'reflect.ValueOf(s).MethodByName(x).Call(nil)',
    'reflect.ValueOf(s).MethodByName("A").Call(nil)',
  ],
];

describe('what does harm in Go', () => {
  test.each(SINKS)('%s: %s %s', (rule, imports, harmful) => {
    expect(rulesIn(withInput(imports, harmful))).toContain(rule);
  });

  test.each(SINKS)('%s: %s not %s but %s', (rule, imports, _harmful, harmless) => {
    expect(rulesIn(withInput(imports, harmless))).not.toContain(rule);
  });
});
