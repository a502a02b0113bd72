import type { CheckGroup } from '../check.ts';
import { CONTENT } from './content.ts';
import { EXPOSURE } from './exposure.ts';
import { SECRETS } from './secrets.ts';
import { USER } from './user.ts';

/** Every check of an image's configuration and content. */
export const CONTAINER_CHECKS: readonly CheckGroup[] = [USER, SECRETS, EXPOSURE, CONTENT];
