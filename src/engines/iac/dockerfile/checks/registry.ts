import type { CheckGroup } from '../../check.ts';
import type { Dockerfile } from '../dockerfile.ts';
import { BASE_IMAGE } from './base-image.ts';
import { DOWNLOADS } from './downloads.ts';
import { ORIGIN } from './origin.ts';
import { PRIVILEGES } from './privileges.ts';
import { RUNTIME } from './runtime.ts';
import { SECRETS } from './secrets.ts';

/** The checks of Dockerfiles, a line for each group. */
export const DOCKERFILE_CHECKS: readonly CheckGroup<Dockerfile>[] = [
  SECRETS,
  RUNTIME,
  DOWNLOADS,
  PRIVILEGES,
  BASE_IMAGE,
  ORIGIN,
];
