# Sample infrastructure that needs no account: terraform_data is built into Terraform and OpenTofu.
terraform {
  required_version = ">= 1.4"
}

variable "replicas" {
  type    = number
  default = 2
}

resource "terraform_data" "service" {
  count = var.replicas
  input = "hello-${count.index}"
}

resource "terraform_data" "address" {
  input = "hello behind ${length(terraform_data.service)} replicas"
}

output "address" {
  value = terraform_data.address.output
}
