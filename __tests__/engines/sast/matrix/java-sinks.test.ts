import { describe, expect, test } from '@jest/globals';
import { java } from '../../../../src/engines/sast/languages/java/java.ts';
import { ruleFinder } from './found-rules.ts';

const rulesIn = await ruleFinder(java, 'Web.java', 'info');

/** What is said of `code` in a servlet, where `param` is a parameter of the request. */
function said(code: string, imports = ''): readonly string[] {
  const text = `import javax.servlet.http.*;
import java.io.*;
import java.util.*;
${imports
  .split(' ')
  .filter((one) => one !== '')
  .map((one) => `import ${one};`)
  .join('\n')}
public class Web extends HttpServlet {
  public void doGet(HttpServletRequest request, HttpServletResponse response) throws Exception {
    String param = request.getParameter("q");
    ${code}
  }
}
`;
  return [...new Set(rulesIn(text))].filter(
    (rule) => !/^java-(?:built-|dynamic-code|plain-socket|path-of-request)/.test(rule),
  );
}

const COMMAND = 'java-command-injection';
const SQL = 'java-sql-injection';
const LDAP = 'java-ldap-injection';
const XPATH = 'java-xpath-injection';
const CODE = 'java-code-injection';
const PATH = 'java-path-traversal';
const SSRF = 'java-ssrf';
const OBJECTS = 'java-unsafe-deserialization';
const NOSQL = 'java-nosql-injection';
const TEMPLATE = 'java-template-injection';
const REDIRECT = 'java-open-redirect';
const RESOURCE = 'java-resource-of-request';

const SPRING_JDBC =
  'org.springframework.jdbc.core.JdbcTemplate org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate';

test.each([
  [
    'commons-exec',
    'CommandLine c = CommandLine.parse("ping " + param);',
    'org.apache.commons.exec.CommandLine',
    COMMAND,
  ],
  ['jsch', 'ChannelExec c = open(); c.setCommand("ls " + param);', 'com.jcraft.jsch.ChannelExec', COMMAND],
  [
    'a process with its list',
    'List<String> l = new ArrayList<>(); l.add("sh"); l.add("-c"); l.add(param); new ProcessBuilder(l).start();',
    '',
    COMMAND,
  ],
  [
    'a process of an array',
    'String[] a = new String[] {"cmd.exe", "/c", "dir " + param}; Runtime.getRuntime().exec(a);',
    '',
    COMMAND,
  ],
  ['an environment', 'Runtime.getRuntime().exec("df", new String[] {param});', '', 'java-process-environment'],
  [
    'JdbcTemplate',
    'JdbcTemplate t = get(); t.query("select * from a where b = \'" + param + "\'", mapper);',
    SPRING_JDBC,
    SQL,
  ],
  [
    'JdbcTemplate in a batch',
    'JdbcTemplate t = get(); t.batchUpdate("update a set b = \'" + param + "\'");',
    SPRING_JDBC,
    SQL,
  ],
  ['JdbcTemplate of a superclass', 'getJdbcTemplate().update("update a set b = \'" + param + "\'");', '', SQL],
  ['a template of another class', 'Helper.jdbcTemplate.execute("update a set b = \'" + param + "\'");', '', SQL],
  [
    'a named template',
    'NamedParameterJdbcTemplate t = get(); t.update("update a set b = \'" + param + "\'", all);',
    SPRING_JDBC,
    SQL,
  ],
  [
    'JPA',
    'EntityManager em = get(); em.createQuery("from A where b = \'" + param + "\'");',
    'javax.persistence.EntityManager',
    SQL,
  ],
  ['native JPA', 'em.createNativeQuery("select " + param);', '', SQL],
  [
    'Hibernate',
    'Session s = get(); s.createQuery("from A where b = \'" + param + "\'");',
    'org.hibernate.Session',
    SQL,
  ],
  [
    'Hibernate of a factory',
    'SessionFactory f = get(); f.getCurrentSession().createQuery("from A where b = " + param);',
    'org.hibernate.SessionFactory',
    SQL,
  ],
  ['criteria', 'Restrictions.sqlRestriction("a = " + param);', 'org.hibernate.criterion.Restrictions', SQL],
  [
    'JDO',
    'PersistenceManager pm = get(); pm.newQuery("select from A where b == " + param);',
    'javax.jdo.PersistenceManager',
    SQL,
  ],
  ['a filter of JDO', 'Query q = get(); q.setFilter("a == " + param);', 'javax.jdo.Query', SQL],
  ['jOOQ', 'DSLContext d = get(); d.fetch("select " + param);', 'org.jooq.DSLContext', SQL],
  [
    'DbUtils',
    'QueryRunner r = new QueryRunner(); r.query(c, "select " + param, h);',
    'org.apache.commons.dbutils.QueryRunner',
    SQL,
  ],
  ['Vert.x', 'SqlClient c = get(); c.query("select " + param);', 'io.vertx.sqlclient.SqlClient', SQL],
  [
    'R2DBC',
    'DatabaseClient c = get(); c.sql("select " + param);',
    'org.springframework.r2dbc.core.DatabaseClient',
    SQL,
  ],
  [
    'Android',
    'SQLiteDatabase d = get(); d.rawQuery("select " + param, null);',
    'android.database.sqlite.SQLiteDatabase',
    SQL,
  ],
  [
    'MyBatis-Plus',
    'QueryWrapper<A> w = new QueryWrapper<>(); w.last("order by " + param);',
    'com.baomidou.mybatisplus.core.conditions.query.QueryWrapper',
    SQL,
  ],
  ['a document of MongoDB', 'Document.parse("{a: \'" + param + "\'}");', 'org.bson.Document', NOSQL],
  [
    'Cassandra',
    'CqlSession s = get(); s.execute("select * from a where b = \'" + param + "\'");',
    'com.datastax.oss.driver.api.core.CqlSession',
    NOSQL,
  ],
  [
    'Spring LDAP',
    'LdapTemplate t = get(); t.search("ou=a", "(uid=" + param + ")", mapper);',
    'org.springframework.ldap.core.LdapTemplate',
    LDAP,
  ],
  [
    'UnboundID',
    'LDAPConnection c = get(); c.search("ou=a", SearchScope.SUB, "(uid=" + param + ")");',
    'com.unboundid.ldap.sdk.LDAPConnection',
    LDAP,
  ],
  [
    'a directory by its class',
    'InitialDirContext c = new InitialDirContext(env); c.search("ou=" + param, "(a=b)", controls);',
    'javax.naming.directory.InitialDirContext',
    LDAP,
  ],
  ['dom4j', 'org.dom4j.Document d = get(); d.selectNodes("//a[b=\'" + param + "\']");', '', XPATH],
  ['XPathAPI', 'XPathAPI.selectNodeList(d, "//a[b=\'" + param + "\']");', 'org.apache.xpath.XPathAPI', XPATH],
  [
    'JXPath',
    'JXPathContext c = get(); c.getValue("a[b=\'" + param + "\']");',
    'org.apache.commons.jxpath.JXPathContext',
    XPATH,
  ],
  ['a function of a script', 'Invocable i = get(); i.invokeFunction("f", param);', 'javax.script.Invocable', CODE],
  ['MVEL', 'MVEL.eval(param);', 'org.mvel2.MVEL', CODE],
  ['OGNL', 'Ognl.getValue(param, root);', 'ognl.Ognl', CODE],
  ['a value stack', 'ValueStack s = get(); s.findValue(param);', 'com.opensymphony.xwork2.util.ValueStack', CODE],
  ['JEXL', 'JexlEngine e = get(); e.createExpression(param);', 'org.apache.commons.jexl3.JexlEngine', CODE],
  ['Groovy', 'Eval.me(param);', 'groovy.util.Eval', CODE],
  ['a library', 'System.load("/opt/" + param);', '', CODE],
  ['Velocity', 'Velocity.evaluate(c, w, "t", param);', 'org.apache.velocity.app.Velocity', TEMPLATE],
  ['FreeMarker', 'Configuration c = get(); c.getTemplate(param);', 'freemarker.template.Configuration', TEMPLATE],
  [
    'Pebble',
    'PebbleEngine e = get(); e.getLiteralTemplate(param);',
    'io.pebbletemplates.pebble.PebbleEngine',
    TEMPLATE,
  ],
  ['a reader', 'new FileReader("/data/" + param);', '', PATH],
  ['a writer', 'new PrintWriter("/data/" + param);', '', PATH],
  ['a random access', 'new RandomAccessFile(param, "r");', '', PATH],
  ['a file that is deleted', 'new File("/data", param).delete();', '', PATH],
  ['a file that is listed', 'File f = new File(param); f.listFiles();', '', PATH],
  ['Files', 'Files.lines(Path.of("/data", param));', 'java.nio.file.*', PATH],
  [
    'Files with options',
    'Files.copy(in, Paths.get("/data/" + param), StandardCopyOption.REPLACE_EXISTING);',
    'java.nio.file.*',
    PATH,
  ],
  [
    'Commons IO',
    'FileUtils.readFileToString(new File("/data/" + param), "UTF-8");',
    'org.apache.commons.io.FileUtils',
    PATH,
  ],
  ['Guava', 'Files.toByteArray(new File("/data/" + param));', 'com.google.common.io.Files', PATH],
  ['an upload', 'request.getPart("f").write("/data/" + param);', '', PATH],
  ['a file that is asked for', 'if (new File("/data", param).exists()) log("x");', '', 'java-path-probe'],
  ['a forward', 'request.getRequestDispatcher("/pages/" + param).forward(request, response);', '', RESOURCE],
  ['a file of the application', 'getServletContext().getResourceAsStream("/data/" + param);', '', RESOURCE],
  ['a URL', 'new java.net.URL(param).openStream();', '', SSRF],
  ['a URI', 'new java.net.URI(param).toURL().openConnection();', '', SSRF],
  ['HttpClient 4', 'new HttpGet(param);', 'org.apache.http.client.methods.HttpGet', SSRF],
  ['HttpClient 5', 'new HttpPost(param);', 'org.apache.hc.client5.http.classic.methods.HttpPost', SSRF],
  ['HttpClient 3', 'new GetMethod(param);', 'org.apache.commons.httpclient.methods.GetMethod', SSRF],
  ['OkHttp', 'new Request.Builder().url(param).build();', 'okhttp3.Request', SSRF],
  [
    'RestTemplate',
    'RestTemplate t = new RestTemplate(); t.exchange(param, HttpMethod.GET, null, String.class);',
    'org.springframework.web.client.RestTemplate',
    SSRF,
  ],
  ['WebClient', 'WebClient.create(param);', 'org.springframework.web.reactive.function.client.WebClient', SSRF],
  ['jsoup', 'Jsoup.connect(param).get();', 'org.jsoup.Jsoup', SSRF],
  ['a client of JAX-RS', 'Client c = get(); c.target(param);', 'jakarta.ws.rs.client.Client', SSRF],
  ['a socket', 'new java.net.Socket(param, 80);', '', SSRF],
  ['a connection', 'java.sql.DriverManager.getConnection("jdbc:mysql://" + param, u, p);', '', SSRF],
  ['a redirect', 'response.sendRedirect(param);', '', REDIRECT],
  [
    'a response of JAX-RS',
    'Response.seeOther(java.net.URI.create(param)).build();',
    'javax.ws.rs.core.Response',
    REDIRECT,
  ],
  ['a view', 'new org.springframework.web.servlet.ModelAndView("redirect:" + param);', '', REDIRECT],
  ['an object stream', 'new ObjectInputStream(request.getInputStream()).readObject();', '', OBJECTS],
  [
    'Base64 of an object',
    'new ObjectInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(param)));',
    '',
    OBJECTS,
  ],
  ['XStream', 'XStream x = new XStream(); x.fromXML(param);', 'com.thoughtworks.xstream.XStream', OBJECTS],
  [
    'Commons Lang',
    'SerializationUtils.deserialize(Base64.getDecoder().decode(param));',
    'org.apache.commons.lang3.SerializationUtils',
    OBJECTS,
  ],
  ['an XML decoder', 'new java.beans.XMLDecoder(new ByteArrayInputStream(param.getBytes()));', '', OBJECTS],
  ['a method', 'Object.class.getMethod(param);', '', 'java-reflected-member'],
  ['the context of the application', 'getServletContext().setAttribute("a", param);', '', 'java-trust-boundary'],
  [
    'a variable whose name another block has for something else',
    'if (go()) { Settings s = get(); s.load(); } else { java.sql.Statement s = open(); s.execute("select " + param); }',
    '',
    SQL,
  ],
  ['a pattern', 'java.util.regex.Pattern.compile(param);', '', 'java-regex-injection'],
  ['a format with a locale', 'String.format(Locale.US, param, 1);', '', 'java-format-string'],
  ['a line of log4j', 'org.apache.logging.log4j.LogManager.getLogger("a").info(param);', '', 'java-log-injection'],
  [
    'a line of java.util.logging',
    'java.util.logging.Logger l = java.util.logging.Logger.getLogger("a"); l.fine("x" + param);',
    '',
    'java-log-injection',
  ],
])('%s is an end', (_name, code, imports, rule) => {
  expect(said(code, imports)).toContain(rule);
});

describe('what is none', () => {
  test.each([
    [
      'a parameter of JdbcTemplate',
      'JdbcTemplate t = get(); t.query("select * from a where b = ?", mapper, param);',
      SPRING_JDBC,
    ],
    ['a parameter of JPA', 'em.createQuery("from A where b = :b").setParameter("b", param);', ''],
    ['an argument of a fixed program', 'new ProcessBuilder("git", "log", "--", param).start();', ''],
    [
      'a filter of an encoded value',
      'LdapTemplate t = get(); t.search("ou=a", "(uid=" + LdapEncoder.filterEncode(param) + ")", mapper);',
      'org.springframework.ldap.core.LdapTemplate org.springframework.ldap.support.LdapEncoder',
    ],
    [
      'the last part of a name',
      'new FileReader("/data/" + FilenameUtils.getName(param));',
      'org.apache.commons.io.FilenameUtils',
    ],
    [
      'a part of the path of a fixed host',
      'new HttpGet("https://a.example.com/" + param);',
      'org.apache.http.client.methods.HttpGet',
    ],
    ["a page of one's own", 'response.sendRedirect("/users?id=" + param);', ''],
    ['data of a template', 'Map<String, Object> m = new HashMap<>(); m.put("a", param); template.process(m, out);', ''],
    ['a value in a document', 'new Document("a", param);', 'org.bson.Document'],
    [
      'JSON into a fixed class',
      'new ObjectMapper().readValue(param, Order.class);',
      'com.fasterxml.jackson.databind.ObjectMapper',
    ],
    ['a quoted pattern', 'java.util.regex.Pattern.compile(java.util.regex.Pattern.quote(param));', ''],
    [
      'a line without line ends',
      'org.slf4j.LoggerFactory.getLogger("a").info(param.replaceAll("[\\\\r\\\\n]", "_"));',
      '',
    ],
    ['a fixed environment', 'Runtime.getRuntime().exec("df", new String[] {"A=b"});', ''],
  ])('%s', (_name, code, imports) => {
    expect(said(code, imports)).toEqual([]);
  });
});
