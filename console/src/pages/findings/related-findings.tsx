import type { Finding } from '@aws-sdk/client-guardduty';
import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { Follow } from '../../shell/follow.tsx';
import { Problem } from '../../shell/problem.tsx';
import { useDetector, useLook } from '../../state/app.ts';
import { hrefOf } from '../../state/router.ts';
import { useFormat } from '../../state/use-format.ts';
import { useLoad } from '../../state/use-load.ts';
import { criteriaOf } from './criteria.ts';
import { findingPage } from './finding-calls.ts';
import { type Relation, relationsOf } from './related.ts';
import { SeverityBadge } from './severity-badge.tsx';
import { TypeName } from './type-name.tsx';

/** So many are shown; all of them are behind a link. */
const SHOWN = 10;

/** Other findings about the same resource, and by the same actor. */
export function RelatedFindings({ finding }: { readonly finding: Finding }) {
  const words = useLook().text.findings;
  const relations = relationsOf(finding);
  if (relations.length === 0) return <Box>{words.nothing}</Box>;
  return (
    <SpaceBetween size="l">
      {relations.map((relation) => (
        <Related key={relation.kind} relation={relation} own={finding.Id ?? ''} />
      ))}
    </SpaceBetween>
  );
}

interface RelatedProps {
  readonly relation: Relation;
  readonly own: string;
}

function Related({ relation: { kind, tokens }, own }: RelatedProps) {
  const { text } = useLook();
  const words = text.findings;
  const { guardduty, detectorId } = useDetector();
  const criteria = criteriaOf(tokens, 'all');
  const search = { criteria, sortBy: 'updatedAt', isDescending: true };
  const { data, error } = useLoad(`${own} ${JSON.stringify(tokens)}`, () =>
    findingPage({ guardduty, detectorId }, search),
  );
  const others = data?.findings.filter((one) => one.Id !== own) ?? [];
  return (
    <SpaceBetween size="xs">
      <Box variant="h4">
        {words.related[kind]} <span className="from-log">{tokens.at(-1)?.value}</span>
      </Box>
      <Problem error={error} />
      {data === undefined && error === undefined && <Box>{text.shell.loading}</Box>}
      {data && others.length === 0 && <Box color="text-body-secondary">{words.noneRelated}</Box>}
      <ul className="related">
        {others.slice(0, SHOWN).map((one) => (
          <RelatedRow key={one.Id} finding={one} />
        ))}
      </ul>
      {others.length > SHOWN && (
        <Follow href={hrefOf('findings', { show: 'all', q: JSON.stringify(tokens) })}>
          {words.allRelated}
        </Follow>
      )}
    </SpaceBetween>
  );
}

function RelatedRow({ finding }: { readonly finding: Finding }) {
  const format = useFormat();
  const query = Object.fromEntries(new URLSearchParams(location.search));
  return (
    <li>
      <SeverityBadge severity={finding.Severity} />
      <Follow href={hrefOf('findings', { ...query, id: finding.Id ?? '' })}>
        <TypeName type={finding.Type} />
      </Follow>
      <Box variant="small">{format.dateTime(finding.UpdatedAt)}</Box>
    </li>
  );
}
