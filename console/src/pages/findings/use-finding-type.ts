import { useApp } from '../../state/app.ts';
import { useLoad } from '../../state/use-load.ts';

/** What the detection behind a type of finding says of itself. */
export interface FindingTypeAbout {
  readonly title: string;
  readonly description: string;
  readonly remediation: string;
  readonly tactic: string;
  readonly blindSpots: readonly string[];
  readonly logs: readonly string[];
}

/** Undefined while it is asked for; null where nothing here finds this type. */
export function useFindingType(type: string): FindingTypeAbout | null | undefined {
  const { vedette } = useApp();
  const { data, error } = useLoad(type, () =>
    vedette<FindingTypeAbout>({ method: 'GET', path: '/finding-types', query: { type } }),
  );
  return error === undefined ? data : null;
}
