import { expect, it } from 'vitest';
import { hintsOf } from './path-hints.ts';

it('knows the Region that log delivery writes into a path', () => {
  const plain = '/logs/AWSLogs/111122223333/vpcflowlogs/eu-west-1/2026/03/02/a.log.gz';
  expect(hintsOf(plain)).toEqual({ region: 'eu-west-1' });
  const hive = 'aws-account-id=111122223333/aws-service=vpcflowlogs/aws-region=us-gov-west-1/a.gz';
  expect(hintsOf(hive)).toEqual({ region: 'us-gov-west-1' });
  expect(hintsOf('/logs/CloudTrail/eu-west-1/a.json.gz')).toEqual({});
});

it('knows the account and the Region of access logs that are partitioned by date', () => {
  const name = '2026-03-02-09-14-27-0123456789ABCDEF';
  const path = `/logs/access/111122223333/eu-west-1/example-bucket/2026/03/02/${name}`;
  expect(hintsOf(path)).toEqual({ accountId: '111122223333', region: 'eu-west-1' });
  expect(hintsOf(`/logs/access/${name}`)).toEqual({});
  expect(hintsOf('/111122223333/eu-west-1/example-bucket/2026/03/02/other.json')).toEqual({});
});
