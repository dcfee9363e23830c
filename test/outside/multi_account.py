"""
GuardDuty for a list of accounts by invitation, from one administrator, through one role in each:

    multi_account.py VERB ADMINISTRATOR ROLE ACCOUNTS.csv REGION[,REGION...]

where the verb is one of enable, logs-off, logs-on, scans-on and disable.

The calls, and their order, are those that operators' scripts for this task make; where such a
script would sleep and ask again, this one asks again. Endpoint and key come from the environment.
"""

import csv
import sys

import boto3

TRIES = 50
MALWARE = "malware-protection.guardduty.amazonaws.com"
SCANS = {"MalwareProtection": {"ScanEc2InstanceWithFindings": {"EbsVolumes": True}}}


def session_in(account, role):
    sts = boto3.client("sts")
    partition = sts.get_caller_identity()["Arn"].split(":")[1]
    keys = sts.assume_role(
        RoleArn=f"arn:{partition}:iam::{account}:role/{role}", RoleSessionName="MultiAccount"
    )["Credentials"]
    return boto3.Session(keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"])


def detector_in(guardduty):
    return next(iter(guardduty.list_detectors()["DetectorIds"]), None)


def statuses(guardduty, detector):
    pages = guardduty.get_paginator("list_members").paginate(
        DetectorId=detector, OnlyAssociated="false"
    )
    return {m["AccountId"]: m["RelationshipStatus"] for page in pages for m in page["Members"]}


class Fleet:
    def __init__(self, administrator, role, accounts, regions):
        self.administrator = administrator
        self.role = role
        self.accounts = accounts
        self.regions = regions
        self.own = session_in(administrator, role)

    def each(self, act):
        for account, email in self.accounts.items():
            session = session_in(account, self.role)
            for region in self.regions:
                act(
                    self.own.client("guardduty", region_name=region),
                    session.client("guardduty", region_name=region),
                    session,
                    account,
                    email,
                )

    def enable(self):
        for region in self.regions:
            guardduty = self.own.client("guardduty", region_name=region)
            if not detector_in(guardduty):
                guardduty.create_detector(Enable=True)
        self.each(self.enable_one)

    def enable_one(self, ours, theirs, _session, account, email):
        detector = detector_in(theirs) or theirs.create_detector(Enable=True)["DetectorId"]
        administrators = detector_in(ours)
        if account not in statuses(ours, administrators):
            details = [{"AccountId": account, "Email": email}]
            ours.create_members(DetectorId=administrators, AccountDetails=details)
        for _ in range(TRIES):
            status = statuses(ours, administrators)[account]
            if status == "Enabled":
                return
            self.step(status, ours, theirs, account, administrators, detector)
        sys.exit(f"{account} stayed {status}")

    def step(self, status, ours, theirs, account, administrators, detector):
        if status == "Disabled":
            ours.start_monitoring_members(DetectorId=administrators, AccountIds=[account])
        if status == "Created":
            ours.invite_members(
                DetectorId=administrators, AccountIds=[account], Message="Please join."
            )
        if status in ("Invited", "Resigned"):
            invitations = theirs.list_invitations()["Invitations"]
            if invitations:
                theirs.accept_invitation(
                    DetectorId=detector,
                    InvitationId=invitations[-1]["InvitationId"],
                    MasterId=self.administrator,
                )

    def logs_off(self):
        self.logs(False)

    def logs_on(self):
        self.logs(True)

    def logs(self, on):
        sources = {"S3Logs": {"Enable": on}, "Kubernetes": {"AuditLogs": {"Enable": on}}}
        self.each(lambda ours, _theirs, _session, account, _email: self.put(ours, account, sources))

    def scans_on(self):
        self.allow_malware_scans(self.own)
        self.each(self.scans_on_one)

    def allow_malware_scans(self, session):
        try:
            session.client("iam").create_service_linked_role(AWSServiceName=MALWARE)
        except session.client("iam").exceptions.InvalidInputException as error:
            if "has been taken in this account" not in str(error):
                raise

    def scans_on_one(self, ours, _theirs, session, account, _email):
        self.allow_malware_scans(session)
        self.put(ours, account, SCANS)

    def put(self, ours, account, sources):
        refused = ours.update_member_detectors(
            DetectorId=detector_in(ours), AccountIds=[account], DataSources=sources
        )["UnprocessedAccounts"]
        if refused:
            print(f"Failed Accounts: {account}: {refused[0]['Result']}")

    def disable(self):
        for region in boto3.Session().get_available_regions("guardduty"):
            guardduty = self.own.client("guardduty", region_name=region)
            detector = detector_in(guardduty)
            if not detector:
                continue
            members = list(statuses(guardduty, detector))
            if members:
                guardduty.disassociate_members(DetectorId=detector, AccountIds=members)
                guardduty.delete_members(DetectorId=detector, AccountIds=members)
            guardduty.delete_detector(DetectorId=detector)
        self.each(self.disable_one)

    def disable_one(self, _ours, theirs, _session, _account, _email):
        detector = detector_in(theirs)
        if detector:
            theirs.delete_detector(DetectorId=detector)


if __name__ == "__main__":
    verb, administrator, role, table, regions = sys.argv[1:]
    with open(table, encoding="utf8") as lines:
        accounts = dict(csv.reader(lines))
    fleet = Fleet(administrator, role, accounts, regions.split(","))
    getattr(fleet, verb.replace("-", "_"))()
