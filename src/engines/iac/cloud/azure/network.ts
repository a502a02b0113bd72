import rules from '../../../../../rules/iac/azure/network.yml';
import { all, type CloudCheck, type CloudGroup, each, type Found } from '../check.ts';
import { namesResource } from '../infrastructure.ts';
import { EXPOSURE_SEVERITY, type Exposure, exposureOf, isEveryone, rangeOf } from '../ports.ts';
import { mustNotBe } from '../settings.ts';
import { at, isAbsent, isEmptyList, isUnknown, itemsOf, textOf, type Value } from '../value.ts';

/** Servers of databases that have a firewall of their own. */
const SERVERS = [
  'azurerm_mssql_server',
  'azurerm_sql_server',
  'azurerm_mysql_server',
  'azurerm_postgresql_server',
  'azurerm_mariadb_server',
];
const FIREWALLS = [
  'azurerm_mssql_firewall_rule',
  'azurerm_sql_firewall_rule',
  'azurerm_mysql_firewall_rule',
  'azurerm_mysql_flexible_server_firewall_rule',
  'azurerm_postgresql_firewall_rule',
  'azurerm_postgresql_flexible_server_firewall_rule',
  'azurerm_mariadb_firewall_rule',
  'azurerm_redis_firewall_rule',
  'azurerm_synapse_firewall_rule',
];

/** What is reachable. */
export const AZURE_NETWORK: CloudGroup = {
  rules,
  terraform: {
    'azure-open-all-ports': openRules('all-ports'),
    'azure-open-admin-port': openRules('administration'),
    'azure-open-database-port': openRules('database'),
    'azure-open-port': openRules('other'),
    'azure-database-open-firewall': each(FIREWALLS, ({ body }): readonly Found[] => {
      const [start, end] = [at(body, 'start_ip_address'), at(body, 'end_ip_address')];
      if (textOf(start) !== '0.0.0.0') return [];
      if (textOf(end) === '0.0.0.0')
        return [{ about: end, message: 'everything in Azure, of every customer, reaches it', severity: 'medium' }];
      return textOf(end) === '255.255.255.255' ? [{ about: end, message: 'everyone on the internet reaches it' }] : [];
    }),
    'azure-database-public-network': mustNotBe(
      SERVERS,
      'public_network_access_enabled',
      /^true$/,
      () => 'has an address of the internet, with its firewall alone before it',
      'wrong',
    ),
    'azure-storage-open-network': all(
      mustNotBe(
        'azurerm_storage_account_network_rules',
        'default_action',
        /^Allow$/,
        () => 'answers requests from every network',
      ),
      each('azurerm_storage_account', (account, infrastructure) => {
        const isSeparate = infrastructure.ofType('azurerm_storage_account_network_rules').some(({ body }) => {
          const named = at(body, 'storage_account_id') ?? at(body, 'storage_account_name');
          return namesResource(named, account, at(account.body, 'name')) !== false;
        });
        const action = at(account.body, 'network_rules.default_action');
        const isClosed = textOf(at(account.body, 'public_network_access_enabled')) === 'false';
        if (isClosed || isUnknown(action) || (isSeparate && isAbsent(action)) || textOf(action) === 'Deny') return [];
        return [{ about: action, message: 'answers requests from every network' }];
      }),
    ),
    'azure-vault-open-network': each('azurerm_key_vault', ({ body }) => {
      const action = at(body, 'network_acls.default_action');
      const isClosed = textOf(at(body, 'public_network_access_enabled')) === 'false';
      return isClosed || isUnknown(action) || textOf(action) === 'Deny'
        ? []
        : [{ about: action, message: 'answers requests from every network' }];
    }),
    'azure-cosmos-open-network': each('azurerm_cosmosdb_account', ({ body }) => {
      const limits = ['ip_range_filter', 'virtual_network_rule', 'is_virtual_network_filter_enabled'];
      const access = at(body, 'public_network_access_enabled');
      const isOpen = isAbsent(access) || textOf(access) === 'true';
      return isOpen && limits.every((name) => isAbsent(at(body, name)) || textOf(at(body, name)) === '')
        ? [{ about: access, message: 'answers requests from every network' }]
        : [];
    }),
    'azure-kubernetes-open-api': each('azurerm_kubernetes_cluster', ({ body }) => {
      const ranges = ['api_server_authorized_ip_ranges', 'api_server_access_profile.authorized_ip_ranges'].map((path) =>
        at(body, path),
      );
      const isPrivate = ['private_cluster_enabled', 'private_link_enabled'].some((name) => {
        const value = at(body, name);
        return !isAbsent(value) && textOf(value) !== 'false';
      });
      const isOpen =
        ranges.every(isEmptyList) ||
        ranges.some((list) => itemsOf(list).some((range) => isEveryone(textOf(range) ?? '')));
      return isOpen && !isPrivate
        ? [
            {
              about: ranges.find((list) => !isAbsent(list)),
              message: 'everyone on the internet reaches its API server',
            },
          ]
        : [];
    }),
    'azure-registry-public-network': mustNotBe(
      'azurerm_container_registry',
      'public_network_access_enabled',
      /^true$/,
      () => 'answers requests from every network',
      'wrong',
    ),
  },
};

function openRules(kind: Exposure): CloudCheck {
  return all(
    each('azurerm_network_security_rule', ({ body }) => judge(body, kind)),
    each('azurerm_network_security_group', ({ body }) =>
      itemsOf(at(body, 'security_rule')).flatMap((rule) => judge(rule, kind)),
    ),
  );
}

/** Every name that a list or a single text of a rule has. */
function both(rule: Value, name: string): readonly { readonly text: string; readonly about: Value }[] {
  return [at(rule, name), at(rule, `${name.replace(/x$/, 'xe')}s`)].flatMap((value) =>
    itemsOf(value).flatMap((about) => {
      const text = textOf(about);
      return text === undefined ? [] : [{ text, about }];
    }),
  );
}

function judge(rule: Value, kind: Exposure): readonly Found[] {
  const is = (name: string, word: RegExp) => word.test(textOf(at(rule, name)) ?? '');
  if (!is('access', /^allow$/i) || !is('direction', /^inbound$/i) || is('protocol', /^icmp$/i)) return [];
  const open = both(rule, 'source_address_prefix').find(({ text }) => isEveryone(text));
  if (open === undefined) return [];
  const ranges = both(rule, 'destination_port_range').flatMap(({ text }) => rangeOf(text) ?? []);
  const exposures = ranges.map(exposureOf);
  const order: readonly Exposure[] = ['all-ports', 'administration', 'database', 'other', 'web'];
  const worst = order.find((one) => exposures.some(({ exposure }) => exposure === one));
  const found = exposures.find(({ exposure }) => exposure === worst);
  if (found === undefined || worst !== kind) return [];
  return [
    { about: open.about, message: `everyone on the internet reaches ${found.what}`, severity: EXPOSURE_SEVERITY[kind] },
  ];
}
