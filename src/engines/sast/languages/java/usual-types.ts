/** Types whose simple name says which they are, by package: rules and models speak of them. */
const TYPES: Readonly<Record<string, string>> = {
  'java.io':
    'File FileInputStream FileOutputStream FileReader FileWriter InputStreamReader BufferedReader ByteArrayInputStream ObjectInputStream RandomAccessFile StringReader',
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
  'javax.xml.parsers': 'DocumentBuilderFactory SAXParserFactory',
  'javax.xml.stream': 'XMLInputFactory',
  'javax.xml.xpath': 'XPathFactory XPath',
  'javax.script': 'ScriptEngine ScriptEngineManager',
  'javax.naming.directory': 'DirContext InitialDirContext',
  'javax.net.ssl': 'SSLContext HostnameVerifier X509TrustManager HttpsURLConnection',
  'org.springframework.jdbc.core': 'JdbcTemplate',
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
