import rules from '../../../../../rules/iac/aws/network.yml';
import { all, type CloudCheck, type CloudGroup, each, type Found } from '../check.ts';
import { namesResource } from '../infrastructure.ts';
import { EXPOSURE_SEVERITY, type Exposure, exposureOf, isEveryone, type Range } from '../ports.ts';
import { mustBeOff } from '../settings.ts';
import { at, itemsOf, numberOf, textOf, type Value } from '../value.ts';

/** Security groups, network access lists, subnets. */
export const AWS_NETWORK: CloudGroup = {
  rules,
  terraform: {
    'aws-open-all-ports': openIngress('all-ports'),
    'aws-open-admin-port': openIngress('administration'),
    'aws-open-database-port': openIngress('database'),
    'aws-open-port': openIngress('other'),
    'aws-network-acl-open': networkAcl(),
    'aws-default-security-group-in-use': each('aws_default_security_group', ({ body }) =>
      ['ingress', 'egress'].flatMap((name) =>
        itemsOf(at(body, name))
          .slice(0, 1)
          .map((about) => ({
            about,
            message: `has a rule for ${name}: everything without a group of its own gets it`,
          })),
      ),
    ),
    'aws-default-vpc': each('aws_default_vpc', () => [{ message: 'is the default VPC, whose subnets are all public' }]),
    'aws-subnet-public-addresses': mustBeOff(
      'aws_subnet',
      'map_public_ip_on_launch',
      'gives everything that starts in it a public address',
    ),
    'aws-vpc-no-flow-log': each('aws_vpc', (vpc, infrastructure) =>
      infrastructure
        .ofType('aws_flow_log')
        .some(({ body }) => namesResource(at(body, 'vpc_id'), vpc, undefined) !== false)
        ? []
        : [{ message: 'keeps no log of its traffic' }],
    ),
  },
  cloudformation: {
    'aws-open-all-ports': openIngressOfTemplates('all-ports'),
    'aws-open-admin-port': openIngressOfTemplates('administration'),
    'aws-open-database-port': openIngressOfTemplates('database'),
    'aws-open-port': openIngressOfTemplates('other'),
    'aws-subnet-public-addresses': mustBeOff(
      'AWS::EC2::Subnet',
      'MapPublicIpOnLaunch',
      'gives everything that starts in it a public address',
    ),
    'aws-vpc-no-flow-log': each('AWS::EC2::VPC', (vpc, infrastructure) =>
      infrastructure
        .ofType('AWS::EC2::FlowLog')
        .some(({ body }) => namesResource(at(body, 'ResourceId'), vpc, undefined) !== false)
        ? []
        : [{ message: 'keeps no log of its traffic' }],
    ),
  },
};

/** How the parts of a rule are called. */
interface RuleNames {
  readonly protocol: string;
  readonly from: string;
  readonly to: string;
  readonly ranges: readonly string[];
}

const BLOCK: RuleNames = {
  protocol: 'protocol',
  from: 'from_port',
  to: 'to_port',
  ranges: ['cidr_blocks', 'ipv6_cidr_blocks'],
};
const RULE: RuleNames = { ...BLOCK, protocol: 'ip_protocol', ranges: ['cidr_ipv4', 'cidr_ipv6'] };
const TEMPLATE: RuleNames = { protocol: 'IpProtocol', from: 'FromPort', to: 'ToPort', ranges: ['CidrIp', 'CidrIpv6'] };

function openIngress(kind: Exposure): CloudCheck {
  return all(
    each(['aws_security_group', 'aws_default_security_group'], ({ body }) =>
      itemsOf(at(body, 'ingress')).flatMap((rule) => judge(rule, BLOCK, kind)),
    ),
    each('aws_security_group_rule', ({ body }) =>
      textOf(at(body, 'type')) === 'ingress' ? judge(body, BLOCK, kind) : [],
    ),
    each('aws_vpc_security_group_ingress_rule', ({ body }) => judge(body, RULE, kind)),
  );
}

function openIngressOfTemplates(kind: Exposure): CloudCheck {
  return all(
    each('AWS::EC2::SecurityGroup', ({ body }) =>
      itemsOf(at(body, 'SecurityGroupIngress')).flatMap((rule) => judge(rule, TEMPLATE, kind)),
    ),
    each('AWS::EC2::SecurityGroupIngress', ({ body }) => judge(body, TEMPLATE, kind)),
  );
}

function judge(rule: Value, names: RuleNames, kind: Exposure): readonly Found[] {
  const open = names.ranges
    .map((name) => at(rule, name))
    .find((value) => itemsOf(value).some((item) => isEveryone(textOf(item) ?? '')));
  const range = open === undefined ? undefined : portsOf(rule, names);
  if (range === undefined) return [];
  const { exposure, what } = exposureOf(range);
  if (exposure !== kind) return [];
  return [{ about: open, message: `everyone on the internet reaches ${what}`, severity: EXPOSURE_SEVERITY[exposure] }];
}

/** Protocol -1 is all of them, whatever ports stand there; ICMP (1, 58) has none. */
function portsOf(rule: Value, names: RuleNames): Range | undefined {
  const protocol = textOf(at(rule, names.protocol))?.toLowerCase();
  if (protocol === '-1' || protocol === 'all') return { from: 0, to: 65_535 };
  if (protocol === undefined || !/^(?:tcp|udp|6|17)$/.test(protocol)) return undefined;
  const [from, to] = [numberOf(at(rule, names.from)), numberOf(at(rule, names.to))];
  return from === undefined || to === undefined ? undefined : { from, to };
}

function networkAcl(): CloudCheck {
  const open = (rule: Value, action: string, range: string): readonly Found[] => {
    if (textOf(at(rule, action))?.toLowerCase() !== 'allow') return [];
    const everyone = [range, 'ipv6_cidr_block']
      .map((name) => at(rule, name))
      .find((value) => isEveryone(textOf(value) ?? ''));
    const ports = everyone === undefined ? undefined : portsOf(rule, BLOCK);
    const found = ports && exposureOf(ports);
    if (found === undefined || (found.exposure !== 'all-ports' && found.exposure !== 'administration')) return [];
    return [{ about: everyone, message: `lets everyone on the internet to ${found.what}` }];
  };
  return all(
    each(['aws_network_acl', 'aws_default_network_acl'], ({ body }) =>
      itemsOf(at(body, 'ingress')).flatMap((rule) => open(rule, 'action', 'cidr_block')),
    ),
    each('aws_network_acl_rule', ({ body }) =>
      textOf(at(body, 'egress')) === 'true' ? [] : open(body, 'rule_action', 'cidr_block'),
    ),
  );
}
