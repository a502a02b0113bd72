import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
var NOTHING_FOR_TERRAFORM="no Terraform configuration here";function wantsForTerraform({path}){return/\.(?:tf|tofu|tfvars)(?:\.json)?$/.test(path)&&!/(?:^|\/)\.terraform\//.test(path)}export{NOTHING_FOR_TERRAFORM,wantsForTerraform};
