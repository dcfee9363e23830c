import type { FunctionEvent } from '../domain/function-event.ts';
import type { LambdaFunction } from '../domain/lambda-function.ts';

export interface FunctionStore {
  get(accountId: string, region: string, name: string): Promise<LambdaFunction | undefined>;
  /** The archive with its code. */
  code(accountId: string, region: string, name: string): Promise<Uint8Array | undefined>;
  /** Of an account and Region, ascending by name, after `after`. */
  list(accountId: string, region: string, limit: number, after?: string): Promise<LambdaFunction[]>;
  /** Without `code`, that of before stays. */
  put(lambda: LambdaFunction, code?: Uint8Array): Promise<void>;
  delete(accountId: string, region: string, name: string): Promise<void>;
  putEvent(event: FunctionEvent): Promise<void>;
  deleteEvent(id: string): Promise<void>;
  /** Of all accounts, those that are due first. */
  events(limit: number): Promise<FunctionEvent[]>;
  countEvents(): Promise<number>;
}
