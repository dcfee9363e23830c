/** What AWS's log delivery puts into the path of an object, and old logs do not say themselves. */
export interface PathHints {
  readonly region?: string;
}

/** `…/AWSLogs/111122223333/vpcflowlogs/eu-west-1/2026/03/02/…`: version 2 names no Region. */
const FLOW_LOGS = /(?:^|[/\\])vpcflowlogs[/\\](?:[^/\\]+=)?([a-z]{2}(?:-[a-z]+)+-\d)[/\\]/;

export function hintsOf(path: string): PathHints {
  const region = (FLOW_LOGS.exec(path) ?? FLOW_LOGS_IN_PARTITIONS.exec(path))?.[1];
  return region === undefined ? {} : { region };
}

/** The same as Hive writes it: `aws-service=vpcflowlogs/aws-region=eu-west-1/`. */
const FLOW_LOGS_IN_PARTITIONS = /aws-service=vpcflowlogs[/\\]aws-region=([a-z0-9-]+)[/\\]/;
