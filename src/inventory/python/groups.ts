/** Words of names of files and groups of dependencies that are not for running. */
const WORD = /^(dev|develop|development|tests?|testing|lint|linting|docs?|ci|typing)$/;

/** Whether a name's words say that it is for development: `dev`, `requirements-test`, `docs`. */
export function isForDevelopment(name: string): boolean {
  return name
    .toLowerCase()
    .split(/[^a-z]+/)
    .some((word) => WORD.test(word));
}

/** Whether all groups of a package are for development. Groups that people named otherwise may run, so they are not taken for it. */
export function areForDevelopment(groups: unknown): boolean {
  return (
    Array.isArray(groups) &&
    groups.length > 0 &&
    groups.every((group) => typeof group === 'string' && isForDevelopment(group))
  );
}
