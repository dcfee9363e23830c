/** What AWS's log delivery puts into the path of an object, and the logs do not say themselves. */
export interface PathHints {
  readonly accountId?: string;
  readonly region?: string;
}

/** `…/AWSLogs/111122223333/vpcflowlogs/eu-west-1/2026/03/02/…`: version 2 names no Region. */
const FLOW_LOGS = /(?:^|[/\\])vpcflowlogs[/\\](?:[^/\\]+=)?([a-z]{2}(?:-[a-z]+)+-\d)[/\\]/;

/** The same as Hive writes it: `aws-service=vpcflowlogs/aws-region=eu-west-1/`. */
const FLOW_LOGS_IN_PARTITIONS = /aws-service=vpcflowlogs[/\\]aws-region=([a-z0-9-]+)[/\\]/;

/**
 * `…/111122223333/eu-west-1/bucket/2026/03/02/2026-03-02-09-…`: server access logs of S3 that are
 * partitioned by date name the account of the bucket here and nowhere else.
 */
const ACCESS_LOGS = new RegExp(
  [
    /(?:^|[/\\])(\d{12})[/\\]([a-z]{2}(?:-[a-z]+)+-\d)[/\\][a-z0-9][a-z0-9.-]+[/\\]/,
    /\d{4}[/\\]\d\d[/\\]\d\d[/\\]\d{4}-\d\d-\d\d-\d\d-\d\d-\d\d-[^/\\]*$/,
  ]
    .map(({ source }) => source)
    .join(''),
);

export function hintsOf(path: string): PathHints {
  const [, accountId, ofBucket] = ACCESS_LOGS.exec(path) ?? [];
  if (accountId !== undefined && ofBucket !== undefined) return { accountId, region: ofBucket };
  const region = (FLOW_LOGS.exec(path) ?? FLOW_LOGS_IN_PARTITIONS.exec(path))?.[1];
  return region === undefined ? {} : { region };
}
