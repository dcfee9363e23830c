/** The guide's export of findings, from an empty account to a decrypted line, with the aws CLI. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { programIsThere } from './presence.ts';
import { type Key, run, Vedette } from './vedette.ts';

const there = programIsThere('aws', ['--version'], 'the export of findings with the aws CLI');

/** Every call starts a CLI, which takes seconds on a busy machine. */
const MINUTES = 5 * 60_000;
const ACCOUNT = '444455556666';
const REFUSED =
  'An error occurred (BadRequestException) when calling the CreatePublishingDestination ' +
  'operation: The request failed because ';
const NOT_PERMITTED =
  `${REFUSED}the GuardDuty service principal does not have permission to the KMS key or the ` +
  'resource specified by the destinationArn parameter. Refer to ' +
  'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html';

describe.skipIf(!there)('the aws CLI exports findings to the embedded S3', () => {
  const bucket = 'findings-example';
  let vedette: Vedette;
  let account: Key;
  let detector: string;
  let key: string;

  beforeAll(async () => {
    vedette = await Vedette.start();
    account = await vedette.createAccount(ACCOUNT, 'export@example.com');
    detector = await text('guardduty', 'create-detector', '--enable');
    key = await createKey('us-east-1');
    await text('s3', 'mb', `s3://${bucket}`);
  });
  afterAll(() => vedette?.stop());

  const aws = (args: readonly string[], region = 'us-east-1') =>
    run(
      'aws',
      [...args, '--endpoint-url', vedette.endpoint, '--output', 'text'],
      vedette.environment(account, region),
    );

  /** What a command prints that must succeed. */
  async function text(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await aws(args);
    expect({ args, code, stderr }).toEqual({ args, code: 0, stderr: '' });
    return stdout.trim();
  }

  const service = { Service: 'guardduty.amazonaws.com' };
  const allow = (Action: string, Resource: string, Principal: object) => ({
    Effect: 'Allow',
    Principal,
    Action,
    Resource,
    ...('Service' in Principal && {
      Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT } },
    }),
  });
  async function policyFile(name: string, Statement: readonly object[]): Promise<string> {
    const path = join(vedette.folder, name);
    await writeFile(path, JSON.stringify({ Version: '2012-10-17', Statement }));
    return `file://${path}`;
  }

  async function createKey(region: string): Promise<string> {
    const policy = await policyFile('key.json', [
      allow('kms:*', '*', { AWS: `arn:aws:iam::${ACCOUNT}:root` }),
      allow('kms:GenerateDataKey', '*', service),
    ]);
    const query = ['--query', 'KeyMetadata.Arn'];
    const made = await aws(['kms', 'create-key', '--policy', policy, ...query], region);
    expect(made).toMatchObject({ code: 0, stderr: '' });
    return made.stdout.trim();
  }

  const letGuardDutyIn = async () => {
    const policy = await policyFile('bucket.json', [
      allow('s3:GetBucketLocation', `arn:aws:s3:::${bucket}`, service),
      allow('s3:PutObject', `arn:aws:s3:::${bucket}/*`, service),
    ]);
    await text('s3api', 'put-bucket-policy', '--bucket', bucket, '--policy', policy);
  };

  const create = (DestinationArn: string, KmsKeyArn: string) =>
    aws([
      ...['guardduty', 'create-publishing-destination', '--detector-id', detector],
      ...['--destination-type', 'S3', '--destination-properties'],
      ...[`DestinationArn=${DestinationArn},KmsKeyArn=${KmsKeyArn}`, '--query', 'DestinationId'],
    ]);

  async function settled(id: string, wanted: string): Promise<void> {
    const named = ['--detector-id', detector, '--destination-id', id, '--query', 'Status'];
    let status = '';
    for (let tries = 0; tries < 30 && status !== wanted; tries += 1) {
      if (tries > 0) await sleep(300);
      status = await text('guardduty', 'describe-publishing-destination', ...named);
    }
    expect(status).toBe(wanted);
  }

  test('is refused in AWS words while something is wrong', { timeout: MINUTES }, async () => {
    const arn = `arn:aws:s3:::${bucket}`;
    const refusals: Record<string, string> = {};
    const expectRefused = async (what: string, call: ReturnType<typeof create>) => {
      const { code, stderr } = await call;
      expect(code, what).not.toBe(0);
      refusals[what] = stderr.trim();
    };
    await expectRefused('no bucket policy', create(arn, key));
    await letGuardDutyIn();
    await expectRefused('a key of another Region', create(arn, await createKey('eu-west-1')));
    await text('kms', 'disable-key', '--key-id', key);
    await expectRefused('a disabled key', create(arn, key));
    await text('kms', 'enable-key', '--key-id', key);
    await expectRefused('no such bucket', create('arn:aws:s3:::nobody-has-this', key));
    await expectRefused('a bad prefix', create(`${arn}//up/../`, key));
    await expectRefused('a bad key', create(arn, 'alias/mine'));
    const notValid = (name: string) =>
      `${REFUSED}the value specified for the ${name} parameter is not valid.`;
    expect(refusals).toEqual({
      'no bucket policy': NOT_PERMITTED,
      'a key of another Region': NOT_PERMITTED,
      'a disabled key': NOT_PERMITTED,
      'no such bucket':
        `${REFUSED}the resource specified in the destinationArn parameter does not ` + 'exist.',
      'a bad prefix': notValid('destinationArn'),
      'a bad key': notValid('kmsKeyArn'),
    });
  });

  test('becomes PUBLISHING, and its line is what get-findings has', {
    timeout: MINUTES,
  }, async () => {
    await letGuardDutyIn();
    const made = await create(`arn:aws:s3:::${bucket}/siem/`, key);
    expect(made).toMatchObject({ code: 0, stderr: '' });
    const id = made.stdout.trim();
    await settled(id, 'PUBLISHING');
    const type = 'Stealth:IAMUser/CloudTrailLoggingDisabled';
    const sample = ['create-sample-findings', '--detector-id', detector, '--finding-types', type];
    await text('guardduty', ...sample);

    const place = `s3://${bucket}/siem/AWSLogs/${ACCOUNT}/GuardDuty/us-east-1/`;
    let listed = '';
    for (let tries = 0; tries < 30 && !listed.includes('.jsonl.gz'); tries += 1) {
      listed = (await aws(['s3', 'ls', '--recursive', place])).stdout;
    }
    const [object = ''] =
      /siem\/\S+\/\d{4}\/\d\d\/\d\d\/[0-9a-f-]{36}\.jsonl\.gz/.exec(listed) ?? [];
    const file = join(vedette.folder, 'finding.jsonl.gz');
    await text('s3', 'cp', '--only-show-errors', `s3://${bucket}/${object}`, file);
    const lines = gunzipSync(await readFile(file))
      .toString('utf8')
      .trimEnd()
      .split('\n');
    expect(lines).toHaveLength(1);
    const exported = JSON.parse(lines[0] ?? '');
    const get = ['guardduty', 'get-findings', '--detector-id', detector, '--output', 'json'];
    const { stdout } = await run(
      'aws',
      [...get, '--finding-ids', exported.id, '--endpoint-url', vedette.endpoint],
      vedette.environment(account),
    );
    const [told] = JSON.parse(stdout).Findings;
    // What `value` has as text stands beside it too, as in events.
    const { AdditionalInfo } = told.Service;
    const beside = capitalised(JSON.parse(AdditionalInfo.Value)) as object;
    const Service = { ...told.Service, AdditionalInfo: { ...AdditionalInfo, ...beside } };
    expect(capitalised(exported)).toEqual({ ...told, Service });
    expect(beside).toMatchObject({ Sample: true });

    await text('kms', 'disable-key', '--key-id', key);
    const { code, stderr } = await aws(['s3', 'cp', `s3://${bucket}/${object}`, file]);
    expect({ code, stderr: /KMS\.DisabledException|400/.test(stderr) }).toEqual({
      code: 1,
      stderr: true,
    });
    await text('guardduty', ...sample.with(-1, 'Recon:EC2/Portscan'));
    await settled(id, 'UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY');
    await text('kms', 'enable-key', '--key-id', key);
    await settled(id, 'PUBLISHING');
  });
});

/** The wire's names as the CLI prints them: every member of a structure begins with a capital. */
function capitalised(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(capitalised);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name.charAt(0).toUpperCase() + name.slice(1),
      capitalised(inner),
    ]),
  );
}
