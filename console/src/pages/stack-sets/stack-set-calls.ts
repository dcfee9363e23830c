import {
  CloudFormationClient,
  DetectStackSetDriftCommand,
  ListStackInstancesCommand,
  ListStackSetOperationResultsCommand,
  ListStackSetOperationsCommand,
  ListStackSetsCommand,
  type StackInstanceSummary,
  type StackSetOperationResultSummary,
  type StackSetOperationSummary,
  type StackSetSummary,
  StopStackSetOperationCommand,
} from '@aws-sdk/client-cloudformation';
import type { Clients } from '../../api/clients.ts';

/** What one call answers at the most. */
const PAGE = 100;
/** Forty calls: the grid of two hundred accounts in twenty Regions. */
export const INSTANCES_MAX = 4000;
/** What is told of operations, and of the accounts that one of them went through. */
const TOLD_MAX = 1000;

/** CloudFormation as whoever is signed in; loaded with the page that needs it. */
export function cloudFormation({
  region,
  credentials,
}: Pick<Clients, 'region' | 'credentials'>): CloudFormationClient {
  return new CloudFormationClient({ endpoint: location.origin, region, credentials });
}

interface Page<Item> {
  readonly Summaries?: Item[] | undefined;
  readonly NextToken?: string | undefined;
}

async function collect<Item>(
  most: number,
  read: (page: { MaxResults: number; NextToken: string | undefined }) => Promise<Page<Item>>,
): Promise<Item[]> {
  const found: Item[] = [];
  let NextToken: string | undefined;
  do {
    const page = await read({ MaxResults: PAGE, NextToken });
    found.push(...(page.Summaries ?? []));
    NextToken = page.NextToken;
  } while (NextToken && found.length < most);
  return found.slice(0, most);
}

export function listSets(client: CloudFormationClient): Promise<StackSetSummary[]> {
  return collect(TOLD_MAX, (page) =>
    client.send(new ListStackSetsCommand({ ...page, Status: 'ACTIVE' })),
  );
}

export function listInstances(
  client: CloudFormationClient,
  StackSetName: string,
): Promise<StackInstanceSummary[]> {
  return collect(INSTANCES_MAX, (page) =>
    client.send(new ListStackInstancesCommand({ ...page, StackSetName })),
  );
}

export function listOperations(
  client: CloudFormationClient,
  StackSetName: string,
): Promise<StackSetOperationSummary[]> {
  return collect(TOLD_MAX, (page) =>
    client.send(new ListStackSetOperationsCommand({ ...page, StackSetName })),
  );
}

export function listResults(
  client: CloudFormationClient,
  StackSetName: string,
  OperationId: string,
): Promise<StackSetOperationResultSummary[]> {
  return collect(TOLD_MAX, (page) =>
    client.send(new ListStackSetOperationResultsCommand({ ...page, StackSetName, OperationId })),
  );
}

export async function detectDrift(
  client: CloudFormationClient,
  StackSetName: string,
): Promise<void> {
  await client.send(new DetectStackSetDriftCommand({ StackSetName }));
}

export async function stopOperation(
  client: CloudFormationClient,
  StackSetName: string,
  OperationId: string,
): Promise<void> {
  await client.send(new StopStackSetOperationCommand({ StackSetName, OperationId }));
}
