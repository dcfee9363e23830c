# Every GuardDuty resource of the AWS provider, against an administrator with one member by
# invitation, and an organisation with a delegated administrator and one member. Runtime monitoring
# names all its parts, because the API answers all of them and the provider takes what a
# configuration does not name for drift.

terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

variable "accounts" {
  type = map(object({ id = string, email = string, key = string, secret = string, token = string }))
}

# What an update changes.
variable "changed" {
  type    = bool
  default = false
}

provider "aws" {
  alias      = "administrator"
  access_key = var.accounts.administrator.key
  secret_key = var.accounts.administrator.secret
  default_tags {
    tags = { team = var.changed ? "blue" : "red" }
  }
}

provider "aws" {
  alias      = "member"
  access_key = var.accounts.member.key
  secret_key = var.accounts.member.secret
}

provider "aws" {
  alias      = "management"
  access_key = var.accounts.management.key
  secret_key = var.accounts.management.secret
}

provider "aws" {
  alias      = "delegate"
  access_key = var.accounts.delegate.key
  secret_key = var.accounts.delegate.secret
  token      = var.accounts.delegate.token
}

# By invitation.

resource "aws_guardduty_detector" "administrator" {
  provider                     = aws.administrator
  enable                       = true
  finding_publishing_frequency = var.changed ? "FIFTEEN_MINUTES" : "ONE_HOUR"
  tags                         = { purpose = "watching" }
}

resource "aws_guardduty_detector_feature" "lambda" {
  provider    = aws.administrator
  detector_id = aws_guardduty_detector.administrator.id
  name        = "LAMBDA_NETWORK_LOGS"
  status      = var.changed ? "ENABLED" : "DISABLED"
}

resource "aws_guardduty_detector_feature" "runtime" {
  provider    = aws.administrator
  detector_id = aws_guardduty_detector.administrator.id
  name        = "RUNTIME_MONITORING"
  status      = "ENABLED"
  additional_configuration {
    name   = "EKS_ADDON_MANAGEMENT"
    status = "ENABLED"
  }
  additional_configuration {
    name   = "ECS_FARGATE_AGENT_MANAGEMENT"
    status = "ENABLED"
  }
  additional_configuration {
    name   = "EC2_AGENT_MANAGEMENT"
    status = var.changed ? "ENABLED" : "DISABLED"
  }
}

resource "aws_guardduty_filter" "quiet" {
  provider    = aws.administrator
  detector_id = aws_guardduty_detector.administrator.id
  name        = "quiet"
  description = var.changed ? "Fewer of them" : null
  action      = var.changed ? "NOOP" : "ARCHIVE"
  rank        = 1
  finding_criteria {
    criterion {
      field  = "region"
      equals = ["us-east-1"]
    }
    criterion {
      field      = "service.additionalInfo.threatListName"
      not_equals = ["some-threat", "another-threat"]
    }
    criterion {
      field        = "updatedAt"
      greater_than = "2020-01-01T00:00:00Z"
      less_than    = "2020-02-01T00:00:00Z"
    }
    criterion {
      field                 = "severity"
      greater_than_or_equal = var.changed ? "5" : "4"
    }
  }
}

resource "aws_guardduty_ipset" "trusted" {
  provider    = aws.administrator
  detector_id = aws_guardduty_detector.administrator.id
  name        = var.changed ? "offices" : "office"
  format      = "TXT"
  location    = "https://s3.amazonaws.com/lists/trusted.txt"
  activate    = !var.changed
}

resource "aws_guardduty_threatintelset" "feed" {
  provider    = aws.administrator
  detector_id = aws_guardduty_detector.administrator.id
  name        = var.changed ? "feeds" : "feed"
  format      = "TXT"
  location    = "https://s3.amazonaws.com/lists/threats.txt"
  activate    = true
}

resource "aws_guardduty_publishing_destination" "bucket" {
  provider        = aws.administrator
  detector_id     = aws_guardduty_detector.administrator.id
  destination_arn = var.changed ? "arn:aws:s3:::exports-too" : "arn:aws:s3:::exports"
  kms_key_arn     = "arn:aws:kms:us-east-1:111122223333:key/84cee9c5-dea1-401a-ab6d-e1de70000000"
}

resource "aws_iam_role" "scanner" {
  provider = aws.administrator
  name     = "malware-scans"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "malware-protection-plan.guardduty.amazonaws.com" }
    }]
  })
}

resource "aws_guardduty_malware_protection_plan" "uploads" {
  provider = aws.administrator
  role     = aws_iam_role.scanner.arn
  protected_resource {
    s3_bucket {
      bucket_name     = "uploads"
      object_prefixes = var.changed ? ["in/", "more/"] : ["in/"]
    }
  }
  actions = [{ tagging = [{ status = var.changed ? "DISABLED" : "ENABLED" }] }]
}

resource "aws_guardduty_detector" "member" {
  provider = aws.member
  enable   = true
}

resource "aws_guardduty_member" "invited" {
  provider                   = aws.administrator
  detector_id                = aws_guardduty_detector.administrator.id
  account_id                 = var.accounts.member.id
  email                      = var.accounts.member.email
  invite                     = true
  invitation_message         = "Please join."
  disable_email_notification = true
  # The provider cannot read back whether it sent an e-mail.
  lifecycle {
    ignore_changes = [disable_email_notification, invitation_message]
  }
}

resource "aws_guardduty_invite_accepter" "member" {
  provider          = aws.member
  detector_id       = aws_guardduty_detector.member.id
  master_account_id = aws_guardduty_detector.administrator.account_id
  depends_on        = [aws_guardduty_member.invited]
}

data "aws_guardduty_detector" "administrator" {
  provider   = aws.administrator
  depends_on = [aws_guardduty_detector.administrator]
}

data "aws_guardduty_finding_ids" "administrator" {
  provider    = aws.administrator
  detector_id = aws_guardduty_detector.administrator.id
}

# By organisation.

resource "aws_guardduty_detector" "delegate" {
  provider = aws.delegate
  enable   = true
}

resource "aws_guardduty_organization_admin_account" "delegate" {
  provider         = aws.management
  admin_account_id = var.accounts.delegate.id
  depends_on       = [aws_guardduty_detector.delegate]
}

resource "aws_guardduty_organization_configuration" "delegate" {
  provider                         = aws.delegate
  detector_id                      = aws_guardduty_detector.delegate.id
  auto_enable_organization_members = var.changed ? "NONE" : "NEW"
  depends_on                       = [aws_guardduty_organization_admin_account.delegate]
}

resource "aws_guardduty_organization_configuration_feature" "rds" {
  provider    = aws.delegate
  detector_id = aws_guardduty_detector.delegate.id
  name        = "RDS_LOGIN_EVENTS"
  auto_enable = var.changed ? "NONE" : "NEW"
  depends_on  = [aws_guardduty_organization_configuration.delegate]
}

resource "aws_guardduty_organization_configuration_feature" "runtime" {
  provider    = aws.delegate
  detector_id = aws_guardduty_detector.delegate.id
  name        = "RUNTIME_MONITORING"
  auto_enable = "NEW"
  additional_configuration {
    name        = "EKS_ADDON_MANAGEMENT"
    auto_enable = var.changed ? "NONE" : "NEW"
  }
  additional_configuration {
    name        = "ECS_FARGATE_AGENT_MANAGEMENT"
    auto_enable = "NONE"
  }
  additional_configuration {
    name        = "EC2_AGENT_MANAGEMENT"
    auto_enable = "NEW"
  }
  depends_on = [aws_guardduty_organization_configuration.delegate]
}

resource "aws_guardduty_member" "organization" {
  provider    = aws.delegate
  detector_id = aws_guardduty_detector.delegate.id
  account_id  = var.accounts.subsidiary.id
  email       = var.accounts.subsidiary.email
  invite      = true
  depends_on  = [aws_guardduty_organization_admin_account.delegate]
  # An organisation's member is enabled without an invitation.
  lifecycle {
    ignore_changes = [invite]
  }
}

resource "aws_guardduty_member_detector_feature" "s3" {
  provider    = aws.delegate
  detector_id = aws_guardduty_detector.delegate.id
  account_id  = var.accounts.subsidiary.id
  name        = "S3_DATA_EVENTS"
  status      = var.changed ? "DISABLED" : "ENABLED"
  depends_on  = [aws_guardduty_member.organization]
}

resource "aws_guardduty_member_detector_feature" "runtime" {
  provider    = aws.delegate
  detector_id = aws_guardduty_detector.delegate.id
  account_id  = var.accounts.subsidiary.id
  name        = "RUNTIME_MONITORING"
  status      = "ENABLED"
  additional_configuration {
    name   = "EKS_ADDON_MANAGEMENT"
    status = var.changed ? "DISABLED" : "ENABLED"
  }
  additional_configuration {
    name   = "ECS_FARGATE_AGENT_MANAGEMENT"
    status = "DISABLED"
  }
  additional_configuration {
    name   = "EC2_AGENT_MANAGEMENT"
    status = "ENABLED"
  }
  depends_on = [aws_guardduty_member.organization]
}
