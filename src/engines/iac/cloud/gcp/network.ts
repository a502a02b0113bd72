import rules from '../../../../../rules/iac/gcp/network.yml';
import { type CloudCheck, type CloudGroup, each, type Found } from '../check.ts';
import { EXPOSURE_SEVERITY, type Exposure, exposureOf, isEveryone, rangeOf } from '../ports.ts';
import { mustBe, mustBeOff } from '../settings.ts';
import { at, isAbsent, isComplete, isUnknown, itemsOf, textOf, type Value } from '../value.ts';

const CLUSTER = 'google_container_cluster';

/** What is reachable. */
export const GCP_NETWORK: CloudGroup = {
  rules,
  terraform: {
    'gcp-open-all-ports': openFirewall('all-ports'),
    'gcp-open-admin-port': openFirewall('administration'),
    'gcp-open-database-port': openFirewall('database'),
    'gcp-open-port': openFirewall('other'),
    'gcp-sql-open-network': each('google_sql_database_instance', ({ body }) =>
      itemsOf(at(body, 'settings.ip_configuration.authorized_networks')).flatMap((network) => {
        const about = at(network, 'value');
        return isEveryone(textOf(about) ?? '') ? [{ about, message: 'everyone on the internet may connect' }] : [];
      }),
    ),
    'gcp-sql-public-address': each('google_sql_database_instance', ({ body }) => {
      const value = at(body, 'settings.ip_configuration.ipv4_enabled');
      const isPublic = isAbsent(value) || textOf(value) === 'true';
      return isPublic ? [{ about: value, message: 'has an address of the internet' }] : [];
    }),
    'gcp-sql-plain': each('google_sql_database_instance', ({ body }): readonly Found[] => {
      const [required, mode] = ['require_ssl', 'ssl_mode'].map((name) => at(body, `settings.ip_configuration.${name}`));
      if ([required, mode].some(isUnknown) || textOf(required) === 'true') return [];
      if (/^(?:ENCRYPTED_ONLY|TRUSTED_CLIENT_CERTIFICATE_REQUIRED)$/.test(textOf(mode) ?? '')) return [];
      return [{ about: mode ?? required, message: 'is talked to without TLS' }];
    }),
    'gcp-instance-public-address': each(['google_compute_instance', 'google_compute_instance_template'], ({ body }) =>
      itemsOf(at(body, 'network_interface')).flatMap((network) => {
        const config = at(network, 'access_config');
        const isThere = !isAbsent(config) && itemsOf(config).length > 0 && isComplete(config);
        return isThere ? [{ about: config, message: 'gets an address of the internet' }] : [];
      }),
    ),
    'gcp-instance-ip-forwarding': mustBeOff(
      ['google_compute_instance', 'google_compute_instance_template'],
      'can_ip_forward',
      'may send packets under the address of others',
    ),
    'gcp-cluster-open-api': each(CLUSTER, ({ body }): readonly Found[] => {
      const networks = at(body, 'master_authorized_networks_config');
      const blocks = at(networks, 'cidr_blocks');
      const isPrivate = textOf(at(body, 'private_cluster_config.enable_private_endpoint')) === 'true';
      if (isPrivate || isUnknown(networks) || !isComplete(networks)) return [];
      const open = itemsOf(blocks)
        .map((block) => at(block, 'cidr_block'))
        .find((range) => isEveryone(textOf(range) ?? ''));
      if (!isAbsent(networks) && open === undefined) return [];
      return [{ about: open, message: 'everyone on the internet reaches its API server' }];
    }),
    'gcp-cluster-public-nodes': each(CLUSTER, ({ body }) => {
      const value = at(body, 'private_cluster_config.enable_private_nodes');
      return isAbsent(value) || textOf(value) === 'false'
        ? [{ about: value, message: 'its nodes have addresses of the internet' }]
        : [];
    }),
    'gcp-default-network': mustBeOff(
      'google_project',
      'auto_create_network',
      'gets a network that is open for SSH, RDP and ICMP',
      'wrong',
    ),
    'gcp-subnet-no-flow-log': each('google_compute_subnetwork', ({ body }) =>
      isAbsent(at(body, 'log_config')) && !/PROXY|INTERNAL_HTTPS/.test(textOf(at(body, 'purpose')) ?? '')
        ? [{ message: 'keeps no log of its traffic' }]
        : [],
    ),
    'gcp-balancer-old-tls': mustBe(
      'google_compute_ssl_policy',
      'min_tls_version',
      /^TLS_1_[23]$/,
      (word) => `accepts TLS 1.0 (${word})`,
    ),
    'gcp-zone-unsigned': each('google_dns_managed_zone', ({ body }) => {
      const state = at(body, 'dnssec_config.state');
      const isPublic = (textOf(at(body, 'visibility')) ?? 'public') === 'public';
      return isPublic && (isAbsent(state) || textOf(state) === 'off')
        ? [{ about: state, message: 'its answers are not signed: anyone on the way may change them' }]
        : [];
    }),
    'gcp-function-plain-http': mustBe(
      'google_cloudfunctions_function',
      'https_trigger_security_level',
      /^SECURE_ALWAYS$/,
      () => 'answers without TLS',
      'fine',
    ),
  },
};

function openFirewall(kind: Exposure): CloudCheck {
  return each('google_compute_firewall', ({ body }) => {
    const direction = textOf(at(body, 'direction')) ?? 'INGRESS';
    const isOff = textOf(at(body, 'disabled')) === 'true' || isUnknown(at(body, 'direction'));
    const open = itemsOf(at(body, 'source_ranges')).find((range) => isEveryone(textOf(range) ?? ''));
    if (direction !== 'INGRESS' || isOff || open === undefined) return [];
    return itemsOf(at(body, 'allow')).flatMap((rule) => judge(rule, kind, at(body, 'source_ranges')));
  });
}

function judge(rule: Value, kind: Exposure, ranges: Value | undefined): readonly Found[] {
  const protocol = textOf(at(rule, 'protocol'))?.toLowerCase();
  if (protocol === undefined || !/^(?:tcp|udp|all|6|17)$/.test(protocol)) return [];
  const ports = at(rule, 'ports');
  if (isUnknown(ports)) return [];
  const isAll = protocol === 'all' || isAbsent(ports);
  const open = isAll ? [{ from: 0, to: 65_535 }] : itemsOf(ports).flatMap((port) => rangeOf(textOf(port) ?? '') ?? []);
  const exposures = open.map(exposureOf);
  const order: readonly Exposure[] = ['all-ports', 'administration', 'database', 'other', 'web'];
  const worst = order.find((one) => exposures.some(({ exposure }) => exposure === one));
  const found = exposures.find(({ exposure }) => exposure === worst);
  if (found === undefined || worst !== kind) return [];
  return [
    { about: ranges, message: `everyone on the internet reaches ${found.what}`, severity: EXPOSURE_SEVERITY[kind] },
  ];
}
