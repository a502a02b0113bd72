import rules from '../../../../../rules/iac/aws/compute.yml';
import { all, type CloudCheck, type CloudGroup, each, type Found } from '../check.ts';
import { decodeJson } from '../json.ts';
import { secretScript, secretVariables } from '../secrets.ts';
import { mustBeOff, mustBeOn, mustNotBe } from '../settings.ts';
import { at, isAbsent, isEmptyList, isUnknown, itemsOf, textOf, type Value } from '../value.ts';

const MACHINES = ['aws_instance', 'aws_launch_template', 'aws_launch_configuration'];
const TEMPLATE_MACHINES = ['AWS::EC2::Instance', 'AWS::AutoScaling::LaunchConfiguration'];
const UNENCRYPTED = 'is not encrypted where it is stored';

/** Machines, disks, functions and tasks. */
export const AWS_COMPUTE: CloudGroup = {
  rules,
  terraform: {
    'aws-instance-metadata-v1': each(MACHINES, ({ body }) =>
      metadata(at(body, 'metadata_options'), 'http_tokens', 'http_endpoint'),
    ),
    'aws-instance-public-address': all(
      mustBeOff(
        ['aws_instance', 'aws_launch_configuration'],
        'associate_public_ip_address',
        'gets an address of the internet',
      ),
      mustBeOff(
        'aws_launch_template',
        'network_interfaces.associate_public_ip_address',
        'gets an address of the internet',
      ),
    ),
    'aws-instance-secret': each(MACHINES, ({ body }) =>
      secretScript([at(body, 'user_data'), at(body, 'user_data_base64')].find((value) => !isAbsent(value))),
    ),
    'aws-ebs-unencrypted': mustBeOn('aws_ebs_volume', 'encrypted', UNENCRYPTED),
    'aws-ebs-default-encryption-off': mustBeOn(
      'aws_ebs_encryption_by_default',
      'enabled',
      'switches the encryption of new volumes off',
      'fine',
    ),
    'aws-instance-disk-unencrypted': disks(),
    'aws-efs-unencrypted': mustBeOn('aws_efs_file_system', 'encrypted', UNENCRYPTED),
    'aws-lambda-secret': each('aws_lambda_function', ({ body }) => secretVariables(at(body, 'environment.variables'))),
    'aws-lambda-public-permission': each('aws_lambda_permission', ({ body }) => publicPermission(body, PERMISSION)),
    'aws-lambda-open-url': mustNotBe(
      'aws_lambda_function_url',
      'authorization_type',
      /^NONE$/,
      () => 'runs for everyone who knows its address',
    ),
    'aws-task-secret': each('aws_ecs_task_definition', ({ body }) =>
      containers(body).flatMap((container) =>
        itemsOf(at(container, 'environment')).flatMap((variable) => {
          const name = textOf(at(variable, 'name'));
          const value = at(variable, 'value');
          if (name === undefined || value === undefined) return [];
          const entries = new Map([[name, value]]);
          return secretVariables({ kind: 'map', entries, isComplete: true, place: value.place });
        }),
      ),
    ),
    'aws-task-privileged': each('aws_ecs_task_definition', ({ body }) =>
      containers(body)
        .map((container) => at(container, 'privileged'))
        .filter((value) => textOf(value) === 'true')
        .map((about) => ({ about, message: 'has a privileged container: root in it is root of the machine' })),
    ),
    'aws-notebook-internet': mustNotBe(
      'aws_sagemaker_notebook_instance',
      'direct_internet_access',
      /^Enabled$/,
      () => 'reaches the internet past the VPC',
      'wrong',
    ),
    'aws-workspace-unencrypted': all(
      mustBeOn('aws_workspaces_workspace', 'root_volume_encryption_enabled', 'its root volume is not encrypted'),
      mustBeOn('aws_workspaces_workspace', 'user_volume_encryption_enabled', "its user's volume is not encrypted"),
    ),
    'aws-build-privileged': mustBeOff(
      'aws_codebuild_project',
      'environment.privileged_mode',
      'builds run privileged: they may do everything on the machine',
    ),
  },
  cloudformation: {
    'aws-instance-metadata-v1': each('AWS::EC2::LaunchTemplate', ({ body }) =>
      metadata(at(body, 'LaunchTemplateData.MetadataOptions'), 'HttpTokens', 'HttpEndpoint'),
    ),
    'aws-instance-public-address': all(
      mustBeOff('AWS::AutoScaling::LaunchConfiguration', 'AssociatePublicIpAddress', 'gets an address of the internet'),
      mustBeOff('AWS::EC2::Instance', 'NetworkInterfaces.AssociatePublicIpAddress', 'gets an address of the internet'),
    ),
    'aws-instance-secret': each(TEMPLATE_MACHINES, ({ body }) => secretScript(at(body, 'UserData'))),
    'aws-ebs-unencrypted': mustBeOn('AWS::EC2::Volume', 'Encrypted', UNENCRYPTED),
    'aws-efs-unencrypted': mustBeOn('AWS::EFS::FileSystem', 'Encrypted', UNENCRYPTED),
    'aws-lambda-secret': each(['AWS::Lambda::Function', 'AWS::Serverless::Function'], ({ body }) =>
      secretVariables(at(body, 'Environment.Variables')),
    ),
    'aws-lambda-public-permission': each('AWS::Lambda::Permission', ({ body }) =>
      publicPermission(body, TEMPLATE_PERMISSION),
    ),
    'aws-lambda-open-url': all(
      mustNotBe('AWS::Lambda::Url', 'AuthType', /^NONE$/, () => 'runs for everyone who knows its address'),
      mustNotBe(
        'AWS::Serverless::Function',
        'FunctionUrlConfig.AuthType',
        /^NONE$/,
        () => 'runs for everyone who knows its address',
      ),
    ),
    'aws-task-secret': each('AWS::ECS::TaskDefinition', ({ body }) =>
      itemsOf(at(body, 'ContainerDefinitions')).flatMap((container) =>
        itemsOf(at(container, 'Environment')).flatMap((variable) => {
          const name = textOf(at(variable, 'Name'));
          const value = at(variable, 'Value');
          if (name === undefined || value === undefined) return [];
          const entries = new Map([[name, value]]);
          return secretVariables({ kind: 'map', entries, isComplete: true, place: value.place });
        }),
      ),
    ),
  },
};

/** Tokens required, or no metadata at all (https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html). */
function metadata(options: Value | undefined, tokens: string, endpoint: string): readonly Found[] {
  const value = at(options, tokens);
  if (isUnknown(options) || isUnknown(value) || textOf(at(options, endpoint)) === 'disabled') return [];
  if (textOf(value) === 'required') return [];
  return [{ about: value ?? options, message: 'answers requests for its credentials without a token' }];
}

const DISKS = ['root_block_device', 'ebs_block_device'];

function disks(): CloudCheck {
  return all(
    each(['aws_instance', 'aws_launch_configuration'], ({ body }) =>
      DISKS.flatMap((name) =>
        itemsOf(at(body, name)).flatMap((disk): readonly Found[] => {
          const value = at(disk, 'encrypted');
          const isCopy = !isAbsent(at(disk, 'snapshot_id'));
          if (isCopy || (!isAbsent(value) && textOf(value) !== 'false')) return [];
          return [{ about: value ?? disk, message: `its ${name} ${UNENCRYPTED}` }];
        }),
      ),
    ),
    // Without a word about it, the root disk is as the image and the account's default have it.
    each('aws_instance', ({ body }) =>
      isEmptyList(at(body, 'root_block_device')) && isAbsent(at(body, 'launch_template'))
        ? [{ message: 'its root disk is encrypted only if the image or the account says so', severity: 'low' }]
        : [],
    ),
    mustBeOn('aws_launch_template', 'block_device_mappings.ebs.encrypted', `a disk ${UNENCRYPTED}`, 'fine'),
  );
}

const PERMISSION = ['principal', 'source_arn', 'source_account', 'principal_org_id'] as const;
const TEMPLATE_PERMISSION = ['Principal', 'SourceArn', 'SourceAccount', 'PrincipalOrgID'] as const;

function publicPermission(body: Value, names: typeof PERMISSION | typeof TEMPLATE_PERMISSION): readonly Found[] {
  const [principal, ...limits] = names;
  const value = at(body, principal);
  const isLimited = limits.some((name) => !isAbsent(at(body, name)));
  return textOf(value) === '*' && !isLimited
    ? [{ about: value, message: 'lets every AWS account run the function' }]
    : [];
}

function containers(body: Value): readonly Value[] {
  const definitions = at(body, 'container_definitions');
  return definitions === undefined ? [] : itemsOf(decodeJson(definitions, definitions.place));
}
