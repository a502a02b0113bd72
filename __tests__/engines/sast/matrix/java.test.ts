import { describe, expect, test } from '@jest/globals';
import { java } from '../../../../src/engines/sast/languages/java/java.ts';
import { ruleFinder } from './found-rules.ts';

const rulesIn = await ruleFinder(java, 'Page.java');

/** What is said of a page that `code` writes, in a servlet with `members` beside it. */
function said(code: string, members = '', enterprise = 'javax'): readonly string[] {
  const text = `import ${enterprise}.servlet.http.*;
import java.io.*;
import java.util.*;
public class Page extends HttpServlet {
  public void doGet(HttpServletRequest request, HttpServletResponse response) throws Exception {
    String param = request.getParameter("q");
    PrintWriter out = response.getWriter();
    ${code}
  }
  ${members}
}
`;
  return rulesIn(text).filter((rule) => rule !== 'java-plain-socket');
}

const XSS = ['java-xss'];

describe.each(['javax', 'jakarta'])('sources of %s servlets reach a page', (enterprise) => {
  test.each([
    ['getParameter', 'out.print(request.getParameter("a"));'],
    ['getParameterValues', 'out.print(request.getParameterValues("a")[0]);'],
    ['getParameterMap', 'Map<String, String[]> m = request.getParameterMap(); out.print(m.get("a")[0]);'],
    ['getParameterNames', 'Enumeration<String> e = request.getParameterNames(); out.print(e.nextElement());'],
    ['getHeader', 'out.print(request.getHeader("Referer"));'],
    [
      'getHeaders',
      'Enumeration<String> e = request.getHeaders("X"); if (e.hasMoreElements()) out.print(e.nextElement());',
    ],
    ['getHeaderNames', 'for (String n : Collections.list(request.getHeaderNames())) out.print(n);'],
    ["a cookie's value", 'for (Cookie c : request.getCookies()) if (c.getName().equals("a")) out.print(c.getValue());'],
    ["a cookie's name", 'Cookie[] all = request.getCookies(); out.print(all[0].getName());'],
    ['getQueryString', 'String s = request.getQueryString(); out.print(s.substring(s.indexOf("a=") + 2));'],
    ['getReader', 'BufferedReader r = request.getReader(); String l; while ((l = r.readLine()) != null) out.print(l);'],
    ['getInputStream', 'Scanner s = new Scanner(request.getInputStream()); out.print(s.nextLine());'],
    ['getPathInfo', 'out.print(request.getPathInfo());'],
    ['getRequestURI', 'out.print(request.getRequestURI());'],
    ['getRequestURL', 'out.print(request.getRequestURL().toString());'],
    ['getPart', 'out.print(request.getPart("a").getSubmittedFileName());'],
  ])('%s', (_name, code) => {
    expect(said(code, '', enterprise)).toEqual(XSS);
  });
});

describe('what carries a value on', () => {
  test.each([
    ['URLDecoder', 'out.print(java.net.URLDecoder.decode(param, "UTF-8"));'],
    [
      'Base64 there and back',
      'out.print(new String(Base64.getDecoder().decode(Base64.getEncoder().encode(param.getBytes()))));',
    ],
    [
      'Base64 of Commons Codec',
      'out.print(new String(org.apache.commons.codec.binary.Base64.decodeBase64(org.apache.commons.codec.binary.Base64.encodeBase64(param.getBytes()))));',
    ],
    ['a StringBuilder', 'StringBuilder b = new StringBuilder(param); out.print(b.append("x").toString());'],
    [
      'a StringBuffer that something is put into',
      'StringBuffer b = new StringBuffer(); b.insert(0, param); out.print(b);',
    ],
    ['String.format', 'out.print(String.format("%s", param));'],
    ['concat, trim and toLowerCase', 'out.print(param.concat("x").trim().toLowerCase());'],
    ['substring, replace and split', 'out.print(param.replace("a", "b").substring(1).split(" ")[0]);'],
    ['characters', "char[] c = param.toCharArray(); c[0] = 'x'; out.print(new String(c));"],
    ['bytes', 'byte[] b = param.getBytes(); response.getOutputStream().write(b);'],
    ['an element of an array', 'String[] a = new String[] {"x", "y"}; a[1] = param; out.print(a[1]);'],
    ['an array of arguments', 'Object[] o = {"a", param}; out.printf("%s %s", o);'],
    ['an array behind a locale', 'Object[] o = {"a", param}; out.format(Locale.US, "%s %s", o);'],
    [
      'a list by its place',
      'List<String> l = new ArrayList<>(); l.add("a"); l.add(param); l.remove(0); out.print(l.get(0));',
    ],
    ['a list of fixed size', 'List<String> l = Arrays.asList("a", param); out.print(l.get(1));'],
    [
      'an iterator',
      'List<String> l = new ArrayList<>(); l.add(param); Iterator<String> i = l.iterator(); out.print(i.next());',
    ],
    ['a queue', 'Queue<String> q = new LinkedList<>(); q.offer(param); out.print(q.poll());'],
    [
      'a map by its key',
      'Map<String, String> m = new HashMap<>(); m.put("a", "x"); m.put("b", param); out.print(m.get("b"));',
    ],
    ['properties', 'Properties p = new Properties(); p.setProperty("k", param); out.print(p.getProperty("k"));'],
    ['an Optional', 'out.print(Optional.ofNullable(param).map(x -> x + "!").orElse("d"));'],
    ['append of a writer', 'out.append(param);'],
  ])('%s', (_name, code) => {
    expect(said(code)).toEqual(XSS);
  });

  test.each([
    ['a static method', 'out.print(f(param));', 'private static String f(String p) { String b = p + "x"; return b; }'],
    [
      'a method that writes',
      'f(param, response);',
      'private void f(String p, HttpServletResponse r) throws Exception { r.getWriter().print(p); }',
    ],
    [
      'a field by its bare name',
      'held = param; show(response);',
      'private String held; private void show(HttpServletResponse r) throws Exception { r.getWriter().print(held); }',
    ],
    [
      'a field that another method fills',
      'out.print(held);',
      'private String held; void set(HttpServletRequest r) { held = r.getParameter("h"); }',
    ],
    [
      'an object of an inner class',
      'out.print(new Inner().go(param));',
      'private class Inner { String go(String p) { return p.trim(); } }',
    ],
    [
      'an object that holds it',
      'Box box = new Box(param); out.print(box.get());',
      'static class Box { private final String v; Box(String v) { this.v = v; } String get() { return v; } }',
    ],
  ])('%s of the file', (_name, code, members) => {
    expect(said(code, members)).toEqual(XSS);
  });
});

describe('what stops a value', () => {
  test.each([
    ['ESAPI', 'out.print(org.owasp.esapi.ESAPI.encoder().encodeForHTML(param));'],
    ['OWASP Java Encoder', 'out.print(org.owasp.encoder.Encode.forHtml(param));'],
    ['Spring HtmlUtils', 'out.print(org.springframework.web.util.HtmlUtils.htmlEscape(param));'],
    ['Commons StringEscapeUtils', 'out.print(org.apache.commons.lang3.StringEscapeUtils.escapeHtml4(param));'],
    ['a number', 'out.print(Integer.parseInt(param));'],
    ['equals the other way', 'if (param != null && param.equals("a")) out.print(param);'],
    ['equals of Objects', 'if (Objects.equals(param, "a")) out.print(param);'],
    ['equals', 'if ("a".equals(param)) out.print(param);'],
    ['a list of what is allowed', 'if (List.of("a", "b").contains(param)) out.print(param);'],
    ['a pattern of the whole', 'if (param.matches("[a-z]+")) out.print(param);'],
    [
      'a condition that never holds',
      'String b; int n = 106; if ((7 * 42) - n > 200) b = param; else b = "x"; out.print(b);',
    ],
    ['`?:` on constants', 'String b = (7 * 18) + 106 > 200 ? "x" : param; out.print(b);'],
    [
      'a switch on a fixed character',
      'String b; char c = "ABC".charAt(1); switch (c) { case \'A\': b = param; break; case \'B\': b = "bob"; break; default: b = param; } out.print(b);',
    ],
    [
      'another place of a list',
      'List<String> l = new ArrayList<>(); l.add("a"); l.add(param); l.add("b"); l.remove(0); out.print(l.get(1));',
    ],
    ['another place of a list of fixed size', 'List<String> l = Arrays.asList("a", param); out.print(l.get(0));'],
    [
      'a list that was emptied',
      'List<String> l = new ArrayList<>(); l.add(param); l.clear(); l.add("a"); out.print(l.get(0));',
    ],
    [
      'another key of a map',
      'Map<String, String> m = new HashMap<>(); m.put("a", "x"); m.put("b", param); out.print(m.get("a"));',
    ],
    [
      'a key that is written again',
      'Map<String, String> m = new HashMap<>(); m.put("b", param); m.put("b", "x"); out.print(m.get("b"));',
    ],
    ['another element of an array', 'String[] a = {"x", "y"}; a[1] = param; out.print(a[0]);'],
    [
      'another property',
      'Properties p = new Properties(); p.setProperty("k", param); out.print(p.getProperty("o", "d"));',
    ],
    ['arguments that are fixed', 'Object[] o = {"a", "b"}; out.printf("%s %s", o);'],
  ])('%s', (_name, code) => {
    expect(said(code)).toEqual([]);
  });

  test('but not the other way of a comparison', () => {
    expect(said('if (!"a".equals(param)) out.print(param);')).toEqual(XSS);
    expect(said('if (param.equals(request.getParameter("b"))) out.print(param);')).toEqual(XSS);
  });

  test('a method of the file that gives something else', () => {
    expect(
      said('out.print(f(param));', 'private static String f(String p) { if (7 * 6 > 3) return "x"; return p; }'),
    ).toEqual([]);
  });
});

describe('values that are not of a request', () => {
  test.each([
    [
      'a socket',
      'java.net.Socket s = new java.net.ServerSocket(1).accept(); out.print(new BufferedReader(new InputStreamReader(s.getInputStream())).readLine());',
    ],
    [
      'another server',
      'java.net.URLConnection c = new java.net.URL("http://a.example/").openConnection(); out.print(new BufferedReader(new InputStreamReader(c.getInputStream())).readLine());',
    ],
    ['a database', 'java.sql.ResultSet r = rows(); out.print(r.getString(1));'],
    ['a file', 'out.print(new BufferedReader(new FileReader("a.txt")).readLine());'],
    [
      'properties of a file',
      'Properties p = new Properties(); p.load(new FileInputStream("a")); out.print(p.getProperty("k"));',
    ],
    ['the environment', 'out.print(System.getenv("ADD"));'],
  ])('%s reaches a page', (_name, code) => {
    expect(said(code)).toEqual(XSS);
  });
});

describe('sinks', () => {
  const S = 'java-sql-injection';
  test.each([
    ['addBatch', 'java.sql.Statement s = c.createStatement(); s.addBatch("update t set a = \'" + param + "\'");', S],
    ['prepareCall', 'java.sql.Connection c = open(); c.prepareCall("{call p(\'" + param + "\')}");', S],
    [
      'a command with an environment',
      'Runtime.getRuntime().exec(param, new String[] {"A=b"});',
      'java-command-injection',
    ],
    [
      'a list for a process',
      'ProcessBuilder b = new ProcessBuilder(); b.command(Arrays.asList("sh", "-c", param));',
      'java-command-injection',
    ],
    ['a file', 'new FileInputStream(new File("/data/" + param));', 'java-path-traversal'],
    [
      'a path',
      'java.nio.file.Files.readAllBytes(java.nio.file.Paths.get("/data").resolve(param));',
      'java-path-traversal',
    ],
    [
      'an LDAP filter with controls',
      'javax.naming.directory.DirContext d = open(); d.search("ou=x", "(uid=" + param + ")", new javax.naming.directory.SearchControls());',
      'java-ldap-injection',
    ],
    [
      'an XPath expression',
      'javax.xml.xpath.XPath x = open(); x.compile("//a[b=\'" + param + "\']");',
      'java-xpath-injection',
    ],
    ['a header', 'response.setHeader("X-A", param);', 'java-header-injection'],
    ['a session', 'request.getSession().setAttribute("a", param);', 'java-trust-boundary'],
    ['the name of a session attribute', 'request.getSession().putValue(param, "a");', 'java-trust-boundary'],
    ['a class', 'Class.forName(param).newInstance();', 'java-unsafe-reflection'],
    ['a redirect', 'response.sendRedirect(param);', 'java-open-redirect'],
    ['an error page', 'response.sendError(404, param);', 'java-error-message'],
    ['a format', 'String.format(param, 1);', 'java-format-string'],
    ['a catalog', 'java.sql.Connection c = open(); c.setCatalog(param);', 'java-external-setting'],
  ])('%s', (_name, code, rule) => {
    expect(said(code)).toEqual([rule]);
  });

  test('a statement of a constant in a branch that is taken is none of them', () => {
    const code = `String d; if (1 > 2) { d = param; } else { d = "foo"; }
      java.sql.Statement s = c.createStatement(); s.executeQuery("select a from t where b = '" + d + "'");`;
    expect(said(code)).toEqual([]);
  });
});
