import { describe, expect, test } from '@jest/globals';
import { go } from '../../../../src/engines/sast/languages/go/go.ts';
import { ruleFinder } from './found-rules.ts';

const rulesIn = await ruleFinder(go, 'app.go', 'low');

/** What is said of a command line that `code` puts together in a function that gets `parameters`. */
function said(parameters: string, imports: readonly string[], code: string, members = ''): readonly string[] {
  const paths = [...new Set(['os/exec', ...imports])].map((path) => (path.includes(' ') ? path : `"${path}"`));
  return rulesIn(`package main
import (
  ${paths.join('\n  ')}
)
func handle(${parameters}) error {
  ${code}
  return nil
}
${members}
`).filter((rule) => rule !== 'go-built-command');
}

const run = (value: string) => `exec.Command("sh", "-c", "ls " + ${value}).Run()`;
const COMMAND = ['go-command-injection'];

const NET_HTTP = 'w http.ResponseWriter, r *http.Request';

describe('sources of net/http', () => {
  test.each([
    ['a parameter of the query', 'r.URL.Query().Get("a")'],
    ['the values of one', 'r.URL.Query()["a"][0]'],
    ['the raw query', 'r.URL.RawQuery'],
    ['the path', 'r.URL.Path[1:]'],
    ['the fragment of the address', 'r.URL.Fragment'],
    ['FormValue', 'r.FormValue("a")'],
    ['PostFormValue', 'r.PostFormValue("a")'],
    ['Form', 'r.Form.Get("a")'],
    ['PostForm', 'r.PostForm["a"][0]'],
    ['MultipartForm', 'r.MultipartForm.Value["a"][0]'],
    ['PathValue', 'r.PathValue("id")'],
    ['a header', 'r.Header.Get("X-A")'],
    ['the values of a header', 'r.Header.Values("X-A")[0]'],
    ['a header by its key', 'r.Header["X-A"][0]'],
    ['the host', 'r.Host'],
    ['RequestURI', 'r.RequestURI'],
    ['UserAgent', 'r.UserAgent()'],
    ['Referer', 'r.Referer()'],
    ['a trailer', 'r.Trailer.Get("X-A")'],
  ])('%s', (_name, value) => {
    expect(said(NET_HTTP, ['net/http'], run(value))).toEqual(COMMAND);
  });

  test.each([
    ['a cookie', `c, err := r.Cookie("a")\nif err != nil { return err }\n${run('c.Value')}`],
    ['all cookies', `for _, c := range r.Cookies() { ${run('c.Value')} }`],
    ['a login', `user, _, ok := r.BasicAuth()\nif !ok { return nil }\n${run('user')}`],
    ['the body', `b, err := io.ReadAll(r.Body)\nif err != nil { return err }\n${run('string(b)')}`],
    ['the body in pieces', `b := make([]byte, 64)\nr.Body.Read(b)\n${run('string(b)')}`],
    ['the body, copied', `var b bytes.Buffer\nio.Copy(&b, r.Body)\n${run('b.String()')}`],
    ['a body that is read into a buffer', `b := new(bytes.Buffer)\nb.ReadFrom(r.Body)\n${run('b.String()')}`],
    ['JSON', `var o struct{ A string }\njson.NewDecoder(r.Body).Decode(&o)\n${run('o.A')}`],
    [
      'JSON of a body that was read',
      `b, _ := io.ReadAll(r.Body)\nvar o struct{ A string }\njson.Unmarshal(b, &o)\n${run('o.A')}`,
    ],
    ['JSON as a map', `var m map[string]string\njson.NewDecoder(r.Body).Decode(&m)\n${run('m["a"]')}`],
    ['XML', `var o struct{ A string }\nxml.NewDecoder(r.Body).Decode(&o)\n${run('o.A')}`],
    ['an upload', `f, h, err := r.FormFile("a")\nif err != nil { return err }\ndefer f.Close()\n${run('h.Filename')}`],
    ['parts of an upload', `m, _ := r.MultipartReader()\np, _ := m.NextPart()\n${run('p.FileName()')}`],
    ['files of a form', `for _, h := range r.MultipartForm.File["a"] { ${run('h.Filename')} }`],
    ['lines of the body', `s := bufio.NewScanner(r.Body)\nfor s.Scan() { ${run('s.Text()')} }`],
    ['an address that is taken apart', `u, _ := url.Parse(r.FormValue("a"))\n${run('u.Host')}`],
    ['all parameters', `for k, v := range r.URL.Query() { ${run('k + v[0]')} }`],
  ])('%s', (_name, code) => {
    const used = ['bufio', 'bytes', 'encoding/json', 'encoding/xml', 'io', 'net/http', 'net/url'];
    expect(said(NET_HTTP, used, code)).toEqual(COMMAND);
  });
});

describe('sources of frameworks', () => {
  test.each([
    ['gin: Query', 'c *gin.Context', 'github.com/gin-gonic/gin', run('c.Query("a")')],
    [
      'gin: GetQuery',
      'c *gin.Context',
      'github.com/gin-gonic/gin',
      `v, ok := c.GetQuery("a")\nif !ok { return nil }\n${run('v')}`,
    ],
    ['gin: PostForm', 'c *gin.Context', 'github.com/gin-gonic/gin', run('c.PostForm("a")')],
    ['gin: Param', 'c *gin.Context', 'github.com/gin-gonic/gin', run('c.Param("a")')],
    ['gin: Params', 'c *gin.Context', 'github.com/gin-gonic/gin', run('c.Params.ByName("a")')],
    ['gin: GetHeader', 'c *gin.Context', 'github.com/gin-gonic/gin', run('c.GetHeader("a")')],
    [
      'gin: Cookie',
      'c *gin.Context',
      'github.com/gin-gonic/gin',
      `v, err := c.Cookie("a")\nif err != nil { return err }\n${run('v')}`,
    ],
    ['gin: the request', 'c *gin.Context', 'github.com/gin-gonic/gin', run('c.Request.FormValue("a")')],
    [
      'gin: the address of the request',
      'c *gin.Context',
      'github.com/gin-gonic/gin',
      run('c.Request.URL.Query().Get("a")'),
    ],
    [
      'gin: ShouldBindJSON',
      'c *gin.Context',
      'github.com/gin-gonic/gin',
      `var f form\nif err := c.ShouldBindJSON(&f); err != nil { return err }\n${run('f.Name')}`,
    ],
    ['gin: GetRawData', 'c *gin.Context', 'github.com/gin-gonic/gin', `b, _ := c.GetRawData()\n${run('string(b)')}`],
    ['echo: QueryParam', 'c echo.Context', 'github.com/labstack/echo/v4', run('c.QueryParam("a")')],
    ['echo: FormValue', 'c echo.Context', 'github.com/labstack/echo/v4', run('c.FormValue("a")')],
    ['echo: Param', 'c echo.Context', 'github.com/labstack/echo/v4', run('c.Param("a")')],
    ['echo 5: Param', 'c *echo.Context', 'github.com/labstack/echo/v5', run('c.Param("a")')],
    ['echo: the request', 'c echo.Context', 'github.com/labstack/echo/v4', run('c.Request().Header.Get("a")')],
    [
      'echo: Bind',
      'c echo.Context',
      'github.com/labstack/echo/v4',
      `f := new(form)\nif err := c.Bind(f); err != nil { return err }\n${run('f.Name')}`,
    ],
    [
      'echo: a binder',
      'c echo.Context',
      'github.com/labstack/echo/v4',
      `var v string\necho.QueryParamsBinder(c).String("a", &v)\n${run('v')}`,
    ],
    ['fiber: Query', 'c *fiber.Ctx', 'github.com/gofiber/fiber/v2', run('c.Query("a")')],
    ['fiber: Params', 'c *fiber.Ctx', 'github.com/gofiber/fiber/v2', run('c.Params("a")')],
    ['fiber: Body', 'c *fiber.Ctx', 'github.com/gofiber/fiber/v2', run('string(c.Body())')],
    ['fiber: Get', 'c *fiber.Ctx', 'github.com/gofiber/fiber/v2', run('c.Get("X-A")')],
    [
      'fiber: BodyParser',
      'c *fiber.Ctx',
      'github.com/gofiber/fiber/v2',
      `var f form\nc.BodyParser(&f)\n${run('f.Name')}`,
    ],
    ['fiber 3: Bind', 'c fiber.Ctx', 'github.com/gofiber/fiber/v3', `var f form\nc.Bind().Body(&f)\n${run('f.Name')}`],
    [
      'fiber: the context of fasthttp',
      'c *fiber.Ctx',
      'github.com/gofiber/fiber/v2',
      run('string(c.Context().QueryArgs().Peek("a"))'),
    ],
    [
      'fasthttp: QueryArgs',
      'ctx *fasthttp.RequestCtx',
      'github.com/valyala/fasthttp',
      run('string(ctx.QueryArgs().Peek("a"))'),
    ],
    [
      'fasthttp: the body',
      'ctx *fasthttp.RequestCtx',
      'github.com/valyala/fasthttp',
      run('string(ctx.Request.Body())'),
    ],
    [
      'fasthttp: UserValue',
      'ctx *fasthttp.RequestCtx',
      'github.com/valyala/fasthttp',
      run('ctx.UserValue("a").(string)'),
    ],
    ['iris: URLParam', 'ctx iris.Context', 'github.com/kataras/iris/v12', run('ctx.URLParam("a")')],
    ['iris: Params', 'ctx iris.Context', 'github.com/kataras/iris/v12', run('ctx.Params().Get("a")')],
    [
      'iris: ReadJSON',
      'ctx iris.Context',
      'github.com/kataras/iris/v12',
      `var f form\nctx.ReadJSON(&f)\n${run('f.Name')}`,
    ],
    [
      'hertz: Query',
      'ctx context.Context, c *app.RequestContext',
      'github.com/cloudwego/hertz/pkg/app',
      run('c.Query("a")'),
    ],
    [
      'hertz: BindAndValidate',
      'ctx context.Context, c *app.RequestContext',
      'github.com/cloudwego/hertz/pkg/app',
      `var f form\nc.BindAndValidate(&f)\n${run('f.Name')}`,
    ],
    ['macaron: Query', 'ctx *macaron.Context', 'gopkg.in/macaron.v1', run('ctx.Query("a")')],
    ['macaron: the request', 'ctx *macaron.Context', 'gopkg.in/macaron.v1', run('ctx.Req.FormValue("a")')],
    ['buffalo: Param', 'c buffalo.Context', 'github.com/gobuffalo/buffalo', run('c.Param("a")')],
    [
      'go-restful: PathParameter',
      'req *restful.Request, resp *restful.Response',
      'github.com/emicklei/go-restful/v3',
      run('req.PathParameter("a")'),
    ],
    [
      'go-restful: ReadEntity',
      'req *restful.Request, resp *restful.Response',
      'github.com/emicklei/go-restful/v3',
      `f := new(form)\nreq.ReadEntity(f)\n${run('f.Name')}`,
    ],
    ['GoFrame: Get', 'r *ghttp.Request', 'github.com/gogf/gf/v2/net/ghttp', run('r.Get("a").String()')],
    ['chi: URLParam', NET_HTTP, 'github.com/go-chi/chi/v5', run('chi.URLParam(r, "a")')],
    ['gorilla: Vars', NET_HTTP, 'github.com/gorilla/mux', run('mux.Vars(r)["a"]')],
    [
      'gorilla: schema',
      NET_HTTP,
      'github.com/gorilla/schema',
      `var f form\nschema.NewDecoder().Decode(&f, r.PostForm)\n${run('f.Name')}`,
    ],
    [
      'httprouter: ByName',
      `${NET_HTTP}, ps httprouter.Params`,
      'github.com/julienschmidt/httprouter',
      run('ps.ByName("a")'),
    ],
    [
      'go-zero: Parse',
      NET_HTTP,
      'github.com/zeromicro/go-zero/rest/httpx',
      `var f form\nhttpx.Parse(r, &f)\n${run('f.Name')}`,
    ],
    [
      'gorilla: a web socket',
      'c *websocket.Conn',
      'github.com/gorilla/websocket',
      `_, m, err := c.ReadMessage()\nif err != nil { return err }\n${run('string(m)')}`,
    ],
    [
      'coder: a web socket',
      'c *websocket.Conn, ctx context.Context',
      'github.com/coder/websocket',
      `_, m, err := c.Read(ctx)\nif err != nil { return err }\n${run('string(m)')}`,
    ],
    ['gRPC: a request', 'ctx context.Context, req *pb.RunRequest', 'pb "example.com/app/pb"', run('req.GetName()')],
    [
      'gRPC: a field of a request',
      'ctx context.Context, req *pb.RunRequest',
      'pb "example.com/app/proto"',
      run('req.Name'),
    ],
    [
      'Connect: a request',
      'ctx context.Context, req *connect.Request[pb.RunInput]',
      'connectrpc.com/connect',
      run('req.Msg.Name'),
    ],
    [
      'AWS Lambda: API Gateway',
      'ctx context.Context, e events.APIGatewayProxyRequest',
      'github.com/aws/aws-lambda-go/events',
      run('e.QueryStringParameters["a"]'),
    ],
    ['AWS Lambda: a body', 'e events.LambdaFunctionURLRequest', 'github.com/aws/aws-lambda-go/events', run('e.Body')],
    [
      'AWS Lambda: a queue',
      'e events.SQSEvent',
      'github.com/aws/aws-lambda-go/events',
      `for _, m := range e.Records { ${run('m.Body')} }`,
    ],
    ['a connection', 'c net.Conn', 'net', `s, _ := bufio.NewReader(c).ReadString('\\n')\n${run('s')}`],
    [
      'a listener',
      'l net.Listener',
      'net',
      `c, err := l.Accept()\nif err != nil { return err }\nb := make([]byte, 9)\nc.Read(b)\n${run('string(b)')}`,
    ],
    ['a message of NATS', 'm *nats.Msg', 'github.com/nats-io/nats.go', run('string(m.Data)')],
    ['the command line', '', 'os', run('os.Args[1]')],
    ['a flag', '', 'flag', `name := flag.String("n", "", "")\nflag.Parse()\n${run('*name')}`],
    ['a flag of a variable', '', 'flag', `var name string\nflag.StringVar(&name, "n", "", "")\n${run('name')}`],
    ['what is left of the command line', '', 'flag', run('flag.Arg(0)')],
    ['a line of the standard input', '', 'os', `s := bufio.NewScanner(os.Stdin)\ns.Scan()\n${run('s.Text()')}`],
    ['a word of the standard input', '', 'fmt', `var name string\nfmt.Scanln(&name)\n${run('name')}`],
  ])('%s', (_name, parameters, path, code) => {
    expect(said(parameters, ['bufio', 'context', 'net/http', path], code)).toEqual(COMMAND);
  });

  test.each([
    ['beego', 'github.com/beego/beego/v2/server/web', 'web.Controller', 'c.GetString("a")'],
    ['beego: the input', 'github.com/beego/beego/v2/server/web', 'web.Controller', 'c.Ctx.Input.Query("a")'],
    ['beego: the request', 'github.com/beego/beego/v2/server/web', 'web.Controller', 'c.Ctx.Request.FormValue("a")'],
    ['beego: the body', 'github.com/beego/beego/v2/server/web', 'web.Controller', 'string(c.Ctx.Input.RequestBody)'],
    ['beego 1', 'github.com/astaxie/beego', 'beego.Controller', 'c.GetString("a")'],
    ['revel', 'github.com/revel/revel', '*revel.Controller', 'c.Params.Get("a")'],
    ['revel: a form', 'github.com/revel/revel', '*revel.Controller', 'c.Params.Form.Get("a")'],
  ])('a controller of %s', (_name, path, base, value) => {
    const text = `package main\nimport ("os/exec"; "${path}")\ntype App struct { ${base} }\nfunc (c *App) Run() {\n${run(value)}\n}\n`;
    expect(rulesIn(text)).toEqual(COMMAND);
  });

  test.each([
    [
      'gRPC',
      'pb.UnimplementedRunnerServer',
      'Run(ctx context.Context, in *pb.Line) (*pb.Empty, error)',
      'in.GetText()',
    ],
    ['gqlgen', '*Resolver', 'Run(ctx context.Context, line string) (string, error)', 'line'],
  ])('a method of a service of %s', (_name, base, head, value) => {
    const text = `package main\nimport ("context"; "os/exec"; pb "example.com/pb")\ntype service struct { ${base} }\nfunc (s *service) ${head} {\n${run(value)}\nreturn nil, nil\n}\n`;
    expect(rulesIn(text)).toEqual(COMMAND);
  });

  test('a handler that AWS Lambda is given', () => {
    const text = `package main\nimport ("context"; "os/exec"; "github.com/aws/aws-lambda-go/lambda")\ntype event struct { Name string }\nfunc handle(ctx context.Context, e event) {\n${run('e.Name')}\n}\nfunc main() { lambda.Start(handle) }\n`;
    expect(rulesIn(text)).toEqual(COMMAND);
  });
});

describe('what carries a value on', () => {
  test.each([
    ['Sprintf', run('fmt.Sprintf("%s!", p)')],
    ['Sprint and Sprintln', run('fmt.Sprintln(fmt.Sprint(p))')],
    ['a builder', `var b strings.Builder\nb.WriteString(p)\n${run('b.String()')}`],
    ['a builder that is printed to', `var b strings.Builder\nfmt.Fprintf(&b, "%s", p)\n${run('b.String()')}`],
    ['a buffer', `b := bytes.NewBufferString("a")\nb.WriteString(p)\n${run('b.String()')}`],
    ['Join of a list', run('strings.Join([]string{"a", p}, " ")')],
    ['Split', run('strings.Split(p, ",")[0]')],
    ['Fields', `for _, f := range strings.Fields(p) { ${run('f')} }`],
    ['Cut', `a, _, found := strings.Cut(p, "=")\nif !found { return nil }\n${run('a')}`],
    ['Replace, Trim and ToLower', run('strings.ToLower(strings.TrimSpace(strings.ReplaceAll(p, "a", "b")))')],
    ['a replacer', run('strings.NewReplacer("a", "b").Replace(p)')],
    ['Map', run('strings.Map(f, p)')],
    ['bytes and back', run('string([]byte(p))')],
    ['runes', run('string([]rune(p)[1:])')],
    ['base64', `b, _ := base64.StdEncoding.DecodeString(p)\n${run('string(b)')}`],
    ['hex', `b, _ := hex.DecodeString(p)\n${run('string(b)')}`],
    ['QueryUnescape', `s, _ := url.QueryUnescape(p)\n${run('s')}`],
    ['a part by a pattern', run('regexp.MustCompile("a(.*)").FindStringSubmatch(p)[1]')],
    ['what a pattern leaves', run('re.ReplaceAllString(p, "")')],
    ['JSON there and back', `b, _ := json.Marshal(p)\nvar s string\njson.Unmarshal(b, &s)\n${run('s')}`],
    ['a map', `m := map[string]string{}\nm["a"] = p\n${run('m["a"]')}`],
    ['a map by another key', `m := map[string]string{"a": p}\nk := key()\n${run('m[k]')}`],
    ['append', `var l []string\nl = append(l, "a", p)\n${run('l[1]')}`],
    ['append of a list', `l := append([]string{}, strings.Fields(p)...)\n${run('l[0]')}`],
    ['copy', `b := make([]byte, 9)\ncopy(b, p)\n${run('string(b)')}`],
    ['a field', `o := form{}\no.Name = p\n${run('o.Name')}`],
    ['a field of a literal', `o := &form{Name: p}\n${run('o.Name')}`],
    ['a field of a field', `o := outer{form{Name: p}}\n${run('o.Name')}`],
    ['a pointer', `q := &p\n${run('*q')}`],
    ['a channel', `c := make(chan string, 1)\nc <- p\n${run('<-c')}`],
    ['a channel in a goroutine', `c := make(chan string)\ngo func() { c <- p }()\n${run('<-c')}`],
    ['a closure', `f := func() string { return p }\n${run('f()')}`],
    ['a goroutine', `go func(s string) { ${run('s')} }(p)`],
    ['a deferred function', `defer func() { ${run('p')} }()`],
    ['a type assertion', `var v interface{} = p\n${run('v.(string)')}`],
    ['a type switch', `var v any = p\nswitch s := v.(type) { case string: ${run('s')} }`],
    ['a text that grows', `s := "a"\ns += p\n${run('s')}`],
    ['a choice', `s := "a"\nif cond() { s = p }\n${run('s')}`],
    ['a loop', `s := ""\nfor i := 0; i < 3; i++ { s = s + p }\n${run('s')}`],
    ['a reader', `b, _ := io.ReadAll(strings.NewReader(p))\n${run('string(b)')}`],
    ['a part that is checked', `if len(p) > 100 { return nil }\n${run('p')}`],
    ['a function of the file', run('wrap(p)')],
    ['one that gives several', `a, err := two(p)\nif err != nil { return err }\n${run('a')}`],
    ['one that takes any number', run('all("a", p)')],
    ['a named result', run('named(p)')],
    ['a generic function', run('same[string](p)')],
    ['a method', `b := &box{}\nb.put(p)\n${run('b.get()')}`],
    ['a constructor', `b := newBox(p)\n${run('b.text')}`],
    ['what a function does', 'shell(p)'],
    ['what a method does', '(&box{}).shell(p)'],
    ['what a function does with a field', 'shellOf(form{Name: p})'],
    ['a variable of the package', 'kept = p\nshellKept()'],
  ])('%s', (_name, code) => {
    const used = [
      'bytes',
      'encoding/base64',
      'encoding/hex',
      'encoding/json',
      'fmt',
      'io',
      'net/http',
      'net/url',
      'regexp',
      'strings',
    ];
    const members = `
type form struct { Name string }
type outer struct { form }
type box struct { text string }
var kept string
func newBox(s string) *box { return &box{text: s} }
func (b *box) put(s string) { b.text = s }
func (b *box) get() string { return b.text }
func (b *box) shell(s string) { ${run('s')} }
func wrap(s string) string { return "(" + s + ")" }
func two(s string) (string, error) { if s == "" { return "", nil }; return s, nil }
func all(parts ...string) string { return strings.Join(parts, " ") }
func named(s string) (out string) { out = s; return }
func same[T any](v T) T { return v }
func shell(s string) { ${run('s')} }
func shellOf(f form) { ${run('f.Name')} }
func shellKept() { ${run('kept')} }
`;
    expect(new Set(said(NET_HTTP, used, `p := r.FormValue("p")\n${code}`, members))).toEqual(new Set(COMMAND));
  });
});

describe('what makes a value harmless', () => {
  test.each([
    ['a number', `n, err := strconv.Atoi(p)\nif err != nil { return err }\n${run('strconv.Itoa(n)')}`],
    ['a text that is a number', `if _, err := strconv.Atoi(p); err != nil { return err }\n${run('p')}`],
    ['an identifier', `if _, err := uuid.Parse(p); err != nil { return err }\n${run('p')}`],
    ['an address', `if net.ParseIP(p) == nil { return nil }\n${run('net.ParseIP(p).String()')}`],
    ['a comparison', `if p != "a" { return nil }\n${run('p')}`],
    ['several comparisons', `if p == "a" || p == "b" { ${run('p')} }`],
    ['a switch', `switch p { case "a", "b": ${run('p')} }`],
    ['a switch that ends the others', `switch p {\ncase "a":\ncase "b":\ndefault:\nreturn nil\n}\n${run('p')}`],
    ['a list', `if !slices.Contains(allowed, p) { return nil }\n${run('p')}`],
    ['a map of truths', `if !known[p] { return nil }\n${run('p')}`],
    ['a map, asked before', `_, ok := known[p]\nif !ok { return nil }\n${run('p')}`],
    ['a map, asked in the condition', `if _, ok := known[p]; ok { ${run('p')} }`],
    ['the value of a map', `v, ok := commands[p]\nif !ok { return nil }\n${run('v')}`],
    ['a pattern', `if !regexp.MustCompile("^[a-z]+$").MatchString(p) { return nil }\n${run('p')}`],
    ['a pattern, asked before', `ok, _ := regexp.MatchString("^[a-z]+$", p)\nif !ok { return nil }\n${run('p')}`],
    ['a pattern of the package', `if !word.MatchString(p) { return nil }\n${run('p')}`],
    ['a check by its name', `if !isValidName(p) { return nil }\n${run('p')}`],
    ['a check that gives an error', `if err := validateName(p); err != nil { return err }\n${run('p')}`],
    ['a check that gives an error before', `err := validateName(p)\nif err != nil { return err }\n${run('p')}`],
    ['a check in a loop', `for _, s := range r.Form["s"] {\nif !known[s] { continue }\n${run('s')}\n}`],
    ['another value', `p = "a"\n${run('p')}`],
    ['a hash', `${run('fmt.Sprintf("%x", sha256.Sum256([]byte(p)))')}`],
    ['a length', run('strconv.Itoa(len(p))')],
    ['a field that is a number', `var f form\njson.NewDecoder(r.Body).Decode(&f)\n${run('fmt.Sprint(f.Age)')}`],
    ['a truth', run('strconv.FormatBool(p == "a")')],
  ])('%s', (_name, code) => {
    const used = [
      'crypto/sha256',
      'encoding/json',
      'fmt',
      'net',
      'net/http',
      'regexp',
      'slices',
      'strconv',
      'github.com/google/uuid',
    ];
    const members = `
type form struct { Age int }
var allowed = []string{"a", "b"}
var known = map[string]bool{"a": true}
var commands = map[string]string{"a": "ls"}
var word = regexp.MustCompile("^[a-z]+$")
`;
    expect(said(NET_HTTP, used, `p := r.FormValue("p")\n${code}`, members)).toEqual([]);
  });

  test.each([
    ['a part of it that is known', `if strings.Contains(p, "a") { ${run('p')} }`],
    ['a pattern without an end', `if !regexp.MustCompile("^[a-z]+").MatchString(p) { return nil }\n${run('p')}`],
    ['a list from outside', `if !slices.Contains(r.Form["a"], p) { return nil }\n${run('p')}`],
    ['a check after which it goes on', `if !known[p] { log.Print("unknown") }\n${run('p')}`],
  ])('not %s', (_name, code) => {
    const used = ['log', 'net/http', 'regexp', 'slices', 'strings'];
    const rules = said(NET_HTTP, used, `p := r.FormValue("p")\n${code}`, 'var known = map[string]bool{"a": true}');
    expect(rules).toEqual(COMMAND);
  });
});
