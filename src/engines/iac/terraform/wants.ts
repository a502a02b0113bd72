import type { ScannedFile } from '../../contract.ts';

export const NOTHING_FOR_TERRAFORM = 'no Terraform configuration here';

/** Configuration and variable files (https://developer.hashicorp.com/terraform/language/files); `.tofu` is OpenTofu's own ending. */
export function wantsForTerraform({ path }: ScannedFile): boolean {
  // Terraform keeps copies of modules there.
  return /\.(?:tf|tofu|tfvars)(?:\.json)?$/.test(path) && !/(?:^|\/)\.terraform\//.test(path);
}
