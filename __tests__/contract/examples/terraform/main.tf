resource "aws_security_group_rule" "open" {
  type        = "ingress"
  description = "everyone"
  cidr_blocks = ["0.0.0.0/0"] #tfsec:ignore:aws-ec2-no-public-ingress-sgr
}
