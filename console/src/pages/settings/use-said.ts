import { useState } from 'react';
import { useApp } from '../../state/app.ts';

/** Carries something out, says how it went, and calls `after` in either case. */
export function useSaid(after: () => void) {
  const { notify } = useApp();
  const [isWorking, setWorking] = useState(false);
  async function carryOut(said: string, work: () => Promise<unknown>): Promise<void> {
    setWorking(true);
    try {
      await work();
      notify('success', said);
    } catch (error) {
      notify('error', error);
    }
    setWorking(false);
    after();
  }
  return { carryOut, isWorking };
}
