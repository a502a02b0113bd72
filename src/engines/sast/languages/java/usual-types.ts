/** Types whose simple name says which they are, by package: rules and models speak of them. */
const TYPES: Readonly<Record<string, string>> = {
  'java.io':
    'File FileInputStream FileOutputStream PrintStream PrintWriter BufferedWriter FileReader FileWriter InputStreamReader BufferedReader ByteArrayInputStream ObjectInputStream RandomAccessFile StringReader',
  'java.nio.file': 'Files Path Paths',
  'java.net': 'URL URI URLConnection HttpURLConnection URLDecoder URLEncoder Socket ServerSocket DatagramPacket',
  'java.security': 'MessageDigest KeyPairGenerator SecureRandom',
  'javax.crypto': 'Cipher NullCipher KeyGenerator Mac',
  'javax.crypto.spec': 'SecretKeySpec IvParameterSpec GCMParameterSpec PBEKeySpec DESKeySpec',
  'java.sql': 'Connection Statement PreparedStatement CallableStatement DriverManager ResultSet',
  'javax.sql': 'DataSource',
  'java.util': 'Random ArrayList List Map HashMap Arrays Scanner Properties Base64 Optional UUID',
  'java.util.regex': 'Pattern',
  'java.util.zip': 'ZipEntry ZipInputStream ZipFile',
  'java.beans': 'XMLDecoder',
  'javax.xml.parsers': 'DocumentBuilderFactory DocumentBuilder SAXParserFactory SAXParser',
  'javax.xml.stream': 'XMLInputFactory',
  'javax.xml.transform': 'TransformerFactory',
  'javax.xml.validation': 'SchemaFactory',
  'javax.xml.bind': 'JAXBContext Unmarshaller',
  'org.xml.sax': 'XMLReader InputSource',
  'javax.xml.xpath': 'XPathFactory XPath',
  'javax.script': 'ScriptEngine ScriptEngineManager',
  'javax.naming.directory': 'DirContext InitialDirContext SearchControls',
  'javax.naming': 'InitialContext',
  'javax.net.ssl': 'SSLContext HostnameVerifier X509TrustManager HttpsURLConnection',
  'org.springframework.jdbc.core': 'JdbcTemplate',
  'org.springframework.jdbc.core.namedparam': 'NamedParameterJdbcTemplate',
  'org.slf4j': 'Logger LoggerFactory',
  'org.apache.commons.lang3': 'RandomStringUtils RandomUtils StringEscapeUtils SerializationUtils',
  'org.apache.commons.io': 'FileUtils FilenameUtils IOUtils',
  'com.auth0.jwt': 'JWT',
  'com.auth0.jwt.algorithms': 'Algorithm',
  'org.hibernate': 'SessionFactory',
  'org.springframework.web.client': 'RestTemplate',
  'org.springframework.web.multipart': 'MultipartFile',
  'org.springframework.web.servlet': 'ModelAndView',
  'org.springframework.web.servlet.view': 'RedirectView',
  'org.springframework.expression.spel.standard': 'SpelExpressionParser',
  'org.springframework.expression': 'ExpressionParser',
  'org.springframework.http': 'ResponseEntity',
  'org.springframework.web.bind.annotation':
    'RequestParam PathVariable RequestBody RequestHeader CookieValue RequestPart ModelAttribute ResponseBody RestController RequestMapping GetMapping PostMapping PutMapping PatchMapping DeleteMapping',
  'org.apache.commons.codec.digest': 'DigestUtils',
  'io.jsonwebtoken': 'Jwts',
  'org.yaml.snakeyaml': 'Yaml',
  'com.thoughtworks.xstream': 'XStream',
  'com.fasterxml.jackson.databind': 'ObjectMapper',
  'com.mongodb': 'BasicDBObject',
  'groovy.lang': 'GroovyShell GroovyClassLoader',
  ognl: 'Ognl',
};

/** These moved from javax to jakarta with Jakarta EE 9. */
const ENTERPRISE: Readonly<Record<string, string>> = {
  'servlet.http': 'HttpServletRequest HttpServletResponse HttpServlet HttpSession Cookie',
  servlet: 'ServletRequest ServletResponse',
  persistence: 'EntityManager',
};

/** Simple name → path, for names that a file uses without an import of their own: of a wildcard, or cut out of a larger file. */
export function usualTypes(isJakarta: boolean): ReadonlyMap<string, string> {
  return isJakarta ? JAKARTA : JAVAX;
}

/** What a name is that a file uses without declaring it: of a superclass, or of a page that the code is a part of. */
const NAMES: Readonly<Record<string, string>> = {
  request: 'HttpServletRequest',
  req: 'HttpServletRequest',
  httpServletRequest: 'HttpServletRequest',
  response: 'HttpServletResponse',
  resp: 'HttpServletResponse',
  session: 'HttpSession',
};

/** The names alone from which the types of a servlet are presumed, for files that name none of them. */
export const PRESUMED: Readonly<Record<string, readonly string[]>> = {
  'javax.servlet.http.HttpServletRequest': ['request', 'req', 'httpServletRequest'],
  'javax.servlet.http.HttpServletResponse': ['response', 'resp'],
  'javax.servlet.http.HttpSession': ['session'],
};

/** Undeclared name → path of its type. */
export function usualNames(isJakarta: boolean): ReadonlyMap<string, string> {
  const home = `${isJakarta ? 'jakarta' : 'javax'}.servlet.http`;
  return new Map(Object.entries(NAMES).map(([name, type]) => [name, `${home}.${type}`]));
}

const JAVAX = byName('javax');
const JAKARTA = byName('jakarta');

function byName(enterprise: string): ReadonlyMap<string, string> {
  const moved = Object.entries(ENTERPRISE).map(([inner, names]): [string, string] => [`${enterprise}.${inner}`, names]);
  return new Map(
    [...Object.entries(TYPES), ...moved].flatMap(([home, names]) =>
      names.split(' ').map((name): [string, string] => [name, `${home}.${name}`]),
    ),
  );
}
