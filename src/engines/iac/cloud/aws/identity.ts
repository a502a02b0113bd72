import rules from '../../../../../rules/iac/aws/identity.yml';
import { all, type CloudCheck, type CloudGroup, each, type Found } from '../check.ts';
import { describedStatements, letsEveryone, publicPolicyAt, type Statement, statementsOf } from '../policy.ts';
import { mustBeOn, mustBeSet } from '../settings.ts';
import { at, isAbsent, itemsOf, numberOf, textOf, type Value } from '../value.ts';

/** Where Terraform writes the rights of users, groups and roles. */
const POLICIES: Readonly<Record<string, string>> = {
  aws_iam_policy: 'policy',
  aws_iam_role_policy: 'policy',
  aws_iam_user_policy: 'policy',
  aws_iam_group_policy: 'policy',
  aws_ssoadmin_permission_set_inline_policy: 'inline_policy',
};

/** Who may do what: IAM and KMS. */
export const AWS_IDENTITY: CloudGroup = {
  rules,
  terraform: {
    'aws-iam-administrator': policies(administrator),
    'aws-iam-service-wildcard': policies(serviceWildcard),
    'aws-iam-assume-anyone': each('aws_iam_role', publicPolicyAt('assume_role_policy', 'take its role')),
    'aws-iam-policy-of-user': all(
      each(['aws_iam_user_policy', 'aws_iam_user_policy_attachment'], () => [
        { message: 'gives rights to one user instead of a group or role' },
      ]),
      each('aws_iam_policy_attachment', ({ body }) =>
        itemsOf(at(body, 'users'))
          .slice(0, 1)
          .map((about) => ({ about, message: 'gives rights to single users instead of a group or role' })),
      ),
    ),
    'aws-iam-short-password': each('aws_iam_account_password_policy', ({ body }) => {
      const length = at(body, 'minimum_password_length');
      const least = numberOf(length) ?? (isAbsent(length) ? 6 : 14);
      return least < 14 ? [{ about: length, message: `lets passwords of ${least} characters pass` }] : [];
    }),
    'aws-kms-no-rotation': each('aws_kms_key', ({ body }) => {
      const spec = textOf(at(body, 'customer_master_key_spec')) ?? 'SYMMETRIC_DEFAULT';
      const value = at(body, 'enable_key_rotation');
      const isOff = isAbsent(value) || textOf(value) === 'false';
      return spec === 'SYMMETRIC_DEFAULT' && isOff ? [{ about: value, message: 'its key is never replaced' }] : [];
    }),
    'aws-kms-public-policy': all(
      each('aws_kms_key', publicPolicyAt('policy', 'use the key')),
      each('aws_kms_key_policy', publicPolicyAt('policy', 'use the key')),
    ),
    'aws-secret-public-policy': each('aws_secretsmanager_secret_policy', publicPolicyAt('policy', 'read the secret')),
    'aws-secret-no-customer-key': mustBeSet(
      'aws_secretsmanager_secret',
      'kms_key_id',
      'is encrypted with the key that every secret of the account shares',
    ),
  },
  cloudformation: {
    'aws-iam-administrator': templatePolicies(administrator),
    'aws-iam-service-wildcard': templatePolicies(serviceWildcard),
    'aws-iam-assume-anyone': each('AWS::IAM::Role', publicPolicyAt('AssumeRolePolicyDocument', 'take its role')),
    'aws-kms-no-rotation': mustBeOn('AWS::KMS::Key', 'EnableKeyRotation', 'its key is never replaced'),
    'aws-kms-public-policy': each('AWS::KMS::Key', publicPolicyAt('KeyPolicy', 'use the key')),
    'aws-secret-public-policy': each(
      'AWS::SecretsManager::ResourcePolicy',
      publicPolicyAt('ResourcePolicy', 'read the secret'),
    ),
  },
};

type StatementCheck = (statement: Statement) => string | undefined;

function policies(check: StatementCheck): CloudCheck {
  const inline = Object.entries(POLICIES).map(([type, path]) =>
    each(type, ({ body }, infrastructure) => judged(ownStatements(at(body, path), infrastructure), check)),
  );
  return all(
    ...inline,
    each('aws_iam_role', ({ body }, infrastructure) =>
      itemsOf(at(body, 'inline_policy')).flatMap((policy) =>
        judged(ownStatements(at(policy, 'policy'), infrastructure), check),
      ),
    ),
    // One with principals is the policy of a thing: there `*` means the thing itself.
    each('data.aws_iam_policy_document', ({ body }) =>
      judged(
        describedStatements(body).filter(({ hasPrincipals }) => !hasPrincipals),
        check,
      ),
    ),
  );
}

/** What a data source describes is judged there. */
function ownStatements(policy: Value | undefined, infrastructure: Parameters<typeof statementsOf>[1]) {
  return statementsOf(policy, infrastructure).filter(({ isDescribed }) => !isDescribed);
}

function templatePolicies(check: StatementCheck): CloudCheck {
  return all(
    each(['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'], ({ body }, infrastructure) =>
      judged(statementsOf(at(body, 'PolicyDocument'), infrastructure), check),
    ),
    each(
      ['AWS::IAM::Role', 'AWS::IAM::User', 'AWS::IAM::Group', 'AWS::Serverless::Function'],
      ({ body }, infrastructure) =>
        itemsOf(at(body, 'Policies')).flatMap((policy) =>
          judged(statementsOf(at(policy, 'PolicyDocument') ?? policy, infrastructure), check),
        ),
    ),
  );
}

function judged(statements: readonly Statement[], check: StatementCheck): readonly Found[] {
  return statements.flatMap((statement) => {
    const message = check(statement);
    return message === undefined || letsEveryone(statement) ? [] : [{ about: statement.place, message }];
  });
}

function administrator({ effect, actions, resources, condition }: Statement): string | undefined {
  const isAll = actions.some((action) => action === '*' || action === '*:*');
  return effect === 'Allow' && condition === 'none' && isAll && resources.includes('*')
    ? 'allows every action on every resource: whoever has it is administrator of the account'
    : undefined;
}

/** Services where everything on everything is as good as the whole account, or all of its data. */
function serviceWildcard(statement: Statement): string | undefined {
  const { effect, actions, resources, condition, allowsAllBut } = statement;
  if (effect !== 'Allow' || condition !== 'none' || !resources.includes('*')) return undefined;
  if (allowsAllBut) return 'allows everything but what `NotAction` names';
  const wide =
    administrator(statement) === undefined ? actions.filter((action) => /^[a-z0-9-]+:\*$/i.test(action)) : [];
  return wide.length === 0 ? undefined : `allows ${wide.slice(0, 4).join(', ')} on every resource`;
}
