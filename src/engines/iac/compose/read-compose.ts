import { entriesOf, entryAt, type PlacedText, type PlacedValue, textAt, valueAt } from '../../yaml-document/placed.ts';
import { readDocumentText } from '../../yaml-document/read-document.ts';
import type { SourceText } from '../../yaml-document/source-text.ts';
import { isTrue } from '../edits.ts';
import { substitute } from '../variables.ts';
import type { ComposeProject, Mount, Port, Service, Variable } from './compose.ts';

/** A Compose file's services, and why that may not be all of it. */
export interface ReadCompose {
  readonly project: ComposeProject | undefined;
  readonly problem: string | undefined;
  readonly source: SourceText;
}

/** Reads a text as a Compose file. Never throws. One without services (an include, another program's file) says nothing. */
export function readCompose(text: string): ReadCompose {
  const { value, problem, source } = readDocumentText(text);
  const isTemplate = problem !== undefined && /\{\{|\{%/.test(text);
  const services = entriesOf(valueAt(value, 'services'));
  return {
    project: {
      services: services.flatMap(({ key, value: service }) =>
        service.kind === 'map' ? [readService(key, service)] : [],
      ),
    },
    problem: isTemplate ? 'a template of a Compose file' : (problem ?? shapeProblem(value)),
    source,
  };
}

/** Why what is plain YAML is no Compose file, or not all of it: one clause. */
function shapeProblem(value: PlacedValue | undefined): string | undefined {
  if (value?.kind === 'list' || value?.kind === 'text') return 'not a Compose file: it is no map';
  const services = entryAt(value, 'services');
  if (services === undefined) {
    const isOld = entriesOf(value).some(
      ({ value: item }) => (textAt(item, 'image') ?? valueAt(item, 'build')) !== undefined,
    );
    return isOld ? 'a Compose file of version 1, without "services": it is not read' : undefined;
  }
  if (services.value.kind === 'list' || services.value.kind === 'text')
    return `"services" at line ${services.key.region.startLine} is no map`;
  const wrong = entriesOf(services.value).find(({ value: item }) => item.kind === 'list' || item.kind === 'text');
  return wrong && `the service at line ${wrong.key.region.startLine} is no map`;
}

function readService(name: PlacedText, value: PlacedValue): Service {
  return {
    address: `service ${name.value}`,
    name,
    image: textAt(value, 'image'),
    environment: readVariables(valueAt(value, 'environment')),
    buildArguments: readVariables(valueAt(valueAt(value, 'build'), 'args')),
    mounts: itemsOf(valueAt(value, 'volumes')).flatMap(readMount),
    ports: itemsOf(valueAt(value, 'ports')).flatMap(readPort),
    value,
  };
}

function itemsOf(value: PlacedValue | undefined): readonly PlacedValue[] {
  return value?.kind === 'list' ? value.items : [];
}

/** `NAME: value` and `- NAME=value`. */
function readVariables(value: PlacedValue | undefined): readonly Variable[] {
  const fromMap = entriesOf(value).map(({ key, value: item }) => ({
    name: key.value,
    value: item.kind === 'text' ? item.value : '',
    region: item.kind === 'text' ? item.region : key.region,
  }));
  const fromList = itemsOf(value).flatMap((item) => {
    if (item.kind !== 'text') return [];
    const at = item.value.indexOf('=');
    return [
      {
        name: at === -1 ? item.value : item.value.slice(0, at),
        value: at === -1 ? '' : item.value.slice(at + 1),
        region: item.region,
      },
    ];
  });
  return [...fromMap, ...fromList];
}

/** `source:target[:options]` and the long form with `type: bind`. */
function readMount(item: PlacedValue): readonly Mount[] {
  if (item.kind === 'text') {
    const { value } = substitute(item.value, () => undefined);
    const [source = '', target, options = ''] = value.split(':');
    if (target === undefined) return [];
    return [{ source, target, readOnly: options.split(',').includes('ro'), region: item.region }];
  }
  const source = textAt(item, 'source');
  const target = textAt(item, 'target')?.value ?? '';
  if (source === undefined) return [];
  const { value } = substitute(source.value, () => undefined);
  return [{ source: value, target, readOnly: isTrue(textAt(item, 'read_only')?.value), region: source.region }];
}

/** `[[host:]published:]container[/protocol]`, and the long form with `target`, `published` and `host_ip`. */
function readPort(item: PlacedValue): readonly Port[] {
  if (item.kind === 'text') {
    const parts = substitute(item.value, () => undefined)
      .value.replace(/\/\w+$/, '')
      .split(/:(?![^[]*\])/);
    const container = parts.at(-1) ?? '';
    // A port alone is published on one of the host's own choice.
    return parts.length < 2 ? [] : [{ host: parts.length > 2 ? parts[0] : undefined, container, region: item.region }];
  }
  const target = textAt(item, 'target');
  if (target === undefined || textAt(item, 'published') === undefined) return [];
  return [{ host: textAt(item, 'host_ip')?.value, container: target.value, region: target.region }];
}
