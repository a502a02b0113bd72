import { describe, expect, test } from '@jest/globals';
import { java } from '../../../../src/engines/sast/languages/java/java.ts';
import { ruleFinder } from './found-rules.ts';

const rulesIn = await ruleFinder(java, 'Api.java');

/** What is said of a file with these imports and members of a class, of SQL that they run. */
function said(imports: string, members: string): readonly string[] {
  const text = `${imports
    .split(' ')
    .filter((one) => one !== '')
    .map((one) => `import ${one};`)
    .join('\n')}
import java.sql.*;
public class Api {
  private Statement db;
  ${members}
}
`;
  return [...new Set(rulesIn(text))].filter((rule) => rule === 'java-sql-injection');
}

const SQL = ['java-sql-injection'];
const SPRING = 'org.springframework.web.bind.annotation.*';

describe('requests of frameworks', () => {
  test.each([
    [
      'a parameter of Spring',
      SPRING,
      '@GetMapping("/a") void f(@RequestParam String q) throws Exception { db.executeQuery(q); }',
    ],
    [
      'one without an annotation',
      SPRING,
      '@GetMapping("/a") void f(String q) throws Exception { db.executeQuery(q); }',
    ],
    [
      'a part of the path',
      SPRING,
      '@GetMapping("/a/{q}") void f(@PathVariable("q") String q) throws Exception { db.executeQuery("select " + q); }',
    ],
    [
      'a header',
      SPRING,
      '@GetMapping("/a") void f(@RequestHeader("X") String q) throws Exception { db.executeQuery(q); }',
    ],
    [
      'a map of all parameters',
      SPRING,
      '@GetMapping("/a") void f(@RequestParam java.util.Map<String, String> all) throws Exception { db.executeQuery(all.get("q")); }',
    ],
    [
      'a list',
      SPRING,
      '@GetMapping("/a") void f(@RequestParam java.util.List<String> all) throws Exception { for (String q : all) db.executeQuery(q); }',
    ],
    [
      'an Optional',
      SPRING,
      '@GetMapping("/a") void f(@RequestParam java.util.Optional<String> q) throws Exception { db.executeQuery(q.orElse("")); }',
    ],
    [
      'a body',
      SPRING,
      '@PostMapping("/a") void f(@RequestBody Order order) throws Exception { db.executeQuery(order.getName()); }',
    ],
    [
      'a bean that Spring fills',
      SPRING,
      '@PostMapping("/a") void f(Order order) throws Exception { db.executeQuery(order.getName()); }',
    ],
    [
      'a checked bean',
      `${SPRING} jakarta.validation.Valid`,
      '@PostMapping("/a") void f(@Valid Order order) throws Exception { db.executeQuery(order.getName()); }',
    ],
    [
      'a field of a bean',
      SPRING,
      '@PostMapping("/a") void f(Order order) throws Exception { db.executeQuery(order.name); }',
    ],
    [
      'an entity',
      `${SPRING} org.springframework.http.HttpEntity`,
      '@PostMapping("/a") void f(HttpEntity<String> e) throws Exception { db.executeQuery(e.getBody()); }',
    ],
    [
      'an upload',
      `${SPRING} org.springframework.web.multipart.MultipartFile`,
      '@PostMapping("/a") void f(@RequestParam MultipartFile file) throws Exception { db.executeQuery(file.getOriginalFilename()); }',
    ],
    [
      'a web request',
      'org.springframework.web.context.request.WebRequest',
      'void f(WebRequest r) throws Exception { db.executeQuery(r.getParameter("q")); }',
    ],
    [
      'utilities of Spring',
      'org.springframework.web.bind.ServletRequestUtils javax.servlet.http.HttpServletRequest',
      'void f(HttpServletRequest r) throws Exception { db.executeQuery(ServletRequestUtils.getStringParameter(r, "q")); }',
    ],
    [
      'the request of the thread',
      'org.springframework.web.context.request.*',
      'void f() throws Exception { ServletRequestAttributes a = (ServletRequestAttributes) RequestContextHolder.getRequestAttributes(); db.executeQuery(a.getRequest().getParameter("q")); }',
    ],
    [
      'a server request of WebFlux',
      'org.springframework.web.reactive.function.server.ServerRequest',
      'void f(ServerRequest r) throws Exception { db.executeQuery(r.queryParam("q").get()); }',
    ],
    [
      'a message',
      'org.springframework.messaging.handler.annotation.*',
      '@MessageMapping("/a") void f(String q) throws Exception { db.executeQuery(q); }',
    ],
    [
      'an argument of GraphQL',
      'org.springframework.graphql.data.method.annotation.*',
      '@QueryMapping void f(@Argument String q) throws Exception { db.executeQuery(q); }',
    ],
    [
      'a parameter of JAX-RS',
      'javax.ws.rs.*',
      '@GET void f(@QueryParam("q") String q) throws Exception { db.executeQuery(q); }',
    ],
    [
      'a form of JAX-RS',
      'jakarta.ws.rs.*',
      '@POST void f(@FormParam("q") String q) throws Exception { db.executeQuery(q); }',
    ],
    ['a body of JAX-RS', 'jakarta.ws.rs.*', '@POST void f(String q) throws Exception { db.executeQuery(q); }'],
    [
      'a bean of JAX-RS',
      'jakarta.ws.rs.*',
      '@POST void f(Order order) throws Exception { db.executeQuery(order.getName()); }',
    ],
    [
      'what JAX-RS knows of the address',
      'jakarta.ws.rs.core.UriInfo',
      'void f(UriInfo info) throws Exception { db.executeQuery(info.getQueryParameters().getFirst("q")); }',
    ],
    [
      'headers of JAX-RS',
      'javax.ws.rs.core.HttpHeaders',
      'void f(HttpHeaders h) throws Exception { db.executeQuery(h.getHeaderString("q")); }',
    ],
    [
      'a parameter of faces',
      'javax.faces.context.FacesContext',
      'void f() throws Exception { db.executeQuery(FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap().get("q")); }',
    ],
    [
      'a portlet',
      'javax.portlet.RenderRequest',
      'void f(RenderRequest r) throws Exception { db.executeQuery(r.getParameter("q")); }',
    ],
    [
      'an upload of Commons',
      'org.apache.commons.fileupload.FileItem',
      'void f(FileItem item) throws Exception { db.executeQuery(item.getString()); }',
    ],
    [
      'a part',
      'jakarta.servlet.http.Part',
      'void f(Part part) throws Exception { db.executeQuery(part.getSubmittedFileName()); }',
    ],
    [
      'Struts',
      'org.apache.struts2.ServletActionContext',
      'void f() throws Exception { db.executeQuery(ServletActionContext.getRequest().getParameter("q")); }',
    ],
    [
      'Vert.x',
      'io.vertx.ext.web.RoutingContext',
      'void f(RoutingContext c) throws Exception { db.executeQuery(c.request().getParam("q")); }',
    ],
    [
      'Vert.x by its path',
      'io.vertx.ext.web.RoutingContext',
      'void f(RoutingContext c) throws Exception { db.executeQuery(c.pathParam("q")); }',
    ],
    [
      'Javalin',
      'io.javalin.http.Context',
      'void f(Context c) throws Exception { db.executeQuery(c.queryParam("q")); }',
    ],
    ['Spark', 'spark.Request', 'void f(Request r) throws Exception { db.executeQuery(r.queryParams("q")); }'],
    [
      'Micronaut',
      'io.micronaut.http.annotation.*',
      '@Get("/a") void f(@QueryValue String q) throws Exception { db.executeQuery(q); }',
    ],
    [
      "Java's own server",
      'com.sun.net.httpserver.HttpExchange',
      'void f(HttpExchange e) throws Exception { db.executeQuery(e.getRequestURI().getQuery()); }',
    ],
    [
      'Undertow',
      'io.undertow.server.HttpServerExchange',
      'void f(HttpServerExchange e) throws Exception { db.executeQuery(e.getQueryParameters().get("q").getFirst()); }',
    ],
    [
      'Netty',
      'io.netty.handler.codec.http.FullHttpRequest',
      'void f(FullHttpRequest r) throws Exception { db.executeQuery(r.uri()); }',
    ],
    [
      'NanoHTTPD',
      'fi.iki.elonen.NanoHTTPD.IHTTPSession fi.iki.elonen.NanoHTTPD',
      'void f(NanoHTTPD.IHTTPSession s) throws Exception { db.executeQuery(s.getParms().get("q")); }',
    ],
    [
      'a Lambda',
      'com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent',
      'void f(APIGatewayProxyRequestEvent e) throws Exception { db.executeQuery(e.getQueryStringParameters().get("q")); }',
    ],
    [
      'a Cloud Function',
      'com.google.cloud.functions.HttpRequest',
      'void f(HttpRequest r) throws Exception { db.executeQuery(r.getFirstQueryParameter("q").get()); }',
    ],
    [
      'a WebSocket',
      'jakarta.websocket.*',
      '@OnMessage public void f(String q) throws Exception { db.executeQuery(q); }',
    ],
    ['a SOAP service', 'javax.jws.*', '@WebMethod public void f(String q) throws Exception { db.executeQuery(q); }'],
    [
      'a queue',
      'org.springframework.kafka.annotation.KafkaListener',
      '@KafkaListener void f(String q) throws Exception { db.executeQuery(q); }',
    ],
    ['a request that nobody declares', '', 'void f() throws Exception { db.executeQuery(request.getParameter("q")); }'],
    [
      'a wrapper of a request',
      'javax.servlet.http.HttpServletRequestWrapper',
      'void f(HttpServletRequestWrapper r) throws Exception { db.executeQuery(r.getHeader("q")); }',
    ],
  ])('%s', (_name, imports, members) => {
    expect(said(imports, members)).toEqual(SQL);
  });
});

describe('what is no request', () => {
  test.each([
    [
      'a number of Spring',
      SPRING,
      '@GetMapping("/a") void f(@RequestParam int q) throws Exception { db.executeQuery("select " + q); }',
    ],
    [
      'a Model',
      `${SPRING} org.springframework.ui.Model`,
      '@GetMapping("/a") void f(Model model) throws Exception { db.executeQuery(model.getQuery()); }',
    ],
    [
      'a user that Spring Security knows',
      `${SPRING} java.security.Principal`,
      '@GetMapping("/a") void f(Principal p) throws Exception { db.executeQuery(p.getName()); }',
    ],
    [
      'an object with an annotation of its own',
      SPRING,
      '@GetMapping("/a") void f(@CurrentUser User u) throws Exception { db.executeQuery(u.getName()); }',
    ],
    [
      'a bean of a method that is not mapped',
      SPRING,
      'private void f(Order order) throws Exception { db.executeQuery("select 1"); }',
    ],
    [
      'what JAX-RS injects',
      'jakarta.ws.rs.* jakarta.ws.rs.core.*',
      '@POST void f(@Context SecurityContext c) throws Exception { db.executeQuery(c.getScheme()); }',
    ],
    [
      'a local variable of the name',
      '',
      'void f(Settings request) throws Exception { db.executeQuery(request.getParameter("q")); }',
    ],
  ])('%s', (_name, imports, members) => {
    expect(said(imports, members)).toEqual([]);
  });
});
