/** Every resource through boto3, each answer compared with its model as it came, and through Go. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ObjectServer } from '../../src/lists/testing.ts';
import { makeOrganization } from './organization.ts';
import { programIsThere } from './presence.ts';
import { type Key, run, Vedette } from './vedette.ts';

const there = programIsThere('python3', ['-c', 'import boto3'], 'every resource through boto3');
/** Debian's package of the SDK, which wants no module proxy. */
const GO = ['GO111MODULE=off', 'GOPATH=/usr/share/gocode', 'go'];
const SDK = 'github.com/aws/aws-sdk-go-v2/service/guardduty';
const goIsThere = programIsThere('env', [...GO, 'list', SDK], 'every resource through Go');

/** What boto3's model lacks, in this version of it, and the JavaScript SDK's model has. */
const NEWER =
  /AI_ANALYST|AI_PROTECTION|bedrockGuardrailDetails|^GetFilter\.(createdAt|updatedAt|version):/;

describe.skipIf(!there && !goIsThere)('every resource', () => {
  let s3: ObjectServer;
  let vedette: Vedette;
  let environment: NodeJS.ProcessEnv;
  beforeAll(async () => {
    s3 = await ObjectServer.start();
    s3.objects.set('/lists/addresses.txt', '198.51.100.7\n');
    for (const path of ['/exports', '/exports/AWSLogs/']) s3.objects.set(path, '');
    vedette = await Vedette.start(s3.endpoint);
    const longTerm = ({ accountId: id, accessKeyId: key, secretAccessKey: secret }: Key) => ({
      ...{ id, key, secret, email: `${id}@example.com` },
    });
    const walk = {
      endpoint: vedette.endpoint,
      administrator: longTerm(await vedette.createAccount('111122223333', 'a@example.com')),
      member: longTerm(await vedette.createAccount('444455556666', '444455556666@example.com')),
      management: longTerm(vedette.root),
      ...(await makeOrganization(vedette, ['delegate', 'subsidiary'])),
    };
    environment = {
      ...vedette.environment(vedette.root),
      VEDETTE_WALK: JSON.stringify(walk),
    };
  });
  afterAll(async () => {
    await vedette?.stop();
    await s3?.stop();
  });

  test.skipIf(!there)('boto3 goes through it, and every answer is as modelled', async () => {
    const ran = await run('python3', ['test/outside/every_resource.py'], environment);
    expect({ code: ran.code, stderr: ran.stderr }).toEqual({ code: 0, stderr: '' });
    const { answered, left, violations } = JSON.parse(ran.stdout);
    expect(violations.filter((one: string) => !NEWER.test(one))).toEqual([]);
    // Objects are scanned where a plan has a bucket's owner; rules and investigations are newer.
    expect({ answered, left }).toEqual({ answered: 86, left: ['SendObjectMalwareScan'] });
  });

  test.skipIf(!goIsThere)('the SDK for Go goes through what it knows', async () => {
    const ran = await run('env', [...GO, 'run', 'test/outside/every_resource.go'], environment);
    expect({ code: ran.code, stderr: ran.stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(ran.stdout)).toEqual({
      ...{ answered: 65, left: [] },
      refused: expect.stringContaining('the input detectorId is not owned by the current account.'),
    });
  });
});
