import { AWS_BUCKETS } from './aws/buckets.ts';
import { AWS_NETWORK } from './aws/network.ts';
import type { CloudGroup } from './check.ts';

/** The checks of cloud resources, a line for each group. */
export const CLOUD_GROUPS: readonly CloudGroup[] = [AWS_BUCKETS, AWS_NETWORK];
