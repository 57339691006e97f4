import { useQuery } from '@tanstack/react-query';
import { TrendingUp } from 'lucide-react';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Card } from '@/components/ui/card';
import { Select } from '@/components/ui/field';
import { Empty, Note } from '@/components/ui/notes';
import { Row, Table, Td, Th } from '@/components/ui/table';
import { useFilters } from '@/lib/use-filters';
import { money, percent, plusDays } from './amounts';
import { forecastsQuery, totalsQuery } from './api';
import { BandChart } from './band-chart';
import { SampleNote } from './sample-note';
import type { Forecast } from './types';

const DIMENSIONS: readonly [string, string][] = [
  ['service', 'By service'],
  ['provider', 'By provider'],
  ['account', 'By account'],
  ['application', 'By application'],
];

/** What will be spent, with how far to trust it. */
export function ForecastTab() {
  const total = useQuery(forecastsQuery('total'));
  return (
    <div className="grid gap-4">
      <Loaded
        query={total}
        empty={{
          when: (page) => page.items.length === 0,
          show: (
            <Card>
              <Empty icon={TrendingUp} title="No forecast yet">
                It takes at least 14 days of costs.
              </Empty>
            </Card>
          ),
        }}
      >
        {(page) =>
          page.items.map((forecast) => (
            <Card key={forecast.currency} flush title={`Everything, in ${forecast.currency}`} aside={<Updated query={total} />}>
              {forecast.sample ? <SampleNote /> : null}
              <Whole forecast={forecast} />
            </Card>
          ))
        }
      </Loaded>
      <PartsCard />
    </div>
  );
}

function Whole({ forecast }: { forecast: Forecast }) {
  const from = plusDays(forecast.lastDay, -89);
  const past = useQuery(totalsQuery({ from, to: forecast.lastDay, metric: 'effective', filters: [] }));
  return (
    <div className="grid gap-3 p-4">
      {forecast.hidden === null ? null : (
        <Note tone="warn" title="Do not trust this forecast">
          Tested on the past, {forecast.hidden}.
        </Note>
      )}
      <p className="text-sm">
        The next 30 days are expected to cost <strong className="num">{money(forecast.next30, forecast.currency)}</strong>. <Measured forecast={forecast} />
      </p>
      <Loaded query={past}>
        {(timeline) => {
          const series = timeline.series.find((one) => one.currency === forecast.currency);
          const days = timeline.buckets.map((day, index) => ({ day, amount: Number(series?.amounts[index] ?? 0) }));
          return <BandChart forecast={forecast} past={days} />;
        }}
      </Loaded>
    </div>
  );
}

function Measured({ forecast }: { forecast: Forecast }) {
  if (forecast.errorShare === null) {
    return <>Its error is not known: the history is too short to test on.</>;
  }
  return (
    <>
      In {forecast.backtests} tests on the past a day was off by {percent(forecast.errorShare)} on average
      {forecast.naiveErrorShare === null ? null : `, repeating the last week by ${percent(forecast.naiveErrorShare)}`}
      {forecast.covered80 === null ? null : `; ${percent(forecast.covered80)} of the days were inside the 80 % band`}.
    </>
  );
}

function PartsCard() {
  const [search, set] = useFilters();
  const dimension = DIMENSIONS.find(([id]) => id === search.get('by'))?.[0] ?? 'service';
  const parts = useQuery(forecastsQuery(dimension));
  return (
    <Card
      flush
      title={
        <Select aria-label="Parts" className="w-auto font-normal" value={dimension} onChange={(event) => set('by', event.target.value)}>
          {DIMENSIONS.map(([id, word]) => (
            <option key={id} value={id}>
              {word}
            </option>
          ))}
        </Select>
      }
      aside={<Updated query={parts} />}
    >
      <Loaded query={parts} empty={{ when: (page) => page.items.length === 0, show: <p className="p-4 text-sm text-faint">Nothing is forecast here.</p> }}>
        {(page) => (
          <Table
            label="Forecasts of the parts"
            head={
              <>
                <Th>Name</Th>
                <Th className="text-right">Next 30 days</Th>
                <Th className="text-right">Error of a day</Th>
                <Th>Trust</Th>
              </>
            }
          >
            {[...page.items]
              .sort((a, b) => b.next30 - a.next30)
              .map((part) => (
                <Row key={`${part.key} ${part.currency}`}>
                  <Td>{part.key}</Td>
                  <Td className="num text-right">{money(part.next30, part.currency)}</Td>
                  <Td className="num text-right">{part.errorShare === null ? 'not known' : percent(part.errorShare)}</Td>
                  <Td className="text-muted">{part.hidden === null ? 'Better than repeating the last week' : `No: ${part.hidden}`}</Td>
                </Row>
              ))}
          </Table>
        )}
      </Loaded>
    </Card>
  );
}
