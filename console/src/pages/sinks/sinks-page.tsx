import Button from '@cloudscape-design/components/button';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { TableProps } from '@cloudscape-design/components/table';
import { LoadedTable } from '../../shell/loaded-table.tsx';
import { useApp, useLook } from '../../state/app.ts';
import { timeOf } from '../../state/time-of.ts';
import { useFormat } from '../../state/use-format.ts';
import { useVedetteList } from '../../state/use-vedette-list.ts';

interface Sink {
  readonly name: string;
  readonly type: string;
  readonly waiting: number;
  readonly deadLetters: number;
  readonly delivered: number;
  readonly dropped: number;
  readonly lastSuccessAt?: number;
  readonly lastFailureAt?: number;
  readonly lastError?: string;
}

/** What leaves by itself: where to, how much waits, and what went wrong last. */
export default function SinksPage() {
  const { text } = useLook();
  const words = text.sinks;
  const format = useFormat();
  const { vedette, notify } = useApp();
  const loaded = useVedetteList<Sink>('sinks');
  async function resend(sink: string) {
    try {
      const call = { method: 'POST', path: '/sinks/dead-letters', body: { sink } } as const;
      const { resent = 0 } = await vedette<{ resent?: number }>(call);
      notify('success', words.resent(format.number(resent)));
    } catch (error) {
      notify('error', error);
    }
    loaded.reload();
  }
  return (
    <LoadedTable
      title={words.title}
      help={words.help}
      loaded={loaded}
      empty={words.empty}
      columns={useColumns(resend)}
    />
  );
}

function useColumns(resend: (sink: string) => void): TableProps.ColumnDefinition<Sink>[] {
  const words = useLook().text.sinks;
  const format = useFormat();
  const number = (id: 'waiting' | 'delivered' | 'dropped') => ({
    ...{ id, header: words[id] },
    cell: (sink: Sink) => format.number(sink[id]),
  });
  return [
    {
      ...{ id: 'name', header: words.name, minWidth: 140, isRowHeader: true },
      cell: ({ name, type }) => `${name} (${type})`,
    },
    {
      ...{ id: 'state', header: words.state, minWidth: 200 },
      cell: (sink) => <State {...sink} />,
    },
    number('waiting'),
    number('delivered'),
    number('dropped'),
    {
      ...{ id: 'dead', header: words.deadLetters, minWidth: 140 },
      cell: ({ name, deadLetters }) => (
        <>
          {format.number(deadLetters)}{' '}
          {deadLetters > 0 && (
            <Button
              variant="inline-link"
              ariaLabel={words.resendOf(name)}
              onClick={() => resend(name)}
            >
              {words.resend}
            </Button>
          )}
        </>
      ),
    },
    {
      ...{ id: 'last', header: words.lastSuccess, minWidth: 150 },
      cell: ({ lastSuccessAt }) => format.dateTime(timeOf(lastSuccessAt)),
    },
  ];
}

function State({ lastError, lastFailureAt, lastSuccessAt }: Sink) {
  const words = useLook().text.sinks;
  const isFailing = (lastFailureAt ?? 0) > (lastSuccessAt ?? 0);
  if (isFailing) {
    return (
      <StatusIndicator type="error">
        <span className="from-log">{lastError ?? words.failing}</span>
      </StatusIndicator>
    );
  }
  const isUsed = lastSuccessAt !== undefined;
  return (
    <StatusIndicator type={isUsed ? 'success' : 'pending'}>
      {isUsed ? words.working : words.unused}
    </StatusIndicator>
  );
}
