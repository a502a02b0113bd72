import { AWS_BUCKETS } from './aws/buckets.ts';
import { AWS_COMPUTE } from './aws/compute.ts';
import { AWS_DATABASES } from './aws/databases.ts';
import { AWS_IDENTITY } from './aws/identity.ts';
import { AWS_NETWORK } from './aws/network.ts';
import { AWS_SERVICES } from './aws/services.ts';
import { AZURE_NETWORK } from './azure/network.ts';
import { AZURE_SERVICES } from './azure/services.ts';
import type { CloudGroup } from './check.ts';
import { GCP_NETWORK } from './gcp/network.ts';
import { GCP_SERVICES } from './gcp/services.ts';

/** The checks of cloud resources, a line for each group. */
export const CLOUD_GROUPS: readonly CloudGroup[] = [
  AWS_BUCKETS,
  AWS_COMPUTE,
  AWS_DATABASES,
  AWS_IDENTITY,
  AWS_NETWORK,
  AWS_SERVICES,
  AZURE_NETWORK,
  AZURE_SERVICES,
  GCP_NETWORK,
  GCP_SERVICES,
];
