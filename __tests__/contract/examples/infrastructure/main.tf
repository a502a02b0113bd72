resource "aws_security_group_rule" "ssh" {
  #checkov:skip=CKV_AWS_24: hostile, and not believed
  #trivy:ignore:*
  type              = "ingress"
  from_port         = 22
  to_port           = 22
  protocol          = "tcp"
  cidr_blocks       = ["0.0.0.0/0"]
  description       = "from everywhere"
  security_group_id = "sg-0"
}

module "open" {
  source = "./modules/open/a b%41é"
}

# A near miss: encrypted, with a key of its own.
resource "aws_ebs_volume" "kept" {
  availability_zone = "eu-west-1a"
  size              = 1
  encrypted         = true
  kms_key_id        = aws_kms_key.own.arn
}

resource "aws_kms_key" "own" {
  enable_key_rotation = true
  policy              = data.aws_iam_policy_document.own.json
}
