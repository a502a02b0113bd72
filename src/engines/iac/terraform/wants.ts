import type { ScannedFile } from '../../contract.ts';

export const NOTHING_FOR_TERRAFORM = 'no Terraform configuration here';

/** Configuration and variable files (https://developer.hashicorp.com/terraform/language/files); `.tofu` is OpenTofu's own ending. */
export function wantsForTerraform({ path }: ScannedFile): boolean {
  return isTerraform(path) && !isCopy(path);
}

/** Whether a file is one of the copies of modules that Terraform keeps. */
export function leavesOutForTerraform({ path }: ScannedFile): boolean {
  return isTerraform(path) && isCopy(path);
}

function isTerraform(path: string): boolean {
  return /\.(?:tf|tofu|tfvars)(?:\.json)?$/.test(path);
}

function isCopy(path: string): boolean {
  return /(?:^|\/)\.terraform\//.test(path);
}
