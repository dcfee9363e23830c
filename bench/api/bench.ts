import { join } from 'node:path';
import * as sdk from '@aws-sdk/client-guardduty';
import type { SigningCredentials } from '../../src/lib/sign-request.ts';
import { type ChildServer, startChild } from '../load/child-server.ts';
import { type Measured, percentile } from '../load/connections.ts';
import { type Call, signedRequest } from '../load/signed-request.ts';

export const ROOT = { accessKeyId: 'AKIABENCHMARK0000000', secretAccessKey: 'bench/secret+key' };
export const ACCOUNT = '999999999999';

/** What every part of the benchmark is given: the bundled server, and a folder of its own. */
export interface Bench {
  readonly file: string;
  readonly folder: string;
  readonly seconds: number;
  readonly findings: number;
}

/** How much becomes of the trail of calls: as much as in a server, unless said. */
export type TrailKept = 'off' | 'written' | 'judged';

export const start = ({ file, folder }: Bench, trail: TrailKept = 'judged') =>
  startChild(file, [
    ...['--serve', join(folder, 'data'), '--keys', join(folder, 'keys')],
    ...['--trail', trail],
  ]);

export const settings = ({ port }: ChildServer, credentials: SigningCredentials = ROOT) => ({
  ...{ endpoint: `http://127.0.0.1:${port}`, region: 'us-east-1', credentials, maxAttempts: 1 },
});

export function load(port: number, calls: readonly Omit<Call, 'port'>[], key: SigningCredentials) {
  return (connection: number) =>
    calls.map((call, at) => signedRequest({ port, ...call }, key, connection * 1000 + at));
}

export function show(what: string, measured: Measured): void {
  const [half, most] = [percentile(measured, 0.5), percentile(measured, 0.99)];
  const millis = `p50 ${half.toFixed(2)} ms, p99 ${most.toFixed(2)} ms`;
  const used = `${measured.processorMillis.toFixed(2)} ms of processor each`;
  console.log(`${what}: ${Math.round(measured.perSecond)}/s, ${millis}, ${used}`);
}

/** The detector of the key's account, made where there is none. */
export async function detectorId(server: ChildServer, key = ROOT): Promise<string> {
  const client = new sdk.GuardDutyClient(settings(server, key));
  const { DetectorIds } = await client.send(new sdk.ListDetectorsCommand({}));
  if (DetectorIds?.[0]) return DetectorIds[0];
  return (await client.send(new sdk.CreateDetectorCommand({ Enable: true }))).DetectorId ?? '';
}

/** Accounts that are made for the benchmark. */
export const accountAt = (at: number) => String(200_000_000_000 + at);
