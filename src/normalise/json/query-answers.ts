import { ADDRESS_COUNT, ANSWER_COUNT } from '../assembly/state.ts';
import { answerAddresses, answers, state } from '../scan-memory.ts';

/**
 * What the query read last was answered: mostly addresses, which nobody need see as texts to say
 * that no list has them. Found in its bytes by `assembly/index.ts`.
 */
export class QueryAnswers {
  /** `textAt`: the string whose quote is at an address. */
  constructor(private readonly textAt: (address: number) => string) {}

  /** Some answers are no IPv4 addresses. */
  get hasOthers(): boolean {
    return (state[ANSWER_COUNT] as number) > (state[ADDRESS_COUNT] as number);
  }

  someIpv4(isIt: (address: number) => boolean): boolean {
    const count = state[ADDRESS_COUNT] as number;
    for (let n = 0; n < count; n += 1) if (isIt(answerAddresses[n] as number)) return true;
    return false;
  }

  texts(): string[] {
    const all = [...answers.subarray(0, state[ANSWER_COUNT])].map(this.textAt);
    return all.filter((text) => text !== '');
  }
}
