import { describe, expect, test } from '@jest/globals';
import { java } from '../../../../src/engines/sast/languages/java/java.ts';
import { ruleFinder } from './found-rules.ts';

const rulesIn = await ruleFinder(java, 'Page.java');

/** What is said of a servlet whose method runs `code`, with `members` beside it and `types` in its file. */
function said(code: string, members = '', types = ''): readonly string[] {
  const text = `import javax.servlet.http.*;
import java.io.*;
import java.util.*;
import java.util.function.*;
import java.util.stream.*;
public class Page extends HttpServlet {
  public void doGet(HttpServletRequest request, HttpServletResponse response) throws Exception {
    String param = request.getParameter("q");
    PrintWriter out = response.getWriter();
    ${code}
  }
  ${members}
}
${types}
`;
  return [...new Set(rulesIn(text))];
}

const XSS = ['java-xss'];

describe('ways of a value in one method', () => {
  test.each([
    ['a conditional', 'String s = param == null ? "" : param; out.print(s);'],
    ['a switch with arrows', 'String s = switch (param.length()) { case 0 -> "x"; default -> param; }; out.print(s);'],
    ['a switch that yields', 'String s = switch (n) { case 0: yield "x"; default: yield param; }; out.print(s);'],
    ['`instanceof` with a name', 'Object o = param; if (o instanceof String s) out.print(s);'],
    ['a cast', 'Object o = param; out.print((String) o);'],
    ['an assignment in a condition', 'String s; if ((s = param) != null) out.print(s);'],
    ['several names', 'String a, b; a = b = param; out.print(a);'],
    ['`+=`', 'String s = "x"; s += param; out.print(s);'],
    ['a text block', 'String s = """\n<b>%s</b>\n""".formatted(param); out.print(s);'],
    [
      'a loop over characters',
      'StringBuilder b = new StringBuilder(); for (char c : param.toCharArray()) b.append(c); out.print(b);',
    ],
    ['charAt in a loop', 'String s = ""; for (int i = 0; i < param.length(); i++) s += param.charAt(i); out.print(s);'],
    [
      'a tokenizer',
      'StringTokenizer t = new StringTokenizer(param, ","); while (t.hasMoreTokens()) out.print(t.nextToken());',
    ],
    ['a scanner', 'Scanner s = new Scanner(param); out.print(s.next());'],
    [
      'String.valueOf of characters',
      'char[] c = new char[9]; param.getChars(0, 9, c, 0); out.print(String.valueOf(c));',
    ],
    [
      'arraycopy',
      'String[] a = {param}; String[] b = new String[1]; System.arraycopy(a, 0, b, 0, 1); out.print(b[0]);',
    ],
    ['clone of an array', 'String[] a = request.getParameterValues("v").clone(); out.print(a[0]);'],
    ['Arrays.copyOf', 'String[] a = Arrays.copyOf(request.getParameterValues("v"), 1); out.print(a[0]);'],
    ['a list of arrays', 'List<String[]> l = new ArrayList<>(); l.add(new String[] {param}); out.print(l.get(0)[0]);'],
    [
      'addAll',
      'List<String> l = new ArrayList<>(); l.addAll(Arrays.asList(request.getParameterValues("v"))); for (String s : l) out.print(s);',
    ],
    ['a set', 'Set<String> l = new HashSet<>(); l.add(param); for (String s : l) out.print(s);'],
    ['a deque', 'Deque<String> d = new ArrayDeque<>(); d.push(param); out.print(d.pop());'],
    [
      'values of a map',
      'Map<String, String> m = new TreeMap<>(); m.put("k", param); for (String s : m.values()) out.print(s);',
    ],
    [
      'entries of a map',
      'for (Map.Entry<String, String[]> e : request.getParameterMap().entrySet()) out.print(e.getValue()[0]);',
    ],
    ['keys of a map', 'for (String k : request.getParameterMap().keySet()) out.print(k);'],
    ['getOrDefault', 'Map<String, String> m = new HashMap<>(); m.put("k", param); out.print(m.getOrDefault("k", ""));'],
    [
      'a map in a map',
      'Map<String, Map<String, String>> m = new HashMap<>(); Map<String, String> n = new HashMap<>(); n.put("a", param); m.put("b", n); out.print(m.get("b").get("a"));',
    ],
    [
      'a stream',
      'out.print(Stream.of(param).map(String::trim).filter(s -> s.length() > 1).collect(Collectors.joining(",")));',
    ],
    ['a stream of parameters', 'Arrays.stream(request.getParameterValues("v")).forEach(s -> out.print(s));'],
    ['a lambda', 'Function<String, String> f = s -> "<b>" + s; out.print(f.apply(param));'],
    ['a supplier', 'Supplier<String> f = () -> param; out.print(f.get());'],
    ['a runnable', 'Runnable r = () -> out.print(param); r.run();'],
    ['an Optional', 'Optional.of(param).ifPresent(s -> out.print(s));'],
    ['orElse of an Optional', 'out.print(Optional.ofNullable(request.getHeader("x")).orElse("y"));'],
    [
      'try, catch and finally',
      'String s = null; try { s = param; } catch (Exception e) { s = "x"; } finally { out.print(s); }',
    ],
    [
      'try with resources',
      'try (BufferedReader r = new BufferedReader(new InputStreamReader(request.getInputStream()))) { out.print(r.readLine()); }',
    ],
    ['lines of a reader', 'out.print(request.getReader().lines().collect(Collectors.joining()));'],
    ['bytes that are read', 'byte[] b = new byte[9]; request.getInputStream().read(b); out.print(new String(b));'],
    ['characters that are read', 'char[] b = new char[9]; request.getReader().read(b); out.print(new String(b));'],
    ['readAllBytes', 'out.print(new String(request.getInputStream().readAllBytes()));'],
    [
      'a byte stream',
      'ByteArrayOutputStream b = new ByteArrayOutputStream(); b.write(param.getBytes()); out.print(b.toString());',
    ],
    ['a writer of texts', 'StringWriter w = new StringWriter(); w.write(param); out.print(w.toString());'],
    ['a labelled loop', 'a: for (;;) { out.print(param); break a; }'],
    ['do while', 'String s; do { s = param; } while (s == null); out.print(s);'],
    ['an attribute of the request', 'request.setAttribute("a", param); out.print((String) request.getAttribute("a"));'],
    ['a bean of another file', 'Comment c = new Comment(); c.setText(param); out.print(c.getText());'],
    ['an object of another file that is made of it', 'out.print(new Comment(param).getText());'],
    ['a JSON object', 'org.json.JSONObject o = new org.json.JSONObject(param); out.print(o.getString("a"));'],
    ['Commons Lang', 'out.print(org.apache.commons.lang3.StringUtils.trimToEmpty(param));'],
    ['MessageFormat', 'out.print(java.text.MessageFormat.format("{0}", param));'],
    ['a formatter', 'out.print(new Formatter().format("%s", param).toString());'],
    ['a StringBuilder that is turned', 'out.print(new StringBuilder(param).reverse());'],
    ['an array of arrays', 'String[][] a = new String[1][1]; a[0][0] = param; out.print(a[0][0]);'],
    [
      'a vector by its old names',
      'Vector v = new Vector(); v.addElement(param); out.print(v.elementAt(0)); out.print((String) v.firstElement());',
    ],
    [
      'an iterator of a list',
      'LinkedList<String> l = new LinkedList<>(); l.addLast(param); ListIterator<String> i = l.listIterator(0); out.print(i.next());',
    ],
    ['getLast', 'LinkedList<String> l = new LinkedList<>(); l.addLast(param); out.print(l.getLast());'],
    ['another charset', 'out.print(new String(param.getBytes("ISO-8859-1"), "UTF-8"));'],
    ['the response of a helper', 'HttpServletResponse r = response; r.getWriter().print(param);'],
    ['an escape of something else', 'out.print(org.apache.commons.text.StringEscapeUtils.escapeJava(param));'],
  ])('%s', (_name, code) => {
    expect(said(code)).toEqual(XSS);
  });
});

describe('ways of a value between methods and classes of the file', () => {
  test.each([
    ['a method that gets the writer', 'show(out, param);', 'void show(PrintWriter w, String s) { w.print(s); }', ''],
    [
      'a method that gets a stream',
      'show(response.getOutputStream(), param);',
      'void show(ServletOutputStream w, String s) throws IOException { w.print(s); }',
      '',
    ],
    [
      'a method that gets the request',
      'out.print(read(request));',
      'String read(HttpServletRequest r) { return r.getParameter("x"); }',
      '',
    ],
    [
      'a method that reads a header',
      'out.print(read(request, "x"));',
      'static String read(HttpServletRequest r, String n) { String v = r.getHeader(n); return v == null ? "" : v; }',
      '',
    ],
    [
      'three methods',
      'a(param, response);',
      'void a(String s, HttpServletResponse r) throws IOException { b(s.trim(), r); } void b(String s, HttpServletResponse r) throws IOException { c(s, r); } void c(String s, HttpServletResponse r) throws IOException { r.getWriter().print(s); }',
      '',
    ],
    [
      'a method that calls itself',
      'out.print(f(param, 3));',
      'String f(String s, int n) { return n == 0 ? s : f(s, n - 1); }',
      '',
    ],
    ['many arguments', 'out.print(f("a", param));', 'String f(String... all) { return all[1]; }', ''],
    [
      'a field',
      'this.text = param; show(response);',
      'private String text; void show(HttpServletResponse r) throws IOException { r.getWriter().print(this.text); }',
      '',
    ],
    ['a static field', 'Page.text = param; out.print(Page.text);', 'static String text;', ''],
    ['a field of an object', 'Box b = new Box(); b.text = param; out.print(b.text);', '', 'class Box { String text; }'],
    [
      'a setter and a getter',
      'Box b = new Box(); b.setText(param); out.print(b.getText());',
      '',
      'class Box { private String text; void setText(String t) { this.text = t; } String getText() { return text; } }',
    ],
    [
      'a constructor',
      'out.print(new Box(param).getText());',
      '',
      'class Box { private final String text; Box(String t) { text = t; } String getText() { return text; } }',
    ],
    ['a record', 'out.print(new Box(param).text());', '', 'record Box(String text) {}'],
    [
      'a builder',
      'out.print(new Builder().text(param).build());',
      '',
      'class Builder { private String t; Builder text(String s) { this.t = s; return this; } String build() { return "<b>" + t; } }',
    ],
    [
      'an interface with one class',
      'Shower s = new Plain(); s.show(param, response);',
      '',
      'interface Shower { void show(String t, HttpServletResponse r) throws IOException; } class Plain implements Shower { public void show(String t, HttpServletResponse r) throws IOException { r.getWriter().print(t); } }',
    ],
    [
      'an interface that gives it back',
      'Maker m = new Plain(); out.print(m.make(param));',
      '',
      'interface Maker { String make(String t); } class Plain implements Maker { public String make(String t) { return t; } }',
    ],
    [
      'a factory of the file',
      'out.print(Factory.create().make(param));',
      '',
      'interface Maker { String make(String t); } class Plain implements Maker { public String make(String t) { return t; } } class Factory { static Maker create() { return new Plain(); } }',
    ],
    [
      'an inner class',
      'new Inner().show(param, response);',
      'class Inner { void show(String t, HttpServletResponse r) throws IOException { r.getWriter().print(t); } }',
      '',
    ],
    [
      'a superclass of the file',
      'new Child().show(param, response);',
      '',
      'class Base { void show(String t, HttpServletResponse r) throws IOException { r.getWriter().print(t); } } class Child extends Base {}',
    ],
    [
      'a generic class',
      'Box<String> b = new Box<>(param); out.print(b.get());',
      '',
      'class Box<T> { T v; Box(T v) { this.v = v; } T get() { return v; } }',
    ],
    [
      'a parameter that a method fills',
      'StringBuilder b = new StringBuilder(); fill(b, param); out.print(b.toString());',
      'void fill(StringBuilder b, String s) { b.append(s); }',
      '',
    ],
    [
      'a list that a method fills',
      'List<String> l = new ArrayList<>(); fill(l, param); out.print(l.get(0));',
      'void fill(List<String> l, String s) { l.add(s); }',
      '',
    ],
    [
      'an array that a method fills',
      'String[] a = new String[1]; fill(a, param); out.print(a[0]);',
      'void fill(String[] a, String s) { a[0] = s; }',
      '',
    ],
    [
      'a method of another thread',
      'new Thread(() -> write(param, response)).start();',
      'void write(String s, HttpServletResponse r) { try { r.getWriter().print(s); } catch (IOException e) {} }',
      '',
    ],
    [
      'a method by its reference',
      'List.of(param, "x").stream().map(this::bold).forEach(s -> out.print(s));',
      'String bold(String s) { return "<b>" + s; }',
      '',
    ],
    [
      'doPost behind doGet',
      'doPost(request, response);',
      'public void doPost(HttpServletRequest a, HttpServletResponse b) throws IOException { b.getWriter().print(a.getParameter("x")); }',
      '',
    ],
    [
      'an enumeration class with a method',
      'out.print(Kind.A.wrap(param));',
      '',
      'enum Kind { A; String wrap(String s) { return "<" + s; } }',
    ],
  ])('%s', (_name, code, members, types) => {
    expect(said(code, members, types)).toEqual(XSS);
  });
});

test('a variable that becomes what its own method gives is followed to an end', () => {
  const types = 'class Node { String text; Node next; Node(String t) { text = t; } Node next() { return next; } }';
  expect(said('var n = new Node(param); n = n.next(); n = n.next().next(); out.print(n.text);', '', types)).toEqual(
    XSS,
  );
  expect(said('var n = n.next(); var m = k.next(); var k = m.next(); out.print(n.text);', '', types)).toEqual([]);
});

describe('a page that the file escapes by itself', () => {
  const escapes = `static String clean(String s) {
      StringBuilder b = new StringBuilder();
      for (int i = 0; i < s.length(); i++) {
        char c = s.charAt(i);
        switch (c) { case '<': b.append("&lt;"); break; default: b.append(c); }
      }
      return b.toString();
    }`;

  test('is fine', () => {
    expect(said('out.print(clean(param));', escapes)).toEqual([]);
  });

  test('is not where something else is printed, or used for something else', () => {
    expect(said('String s = clean(param); out.print(param);', escapes)).toEqual(XSS);
    expect(said('Runtime.getRuntime().exec("sh -c " + clean(param));', escapes)).toContain('java-command-injection');
  });
});

describe('longer ways', () => {
  const chain = `String a = param;
    StringBuilder b = new StringBuilder(a);
    b.append(" x");
    b.replace(0, 1, "y");
    HashMap<String, Object> map = new HashMap<>();
    map.put("k", b.toString());
    String c = (String) map.get("k");
    String d = c.substring(0, c.length() - 1);
    String e = new String(Base64.getDecoder().decode(Base64.getEncoder().encode(d.getBytes())));
    String f = e.split(" ")[0];
    Thing thing = Things.create();`;
  const names = `String name = ""; boolean go = true; Enumeration<String> all = request.getParameterNames();
    while (all.hasMoreElements() && go) {
      String one = all.nextElement();
      String[] values = request.getParameterValues(one);
      if (values != null) for (int i = 0; i < values.length && go; i++) if (values[i].equals("yes")) { name = one; go = false; }
    }`;
  const query = `String all = request.getQueryString(); String key = "q="; int at = -1;
    if (all != null) at = all.indexOf(key);
    if (at == -1) return;
    String text = all.substring(at + key.length()); int end = all.indexOf("&", at);
    if (end != -1) text = all.substring(at + key.length(), end);
    text = java.net.URLDecoder.decode(text, "UTF-8");`;

  test.each([
    ['through many hands', `${chain} out.print(thing.doSomething(f));`],
    ['of a name whose value is asked for', `${names} out.print(name);`],
    ['of a part of the query', `${query} out.print(text);`],
  ])('%s', (_name, code) => {
    expect(said(code)).toEqual(XSS);
  });

  test('whose last hand holds something else', () => {
    expect(said(`${chain} String g = "x"; out.print(thing.doSomething(g));`)).toEqual([]);
  });
});

describe('helpers of other files', () => {
  test.each([
    ['that get the request', 'out.print(WebHelper.getParam(request, "a"));'],
    ['that find a cookie', 'Cookie c = CookieHelper.findCookie("a", request); out.print(c.getValue());'],
    ['that are made of it', 'FormReader r = new FormReader(request); out.print(r.getTheParameter("a"));'],
    ['that are made of it and used at once', 'out.print(new FormReader(request).getParameterValue("a"));'],
    ['that change a text', 'out.print(helper.processInput(param));'],
    ['that do something with it', 'String s = helper.doSomething(param); out.print(s);'],
  ])('%s', (_name, code) => {
    expect(said(code)).toEqual(XSS);
  });

  test.each([
    ['that read a number', 'out.print(WebHelper.getIntParam(request, "a"));', ''],
    ['that read something else', 'FormReader r = new FormReader(request); out.print(r.getTitle("a"));', ''],
    ['that know no request', 'FormReader r = new FormReader(settings); out.print(r.getParameter("a"));', ''],
    [
      'that stand in the file and give something else',
      'out.print(getParam(request));',
      'String getParam(HttpServletRequest r) { return "x"; }',
    ],
    ['that look something up', 'out.print(service.lookUp(param));', ''],
  ])('but not those %s', (_name, code, members) => {
    expect(said(code, members)).toEqual([]);
  });
});

test('an element alone that is taken out leaves all others', () => {
  expect(said('out.print(param.replaceAll("(<script>)", ""));')).toEqual(XSS);
  expect(said('out.print(param.replaceAll("<script>", ""));')).toEqual(XSS);
});

describe('what ends a way', () => {
  test.each([
    ['a number', 'int n = Integer.parseInt(param); out.print(n);', '', ''],
    ['a length', 'out.print(param.length());', '', ''],
    ['an enumeration', 'out.print(Kind.valueOf(param));', '', 'enum Kind { A }'],
    ['a hash', 'out.print(param.hashCode());', '', ''],
    [
      'a setter of something else',
      'Comment c = new Comment(); c.setText(param); c.setId("1"); out.print(c.getId());',
      '',
      '',
    ],
    [
      'another field of the file',
      'Box b = new Box(); b.a = param; b.b = "x"; out.print(b.b);',
      '',
      'class Box { String a; String b; }',
    ],
    ['a value that is written over', 'String s = param; s = "x"; out.print(s);', '', ''],
    ['a method that gives something else', 'out.print(f(param));', 'String f(String s) { return "x"; }', ''],
    [
      'a class that gives something else',
      'Maker m = new Plain(); out.print(m.make(param));',
      '',
      'interface Maker { String make(String t); } class Plain implements Maker { public String make(String t) { return "x"; } }',
    ],
    ['a check that leaves', 'if (!param.matches("[a-z]+")) return; out.print(param);', '', ''],
    [
      'a check in a method',
      'if (!fine(param)) { response.sendError(400); return; } out.print(param);',
      'boolean fine(String s) { return s.matches("^[a-z0-9]*$"); }',
      '',
    ],
    ['characters that are taken out', 'out.print(param.replaceAll("[^A-Za-z0-9]", ""));', '', ''],
    ['a map of what is allowed', 'Map<String, String> m = Map.of("a", "b"); out.print(m.get(param));', '', ''],
    [
      'an attribute of another name',
      'request.setAttribute("a", param); request.setAttribute("b", "x"); out.print((String) request.getAttribute("b"));',
      '',
      '',
    ],
    ['a writer of a file', 'PrintWriter w = new PrintWriter(System.out); w.print(param);', '', ''],
    [
      'a switch over what is allowed',
      'String s; switch (param) { case "a": s = "A"; break; default: s = "B"; } out.print(s);',
      '',
      '',
    ],
    [
      'an escape of the file by its name',
      'out.print(escapeHtml(param));',
      'static String escapeHtml(String s) { return s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"); }',
      '',
    ],
    ['an encoder', 'out.print(org.owasp.encoder.Encode.forHtmlContent(param));', '', ''],
  ])('%s', (_name, code, members, types) => {
    expect(said(code, members, types)).toEqual([]);
  });
});
