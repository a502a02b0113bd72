import rules from '../../../../../rules/iac/aws/databases.yml';
import { all, type CloudGroup, each } from '../check.ts';
import { publicPolicyAt } from '../policy.ts';
import { secretValue } from '../secrets.ts';
import { mustBe, mustBeOff, mustBeOn, mustNotBe } from '../settings.ts';
import { at, isAbsent, numberOf, textOf } from '../value.ts';

const UNENCRYPTED = 'is not encrypted where it is stored';
const PUBLIC = 'has an address of the internet';
const SEARCH = ['aws_elasticsearch_domain', 'aws_opensearch_domain'];
const SEARCH_TEMPLATES = ['AWS::Elasticsearch::Domain', 'AWS::OpenSearchService::Domain'];

/** Where credentials of databases and caches are written. */
const PASSWORDS: Readonly<Record<string, string>> = {
  aws_db_instance: 'password',
  aws_rds_cluster: 'master_password',
  aws_redshift_cluster: 'master_password',
  aws_docdb_cluster: 'master_password',
  aws_elasticache_replication_group: 'auth_token',
  aws_dms_endpoint: 'password',
};

const TEMPLATE_PASSWORDS: Readonly<Record<string, string>> = {
  'AWS::RDS::DBInstance': 'MasterUserPassword',
  'AWS::RDS::DBCluster': 'MasterUserPassword',
  'AWS::Redshift::Cluster': 'MasterUserPassword',
  'AWS::DocDB::DBCluster': 'MasterUserPassword',
  'AWS::ElastiCache::ReplicationGroup': 'AuthToken',
};

function passwords(paths: Readonly<Record<string, string>>) {
  return all(
    ...Object.entries(paths).map(([type, path]) =>
      each(type, ({ body }) => secretValue(at(body, path), 'its password')),
    ),
  );
}

/** Databases, caches, search and streams. */
export const AWS_DATABASES: CloudGroup = {
  rules,
  terraform: {
    'aws-database-password': passwords(PASSWORDS),
    'aws-rds-public': mustBeOff(['aws_db_instance', 'aws_rds_cluster_instance'], 'publicly_accessible', PUBLIC),
    'aws-redshift-public': mustBeOff('aws_redshift_cluster', 'publicly_accessible', PUBLIC),
    'aws-dms-public': mustBeOff('aws_dms_replication_instance', 'publicly_accessible', PUBLIC),
    'aws-broker-public': mustBeOff('aws_mq_broker', 'publicly_accessible', PUBLIC),
    // A replica and what comes from a snapshot are as their source is.
    'aws-rds-unencrypted': each(['aws_db_instance', 'aws_rds_cluster', 'aws_rds_global_cluster'], ({ body }) => {
      const value = at(body, 'storage_encrypted');
      const copied = [
        'replicate_source_db',
        'snapshot_identifier',
        'source_db_cluster_identifier',
        'global_cluster_identifier',
      ];
      if (!isAbsent(value)) return textOf(value) === 'false' ? [{ about: value, message: UNENCRYPTED }] : [];
      const isOther =
        copied.some((name) => !isAbsent(at(body, name))) || textOf(at(body, 'engine_mode')) === 'serverless';
      return isOther ? [] : [{ message: UNENCRYPTED }];
    }),
    'aws-rds-no-backup': each(['aws_db_instance', 'aws_rds_cluster'], ({ body, type }) => {
      const days = at(body, 'backup_retention_period');
      // A cluster keeps them for a day unless told otherwise; a replica is its source's.
      const isOther = type === 'aws_rds_cluster' || !isAbsent(at(body, 'replicate_source_db'));
      return numberOf(days) === 0 || (!isOther && isAbsent(days))
        ? [{ about: days, message: 'has no backups: `backup_retention_period` is 0' }]
        : [];
    }),
    'aws-redshift-unencrypted': mustBeOn('aws_redshift_cluster', 'encrypted', UNENCRYPTED),
    'aws-docdb-unencrypted': mustBeOn('aws_docdb_cluster', 'storage_encrypted', UNENCRYPTED),
    'aws-neptune-unencrypted': mustBeOn('aws_neptune_cluster', 'storage_encrypted', UNENCRYPTED),
    'aws-dax-unencrypted': mustBeOn('aws_dax_cluster', 'server_side_encryption.enabled', UNENCRYPTED),
    'aws-dynamodb-no-recovery': mustBeOn(
      'aws_dynamodb_table',
      'point_in_time_recovery.enabled',
      'cannot be set back to how it was before a mistake or an attack',
    ),
    'aws-elasticache-unencrypted': mustBeOn(
      'aws_elasticache_replication_group',
      'at_rest_encryption_enabled',
      UNENCRYPTED,
    ),
    'aws-elasticache-plain': mustBeOn(
      'aws_elasticache_replication_group',
      'transit_encryption_enabled',
      'is talked to without TLS',
    ),
    'aws-search-unencrypted': mustBeOn(SEARCH, 'encrypt_at_rest.enabled', UNENCRYPTED),
    'aws-search-plain': mustBeOn(SEARCH, 'domain_endpoint_options.enforce_https', 'answers without TLS'),
    'aws-search-plain-nodes': each(SEARCH, ({ body }) => {
      const value = at(body, 'node_to_node_encryption.enabled');
      // A single node, which is the default, talks to none.
      const isAlone = (numberOf(at(body, 'cluster_config.instance_count')) ?? 1) <= 1;
      const isOff = isAbsent(value) ? !isAlone : textOf(value) === 'false';
      return isOff ? [{ about: value, message: 'its nodes talk to each other without TLS' }] : [];
    }),
    'aws-search-old-tls': mustBe(
      SEARCH,
      'domain_endpoint_options.tls_security_policy',
      /^Policy-Min-TLS-1-2/,
      (policy) => `accepts TLS 1.0 (${policy})`,
    ),
    'aws-search-public-policy': all(
      each(SEARCH, publicPolicyAt('access_policies', 'use the domain')),
      each(
        ['aws_elasticsearch_domain_policy', 'aws_opensearch_domain_policy'],
        publicPolicyAt('access_policies', 'use the domain'),
      ),
    ),
    'aws-kafka-plain': mustNotBe(
      'aws_msk_cluster',
      'encryption_info.encryption_in_transit.client_broker',
      /PLAINTEXT/,
      (value) => `brokers accept ${value}: clients may talk to them without TLS`,
    ),
  },
  cloudformation: {
    'aws-database-password': passwords(TEMPLATE_PASSWORDS),
    'aws-rds-public': mustBeOff('AWS::RDS::DBInstance', 'PubliclyAccessible', PUBLIC),
    'aws-redshift-public': mustBeOff('AWS::Redshift::Cluster', 'PubliclyAccessible', PUBLIC),
    'aws-dms-public': mustBeOff('AWS::DMS::ReplicationInstance', 'PubliclyAccessible', PUBLIC),
    'aws-broker-public': mustBeOff('AWS::AmazonMQ::Broker', 'PubliclyAccessible', PUBLIC),
    'aws-rds-unencrypted': each(['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster'], ({ body, type }) => {
      const value = at(body, 'StorageEncrypted');
      if (!isAbsent(value)) return textOf(value) === 'false' ? [{ about: value, message: UNENCRYPTED }] : [];
      const copied = [
        'SourceDBInstanceIdentifier',
        'DBSnapshotIdentifier',
        'SnapshotIdentifier',
        'SourceDBClusterIdentifier',
      ];
      const isMember = type === 'AWS::RDS::DBInstance' && !isAbsent(at(body, 'DBClusterIdentifier'));
      return isMember || copied.some((name) => !isAbsent(at(body, name))) ? [] : [{ message: UNENCRYPTED }];
    }),
    'aws-rds-no-backup': each('AWS::RDS::DBInstance', ({ body }) => {
      const days = at(body, 'BackupRetentionPeriod');
      return numberOf(days) === 0 ? [{ about: days, message: 'has no backups: `BackupRetentionPeriod` is 0' }] : [];
    }),
    'aws-redshift-unencrypted': mustBeOn('AWS::Redshift::Cluster', 'Encrypted', UNENCRYPTED),
    'aws-docdb-unencrypted': mustBeOn('AWS::DocDB::DBCluster', 'StorageEncrypted', UNENCRYPTED),
    'aws-neptune-unencrypted': mustBeOn('AWS::Neptune::DBCluster', 'StorageEncrypted', UNENCRYPTED),
    'aws-dax-unencrypted': mustBeOn('AWS::DAX::Cluster', 'SSESpecification.SSEEnabled', UNENCRYPTED),
    'aws-dynamodb-no-recovery': mustBeOn(
      'AWS::DynamoDB::Table',
      'PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled',
      'cannot be set back to how it was before a mistake or an attack',
    ),
    'aws-elasticache-unencrypted': mustBeOn(
      'AWS::ElastiCache::ReplicationGroup',
      'AtRestEncryptionEnabled',
      UNENCRYPTED,
    ),
    'aws-elasticache-plain': mustBeOn(
      'AWS::ElastiCache::ReplicationGroup',
      'TransitEncryptionEnabled',
      'is talked to without TLS',
    ),
    'aws-search-unencrypted': mustBeOn(SEARCH_TEMPLATES, 'EncryptionAtRestOptions.Enabled', UNENCRYPTED),
    'aws-search-plain': mustBeOn(SEARCH_TEMPLATES, 'DomainEndpointOptions.EnforceHTTPS', 'answers without TLS'),
    'aws-search-plain-nodes': mustBeOn(
      SEARCH_TEMPLATES,
      'NodeToNodeEncryptionOptions.Enabled',
      'its nodes talk to each other without TLS',
    ),
    'aws-search-public-policy': each(SEARCH_TEMPLATES, publicPolicyAt('AccessPolicies', 'use the domain')),
  },
};
