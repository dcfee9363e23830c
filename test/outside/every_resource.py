"""
Every resource of GuardDuty through boto3: made, read, listed page by page, changed and ended. Each
answer is compared with botocore's model as it came, before botocore leaves out what it does not
know. Prints, as JSON, the operations that answered and what was not as modelled.

Endpoint and accounts (administrator, member, management, delegate, subsidiary) come as JSON in
VEDETTE_WALK.
"""

import json
import os
import sys

import boto3

WALK = json.loads(os.environ["VEDETTE_WALK"])
ANSWERED = {}
VIOLATIONS = []
# The model requires these, and says in words that an account without an administrator gets none.
EMPTY = {"GetAdministratorAccount": "administrator", "GetMasterAccount": "master"}


def violations(shape, value, path):
    """Where a value of an answer is not what the model says."""
    kind = shape.type_name
    if kind == "structure":
        if not isinstance(value, dict):
            return [f"{path}: no object"]
        wire = {m.serialization.get("name", n): (n, m) for n, m in shape.members.items()}
        found = [f"{path}.{name}: unknown" for name in value if name not in wire]
        for name, (member, inner) in wire.items():
            if name in value:
                found += violations(inner, value[name], f"{path}.{name}")
            elif member in shape.required_members:
                found.append(f"{path}.{name}: missing")
        return found
    if kind == "list":
        if not isinstance(value, list):
            return [f"{path}: no list"]
        return [v for n, item in enumerate(value) for v in violations(shape.member, item, f"{path}.{n}")]
    if kind == "map":
        return [v for key, item in value.items() for v in violations(shape.value, item, f"{path}.{key}")]
    types = {
        "string": str,
        "boolean": bool,
        "timestamp": (int, float),
        "integer": int,
        "long": int,
        "double": (int, float),
        "float": (int, float),
    }
    if kind in types and not isinstance(value, types[kind]):
        return [f"{path}: {type(value).__name__}, not {kind}"]
    if getattr(shape, "enum", None) and value not in shape.enum:
        return [f"{path}: {value} is none of the values"]
    return []


def check(http_response, model, **_):
    if http_response.status_code >= 300:
        return
    name = model.name
    ANSWERED[name] = ANSWERED.get(name, 0) + 1
    body = json.loads(http_response.content or b"{}")
    if model.output_shape is None:
        found = [f"{member}: unknown" for member in body]
    else:
        found = violations(model.output_shape, body, name)
    VIOLATIONS.extend(v for v in found if v != f"{name}.{EMPTY.get(name)}: missing")


def client(name):
    who = WALK[name]
    made = boto3.client(
        "guardduty",
        endpoint_url=WALK["endpoint"],
        region_name="us-east-1",
        aws_access_key_id=who["key"],
        aws_secret_access_key=who["secret"],
        aws_session_token=who.get("token") or None,
    )
    made.meta.events.register("after-call.guardduty", check)
    return made


def pages(guardduty, operation, result, **given):
    """All items, a small page at a time."""
    page = {"PageSize": 2}
    paginator = guardduty.get_paginator(operation)
    return [one for got in paginator.paginate(PaginationConfig=page, **given) for one in got[result]]


def until(read, wanted):
    for _ in range(500):
        if read() == wanted:
            return
    sys.exit(f"never {wanted}")


def findings(guardduty, own):
    guardduty.create_sample_findings(**own)
    ids = pages(guardduty, "list_findings", "FindingIds", **own)
    assert len(ids) > 100 and len(set(ids)) == len(ids)
    for at in range(0, len(ids), 50):
        some = ids[at : at + 50]
        assert len(guardduty.get_findings(FindingIds=some, **own)["Findings"]) == len(some)
    guardduty.archive_findings(FindingIds=ids[:2], **own)
    guardduty.unarchive_findings(FindingIds=ids[:2], **own)
    guardduty.update_findings_feedback(FindingIds=ids[:2], Feedback="USEFUL", Comments="x", **own)
    guardduty.get_findings_statistics(FindingStatisticTypes=["COUNT_BY_SEVERITY"], **own)
    for group in ("ACCOUNT", "DATE", "FINDING_TYPE", "RESOURCE", "SEVERITY"):
        guardduty.get_findings_statistics(GroupBy=group, **own)


def filters(guardduty, own):
    for n in range(3):
        criteria = {"Criterion": {"severity": {"GreaterThanOrEqual": n + 1}}}
        guardduty.create_filter(Name=f"filter-{n}", FindingCriteria=criteria, Tags={"a": "b"}, **own)
    names = pages(guardduty, "list_filters", "FilterNames", **own)
    assert len(names) == 3
    for name in names:
        guardduty.update_filter(FilterName=name, Action="ARCHIVE", **own)
        assert guardduty.get_filter(FilterName=name, **own)["Action"] == "ARCHIVE"
        guardduty.delete_filter(FilterName=name, **own)


def lists(guardduty, own, spelled, plural, id_name, count):
    make = getattr(guardduty, f"create_{spelled}")
    location = "https://s3.amazonaws.com/lists/addresses.txt"
    for n in range(count):
        make(Name=f"list-{n}", Format="TXT", Location=location, Activate=n == 0, **own)
    ids = pages(guardduty, f"list_{spelled}s", plural, **own)
    assert len(ids) == count
    for one in ids:
        given = {id_name: one, **own}
        read = lambda: getattr(guardduty, f"get_{spelled}")(**given)["Status"]
        until(lambda: read() in ("ACTIVE", "INACTIVE"), True)
        getattr(guardduty, f"update_{spelled}")(Name=f"new-{one}", **given)
        getattr(guardduty, f"delete_{spelled}")(**given)


def destination(guardduty, own):
    properties = {
        "DestinationArn": "arn:aws:s3:::exports",
        "KmsKeyArn": "arn:aws:kms:us-east-1:111122223333:key/84cee9c5-dea1-401a-ab6d-e1de70000000",
    }
    made = guardduty.create_publishing_destination(
        DestinationType="S3", DestinationProperties=properties, **own
    )
    one = {"DestinationId": made["DestinationId"], **own}
    guardduty.describe_publishing_destination(**one)
    guardduty.list_publishing_destinations(**own)
    guardduty.update_publishing_destination(DestinationProperties=properties, **one)
    guardduty.delete_publishing_destination(**one)


def malware(guardduty, own, account):
    criteria = {"Include": {"EC2_INSTANCE_TAG": {"MapEquals": [{"Key": "scan", "Value": "yes"}]}}}
    guardduty.update_malware_scan_settings(ScanResourceCriteria=criteria, **own)
    guardduty.get_malware_scan_settings(**own)
    made = guardduty.create_malware_protection_plan(
        Role=f"arn:aws:iam::{account}:role/scans",
        ProtectedResource={"S3Bucket": {"BucketName": "uploads", "ObjectPrefixes": ["in/"]}},
        Tags={"a": "b"},
    )
    one = {"MalwareProtectionPlanId": made["MalwareProtectionPlanId"]}
    guardduty.list_malware_protection_plans()
    guardduty.update_malware_protection_plan(Actions={"Tagging": {"Status": "ENABLED"}}, **one)
    arn = guardduty.get_malware_protection_plan(**one)["Arn"]
    assert guardduty.list_tags_for_resource(ResourceArn=arn)["Tags"] == {"a": "b"}
    instances = [f"arn:aws:ec2:us-east-1:{account}:instance/i-{n:017x}" for n in range(3)]
    for instance in instances:
        guardduty.start_malware_scan(ResourceArn=instance)
    scans = pages(guardduty, "list_malware_scans", "Scans")
    assert len(scans) == 3
    guardduty.get_malware_scan(ScanId=scans[0]["ScanId"])
    assert len(pages(guardduty, "describe_malware_scans", "Scans", **own)) == 3
    guardduty.delete_malware_protection_plan(**one)


def tags(guardduty, own, account):
    arn = f"arn:aws:guardduty:us-east-1:{account}:detector/{own['DetectorId']}"
    guardduty.tag_resource(ResourceArn=arn, Tags={"team": "red"})
    assert guardduty.list_tags_for_resource(ResourceArn=arn)["Tags"] == {"team": "red"}
    guardduty.untag_resource(ResourceArn=arn, TagKeys=["team"])


def invitation(administrator, member, own, member_id, administrator_id):
    details = [{"AccountId": member_id, "Email": WALK["member"]["email"]}]
    ids = {"AccountIds": [member_id], **own}
    theirs = {"DetectorId": member.create_detector(Enable=True)["DetectorId"]}

    def invite():
        administrator.create_members(AccountDetails=details, **own)
        administrator.invite_members(DisableEmailNotification=True, **ids)
        member.get_invitations_count()
        return pages(member, "list_invitations", "Invitations")[0]["InvitationId"]

    invite()
    member.decline_invitations(AccountIds=[administrator_id])
    member.delete_invitations(AccountIds=[administrator_id])
    member.accept_invitation(MasterId=administrator_id, InvitationId=invite(), **theirs)
    member.get_master_account(**theirs)
    administrator.get_members(**ids)
    administrator.get_member_detectors(**ids)
    administrator.update_member_detectors(DataSources={"S3Logs": {"Enable": False}}, **ids)
    administrator.get_remaining_free_trial_days(**ids)
    administrator.stop_monitoring_members(**ids)
    administrator.start_monitoring_members(**ids)
    member.disassociate_from_master_account(**theirs)
    accept = {"AdministratorId": administrator_id, "InvitationId": invite(), **theirs}
    member.accept_administrator_invitation(**accept)
    member.get_administrator_account(**theirs)
    assert len(pages(administrator, "list_members", "Members", **own)) == 1
    member.disassociate_from_administrator_account(**theirs)
    administrator.disassociate_members(**ids)
    administrator.delete_members(**ids)
    member.get_administrator_account(**theirs)
    member.delete_detector(**theirs)


def organization(management, delegate, delegate_id, subsidiary):
    own = {"DetectorId": delegate.create_detector(Enable=True)["DetectorId"]}
    management.enable_organization_admin_account(AdminAccountId=delegate_id)
    pages(management, "list_organization_admin_accounts", "AdminAccounts")
    details = [{"AccountId": subsidiary["id"], "Email": subsidiary["email"]}]
    delegate.create_members(AccountDetails=details, **own)
    features = [{"Name": "S3_DATA_EVENTS", "AutoEnable": "NEW"}]
    delegate.update_organization_configuration(
        AutoEnableOrganizationMembers="NEW", Features=features, **own
    )
    delegate.describe_organization_configuration(**own)
    delegate.get_organization_statistics()
    for kind in ("SUM_BY_ACCOUNT", "SUM_BY_DATA_SOURCE", "SUM_BY_RESOURCE", "TOP_RESOURCES"):
        criteria = {"DataSources": ["CLOUD_TRAIL", "S3_LOGS"]}
        delegate.get_usage_statistics(UsageStatisticType=kind, UsageCriteria=criteria, **own)
    pages(delegate, "list_coverage", "Resources", **own)
    delegate.get_coverage_statistics(StatisticsType=["COUNT_BY_RESOURCE_TYPE"], **own)
    management.disable_organization_admin_account(AdminAccountId=delegate_id)
    delegate.delete_detector(**own)


def main():
    administrator, member = client("administrator"), client("member")
    account = WALK["administrator"]["id"]
    made = administrator.create_detector(Enable=True, FindingPublishingFrequency="ONE_HOUR")
    own = {"DetectorId": made["DetectorId"]}
    assert pages(administrator, "list_detectors", "DetectorIds") == [own["DetectorId"]]
    administrator.update_detector(FindingPublishingFrequency="SIX_HOURS", **own)
    administrator.get_detector(**own)
    findings(administrator, own)
    filters(administrator, own)
    lists(administrator, own, "ip_set", "IpSetIds", "IpSetId", 1)
    lists(administrator, own, "threat_intel_set", "ThreatIntelSetIds", "ThreatIntelSetId", 3)
    lists(administrator, own, "trusted_entity_set", "TrustedEntitySetIds", "TrustedEntitySetId", 1)
    lists(administrator, own, "threat_entity_set", "ThreatEntitySetIds", "ThreatEntitySetId", 3)
    destination(administrator, own)
    malware(administrator, own, account)
    tags(administrator, own, account)
    invitation(administrator, member, own, WALK["member"]["id"], account)
    delegate_id = WALK["delegate"]["id"]
    organization(client("management"), client("delegate"), delegate_id, WALK["subsidiary"])
    administrator.delete_detector(**own)
    known = administrator.meta.service_model.operation_names
    left = [name for name in known if name not in ANSWERED]
    json.dump({"answered": len(ANSWERED), "left": left, "violations": VIOLATIONS}, sys.stdout)


main()
