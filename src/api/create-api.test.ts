import { Sha256 } from '@aws-crypto/sha256-js';
import {
  CreateMembersCommand,
  GetDetectorCommand,
  GuardDutyClient,
  ListDetectorsCommand,
  ListFiltersCommand,
  ListMembersCommand,
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-guardduty';
import {
  DescribeAccountCommand,
  ListAccountsCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { SignatureV4 } from '@smithy/signature-v4';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dateOf } from '../lib/clock.ts';
import { ServiceError } from '../lib/service-error.ts';
import { createApi } from './create-api.ts';
import { ENDED, ROOT, SESSION, startToyServer, type ToyServer } from './testing.ts';
import { wireServices } from './wire/wire-services.ts';

/**
 * Goal: the SDK's own clients, unmodified, read what we write and we read what they write, in all
 * three protocols. Method: toy operations behind the real path, called through the clients.
 */
const ARN = 'arn:aws:guardduty:us-east-1:111122223333:detector/12abc34d567e8fa901bc2d34e56789f0';
const CREATED = dateOf(1_700_000_000_123);
const NOT_OWNED = 'The request is rejected because the input detectorId is not owned.';

let server: ToyServer;
let settings: { endpoint: string; region: string; credentials: typeof ROOT; maxAttempts: number };
let guardDuty: GuardDutyClient;
let sts: STSClient;
let organizations: OrganizationsClient;

beforeAll(async () => {
  server = await startToyServer({
    ListDetectors: () => ({ DetectorIds: ['d1'], NextToken: 'more', Hidden: 'secret' }),
    CreateMembers: () => ({ UnprocessedAccounts: [{ AccountId: '444455556666', Result: 'no' }] }),
    GetDetector: () => {
      throw new ServiceError('BadRequestException', 400, NOT_OWNED);
    },
    ListMembers: () => ({ Members: [] }),
    ListTagsForResource: () => ({ Tags: { team: 'blue' } }),
    TagResource: () => ({}),
    UntagResource: () => ({}),
    GetCallerIdentity: (_input, { principal }) => ({
      Account: principal.accountId,
      UserId: principal.accountId,
      Arn: `arn:aws:iam::${principal.accountId}:root`,
    }),
    AssumeRole: (input) => {
      if (input.ExternalId === 'refuse') {
        throw new ServiceError('MalformedPolicyDocumentException', 400, 'not <a> policy & such');
      }
      return {
        Credentials: {
          AccessKeyId: 'ASIA',
          SecretAccessKey: 'a<b>&"c',
          SessionToken: 'token',
          Expiration: CREATED,
        },
        PackedPolicySize: 0,
      };
    },
    ListAccounts: () => ({ Accounts: [{ Id: '111122223333', JoinedTimestamp: CREATED }] }),
    DescribeAccount: () => {
      throw new ServiceError('AccountNotFoundException', 400, 'no such account');
    },
  });
  settings = {
    endpoint: server.endpoint,
    region: 'us-east-1',
    credentials: ROOT,
    maxAttempts: 1,
  };
  guardDuty = new GuardDutyClient(settings);
  sts = new STSClient(settings);
  organizations = new OrganizationsClient(settings);
});

afterAll(async () => {
  for (const client of [guardDuty, sts, organizations]) client.destroy();
  await server.close();
});

describe('GuardDuty (restJson1)', () => {
  it('answers with what the table lists and a request id', async () => {
    const { $metadata, ...output } = await guardDuty.send(new ListDetectorsCommand({}));
    expect(output).toEqual({ DetectorIds: ['d1'], NextToken: 'more' });
    expect($metadata.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('reads labels, queries and bodies', async () => {
    const members = [{ AccountId: '444455556666', Email: 'm@example.com' }];
    const create = { DetectorId: 'a/b c%2Fü', AccountDetails: members };
    const { UnprocessedAccounts } = await guardDuty.send(new CreateMembersCommand(create));
    expect(UnprocessedAccounts).toEqual([{ AccountId: '444455556666', Result: 'no' }]);
    expect(server.inputs.at(-1)).toEqual(create);
    const list = {
      DetectorId: 'd1',
      MaxResults: 7,
      NextToken: 'a+b/c=&d',
      OnlyAssociated: 'FALSE',
    };
    await guardDuty.send(new ListMembersCommand(list));
    expect(server.inputs.at(-1)).toEqual(list);
  });

  it('takes an ARN as a label, lists in the query, and answers 204 with nothing', async () => {
    const { Tags } = await guardDuty.send(new ListTagsForResourceCommand({ ResourceArn: ARN }));
    expect(Tags).toEqual({ team: 'blue' });
    const untag = { ResourceArn: ARN, TagKeys: ['a', 'b=c'] };
    const { $metadata } = await guardDuty.send(new UntagResourceCommand(untag));
    expect($metadata.httpStatusCode).toBe(204);
    expect(server.inputs.at(-1)).toEqual(untag);
    const tag = { ResourceArn: ARN, Tags: { constructor: 'x' } };
    await guardDuty.send(new TagResourceCommand(tag));
    expect(server.inputs.at(-1)).toEqual(tag);
  });

  it('throws the class that the error names, with the inner type', async () => {
    const call = guardDuty.send(new GetDetectorCommand({ DetectorId: 'd1' }));
    await expect(call).rejects.toMatchObject({
      name: 'BadRequestException',
      message: NOT_OWNED,
      Type: 'InvalidInputException',
      $metadata: { httpStatusCode: 400 },
    });
  });

  it('validates and then answers 501 where there is no behaviour yet', async () => {
    const call = guardDuty.send(new ListFiltersCommand({ DetectorId: 'd1' }));
    await expect(call).rejects.toMatchObject({
      name: 'NotImplementedException',
      message: 'ListFilters is no toy.',
      $metadata: { httpStatusCode: 501 },
    });
    const wrong = guardDuty.send(new ListFiltersCommand({ DetectorId: 'd1', MaxResults: 51 }));
    await expect(wrong).rejects.toMatchObject({
      name: 'BadRequestException',
      message: 'maxResults: Member must have value less than or equal to 50',
    });
  });
});

describe('STS (awsQuery)', () => {
  it('answers in XML that the client reads', async () => {
    const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
    expect(Arn).toBe('arn:aws:iam::111122223333:root');
    const input = {
      RoleArn: 'arn:aws:iam::444455556666:role/OrganizationAccountAccessRole',
      RoleSessionName: 'session',
      DurationSeconds: 900,
      Tags: [{ Key: 'team', Value: 'ü' }],
      TransitiveTagKeys: ['team'],
    };
    const { Credentials, PackedPolicySize } = await sts.send(new AssumeRoleCommand(input));
    expect(Credentials).toMatchObject({ SecretAccessKey: 'a<b>&"c', Expiration: CREATED });
    expect(PackedPolicySize).toBe(0);
    expect(server.inputs.at(-1)).toEqual(input);
  });

  it('throws the class that the code stands for', async () => {
    const call = sts.send(
      new AssumeRoleCommand({
        RoleArn: 'arn:aws:iam::444455556666:role/Some',
        RoleSessionName: 'session',
        ExternalId: 'refuse',
      }),
    );
    await expect(call).rejects.toMatchObject({
      name: 'MalformedPolicyDocumentException',
      message: 'not <a> policy & such',
    });
  });

  it('takes a presigned GetCallerIdentity, with a token and without', async () => {
    for (const credentials of [ROOT, SESSION]) {
      const signer = new SignatureV4({ ...settings, credentials, service: 'sts', sha256: Sha256 });
      const { host, hostname, port } = new URL(server.endpoint);
      const query = { Action: 'GetCallerIdentity', Version: '2011-06-15' };
      const request = { method: 'GET', protocol: 'http:', hostname, path: '/', query };
      const signed = await signer.presign(
        { ...request, port: Number(port), headers: { host } },
        { expiresIn: 60 },
      );
      const sent = new URLSearchParams(signed.query as Record<string, string>);
      const answer = await fetch(`${server.endpoint}/?${sent}`);
      expect(answer.status).toBe(200);
      expect(await answer.text()).toContain('<Account>111122223333</Account>');
    }
  });
});

describe('Organizations (awsJson1.1)', () => {
  it('answers, and throws the class that the error names', async () => {
    const { Accounts } = await organizations.send(new ListAccountsCommand({ MaxResults: 5 }));
    expect(Accounts).toEqual([{ Id: '111122223333', JoinedTimestamp: CREATED }]);
    expect(server.inputs.at(-1)).toEqual({ MaxResults: 5 });
    const call = organizations.send(new DescribeAccountCommand({ AccountId: '111122223333' }));
    await expect(call).rejects.toMatchObject({
      name: 'AccountNotFoundException',
      message: 'no such account',
    });
  });
});

describe('sessions', () => {
  it('come with their token, and end', async () => {
    const client = new STSClient({ ...settings, credentials: SESSION });
    await expect(client.send(new GetCallerIdentityCommand({}))).resolves.toBeDefined();
    const ended = new GuardDutyClient({ ...settings, credentials: ENDED });
    await expect(ended.send(new ListDetectorsCommand({}))).rejects.toMatchObject({
      name: 'ExpiredTokenException',
      $metadata: { httpStatusCode: 403 },
    });
  });
});

describe('health', () => {
  it('is asked without a signature; readiness follows what it is told', async () => {
    let ready = false;
    const toy = await startToyServer({}, { ready: () => ready });
    const status = async (path: string) => (await fetch(toy.endpoint + path)).status;
    expect(await status('/healthz')).toBe(200);
    expect(await status('/readyz')).toBe(503);
    ready = true;
    expect(await status('/readyz')).toBe(200);
    await toy.close();
  });
});

it('refuses to start over a table whose operations do not cover the wire', () => {
  const table = {
    wire: wireServices.vedette,
    operations: { PutRecords: { name: 'PutRecords', reason: 'none' } },
    invalidInput: () => new ServiceError('BadRequestException', 400, ''),
  };
  const options = {
    services: [table],
    keys: { find: () => undefined },
    clock: { now: () => 0 },
    isRegion: () => true,
    authorise: () => undefined,
    dispatch: async () => ({}),
    health: { ready: () => true },
    log: () => undefined,
  };
  expect(() => createApi(options)).toThrow(
    /^vedette has no entry for CreateStandaloneAccount, .*ListSources/,
  );
});
