import type { CheckResult, Lookup, ProgramCheck, ResolvedCall } from '../../language.ts';
import { SECRET_NAME } from '../enclosing.ts';
import { assignedValues, isDjangoSettings } from './assigned.ts';

/** Jinja's environments without autoescaping; by default it is off, which matters for pages. */
export const checkAutoescape: ProgramCheck = (_program, lookup) =>
  lookup.calls.flatMap((call): readonly CheckResult[] => {
    if (!/^jinja2\.(?:environment\.)?(?:Environment|Template)$/.test(call.path)) return [];
    const given = lookup.argument(call, 'autoescape');
    if (given !== undefined) {
      const isOff = lookup.valueOf(given) === false;
      return isOff ? [{ span: call, message: 'autoescaping is switched off', severity: 'medium' }] : [];
    }
    const hides = call.arguments.some((argument) => argument.isSpread);
    if (hides || call.path.endsWith('Template') || namesOtherTexts(lookup)) return [];
    return [{ span: call, message: 'autoescaping is off, which is the default of Jinja', severity: 'low' }];
  });

/** Templates of what is no page: code, settings, mails as text. */
function namesOtherTexts(lookup: Lookup): boolean {
  const names = lookup.calls.flatMap((call) => {
    const name = /\.get_template$/.test(call.path) ? lookup.argument(call, '0') : undefined;
    const value = name === undefined ? undefined : lookup.valueOf(name);
    return typeof value === 'string' ? [value] : [];
  });
  return names.length > 0 && !names.some((name) => /\.x?html?(?:\.j(?:inja)?2?)?$/.test(name));
}

/** Cookies of the page itself, which its script reads. */
const PREFERENCE = /lang|locale|theme|colou?r|consent|csrf|time_?zone|\btz|dark|sort|view|debug/i;

/** Cookies without flags, sessions above all; what a page keeps for itself only where a flag is switched off. */
export const checkCookies: ProgramCheck = (_program, lookup) =>
  lookup.calls.flatMap((call): readonly CheckResult[] => {
    if (!call.path.endsWith('.set_cookie') || call.arguments.some((argument) => argument.isSpread)) return [];
    const missing = ['secure', 'httponly'].filter((flag) => isOff(call, flag, lookup));
    const named = lookup.argument(call, '0') ?? lookup.argument(call, 'key') ?? lookup.argument(call, 'name');
    const name = named === undefined ? undefined : lookup.valueOf(named);
    const isSession =
      typeof name === 'string' && (SECRET_NAME.test(name) || /sess|auth|jwt|remember|login/i.test(name));
    const inWords = missing.some((flag) => lookup.argument(call, flag) !== undefined);
    const isPlain = typeof name === 'string' && PREFERENCE.test(name) && !inWords;
    if (missing.length === 0 || isRemoval(call, lookup) || (isPlain && !isSession)) return [];
    return [
      { span: call, message: `cookie without \`${missing.join('` and `')}\``, severity: isSession ? 'medium' : 'low' },
    ];
  });

function isOff(call: ResolvedCall, flag: string, lookup: Lookup): boolean {
  const given = lookup.argument(call, flag);
  return given === undefined || lookup.valueOf(given) === false;
}

/** An empty value, or one that has expired, takes the cookie away. */
function isRemoval(call: ResolvedCall, lookup: Lookup): boolean {
  const value = lookup.argument(call, '1') ?? lookup.argument(call, 'value');
  const age = lookup.argument(call, 'max_age') ?? lookup.argument(call, 'expires');
  return (value !== undefined && lookup.valueOf(value) === '') || (age !== undefined && lookup.valueOf(age) === 0);
}

/** Views that are exempted from Django's check, and settings of Flask-WTF. */
export const checkForgedRequests: ProgramCheck = (_program, lookup) => {
  const views = lookup.functions.flatMap(({ definition }): readonly CheckResult[] => {
    const exempts = definition.decorators.some((decorator) => lookup.pathOf(decorator).endsWith('csrf_exempt'));
    return exempts ? [{ span: definition.head, message: 'the view takes requests from any site' }] : [];
  });
  const settings = assignedValues(lookup)
    .filter(({ name, value }) => /^WTF_CSRF_(?:ENABLED|CHECK_DEFAULT)$/.test(name) && lookup.valueOf(value) === false)
    .map(({ name, span }): CheckResult => ({ span, message: `${name} is off` }));
  return [...views, ...settings].sort((a, b) => a.span.start - b.span.start);
};

/** Debug servers: Flask's `run(debug=True)` and settings. https://flask.palletsprojects.com/en/stable/debugging/ */
export const checkDebugServer: ProgramCheck = (program, lookup) => {
  const isFlask = [...program.imports.values()].some((path) => /^(?:flask|quart|bottle|werkzeug)(?:\.|$)/.test(path));
  const runs = lookup.calls.flatMap((call): readonly CheckResult[] => {
    const serves = /^(?:flask\.Flask\(\)|quart\.Quart\(\)|bottle(?:\.Bottle\(\))?|\?(?:\.\w+)*|.*\.app)\.run$/.test(
      call.path,
    );
    const debug = lookup.argument(call, 'debug');
    if (!serves || debug === undefined || lookup.valueOf(debug) !== true) return [];
    if (!isFlask && !call.path.endsWith('app.run')) return [];
    const host = lookup.argument(call, 'host') ?? lookup.argument(call, '0');
    const isOpen = host !== undefined && ['0.0.0.0', '::'].includes(String(lookup.valueOf(host)));
    const message = isOpen ? 'the debugger is on, for everybody who reaches the machine' : 'the debugger is on';
    return [{ span: call, message, severity: isOpen ? 'high' : 'medium' }];
  });
  const settings = isFlask
    ? assignedValues(lookup)
        .filter(
          ({ name, owner, value }) =>
            /^debug$/i.test(name) &&
            owner !== undefined &&
            isApp(lookup.pathOf(owner)) &&
            lookup.valueOf(value) === true,
        )
        .map(({ span }): CheckResult => ({ span, message: 'the debugger is on' }))
    : [];
  return [...runs, ...settings].sort((a, b) => a.span.start - b.span.start);
};

function isApp(path: string): boolean {
  return /(?:Flask\(\)|Quart\(\)|\bapp)(?:\.config)?$/.test(path);
}

export const checkDjangoDebug: ProgramCheck = (_program, lookup) => {
  if (!isDjangoSettings(lookup)) return [];
  return assignedValues(lookup)
    .filter(({ name, owner, value }) => name === 'DEBUG' && owner === undefined && lookup.valueOf(value) === true)
    .map(({ span }) => ({ span, message: 'DEBUG is on' }));
};

export const checkAllowedHosts: ProgramCheck = (_program, lookup) =>
  assignedValues(lookup)
    .filter(
      ({ name, value }) =>
        name === 'ALLOWED_HOSTS' && value.kind === 'list' && value.items.some((item) => lookup.valueOf(item) === '*'),
    )
    .map(({ span }) => ({ span, message: 'any host name is allowed' }));

const OFF = /^(?:SESSION|CSRF)_COOKIE_(?:SECURE|HTTPONLY)$|^SECURE_SSL_REDIRECT$/;

/** Protections that are switched off in words. Django's CSRF cookie is readable by design, and only `HTTPS` sites can have secure cookies. */
export const checkInsecureSettings: ProgramCheck = (_program, lookup) => {
  const values = assignedValues(lookup);
  const withCredentials = values.some(
    ({ name, value }) => name === 'CORS_ALLOW_CREDENTIALS' && lookup.valueOf(value) === true,
  );
  return values.flatMap(({ name, value, span }): readonly CheckResult[] => {
    const given = lookup.valueOf(value);
    if (OFF.test(name) && given === false && !/^CSRF_COOKIE_HTTPONLY$/.test(name))
      return [{ span, message: `${name} is off`, severity: name.endsWith('HTTPONLY') ? 'medium' : 'low' }];
    if (name === 'SESSION_SERIALIZER' && String(given).endsWith('PickleSerializer')) {
      return [{ span, message: 'sessions are pickles: whoever has the key runs code' }];
    }
    const isAnyOrigin = /^CORS_(?:ALLOW_ALL_ORIGINS|ORIGIN_ALLOW_ALL)$/.test(name) && given === true;
    return isAnyOrigin && withCredentials
      ? [{ span, message: 'any site may send requests with the user’s session', severity: 'high' }]
      : [];
  });
};
