import type { Severity } from '../../../../model/severity.ts';
import type { CheckResult, Lookup, ProgramCheck, ResolvedCall } from '../../language.ts';
import type { Expression } from '../../program.ts';
import { contains, functionAround } from '../enclosing.ts';
import { isHandler } from './handlers.ts';

/** What makes parsers that follow external entities unless told otherwise. */
const FACTORIES =
  /(?:^|\.)(?:(?:DocumentBuilderFactory|SAXParserFactory)\.(?:newInstance|newDefaultInstance|newNSInstance)|XMLInputFactory\.(?:newInstance|newFactory|newDefaultFactory)|XMLReaderFactory\.createXMLReader|SAXReader|SAXBuilder|Digester)$/;
const PARSES =
  /\.(?:newDocumentBuilder|parse|read|build|createXMLStreamReader|createXMLEventReader|createFilteredReader|unmarshal|newSAXParser|getXMLReader)$/;
/** Calls that say something about a factory beside them. */
const TELLING = /\.(?:set\w+|new\w+|parse|read|build|create\w+|unmarshal|getXMLReader)$/;
const MAKES_PARSER = /\.(?:newDocumentBuilder|newSAXParser)$/;
/** Settings that end it, and the value that does: OWASP's and JAXP's documents name them. */
const SETTINGS = /\.(?:setFeature|setProperty|setAttribute)$/;
const FORBIDS = /disallow-doctype-decl|FEATURE_SECURE_PROCESSING|secure-processing/;
const ALLOWS =
  /external-(?:general|parameter)-entities|load-external-dtd|SUPPORT_DTD|supportDTD|SUPPORTING_EXTERNAL_ENTITIES|isSupportingExternalEntities/i;
const ACCESS = /ACCESS_EXTERNAL_(?:DTD|SCHEMA)|accessExternalDTD/;

/** XML factories that parse, in methods where nothing forbids external entities. */
export const xmlExternalEntities: ProgramCheck = (_program, lookup) => {
  const isHardenedBefore = lookup.calls.some(
    (call) => hardens(call, lookup) && functionAround(lookup, call) === undefined,
  );
  const telling = lookup.calls.filter(({ path }) => TELLING.test(path));
  return lookup.calls.flatMap((call): readonly CheckResult[] => {
    if (!FACTORIES.test(call.path)) return [];
    const around = functionAround(lookup, call);
    const beside = around === undefined ? telling : telling.filter((other) => contains(around, other));
    if (isHardenedBefore || beside.some((other) => hardens(other, lookup))) return [];
    const parse = beside.find((other) => PARSES.test(other.path) && other.end >= call.start);
    if (parse === undefined || onlyMakes(beside)) return [];
    const severity: Severity = around !== undefined && isHandler(around) ? 'high' : 'medium';
    const parser = beside.find((other) => MAKES_PARSER.test(other.path) && other.start >= call.start);
    return [{ span: parser ?? call, message: 'Documents can make this parser read files and ask servers', severity }];
  });
};

/** A document that is made from nothing reads nothing. */
function onlyMakes(beside: readonly ResolvedCall[]): boolean {
  return beside.some((call) => /\.newDocument$/.test(call.path)) && !beside.some((call) => /\.parse$/.test(call.path));
}

function hardens(call: ResolvedCall, lookup: Lookup): boolean {
  if (/\.(?:setEntityResolver|setXMLResolver)$/.test(call.path)) return true;
  if (!SETTINGS.test(call.path)) return false;
  const [name, value] = call.arguments.map((argument) => argument.value);
  if (name === undefined || value === undefined) return false;
  const setting = String(lookup.valueOf(name) ?? lookup.pathOf(name));
  if (FORBIDS.test(setting)) return isTruth(value, true, lookup);
  if (ALLOWS.test(setting)) return isTruth(value, false, lookup);
  return ACCESS.test(setting) && lookup.valueOf(value) === '';
}

/** `true`, `Boolean.TRUE`, or something that nobody knows. */
function isTruth(value: Expression, wanted: boolean, lookup: Lookup): boolean {
  const fixed = lookup.valueOf(value);
  if (fixed !== undefined) return String(fixed) === String(wanted);
  const path = lookup.pathOf(value);
  return /\.(?:TRUE|FALSE)$/.test(path) ? path.endsWith(wanted ? '.TRUE' : '.FALSE') : true;
}
