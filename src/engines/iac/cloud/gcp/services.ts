import rules from '../../../../../rules/iac/gcp/services.yml';
import { all, type CloudCheck, type CloudGroup, each, type Found } from '../check.ts';
import { secretScript, secretValue, secretVariables } from '../secrets.ts';
import { mustBe, mustBeOff, mustBeOn, mustBeSet, mustNotBe } from '../settings.ts';
import { at, isAbsent, isUnknown, itemsOf, textOf, type Value } from '../value.ts';

const MACHINES = ['google_compute_instance', 'google_compute_instance_template'];
const CLUSTER = 'google_container_cluster';

/** Storage, machines, databases, clusters and who may do what. */
export const GCP_SERVICES: CloudGroup = {
  rules,
  terraform: {
    'gcp-bucket-public': all(
      each(
        ['google_storage_bucket_iam_member', 'google_storage_bucket_iam_binding'],
        publicMember('read what is in it'),
      ),
      each(
        ['google_storage_bucket_acl', 'google_storage_default_object_acl', 'google_storage_object_acl'],
        ({ body }) => [
          ...publicWord(at(body, 'predefined_acl')),
          ...itemsOf(at(body, 'role_entity')).flatMap(publicWord),
        ],
      ),
      each(
        [
          'google_storage_object_access_control',
          'google_storage_bucket_access_control',
          'google_storage_default_object_access_control',
        ],
        ({ body }) => publicWord(at(body, 'entity')),
      ),
    ),
    'gcp-dataset-public': all(
      each('google_bigquery_dataset', ({ body }) =>
        itemsOf(at(body, 'access')).flatMap((access) => {
          const about = at(access, 'special_group');
          return textOf(about) === 'allAuthenticatedUsers'
            ? [{ about, message: 'everyone with a Google account may read it' }]
            : [];
        }),
      ),
      each(['google_bigquery_dataset_iam_member', 'google_bigquery_dataset_iam_binding'], publicMember('read it')),
    ),
    'gcp-resource-public': all(
      publicResources(),
      each('data.google_iam_policy', ({ body }) =>
        itemsOf(at(body, 'binding')).flatMap((binding) => publicMembers(binding, 'use what has this policy')),
      ),
    ),
    'gcp-bucket-no-uniform-access': mustBeOn(
      'google_storage_bucket',
      'uniform_bucket_level_access',
      'lets every object have an access list of its own',
    ),
    'gcp-bucket-public-possible': mustBe(
      'google_storage_bucket',
      'public_access_prevention',
      /^enforced$/,
      () => 'can be made public by one grant',
    ),
    'gcp-bucket-no-versioning': mustBeOn(
      'google_storage_bucket',
      'versioning.enabled',
      'keeps no older versions: what is overwritten or deleted is gone',
    ),
    'gcp-project-basic-role': each(['google_project_iam_member', 'google_project_iam_binding'], ({ body }) => {
      const role = at(body, 'role');
      return /^roles\/(?:owner|editor)$/.test(textOf(role) ?? '')
        ? [{ about: role, message: `gives ${textOf(role)}, which may change nearly everything in the project` }]
        : [];
    }),
    'gcp-instance-secret': each(MACHINES, ({ body }) =>
      secretScript(
        [at(body, 'metadata_startup_script'), at(body, 'metadata.startup-script')].find((value) => !isAbsent(value)),
      ),
    ),
    'gcp-environment-secret': all(
      each('google_cloudfunctions_function', ({ body }) => secretVariables(at(body, 'environment_variables'))),
      each('google_cloudfunctions2_function', ({ body }) =>
        secretVariables(at(body, 'service_config.environment_variables')),
      ),
    ),
    'gcp-sql-password': all(
      each('google_sql_user', ({ body }) => secretValue(at(body, 'password'), 'the password')),
      each('google_sql_database_instance', ({ body }) => secretValue(at(body, 'root_password'), 'the password')),
    ),
    'gcp-sql-no-backup': each('google_sql_database_instance', ({ body }): readonly Found[] => {
      const value = at(body, 'settings.backup_configuration.enabled');
      if (!isAbsent(at(body, 'master_instance_name')) || (!isAbsent(value) && textOf(value) !== 'false')) return [];
      return [{ about: value, message: 'has no backups' }];
    }),
    'gcp-instance-full-access': each(MACHINES, ({ body }) =>
      itemsOf(at(body, 'service_account')).flatMap((account) => {
        const email = at(account, 'email');
        const isDefault = isAbsent(email) || /-compute@developer\.gserviceaccount\.com$/.test(textOf(email) ?? '');
        const scope = itemsOf(at(account, 'scopes')).find((item) => /(?:^|\/)cloud-platform$/.test(textOf(item) ?? ''));
        return isDefault && scope !== undefined
          ? [
              {
                about: scope,
                message: 'has the default account with every scope: whoever gets into it may change the project',
              },
            ]
          : [];
      }),
    ),
    'gcp-instance-default-account': each(MACHINES, ({ body }) =>
      itemsOf(at(body, 'service_account')).flatMap((account) => {
        const email = at(account, 'email');
        const isDefault = isAbsent(email) || /-compute@developer\.gserviceaccount\.com$/.test(textOf(email) ?? '');
        return isDefault && !isUnknown(account)
          ? [{ about: email ?? account, message: 'runs under the default account, which may change the project' }]
          : [];
      }),
    ),
    'gcp-instance-serial-port': mustBeOff(
      MACHINES,
      'metadata.serial-port-enable',
      'lets people in through its serial port, past every firewall rule',
    ),
    'gcp-instance-no-os-login': all(
      mustBeOn(MACHINES, 'metadata.enable-oslogin', 'lets people in by keys that no directory can take back', 'fine'),
      mustBeOn(
        'google_compute_project_metadata',
        'metadata.enable-oslogin',
        'lets people in by keys that no directory can take back',
      ),
    ),
    'gcp-instance-project-keys': mustBeOn(
      MACHINES,
      'metadata.block-project-ssh-keys',
      'lets in everyone with a key of the project',
    ),
    'gcp-instance-not-shielded': all(
      mustBeOn(
        MACHINES,
        'shielded_instance_config.enable_integrity_monitoring',
        'nobody notices when its start is tampered with',
        'fine',
      ),
      mustBeOn(
        MACHINES,
        'shielded_instance_config.enable_vtpm',
        'nobody notices when its start is tampered with',
        'fine',
      ),
    ),
    'gcp-cluster-legacy-rights': mustBeOff(
      CLUSTER,
      'enable_legacy_abac',
      'gives every program in it far-reaching rights',
    ),
    'gcp-cluster-password-login': each(CLUSTER, ({ body }) => {
      const password = at(body, 'master_auth.password');
      const text = textOf(password);
      return text === undefined || text === ''
        ? []
        : [{ about: password, message: 'lets people in with one password', sensitive: true }];
    }),
    'gcp-cluster-client-certificate': mustBeOff(
      CLUSTER,
      'master_auth.client_certificate_config.issue_client_certificate',
      'hands out a certificate that nobody can take back',
    ),
    'gcp-cluster-no-network-policy': each(CLUSTER, ({ body }): readonly Found[] => {
      const value = at(body, 'network_policy.enabled');
      const isOther =
        textOf(at(body, 'enable_autopilot')) === 'true' ||
        textOf(at(body, 'datapath_provider')) === 'ADVANCED_DATAPATH' ||
        isUnknown(at(body, 'datapath_provider'));
      if (isOther || (!isAbsent(value) && textOf(value) !== 'false')) return [];
      return [
        { about: value, message: 'has nothing that carries network policies out: every pod reaches every other' },
      ];
    }),
    'gcp-cluster-no-log': mustNotBe(CLUSTER, 'logging_service', /^none$/, () => 'keeps no log'),
    'gcp-nodes-default-account': each([CLUSTER, 'google_container_node_pool'], ({ body }) => {
      const config = at(body, 'node_config');
      const isThere = !isAbsent(config) && !isUnknown(config) && isAbsent(at(config, 'service_account'));
      return isThere
        ? [{ about: config, message: 'its nodes run under the default account, which may change the project' }]
        : [];
    }),
    'gcp-nodes-legacy-metadata': mustBeOn(
      [CLUSTER, 'google_container_node_pool'],
      'node_config.metadata.disable-legacy-endpoints',
      'answers requests for its credentials without a header',
      'fine',
    ),
    'gcp-key-no-rotation': each('google_kms_crypto_key', ({ body }) => {
      const purpose = textOf(at(body, 'purpose')) ?? 'ENCRYPT_DECRYPT';
      const period = at(body, 'rotation_period');
      if (purpose !== 'ENCRYPT_DECRYPT') return [];
      if (isAbsent(period)) return [{ message: 'is never replaced' }];
      const days = Number(/^(\d+)(?:\.\d+)?s$/.exec(textOf(period) ?? '')?.[1] ?? 0) / 86_400;
      return days > 90 ? [{ about: period, message: `is replaced every ${Math.round(days)} days` }] : [];
    }),
    'gcp-disk-no-customer-key': mustBeSet(
      'google_compute_disk',
      'disk_encryption_key',
      'is encrypted with a key of Google alone',
    ),
  },
};

const EVERYONE = /^(?:allUsers|allAuthenticatedUsers)$/;

function publicMember(what: string) {
  return ({ body }: { readonly body: Value }): readonly Found[] => publicMembers(body, what);
}

function publicMembers(body: Value, what: string): readonly Found[] {
  return [...itemsOf(at(body, 'member')), ...itemsOf(at(body, 'members'))]
    .filter((member) => EVERYONE.test(textOf(member) ?? ''))
    .slice(0, 1)
    .map((about) => ({ about, message: `everyone on the internet may ${what}` }));
}

function publicWord(value: Value | undefined): readonly Found[] {
  return /(?:^|:)all(?:Authenticated)?Users$|^publicRead(?:Write)?$/.test(textOf(value) ?? '')
    ? [{ about: value, message: 'everyone on the internet may read it' }]
    : [];
}

/** Services whose callers are often meant to be everyone. */
const CALLED = /^google_(?:cloud_run|cloudfunctions|cloud_functions|endpoints|iap)/;
const OTHERS = /^google_(?:storage_bucket|bigquery_dataset)_iam_/;

function publicResources(): CloudCheck {
  return (infrastructure) => {
    const types = new Set(infrastructure.resources.map(({ type }) => type));
    const wanted = [...types].filter((type) => /^google_\w+_iam_(?:member|binding)$/.test(type) && !OTHERS.test(type));
    return wanted.flatMap((type) => {
      const check = each(type, (resource) =>
        publicMember('use it')(resource).map((found) =>
          CALLED.test(type) ? { ...found, severity: 'low' as const } : found,
        ),
      );
      return check(infrastructure);
    });
  };
}
