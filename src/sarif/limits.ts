/** Limits of what is read and written. Reading: ours, against hostile reports. Writing: GitHub code scanning's. */

// Reading. A JavaScript string ends at about 512 Mi characters; a report of half of that needs about 700 MB to parse.
export const MAX_REPORT_BYTES = 256 * 1024 * 1024;
export const MAX_DEPTH = 200;
export const MAX_RESULTS_READ = 1_000_000;
export const MAX_MESSAGE = 4_000;
export const MAX_HELP = 8_000;
export const MAX_NAME = 500;
export const MAX_PATH = 4_096;
export const MAX_LINK = 2_048;
export const MAX_TAGS_READ = 100;
export const MAX_NOTIFICATIONS = 1_000;

// Writing: https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
/** More results of one run are rejected; of these only the 5,000 worst are kept there. */
export const RESULTS_PER_RUN = 25_000;
export const RULES_PER_RUN = 25_000;
export const TAGS_PER_RULE = 20;
export const RULE_NAME_LENGTH = 255;
export const DESCRIPTION_LENGTH = 1_024;
