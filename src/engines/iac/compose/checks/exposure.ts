import rules from '../../../../../rules/iac/compose/exposure.yml';
import type { EngineSettings } from '../../../contract.ts';
import type { CheckGroup, IacResult } from '../../check.ts';
import { kindOfValue, namesCredential } from '../../credentials.ts';
import { strangeRegistry } from '../../image-origin.ts';
import { isNewest, parseImage } from '../../image-reference.ts';
import { substitute } from '../../variables.ts';
import type { ComposeProject, Service, Variable } from '../compose.ts';

/** What others can reach or read, and what runs. */
export const EXPOSURE: CheckGroup<ComposeProject> = {
  rules,
  checks: {
    'compose-secret-in-environment': ({ services }) => services.flatMap(secretInEnvironment),
    'compose-secret-in-build-argument': ({ services }) => services.flatMap(secretInBuildArgument),
    'compose-authentication-off': ({ services }) => services.flatMap(authenticationOff),
    'compose-published-database': ({ services }) => services.flatMap(publishedDatabase),
    'compose-newest-image': ({ services }) => services.flatMap(newestImage),
    'compose-unpinned-image': ({ services }) => services.flatMap(unpinnedImage),
    'compose-untrusted-registry': ({ services }, settings) =>
      services.flatMap((service) => untrustedRegistry(service, settings)),
  },
};

function secretInEnvironment({ environment, address }: Service): readonly IacResult[] {
  return environment.flatMap((variable) =>
    judgeVariable(variable, address, 'stands in the file, for everyone who may read the repository'),
  );
}

function secretInBuildArgument({ buildArguments, address }: Service): readonly IacResult[] {
  return buildArguments.flatMap((variable) =>
    judgeVariable(variable, address, "is a build argument, which stays in the image's history"),
  );
}

function judgeVariable({ name, value, region }: Variable, resource: string, what: string): readonly IacResult[] {
  const kind = namesCredential(name) ? kindOfValue(value) : 'none';
  if (kind === 'none') return [];
  const message = `${name} ${what}`;
  return [{ region, resource, message, sensitive: true, ...(kind === 'stand-in' && { severity: 'low' as const }) }];
}

/** Variables of official images and their values that let everyone in (each image's page on https://hub.docker.com). */
const LETS_EVERYONE_IN: Readonly<Record<string, RegExp>> = {
  MYSQL_ALLOW_EMPTY_PASSWORD: /^(?:yes|true|1|on)$/i,
  MARIADB_ALLOW_EMPTY_ROOT_PASSWORD: /^(?:yes|true|1|on)$/i,
  ALLOW_EMPTY_PASSWORD: /^(?:yes|true|1|on)$/i,
  POSTGRES_HOST_AUTH_METHOD: /^trust$/i,
  'xpack.security.enabled': /^false$/i,
  NEO4J_AUTH: /^none$/i,
  GF_AUTH_ANONYMOUS_ORG_ROLE: /^Admin$/i,
  ME_CONFIG_BASICAUTH: /^false$/i,
};

function authenticationOff({ environment, address }: Service): readonly IacResult[] {
  return environment
    .filter(({ name, value }) => LETS_EVERYONE_IN[name]?.test(value) === true)
    .map(({ name, value, region }) => ({
      region,
      resource: address,
      message: `${name}=${value}: everyone who reaches the service is let in`,
    }));
}

/** Services that are not made to face a network of strangers, by their port. */
const DATABASES: Readonly<Record<string, string>> = {
  '2375': 'the Docker daemon without TLS',
  '3306': 'MySQL',
  '5432': 'PostgreSQL',
  '1433': 'SQL Server',
  '1521': 'Oracle',
  '27017': 'MongoDB',
  '6379': 'Redis',
  '11211': 'memcached',
  '9200': 'Elasticsearch',
  '9042': 'Cassandra',
  '5984': 'CouchDB',
  '8086': 'InfluxDB',
  '2379': 'etcd',
};

function publishedDatabase({ ports, address }: Service): readonly IacResult[] {
  return ports.flatMap(({ host, container, region }): readonly IacResult[] => {
    const what = DATABASES[container];
    if (what === undefined || (host !== undefined && !/^(?:0\.0\.0\.0|::|\[::\])$/.test(host))) return [];
    const message = `publishes port ${container} (${what}) on every address of the host, past its firewall`;
    return [{ region, resource: address, message, ...(container === '2375' && { severity: 'high' as const }) }];
  });
}

/** An image that the file builds itself is named by the project; one with a default in a variable has that. */
function imageOf({ image, value }: Service) {
  if (image === undefined || hasBuild(value)) return undefined;
  const { value: name, certain } = substitute(image.value, () => undefined);
  const reference = certain ? parseImage(name) : undefined;
  return reference === undefined ? undefined : { name, reference, region: image.region };
}

function hasBuild(value: Service['value']): boolean {
  return value.kind === 'map' && value.entries.some(({ key }) => key.value === 'build');
}

function newestImage(service: Service): readonly IacResult[] {
  const image = imageOf(service);
  if (image === undefined || !isNewest(image.reference)) return [];
  return [
    { region: image.region, resource: service.address, message: `runs ${image.name}, whatever is newest on the day` },
  ];
}

function unpinnedImage(service: Service): readonly IacResult[] {
  const image = imageOf(service);
  if (image === undefined || image.reference.digest !== undefined || isNewest(image.reference)) return [];
  return [
    {
      region: image.region,
      resource: service.address,
      message: `runs ${image.name} by its tag ${image.reference.tag}, which can be moved`,
    },
  ];
}

/** A service that is built here pulls no image of its own. */
function untrustedRegistry({ image, value, address }: Service, settings: EngineSettings): readonly IacResult[] {
  if (image === undefined || hasBuild(value)) return [];
  const registry = strangeRegistry(substitute(image.value, () => undefined).value, settings);
  return registry === undefined
    ? []
    : [
        {
          region: image.region,
          resource: address,
          message: `runs an image of ${registry}, which is none of the trusted registries`,
        },
      ];
}
