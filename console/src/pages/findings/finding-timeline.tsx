import type { Finding } from '@aws-sdk/client-guardduty';
import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { parseIso } from '../../clock.ts';
import { useLook } from '../../state/app.ts';
import { useFormat } from '../../state/use-format.ts';

/** What happened when: the events themselves, and what was made of them. */
export function FindingTimeline({ finding }: { readonly finding: Finding }) {
  const words = useLook().text.findings;
  const format = useFormat();
  const { Service, CreatedAt, UpdatedAt } = finding;
  const count = Service?.Count ?? 1;
  const moments = [
    { id: 'first', at: Service?.EventFirstSeen, what: words.moments.firstSeen },
    { id: 'created', at: CreatedAt, what: words.moments.created },
    ...(count > 1
      ? [{ id: 'last', at: Service?.EventLastSeen, what: words.moments.last(format.number(count)) }]
      : []),
    ...(UpdatedAt !== CreatedAt
      ? [{ id: 'updated', at: UpdatedAt, what: words.moments.updated }]
      : []),
  ];
  const known = moments.filter((one) => parseIso(one.at) !== undefined);
  known.sort((a, b) => (parseIso(a.at) ?? 0) - (parseIso(b.at) ?? 0));
  return (
    <SpaceBetween size="xxs">
      <Box variant="h4">{words.timeline}</Box>
      <ol className="moments">
        {known.map(({ id, at, what }) => (
          <li key={id}>
            <time dateTime={at}>{format.dateTime(at)}</time>
            <span>{what}</span>
          </li>
        ))}
      </ol>
    </SpaceBetween>
  );
}
