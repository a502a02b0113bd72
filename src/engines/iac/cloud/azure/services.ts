import rules from '../../../../../rules/iac/azure/services.yml';
import { all, type CloudGroup, each, type Found } from '../check.ts';
import { secretScript, secretValue, secretVariables } from '../secrets.ts';
import { mustBe, mustBeOff, mustBeOn, mustBeSet, mustNotBe } from '../settings.ts';
import { at, isAbsent, isUnknown, itemsOf, textOf } from '../value.ts';

const WEB_APPS = ['azurerm_app_service', 'azurerm_linux_web_app', 'azurerm_windows_web_app'].flatMap(withSlots);
const FUNCTION_APPS = ['azurerm_function_app', 'azurerm_linux_function_app', 'azurerm_windows_function_app'].flatMap(
  withSlots,
);
const MACHINES = [
  'azurerm_linux_virtual_machine',
  'azurerm_windows_virtual_machine',
  'azurerm_linux_virtual_machine_scale_set',
  'azurerm_windows_virtual_machine_scale_set',
];
const OLD_TLS = /^(?:TLS)?_?1[._][01]$|^TLS1_[01]$|^TLSEnforcementDisabled$|^Disabled$/i;

/** Where passwords of machines and databases are written. */
const PASSWORDS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(MACHINES.map((type) => [type, 'admin_password'])),
  azurerm_virtual_machine: 'os_profile.admin_password',
  azurerm_mssql_server: 'administrator_login_password',
  azurerm_sql_server: 'administrator_login_password',
  azurerm_mysql_server: 'administrator_login_password',
  azurerm_postgresql_server: 'administrator_login_password',
  azurerm_mariadb_server: 'administrator_login_password',
  azurerm_mysql_flexible_server: 'administrator_password',
  azurerm_postgresql_flexible_server: 'administrator_password',
};

/** Storage, applications, machines, databases, vaults and clusters. */
export const AZURE_SERVICES: CloudGroup = {
  rules,
  terraform: {
    'azure-password': all(
      ...Object.entries(PASSWORDS).map(([type, path]) =>
        each(type, ({ body }) => secretValue(at(body, path), 'its password')),
      ),
    ),
    'azure-machine-secret': each([...MACHINES, 'azurerm_virtual_machine'], ({ body }) =>
      secretScript([at(body, 'custom_data'), at(body, 'os_profile.custom_data')].find((value) => !isAbsent(value))),
    ),
    'azure-application-secret': all(
      each([...WEB_APPS, ...FUNCTION_APPS], ({ body }) => secretVariables(at(body, 'app_settings'))),
      each('azurerm_container_group', ({ body }) =>
        itemsOf(at(body, 'container')).flatMap((container) => secretVariables(at(container, 'environment_variables'))),
      ),
    ),
    'azure-machine-password-login': all(
      mustBeOn(
        ['azurerm_linux_virtual_machine', 'azurerm_linux_virtual_machine_scale_set'],
        'disable_password_authentication',
        'lets people in with a password',
        'fine',
      ),
      mustBeOn(
        'azurerm_virtual_machine',
        'os_profile_linux_config.disable_password_authentication',
        'lets people in with a password',
        'fine',
      ),
    ),
    'azure-disk-unencrypted': mustBeOn(
      'azurerm_managed_disk',
      'encryption_settings.enabled',
      'its encryption is switched off',
      'fine',
    ),
    'azure-storage-public-container': mustNotBe(
      'azurerm_storage_container',
      'container_access_type',
      /^(?:blob|container)$/,
      (word) => `everyone on the internet may read what is in it (${word})`,
    ),
    'azure-storage-public-allowed': mustBeOff(
      'azurerm_storage_account',
      'allow_nested_items_to_be_public',
      'lets its containers be made public',
    ),
    'azure-storage-plain-http': all(
      mustBeOn('azurerm_storage_account', 'enable_https_traffic_only', 'answers without TLS', 'fine'),
      mustBeOn('azurerm_storage_account', 'https_traffic_only_enabled', 'answers without TLS', 'fine'),
    ),
    'azure-storage-old-tls': mustNotBe(
      'azurerm_storage_account',
      'min_tls_version',
      OLD_TLS,
      (word) => `accepts old TLS (${word})`,
    ),
    'azure-application-plain-http': mustBeOn(WEB_APPS, 'https_only', 'answers without TLS'),
    'azure-function-plain-http': mustBeOn(FUNCTION_APPS, 'https_only', 'answers without TLS'),
    'azure-application-old-tls': all(
      mustNotBe(
        [...WEB_APPS, ...FUNCTION_APPS],
        'site_config.min_tls_version',
        OLD_TLS,
        (word) => `accepts TLS ${word}`,
      ),
      mustNotBe(
        [...WEB_APPS, ...FUNCTION_APPS],
        'site_config.minimum_tls_version',
        OLD_TLS,
        (word) => `accepts TLS ${word}`,
      ),
    ),
    'azure-application-plain-ftp': mustNotBe(
      [...WEB_APPS, ...FUNCTION_APPS],
      'site_config.ftps_state',
      /^AllAllowed$/,
      () => 'takes files over FTP without TLS',
    ),
    'azure-database-plain': mustBeOn(
      ['azurerm_mysql_server', 'azurerm_postgresql_server', 'azurerm_mariadb_server'],
      'ssl_enforcement_enabled',
      'is talked to without TLS',
      'fine',
    ),
    'azure-database-old-tls': all(
      mustNotBe(
        ['azurerm_mysql_server', 'azurerm_postgresql_server', 'azurerm_mariadb_server'],
        'ssl_minimal_tls_version_enforced',
        OLD_TLS,
        (word) => `accepts old TLS (${word})`,
      ),
      mustNotBe('azurerm_mssql_server', 'minimum_tls_version', OLD_TLS, (word) => `accepts old TLS (${word})`),
    ),
    'azure-redis-plain-port': all(
      mustBeOff('azurerm_redis_cache', 'enable_non_ssl_port', 'is talked to without TLS'),
      mustBeOff('azurerm_redis_cache', 'non_ssl_port_enabled', 'is talked to without TLS'),
    ),
    'azure-vault-no-purge-protection': mustBeOn(
      'azurerm_key_vault',
      'purge_protection_enabled',
      'its keys and secrets can be deleted for good at once',
    ),
    'azure-vault-secret-no-expiry': mustBeSet('azurerm_key_vault_secret', 'expiration_date', 'is valid for ever'),
    'azure-vault-key-no-expiry': mustBeSet('azurerm_key_vault_key', 'expiration_date', 'is valid for ever'),
    'azure-kubernetes-no-rbac': all(
      mustBeOn(
        'azurerm_kubernetes_cluster',
        'role_based_access_control_enabled',
        'everyone who gets in may do everything',
        'fine',
      ),
      mustBeOn(
        'azurerm_kubernetes_cluster',
        'role_based_access_control.enabled',
        'everyone who gets in may do everything',
        'fine',
      ),
    ),
    'azure-kubernetes-no-network-policy': each('azurerm_kubernetes_cluster', ({ body }): readonly Found[] => {
      const policy = at(body, 'network_profile.network_policy');
      if (!isAbsent(policy)) return [];
      return [
        {
          about: at(body, 'network_profile'),
          message: 'has nothing that carries network policies out: every pod reaches every other',
        },
      ];
    }),
    'azure-kubernetes-local-accounts': mustBeOn(
      'azurerm_kubernetes_cluster',
      'local_account_disabled',
      "has an administrator's certificate that no directory can take back",
    ),
    'azure-kubernetes-dashboard': mustBeOff(
      'azurerm_kubernetes_cluster',
      'addon_profile.kube_dashboard.enabled',
      'runs the dashboard of Kubernetes, which is no longer kept up',
    ),
    'azure-registry-admin': mustBeOff(
      'azurerm_container_registry',
      'admin_enabled',
      'has an account with one password for everyone',
    ),
    'azure-role-wildcard': each('azurerm_role_definition', ({ body }) =>
      itemsOf(at(body, 'permissions')).flatMap((permission) =>
        itemsOf(at(permission, 'actions'))
          .filter((action) => textOf(action) === '*' && !isUnknown(action))
          .map((about) => ({ about, message: 'allows every action' })),
      ),
    ),
    'azure-log-short-retention': mustBe(
      'azurerm_monitor_log_profile',
      'retention_policy.enabled',
      /^true$/,
      () => 'keeps its log for no fixed time',
      'fine',
    ),
  },
};

/** A slot is another copy of an application, with settings of its own. */
function withSlots(type: string): readonly string[] {
  return [type, `${type}_slot`];
}
