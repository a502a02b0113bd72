import rules from '../../../../../rules/iac/aws/services.yml';
import { all, type CloudGroup, each, type Found } from '../check.ts';
import { publicPolicyAt } from '../policy.ts';
import { isEveryone } from '../ports.ts';
import { mustBe, mustBeOn, mustBeSet, mustNotBe } from '../settings.ts';
import { at, isAbsent, isEmptyList, isUnknown, itemsOf, textOf, type Value } from '../value.ts';

const LISTENERS = ['aws_lb_listener', 'aws_alb_listener'];
const UNENCRYPTED = 'is not encrypted where it is stored';
/** Policies without TLS 1.0 and 1.1 (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html). */
const NEW_TLS = /^ELBSecurityPolicy-(?:TLS13-1-[23]|TLS-1-2|FS-1-2)/;

/** Load balancers, content delivery, interfaces, messages, registries, clusters and trails. */
export const AWS_SERVICES: CloudGroup = {
  rules,
  terraform: {
    'aws-load-balancer-plain-http': each(LISTENERS, ({ body }) =>
      plainListener(at(body, 'protocol'), at(body, 'default_action'), ['type', 'redirect.protocol']),
    ),
    'aws-load-balancer-old-tls': each(LISTENERS, ({ body }) => oldPolicy(at(body, 'protocol'), at(body, 'ssl_policy'))),
    'aws-load-balancer-invalid-headers': each(['aws_lb', 'aws_alb'], ({ body }): readonly Found[] => {
      const value = at(body, 'drop_invalid_header_fields');
      const kind = at(body, 'load_balancer_type');
      if (!isAbsent(kind) && textOf(kind) !== 'application') return [];
      const isOff = isAbsent(value) || textOf(value) === 'false';
      return isOff
        ? [{ about: value, message: 'passes on headers that are none, with which requests are smuggled' }]
        : [];
    }),
    'aws-cloudfront-plain-http': each('aws_cloudfront_distribution', ({ body }) =>
      [at(body, 'default_cache_behavior'), at(body, 'ordered_cache_behavior')].flatMap((behaviors) =>
        itemsOf(behaviors).flatMap((behavior) => allowAll(at(behavior, 'viewer_protocol_policy'))),
      ),
    ),
    'aws-cloudfront-old-tls': each('aws_cloudfront_distribution', ({ body }) => {
      const certificate = at(body, 'viewer_certificate');
      return oldCertificate(
        certificate,
        at(certificate, 'minimum_protocol_version'),
        at(certificate, 'cloudfront_default_certificate'),
      );
    }),
    'aws-cloudfront-no-log': mustBeSet('aws_cloudfront_distribution', 'logging_config', 'keeps no log of requests'),
    'aws-api-open-method': all(
      each('aws_api_gateway_method', ({ body }) => {
        const method = textOf(at(body, 'http_method'));
        const hasKey = textOf(at(body, 'api_key_required')) === 'true';
        const value = at(body, 'authorization');
        const isOpen = textOf(value) === 'NONE' && method !== 'OPTIONS' && !hasKey;
        return isOpen ? [{ about: value, message: 'answers everyone' }] : [];
      }),
      mustNotBe('aws_apigatewayv2_route', 'authorization_type', /^NONE$/, () => 'answers everyone', 'wrong'),
    ),
    'aws-api-old-tls': mustNotBe(
      'aws_api_gateway_domain_name',
      'security_policy',
      /^TLS_1_0$/,
      () => 'accepts TLS 1.0',
    ),
    'aws-topic-unencrypted': mustBeSet('aws_sns_topic', 'kms_master_key_id', UNENCRYPTED),
    'aws-topic-public-policy': all(
      each('aws_sns_topic_policy', publicPolicyAt('policy', 'use the topic')),
      each('aws_sns_topic', publicPolicyAt('policy', 'use the topic')),
    ),
    // SQS encrypts with keys of its own unless told not to.
    'aws-queue-unencrypted': each('aws_sqs_queue', ({ body }) => {
      const value = at(body, 'sqs_managed_sse_enabled');
      const isOff = textOf(value) === 'false' && isAbsent(at(body, 'kms_master_key_id'));
      return isOff ? [{ about: value, message: UNENCRYPTED }] : [];
    }),
    'aws-queue-public-policy': all(
      each('aws_sqs_queue_policy', publicPolicyAt('policy', 'use the queue')),
      each('aws_sqs_queue', publicPolicyAt('policy', 'use the queue')),
    ),
    'aws-stream-unencrypted': mustBe('aws_kinesis_stream', 'encryption_type', /^KMS$/, () => UNENCRYPTED),
    'aws-registry-no-scan': mustBeOn(
      'aws_ecr_repository',
      'image_scanning_configuration.scan_on_push',
      'looks for no known flaws in images',
    ),
    'aws-registry-mutable-tag': mustBe(
      'aws_ecr_repository',
      'image_tag_mutability',
      /^IMMUTABLE/,
      () => 'lets a tag be moved to another image',
    ),
    'aws-registry-public-policy': each('aws_ecr_repository_policy', publicPolicyAt('policy', 'use its images')),
    'aws-eks-public-endpoint': each('aws_eks_cluster', ({ body }): readonly Found[] => {
      const config = at(body, 'vpc_config');
      const [access, ranges] = [at(config, 'endpoint_public_access'), at(config, 'public_access_cidrs')];
      if (isUnknown(config) || (!isAbsent(access) && textOf(access) !== 'true')) return [];
      if (!isEmptyList(ranges) && !itemsOf(ranges).some((range) => isEveryone(textOf(range) ?? ''))) return [];
      return [{ about: ranges ?? access ?? config, message: 'everyone on the internet reaches its API server' }];
    }),
    'aws-eks-no-log': mustBeSet('aws_eks_cluster', 'enabled_cluster_log_types', 'its control plane keeps no log'),
    'aws-eks-plain-secrets': each('aws_eks_cluster', ({ body }) =>
      isAbsent(at(body, 'encryption_config'))
        ? [{ message: 'keeps the secrets of Kubernetes without a key of yours' }]
        : [],
    ),
    'aws-trail-one-region': mustBeOn('aws_cloudtrail', 'is_multi_region_trail', 'sees one region alone'),
    'aws-trail-no-validation': mustBeOn(
      'aws_cloudtrail',
      'enable_log_file_validation',
      'nobody can tell whether its files were changed',
    ),
    'aws-trail-no-key': mustBeSet('aws_cloudtrail', 'kms_key_id', 'its files are not encrypted with a key of yours'),
  },
  cloudformation: {
    'aws-load-balancer-plain-http': each('AWS::ElasticLoadBalancingV2::Listener', ({ body }) =>
      plainListener(at(body, 'Protocol'), at(body, 'DefaultActions'), ['Type', 'RedirectConfig.Protocol']),
    ),
    'aws-load-balancer-old-tls': each('AWS::ElasticLoadBalancingV2::Listener', ({ body }) =>
      oldPolicy(at(body, 'Protocol'), at(body, 'SslPolicy')),
    ),
    'aws-cloudfront-plain-http': each('AWS::CloudFront::Distribution', ({ body }) =>
      [at(body, 'DistributionConfig.DefaultCacheBehavior'), at(body, 'DistributionConfig.CacheBehaviors')].flatMap(
        (behaviors) => itemsOf(behaviors).flatMap((behavior) => allowAll(at(behavior, 'ViewerProtocolPolicy'))),
      ),
    ),
    'aws-cloudfront-no-log': mustBeSet(
      'AWS::CloudFront::Distribution',
      'DistributionConfig.Logging',
      'keeps no log of requests',
    ),
    'aws-topic-unencrypted': mustBeSet('AWS::SNS::Topic', 'KmsMasterKeyId', UNENCRYPTED),
    'aws-topic-public-policy': each('AWS::SNS::TopicPolicy', publicPolicyAt('PolicyDocument', 'use the topic')),
    'aws-queue-public-policy': each('AWS::SQS::QueuePolicy', publicPolicyAt('PolicyDocument', 'use the queue')),
    'aws-stream-unencrypted': mustBeSet('AWS::Kinesis::Stream', 'StreamEncryption', UNENCRYPTED),
    'aws-registry-no-scan': mustBeOn(
      'AWS::ECR::Repository',
      'ImageScanningConfiguration.ScanOnPush',
      'looks for no known flaws in images',
    ),
    'aws-registry-mutable-tag': mustBe(
      'AWS::ECR::Repository',
      'ImageTagMutability',
      /^IMMUTABLE/,
      () => 'lets a tag be moved to another image',
    ),
    'aws-registry-public-policy': each(
      'AWS::ECR::Repository',
      publicPolicyAt('RepositoryPolicyText', 'use its images'),
    ),
    'aws-api-open-method': each('AWS::ApiGateway::Method', ({ body }) => {
      const value = at(body, 'AuthorizationType');
      const isOpen =
        textOf(value) === 'NONE' &&
        textOf(at(body, 'HttpMethod')) !== 'OPTIONS' &&
        textOf(at(body, 'ApiKeyRequired')) !== 'true';
      return isOpen ? [{ about: value, message: 'answers everyone' }] : [];
    }),
    'aws-eks-plain-secrets': mustBeSet(
      'AWS::EKS::Cluster',
      'EncryptionConfig',
      'keeps the secrets of Kubernetes without a key of yours',
    ),
    'aws-trail-one-region': mustBeOn('AWS::CloudTrail::Trail', 'IsMultiRegionTrail', 'sees one region alone'),
    'aws-trail-no-validation': mustBeOn(
      'AWS::CloudTrail::Trail',
      'EnableLogFileValidation',
      'nobody can tell whether its files were changed',
    ),
    'aws-trail-no-key': mustBeSet(
      'AWS::CloudTrail::Trail',
      'KMSKeyId',
      'its files are not encrypted with a key of yours',
    ),
  },
};

/** HTTP that does more than send its callers to HTTPS. */
function plainListener(
  protocol: Value | undefined,
  actions: Value | undefined,
  names: readonly [string, string],
): readonly Found[] {
  if (textOf(protocol) !== 'HTTP' || isUnknown(actions)) return [];
  const [type, target] = names;
  const isRedirect = itemsOf(actions).some(
    (action) =>
      textOf(at(action, type)) === 'redirect' &&
      /^(?:HTTPS|#\{protocol\})$/.test(textOf(at(action, target)) ?? 'HTTPS'),
  );
  return isRedirect ? [] : [{ about: protocol, message: 'answers without TLS' }];
}

function oldPolicy(protocol: Value | undefined, policy: Value | undefined): readonly Found[] {
  if (!/^(?:HTTPS|TLS)$/.test(textOf(protocol) ?? '') || isUnknown(policy)) return [];
  const name = textOf(policy);
  if (name !== undefined && NEW_TLS.test(name)) return [];
  return [{ about: policy, message: `accepts TLS 1.0 or 1.1 (${name ?? 'the default'})` }];
}

function allowAll(policy: Value | undefined): readonly Found[] {
  return textOf(policy) === 'allow-all' ? [{ about: policy, message: 'answers without TLS' }] : [];
}

function oldCertificate(
  certificate: Value | undefined,
  version: Value | undefined,
  isDefault: Value | undefined,
): readonly Found[] {
  if (isUnknown(certificate)) return [];
  // Under its own name CloudFront accepts TLS 1.0, whatever the version says.
  if (textOf(isDefault) === 'true')
    return [{ about: isDefault, message: 'accepts TLS 1.0, as CloudFront does under its own name' }];
  if (isUnknown(version) || /^TLSv1\.[23]/.test(textOf(version) ?? '')) return [];
  return [{ about: version ?? certificate, message: `accepts ${textOf(version) ?? 'TLS 1.0'}` }];
}
