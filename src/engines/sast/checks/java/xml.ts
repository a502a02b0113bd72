import type { Severity } from '../../../../model/severity.ts';
import type { CheckResult, Lookup, ProgramCheck, ResolvedCall } from '../../language.ts';
import type { Expression, Span } from '../../program.ts';
import { contains, functionAround } from '../enclosing.ts';
import { isHandler } from './handlers.ts';

/** What makes parsers that follow external entities unless told otherwise. */
const FACTORIES =
  /(?:^|\.)(?:(?:DocumentBuilderFactory|SAXParserFactory)\.(?:newInstance|newDefaultInstance|newNSInstance|newDefaultNSInstance)|XMLInputFactory\.(?:newInstance|newFactory|newDefaultFactory)|XMLReaderFactory\.createXMLReader|SAXReader|SAXBuilder|Digester|DOMParser|SAXParser|XMLFilterImpl|WstxInputFactory)$/;
const PARSES =
  /\.(?:newDocumentBuilder|parse|read|build|createXMLStreamReader|createXMLEventReader|createFilteredReader|unmarshal|newSAXParser|getXMLReader)$/;
/** What transforms or validates a document: as dangerous, but most of them get documents of the program itself. */
const TRANSFORMERS =
  /(?:^|\.)(?:(?:SAX)?TransformerFactory\.(?:newInstance|newDefaultInstance)|SchemaFactory\.(?:newInstance|newDefaultInstance))$/;
const TRANSFORMS = /\.(?:newTransformer|newTemplates|newXMLFilter|newTransformerHandler|transform|newSchema|validate)$/;
/** Sources that hold text, which is parsed. */
const TEXT_SOURCE = /(?:^|\.)(?:StreamSource|SAXSource|StAXSource)$/;
/** Calls that say something about a factory beside them. */
const TELLING = /\.(?:set\w+|new\w+|parse|read|build|create\w+|unmarshal|getXMLReader|transform|validate)$/;
const MAKES_PARSER = /\.(?:newDocumentBuilder|newSAXParser)$/;
/** Settings that end it, and the value that does: OWASP's and JAXP's documents name them. */
const SETTINGS = /\.(?:setFeature|setProperty|setAttribute)$/;
const FORBIDS = /disallow-doctype-decl|FEATURE_SECURE_PROCESSING|secure-processing/;
const ALLOWS =
  /external-(?:general|parameter)-entities|load-external-dtd|SUPPORT_DTD|supportDTD|SUPPORTING_EXTERNAL_ENTITIES|isSupportingExternalEntities/i;
const ACCESS = /ACCESS_EXTERNAL_(?:DTD|SCHEMA|STYLESHEET)|accessExternal(?:DTD|Schema|Stylesheet)/;

const MESSAGE = 'Documents can make this parser read files and ask servers';

/** XML factories that parse, in methods where nothing forbids external entities; and settings that allow them. */
export const xmlExternalEntities: ProgramCheck = (_program, lookup) => {
  const telling = lookup.calls.filter(({ path }) => TELLING.test(path));
  const opened: CheckResult[] = [];
  const found = lookup.calls.flatMap((call): readonly CheckResult[] => {
    const isTransformer = TRANSFORMERS.test(call.path);
    if (!isTransformer && !FACTORIES.test(call.path)) return [];
    const around = functionAround(lookup, call);
    const beside = telling.filter((other) => contains(around ?? classAround(call, lookup) ?? other, other));
    if (beside.some((other) => hardens(other, lookup)) || isHardenedInClass(call, lookup)) return [];
    if (around !== undefined && isHardenedByHelper(around, lookup)) return [];
    const severity: Severity = around !== undefined && isHandler(around) ? 'high' : isTransformer ? 'low' : 'medium';
    const opening = beside.filter((other) => other.end >= call.start && opens(other, lookup));
    opened.push(...opening.map((span) => ({ span, message: MESSAGE, severity })));
    if (opening.length > 0) return [];
    const parse = isTransformer ? transformBeside(beside, lookup) : parseBeside(call, beside);
    return parse === undefined ? [] : [{ span: parse, message: MESSAGE, severity }];
  });
  return inOrder([...found, ...opened]);
};

/** Once each: one setting may stand beside several factories. */
function inOrder(results: readonly CheckResult[]): readonly CheckResult[] {
  const byPlace = new Map(results.map((result) => [`${result.span.start} ${result.span.end}`, result]));
  return [...byPlace.values()].sort((a, b) => a.span.start - b.span.start);
}

/** Where a factory's parser is made, else the factory itself. */
function parseBeside(call: ResolvedCall, beside: readonly ResolvedCall[]): Span | undefined {
  const parse = beside.find((other) => PARSES.test(other.path) && other.end >= call.start);
  if (parse === undefined || onlyMakes(beside)) return undefined;
  return beside.find((other) => MAKES_PARSER.test(other.path) && other.start >= call.start) ?? call;
}

/** A transformation of a document that is text: of a tree in memory nothing is parsed. */
function transformBeside(beside: readonly ResolvedCall[], lookup: Lookup): ResolvedCall | undefined {
  return beside.find((other) => {
    const [source] = other.arguments;
    return TRANSFORMS.test(other.path) && source !== undefined && TEXT_SOURCE.test(lookup.pathOf(source.value));
  });
}

/** The innermost class around a place. */
function classAround(place: Span, lookup: Lookup): Span | undefined {
  return lookup.statements.findLast((statement) => statement.kind === 'class' && contains(statement, place));
}

/** What initializers of the class set holds for its factories, wherever it parses. */
function isHardenedInClass(call: ResolvedCall, lookup: Lookup): boolean {
  const own = classAround(call, lookup);
  return lookup.calls.some(
    (other) =>
      (own === undefined || contains(own, other)) &&
      hardens(other, lookup) &&
      functionAround(lookup, other) === undefined,
  );
}

/** A method of the file that is called in this one says it of what it is given. */
function isHardenedByHelper(around: Span, lookup: Lookup): boolean {
  const hardening = new Set(
    lookup.calls.filter((call) => hardens(call, lookup)).map((call) => functionAround(lookup, call)?.name),
  );
  if (hardening.size === 0) return false;
  return lookup.calls.some(({ callee, arguments: given, ...call }) => {
    const name = callee.kind === 'name' ? callee.name : callee.kind === 'member' ? callee.property : undefined;
    return contains(around, call) && given.length > 0 && name !== undefined && hardening.has(name);
  });
}

/** A document that is made from nothing reads nothing. */
function onlyMakes(beside: readonly ResolvedCall[]): boolean {
  return beside.some((call) => /\.newDocument$/.test(call.path)) && !beside.some((call) => /\.parse$/.test(call.path));
}

function hardens(call: ResolvedCall, lookup: Lookup): boolean {
  if (/\.(?:setEntityResolver|setXMLResolver|setURIResolver)$/.test(call.path)) return true;
  const told = settingOf(call, lookup);
  if (told === undefined) return false;
  if (FORBIDS.test(told.setting)) return isTruth(told.value, true, lookup);
  if (ALLOWS.test(told.setting)) return isTruth(told.value, false, lookup);
  return ACCESS.test(told.setting) && lookup.valueOf(told.value) === '';
}

/** Says in words that entities are wanted. */
function opens(call: ResolvedCall, lookup: Lookup): boolean {
  const told = settingOf(call, lookup);
  if (told === undefined) return false;
  const isAllowed = ALLOWS.test(told.setting) && !/load-external-dtd/.test(told.setting);
  return (FORBIDS.test(told.setting) || isAllowed) && !isTruth(told.value, !isAllowed, lookup);
}

function settingOf(call: ResolvedCall, lookup: Lookup) {
  if (!SETTINGS.test(call.path)) return undefined;
  const [name, value] = call.arguments.map((argument) => argument.value);
  if (name === undefined || value === undefined) return undefined;
  return { setting: String(lookup.valueOf(name) ?? lookup.pathOf(name)), value };
}

/** `true`, `Boolean.TRUE`, or something that nobody knows. */
function isTruth(value: Expression, wanted: boolean, lookup: Lookup): boolean {
  const fixed = lookup.valueOf(value);
  if (fixed !== undefined) return String(fixed) === String(wanted);
  const path = lookup.pathOf(value);
  return /\.(?:TRUE|FALSE)$/.test(path) ? path.endsWith(wanted ? '.TRUE' : '.FALSE') : true;
}
