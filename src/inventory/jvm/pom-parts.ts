import { readXml, type XmlEvent } from '../xml/xml-events.ts';

/** What a pom.xml says of one dependency, not interpolated. */
export interface PomDependency {
  readonly line: number;
  /** Only says which version, should something ask for it (`dependencyManagement`). */
  readonly isManaged: boolean;
  /** `groupId`, `artifactId`, `version`, `scope`, `type`. */
  readonly fields: ReadonlyMap<string, string>;
}

/** The parts of a pom.xml that say what it depends on. */
export interface PomParts {
  readonly dependencies: readonly PomDependency[];
  /** `${…}` → text: the properties, and what the project says of itself (`project.version`). */
  readonly values: ReadonlyMap<string, string>;
}

/** A pom.xml has eight levels, plug-ins' configuration hardly more. */
const DEEPEST = 200;
const DEPENDENCY = /^project(?:\/profiles\/profile)?(\/dependencyManagement)?\/dependencies\/dependency$/;
const OWN = /^project\/(parent\/)?(groupId|artifactId|version)$/;
const PROPERTY = /^project\/properties\/([^/]+)$/;

/** Reads a pom.xml (https://maven.apache.org/pom.html); `undefined` when the text is no XML, or another XML. */
export function readPomParts(text: string): PomParts | undefined {
  const { events, isWhole } = readXml(text);
  if (!isWhole) return undefined;
  const collector = { dependencies: [], values: new Map(), current: undefined };
  return walk(events, collector) ? withInherited(collector) : undefined;
}

interface Collector {
  readonly dependencies: PomDependency[];
  readonly values: Map<string, string>;
  current:
    | { readonly line: number; readonly isManaged: boolean; readonly fields: Map<string, string>; artifactLine: number }
    | undefined;
}

/** Whether tags match and the outermost is `project`. */
function walk(events: readonly XmlEvent[], collector: Collector): boolean {
  const path: string[] = [];
  let isPom = false;
  for (const event of events) {
    if (event.kind === 'text') take(path, event.text.trim(), event.line, collector);
    else if (event.kind === 'open') {
      path.push(event.name);
      isPom ||= path.length === 1 && event.name === 'project';
      if (path.length > DEEPEST) return false;
      const dependency = DEPENDENCY.exec(path.join('/'));
      if (dependency !== null) {
        collector.current = {
          line: event.line,
          isManaged: dependency[1] !== undefined,
          fields: new Map(),
          artifactLine: event.line,
        };
      }
    } else {
      if (DEPENDENCY.test(path.join('/')) && collector.current !== undefined) {
        const { artifactLine, isManaged, fields } = collector.current;
        collector.dependencies.push({ line: artifactLine, isManaged, fields });
        collector.current = undefined;
      }
      if (path.pop() !== event.name) return false;
    }
  }
  return isPom && path.length === 0;
}

function take(path: readonly string[], text: string, line: number, { current, values }: Collector): void {
  const name = path.at(-1) ?? '';
  if (current !== undefined) {
    if (!DEPENDENCY.test(path.slice(0, -1).join('/'))) return;
    current.fields.set(name, text);
    if (name === 'artifactId') current.artifactLine = line;
    return;
  }
  const place = path.join('/');
  const property = PROPERTY.exec(place)?.[1];
  if (property !== undefined) values.set(property, text);
  else if (OWN.test(place)) values.set(place.replaceAll('/', '.'), text);
}

/** A project has its parent's group and version where it names none; `pom.` and the bare names are old ways to write `project.`. */
function withInherited({ dependencies, values }: Collector): PomParts {
  const all = new Map(values);
  for (const field of ['groupId', 'artifactId', 'version']) {
    const own =
      values.get(`project.${field}`) ?? (field === 'artifactId' ? undefined : values.get(`project.parent.${field}`));
    if (own === undefined) continue;
    for (const name of [`project.${field}`, `pom.${field}`, field]) if (!all.has(name)) all.set(name, own);
  }
  return { dependencies, values: all };
}
