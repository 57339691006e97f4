import { useQuery } from '@tanstack/react-query';
import { Activity, TriangleAlert } from 'lucide-react';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Pages } from '@/components/domain/pages';
import { Age } from '@/components/ui/age';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { Input } from '@/components/ui/field';
import { Empty } from '@/components/ui/notes';
import { Row, Table, Td, Th } from '@/components/ui/table';
import { useFilters } from '@/lib/use-filters';
import { signalsQuery } from './api';
import { SeriesCard } from './series-card';
import { SignalCard } from './signal-card';
import type { SignalView } from './types';
import { reasonWords, valueWords } from './words';

/** All signals with where they stand; one that is chosen is shown over time. */
export function SignalsTab() {
  const [search, setFilter] = useFilters();
  const text = search.get('text') ?? '';
  const chosen = search.get('signal');
  const split = search.get('series');
  // The series of a query stand behind it, unless somebody looks for them.
  const series = text === '' ? 'false' : 'true';
  const signals = useQuery(signalsQuery({ text, series, cursor: search.get('cursor') ?? '', limit: 50 }));
  return (
    <div className="grid gap-4">
      {split === null ? null : (
        <SeriesCard key={split} query={split} onChoose={(key) => setFilter('signal', key)} onClose={() => setFilter('series', '')} />
      )}
      {chosen === null ? null : <SignalCard key={chosen} signal={chosen} onClose={() => setFilter('signal', '')} />}
      <Card
        flush
        title={
          <Input
            aria-label="Find signals"
            className="w-72 font-normal"
            placeholder="Find by application or name"
            value={text}
            onChange={(event) => setFilter('text', event.target.value)}
          />
        }
        aside={<Updated query={signals} />}
      >
        <Loaded
          query={signals}
          empty={{
            when: (page) => page.items.length === 0,
            show: (
              <Empty icon={Activity} title={text === '' ? 'No signal is known yet' : 'No signal has this in its name'}>
                What CD deploys is followed by itself: requests, errors and latency. Queries of Prometheus are added in the
                configuration.
              </Empty>
            ),
          }}
        >
          {(page) => (
            <>
              <Table
                label="Signals"
                head={
                  <>
                    <Th>Signal</Th>
                    <Th className="text-right">Value</Th>
                    <Th className="text-right">Expected</Th>
                    <Th>Looks</Th>
                    <Th>Read from</Th>
                    <Th className="text-right">Read</Th>
                  </>
                }
              >
                {page.items.map((view) => (
                  <SignalRow key={view.signal.key} view={view} onChoose={() => setFilter(view.origin === 'SPLIT' ? 'series' : 'signal', view.signal.key)} />
                ))}
              </Table>
              <Pages next={page.nextCursor} words={['First', 'Next']} />
            </>
          )}
        </Loaded>
      </Card>
    </div>
  );
}

function SignalRow({ view, onChoose }: { view: SignalView; onChoose: () => void }) {
  const { signal } = view;
  return (
    <Row>
      <Td>
        <button type="button" className="link text-left font-medium" onClick={onChoose}>
          {signal.key}
        </button>
      </Td>
      <Td className="num text-right whitespace-nowrap">
        {view.origin === 'SPLIT' ? `${view.series ?? 0} series` : valueWords(view.value, signal.unit)}
      </Td>
      <Td className="num text-right text-xs whitespace-nowrap text-muted">
        {view.low == null || view.high == null
          ? view.origin === 'SPLIT'
            ? ''
            : 'nothing yet'
          : `${valueWords(view.low, '')} to ${valueWords(view.high, signal.unit)}`}
      </Td>
      <Td>
        <Looks view={view} />
      </Td>
      <Td className="text-xs text-muted">{signal.source ?? 'what runs'}</Td>
      <Td className="text-right text-xs whitespace-nowrap text-faint">
        {view.origin === 'SPLIT' ? '' : view.at == null ? 'never' : <Age at={view.at} />}
      </Td>
    </Row>
  );
}

function Looks({ view }: { view: SignalView }) {
  if (view.failure != null) {
    return (
      <span title={view.failure}>
        <Badge tone="warn" icon={TriangleAlert} bare>
          not read: {view.failure.length > 60 ? `${view.failure.slice(0, 60)}…` : view.failure}
        </Badge>
      </span>
    );
  }
  if ((view.score ?? 0) >= 0.9) {
    return (
      <Badge tone="bad" icon={TriangleAlert} bare>
        unusual: {reasonWords(view.reason ?? '')}
      </Badge>
    );
  }
  if (view.value != null && view.low != null && view.high != null && (view.value < view.low || view.value > view.high)) {
    return (
      <Badge tone="warn" icon={TriangleAlert} bare>
        outside the expected range
      </Badge>
    );
  }
  return <span className="text-xs text-muted">{view.endedAt == null ? 'as usual' : 'ended'}</span>;
}
