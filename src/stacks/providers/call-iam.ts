import type { Answer, Work } from './provider.ts';

export function callIam({ call }: Work, operation: string, input: object): Promise<Answer> {
  return call('iam', operation, input);
}
