import StatusIndicator, {
  type StatusIndicatorProps,
} from '@cloudscape-design/components/status-indicator';
import { useLook } from '../../state/app.ts';

const TYPES: Readonly<Record<string, StatusIndicatorProps.Type>> = {
  DRIFTED: 'warning',
  IN_SYNC: 'success',
  NOT_CHECKED: 'pending',
};

/** Is it still as its template says? */
export function Drift({ status = 'NOT_CHECKED' }: { readonly status: string | undefined }) {
  const { drifts } = useLook().text.stackSets;
  const known = Object.hasOwn(drifts, status) ? (status as keyof typeof drifts) : 'UNKNOWN';
  return <StatusIndicator type={TYPES[known] ?? 'info'}>{drifts[known]}</StatusIndicator>;
}
