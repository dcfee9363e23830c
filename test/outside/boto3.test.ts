/** Administrator, member and sample findings through boto3, the way scripts of users drive it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { programIsThere } from './presence.ts';
import { type Key, run, Vedette } from './vedette.ts';

const there = programIsThere('python3', ['-c', 'import boto3'], 'the calls through boto3');

const story = `
import json, os, sys
import boto3

def client(account, service="guardduty"):
    return boto3.client(
        service,
        endpoint_url=os.environ["ENDPOINT"],
        region_name="eu-west-1",
        aws_access_key_id=os.environ[account + "_KEY"],
        aws_secret_access_key=os.environ[account + "_SECRET"],
    )

admin, member = client("ADMIN"), client("MEMBER")
seen = {"who": client("MEMBER", "sts").get_caller_identity()["Arn"]}
detector = admin.create_detector(Enable=True)["DetectorId"]
details = [{"AccountId": "444455556666", "Email": "member@example.com"}]
admin.create_members(DetectorId=detector, AccountDetails=details)
admin.invite_members(
    DetectorId=detector, AccountIds=["444455556666"], DisableEmailNotification=True
)
theirs = member.create_detector(Enable=True)["DetectorId"]
invitation = member.list_invitations()["Invitations"][0]
member.accept_administrator_invitation(
    DetectorId=theirs,
    AdministratorId=invitation["AccountId"],
    InvitationId=invitation["InvitationId"],
)
member.create_sample_findings(
    DetectorId=theirs, FindingTypes=["Stealth:IAMUser/CloudTrailLoggingDisabled"]
)
ids = []
for page in admin.get_paginator("list_findings").paginate(DetectorId=detector):
    ids += page["FindingIds"]
finding = admin.get_findings(DetectorId=detector, FindingIds=ids)["Findings"][0]
seen["finding"] = [finding["AccountId"], finding["Region"], finding["Type"]]
seen["members"] = [
    m["RelationshipStatus"]
    for page in admin.get_paginator("list_members").paginate(DetectorId=detector)
    for m in page["Members"]
]
try:
    member.create_members(
        DetectorId=detector,
        AccountDetails=[{"AccountId": "123456789012", "Email": "x@example.com"}],
    )
except member.exceptions.BadRequestException as error:
    seen["refused"] = error.response["ResponseMetadata"]["HTTPStatusCode"]
json.dump(seen, sys.stdout)
`;

describe.skipIf(!there)('boto3 drives an administrator and a member', () => {
  let vedette: Vedette;
  let administrator: Key;
  let member: Key;

  beforeAll(async () => {
    vedette = await Vedette.start();
    administrator = await vedette.createAccount('111122223333', 'administrator@example.com');
    member = await vedette.createAccount('444455556666', 'member@example.com');
  });
  afterAll(() => vedette?.stop());

  test('pages, twins of administrator, sample findings and typed errors', async () => {
    const ran = await run('python3', ['-c', story], {
      ...vedette.environment(member),
      ENDPOINT: vedette.endpoint,
      ADMIN_KEY: administrator.accessKeyId,
      ADMIN_SECRET: administrator.secretAccessKey,
      MEMBER_KEY: member.accessKeyId,
      MEMBER_SECRET: member.secretAccessKey,
    });
    expect({ code: ran.code, stderr: ran.stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(ran.stdout)).toEqual({
      who: 'arn:aws:iam::444455556666:root',
      finding: ['444455556666', 'eu-west-1', 'Stealth:IAMUser/CloudTrailLoggingDisabled'],
      members: ['Enabled'],
      refused: 400,
    });
  });
});
