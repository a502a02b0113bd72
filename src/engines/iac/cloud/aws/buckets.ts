import rules from '../../../../../rules/iac/aws/buckets.yml';
import { all, type CloudCheck, type CloudGroup, each, type Found } from '../check.ts';
import { type Infrastructure, namesResource, type Resource } from '../infrastructure.ts';
import { letsEveryone, statementsOf } from '../policy.ts';
import { mustBe, mustBeSet } from '../settings.ts';
import { at, booleanOf, isAbsent, isUnknown, itemsOf, textOf, type Value } from '../value.ts';

const FLAGS = ['block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets'];
const TEMPLATE_FLAGS = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'];

/** S3. */
export const AWS_BUCKETS: CloudGroup = {
  rules,
  terraform: {
    'aws-s3-public-acl': all(
      each(['aws_s3_bucket', 'aws_s3_bucket_acl'], ({ body }) => publicAcl(at(body, 'acl'))),
      each('aws_s3_bucket', ({ body }) => itemsOf(at(body, 'grant')).flatMap((grant) => publicGrant(at(grant, 'uri')))),
      each('aws_s3_bucket_acl', ({ body }) =>
        itemsOf(at(body, 'access_control_policy.grant')).flatMap((grant) => publicGrant(at(grant, 'grantee.uri'))),
      ),
    ),
    'aws-s3-public-policy': each(['aws_s3_bucket_policy', 'aws_s3_bucket'], ({ body }, infrastructure) =>
      publicPolicy(at(body, 'policy'), infrastructure),
    ),
    'aws-s3-public-access-allowed': each(
      ['aws_s3_bucket_public_access_block', 'aws_s3_account_public_access_block'],
      ({ body }) => openFlags(body, FLAGS),
    ),
    'aws-s3-no-public-access-block': withoutCompanion(
      'aws_s3_bucket_public_access_block',
      'has no public access block of its own',
    ),
    'aws-s3-no-customer-key': each('aws_s3_bucket', (bucket, infrastructure) => {
      const path = 'rule.apply_server_side_encryption_by_default.sse_algorithm';
      const own = at(bucket.body, `server_side_encryption_configuration.${path}`);
      const others = companions('aws_s3_bucket_server_side_encryption_configuration', bucket, infrastructure).map(
        ({ body }) => at(body, path),
      );
      return ownKey([own, ...others]);
    }),
    'aws-s3-no-versioning': each('aws_s3_bucket', (bucket, infrastructure) => {
      const own = at(bucket.body, 'versioning.enabled');
      const others = companions('aws_s3_bucket_versioning', bucket, infrastructure).map(({ body }) =>
        at(body, 'versioning_configuration.status'),
      );
      return unless(
        [own, ...others],
        /^(?:true|enabled)$/i,
        'keeps no older versions: what is overwritten or deleted is gone',
      );
    }),
    'aws-s3-no-access-log': each('aws_s3_bucket', (bucket, infrastructure) => {
      const isLogged =
        !isAbsent(at(bucket.body, 'logging')) || companions('aws_s3_bucket_logging', bucket, infrastructure).length > 0;
      const isLogTarget = /^log-delivery-write$/.test(textOf(at(bucket.body, 'acl')) ?? '');
      return isLogged || isLogTarget ? [] : [{ message: 'keeps no log of who reads it' }];
    }),
    'aws-s3-plain-http': each('aws_s3_bucket_policy', ({ body }, infrastructure) =>
      plainHttp(at(body, 'policy'), infrastructure),
    ),
  },
  cloudformation: {
    'aws-s3-public-acl': each('AWS::S3::Bucket', ({ body }) => publicAcl(at(body, 'AccessControl'))),
    'aws-s3-public-policy': each('AWS::S3::BucketPolicy', ({ body }, infrastructure) =>
      publicPolicy(at(body, 'PolicyDocument'), infrastructure),
    ),
    'aws-s3-public-access-allowed': each('AWS::S3::Bucket', ({ body }) => {
      const block = at(body, 'PublicAccessBlockConfiguration');
      return block === undefined || isUnknown(block) ? [] : openFlags(block, TEMPLATE_FLAGS);
    }),
    'aws-s3-no-public-access-block': mustBeSet(
      'AWS::S3::Bucket',
      'PublicAccessBlockConfiguration',
      'has no public access block of its own',
    ),
    'aws-s3-no-customer-key': each('AWS::S3::Bucket', ({ body }) =>
      ownKey([
        at(body, 'BucketEncryption.ServerSideEncryptionConfiguration.ServerSideEncryptionByDefault.SSEAlgorithm'),
      ]),
    ),
    'aws-s3-no-versioning': mustBe(
      'AWS::S3::Bucket',
      'VersioningConfiguration.Status',
      /^Enabled$/,
      () => 'keeps no older versions: what is overwritten or deleted is gone',
    ),
    'aws-s3-no-access-log': each('AWS::S3::Bucket', ({ body }) =>
      isAbsent(at(body, 'LoggingConfiguration')) && textOf(at(body, 'AccessControl')) !== 'LogDeliveryWrite'
        ? [{ message: 'keeps no log of who reads it' }]
        : [],
    ),
    'aws-s3-plain-http': each('AWS::S3::BucketPolicy', ({ body }, infrastructure) =>
      plainHttp(at(body, 'PolicyDocument'), infrastructure),
    ),
  },
};

/** Canned lists of S3 (https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl). */
function publicAcl(acl: Value | undefined): readonly Found[] {
  const word = textOf(acl)?.toLowerCase().replaceAll('-', '');
  if (word === 'publicreadwrite')
    return [
      { about: acl, message: 'everyone on the internet may read and change what is in it', severity: 'critical' },
    ];
  if (word === 'publicread') return [{ about: acl, message: 'everyone on the internet may read what is in it' }];
  if (word === 'authenticatedread')
    return [{ about: acl, message: 'everyone with any AWS account may read what is in it' }];
  return [];
}

function publicGrant(uri: Value | undefined): readonly Found[] {
  return /\/groups\/global\/(?:AllUsers|AuthenticatedUsers)$/.test(textOf(uri) ?? '')
    ? [{ about: uri, message: 'grants everyone on the internet access to it' }]
    : [];
}

function publicPolicy(policy: Value | undefined, infrastructure: Infrastructure): readonly Found[] {
  return statementsOf(policy, infrastructure)
    .filter(letsEveryone)
    .slice(0, 1)
    .map(({ actions, place }) => {
      const isWriting = actions.some((action) => /^(?:\*|s3:\*|s3:(?:Put|Delete)\w*\*?)$/i.test(action));
      const what = actions.slice(0, 3).join(', ') || 'something';
      const message = `its policy allows everyone on the internet ${what}`;
      return isWriting ? { about: place, message, severity: 'critical' } : { about: place, message };
    });
}

function openFlags(block: Value, names: readonly string[]): readonly Found[] {
  const values = names.map((name) => [name, at(block, name)] as const);
  const off = values.filter(([, value]) => isAbsent(value) || booleanOf(value) === false);
  const [first] = off;
  if (first === undefined) return [];
  const list = off.map(([name]) => name).join(', ');
  return [
    {
      about: off.find(([, value]) => !isAbsent(value))?.[1],
      message: `leaves public access possible: ${list} ${off.length === 1 ? 'is' : 'are'} off`,
    },
  ];
}

/** Resources of another type that are about the bucket, or may be. */
function companions(type: string, bucket: Resource, infrastructure: Infrastructure): readonly Resource[] {
  const name = at(bucket.body, 'bucket');
  return infrastructure.ofType(type).filter(({ body }) => namesResource(at(body, 'bucket'), bucket, name) !== false);
}

function withoutCompanion(type: string, message: string): CloudCheck {
  return each('aws_s3_bucket', (bucket, infrastructure) =>
    companions(type, bucket, infrastructure).length > 0 ? [] : [{ message }],
  );
}

/** Reports when every setting is missing or wrong, and none is unknown. */
function unless(values: readonly (Value | undefined)[], right: RegExp, message: string): readonly Found[] {
  if (values.some((value) => isUnknown(value) || right.test(textOf(value) ?? ''))) return [];
  return [{ about: values.find((value) => !isAbsent(value)), message }];
}

function ownKey(algorithms: readonly (Value | undefined)[]): readonly Found[] {
  return unless(
    algorithms,
    /^aws:kms/,
    'is encrypted with a key of S3 itself, which nobody can take away from a reader',
  );
}

/** A policy that forbids nothing to requests without TLS. */
function plainHttp(policy: Value | undefined, infrastructure: Infrastructure): readonly Found[] {
  const statements = statementsOf(policy, infrastructure);
  const isForbidden = statements.some(
    ({ effect, condition, conditionKeys }) =>
      effect !== 'Allow' &&
      (condition === 'unknown' || conditionKeys.some((key) => /^aws:securetransport$|^s3:tlsversion$/.test(key))),
  );
  return statements.length === 0 || isForbidden
    ? []
    : [{ about: policy, message: 'its policy also answers requests without TLS' }];
}
