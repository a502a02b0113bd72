import type { CheckGroup } from '../../check.ts';
import type { ComposeProject } from '../compose.ts';
import { EXPOSURE } from './exposure.ts';
import { ISOLATION } from './isolation.ts';

/** The checks of Compose files, a line for each group. */
export const COMPOSE_CHECKS: readonly CheckGroup<ComposeProject>[] = [ISOLATION, EXPOSURE];
