import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import { useDetector, useLook } from '../../state/app.ts';
import { useFormat } from '../../state/use-format.ts';
import { useLoad } from '../../state/use-load.ts';
import { criteriaOf, type Token } from './criteria.ts';
import { countFindings, groupFindings } from './finding-calls.ts';
import { TypeName } from './type-name.tsx';

/** So many types are named; the rest is in the sum. */
const NAMED = 8;

/** What a rule would have hidden, had it been there before: how much, and of which types. */
export function RulePreview({ tokens }: { readonly tokens: readonly Token[] }) {
  const words = useLook().text.findings;
  const { guardduty, detectorId } = useDetector();
  const format = useFormat();
  const { data } = useLoad(JSON.stringify(tokens), async () => {
    const reader = { guardduty, detectorId };
    const criteria = criteriaOf(tokens, 'current');
    const [hidden, total, groups] = await Promise.all([
      countFindings(reader, criteria),
      countFindings(reader, criteriaOf([], 'current')),
      groupFindings(reader, 'FINDING_TYPE', criteria, NAMED),
    ]);
    const types = groups?.GroupedByFindingType ?? [];
    const named = types.reduce((sum, one) => sum + (one.TotalFindings ?? 0), 0);
    return { hidden, total, types, isMore: named < hidden };
  });
  if (tokens.length === 0) return <Alert type="warning">{words.ruleNeedsCriteria}</Alert>;
  return (
    <>
      <Box variant="p">{words.ruleHelp}</Box>
      {data && (
        <Alert type="info">
          {words.rulePreview(format.number(data.hidden), format.number(data.total))}
          <ul className="plain-list">
            {data.types.map(({ FindingType, TotalFindings = 0 }) => (
              <li key={FindingType}>
                <TypeName type={FindingType} /> ({format.number(TotalFindings)})
              </li>
            ))}
            {data.isMore && <li>…</li>}
          </ul>
        </Alert>
      )}
    </>
  );
}
