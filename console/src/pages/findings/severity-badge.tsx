import Badge from '@cloudscape-design/components/badge';
import { useLook } from '../../state/app.ts';
import { severityName } from './finding-words.ts';

/** The band of a severity in words and colour, with its number. */
export function SeverityBadge({ severity }: { readonly severity: number | undefined }) {
  const { text } = useLook();
  const name = severityName(severity);
  return (
    <Badge color={`severity-${name}`}>
      {text.findings.severity[name]} {severity}
    </Badge>
  );
}
