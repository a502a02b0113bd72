import { printable, shorten } from '../model/text.ts';
import { asList, asText, field } from './fields.ts';
import { MAX_MESSAGE, MAX_NOTIFICATIONS } from './limits.ts';
import type { SarifNotification } from './log.ts';
import { artifactPath } from './places.ts';

const CLAUSE_LENGTH = 200;

/** Why the tool itself says that it failed (`executionSuccessful: false`, §3.20.14), as one printable clause. */
export function failureOf(run: unknown): string | undefined {
  const failed = asList(field(run, 'invocations')).find(
    (invocation) => field(invocation, 'executionSuccessful') === false,
  );
  if (failed === undefined) return undefined;
  const said =
    errorsOf(failed, run)[0]?.text ??
    asText(field(failed, 'exitCodeDescription'), MAX_MESSAGE) ??
    asText(field(failed, 'processStartFailureMessage'), MAX_MESSAGE);
  const clause = said === undefined ? '' : `: ${printable(shorten(said, CLAUSE_LENGTH)).replace(/\.$/, '')}`;
  return `reports that it did not succeed${clause}`;
}

/** All notifications of level `error`, whether the run succeeded or not: files that could not be read, and the like. */
export function notificationsOf(run: unknown): readonly SarifNotification[] {
  return asList(field(run, 'invocations'))
    .flatMap((invocation) => errorsOf(invocation, run))
    .slice(0, MAX_NOTIFICATIONS);
}

function errorsOf(invocation: unknown, run: unknown): readonly SarifNotification[] {
  const all = [
    ...asList(field(invocation, 'toolExecutionNotifications')),
    ...asList(field(invocation, 'toolConfigurationNotifications')),
  ];
  return all.flatMap((notification) => {
    const text = asText(field(field(notification, 'message'), 'text'), MAX_MESSAGE);
    if (field(notification, 'level') !== 'error' || text === undefined) return [];
    const location = field(field(asList(field(notification, 'locations'))[0], 'physicalLocation'), 'artifactLocation');
    return [{ text, path: artifactPath(location, run).path }];
  });
}
