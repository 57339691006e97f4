import { useQuery } from '@tanstack/react-query';
import { Receipt, X } from 'lucide-react';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Select } from '@/components/ui/field';
import { Empty } from '@/components/ui/notes';
import { useFilters } from '@/lib/use-filters';
import { useSearchParams } from 'react-router';
import { costsQuery, seriesQuery, type Look } from './api';
import { CostTable } from './cost-table';
import { Parts } from './parts';
import { ReportActs } from './report-acts';
import { SampleNote } from './sample-note';
import { StackedChart } from './stacked-chart';
import { PERIODS, useLook } from './use-look';

const GROUPS: readonly [string, string][] = [
  ['service', 'Service'],
  ['provider', 'Provider'],
  ['account', 'Account'],
  ['region', 'Region'],
  ['application', 'Application'],
  ['environment', 'Environment'],
  ['owner', 'Owner'],
  ['category', 'Category'],
  ['commitment', 'Commitment'],
  ['resource', 'Resource'],
  ['sku', 'SKU'],
];
const METRICS: readonly [string, string][] = [
  ['effective', 'Effective (commitments spread)'],
  ['billed', 'Billed'],
  ['contracted', 'At agreed prices'],
  ['list', 'At list prices'],
];
/** What to look into next, when one value was chosen. */
const NEXT: Readonly<Record<string, string>> = {
  provider: 'account',
  account: 'service',
  service: 'region',
  region: 'application',
  application: 'service',
  environment: 'application',
  owner: 'application',
  category: 'service',
  commitment: 'service',
};

/** Cost by anything, over time and beside an earlier period. */
export function ExplorerTab() {
  const { look, days, sources } = useLook();
  return (
    <div className="grid gap-4">
      <Controls days={days} />
      <Loaded
        query={sources}
        empty={{
          when: (page) => page.items.length === 0,
          show: (
            <Card>
              <Empty icon={Receipt} title="No costs yet">
                Import a FOCUS file: POST it to <code className="font-mono text-xs">/api/v1/finops/imports?source=NAME</code>, or let a run
                use <code className="font-mono text-xs">finops.import</code>.
              </Empty>
            </Card>
          ),
        }}
      >
        {() => <Explored look={look} days={days} />}
      </Loaded>
    </div>
  );
}

function Controls({ days }: { days: number }) {
  const [search, set] = useFilters();
  const choose = (name: string, label: string, value: string, options: readonly (readonly [string, string, ...unknown[]])[]) => (
    <Select aria-label={label} className="w-auto" value={value} onChange={(event) => set(name, event.target.value)}>
      {options.map(([id, word]) => (
        <option key={id} value={id}>
          {word}
        </option>
      ))}
    </Select>
  );
  return (
    <div className="flex flex-wrap items-center gap-2">
      {choose('group', 'Group by', search.get('group') ?? 'service', GROUPS)}
      {choose('period', 'Period', String(days), PERIODS)}
      {choose('metric', 'Cost', search.get('metric') ?? 'effective', METRICS)}
      {choose('compare', 'Compare with', search.get('compare') ?? 'previous', [
        ['previous', 'Beside the period before'],
        ['year', 'Beside the year before'],
        ['none', 'Beside nothing'],
      ])}
      <Filters />
    </div>
  );
}

function Filters() {
  const [search, setSearch] = useSearchParams();
  return search.getAll('filter').map((filter) => (
    <Button
      key={filter}
      small
      onClick={() => {
        const next = new URLSearchParams(search);
        next.delete('filter', filter);
        setSearch(next);
      }}
    >
      {filter} <X aria-hidden /> <span className="sr-only">Take this filter away</span>
    </Button>
  ));
}

function Explored({ look, days }: { look: Look; days: number }) {
  const [search, setSearch] = useSearchParams();
  const group = GROUPS.find(([id]) => id === search.get('group'))?.[0] ?? 'service';
  const asked = search.get('compare') ?? 'previous';
  const costs = useQuery(costsQuery(look, group, asked === 'none' ? '' : asked));
  const series = useQuery(seriesQuery(look, group, days > 120 ? 'month' : days > 60 ? 'week' : 'day'));
  const into = (key: string) => {
    const next = new URLSearchParams(search);
    next.append('filter', `${group}=${key}`);
    next.set('group', NEXT[group] ?? 'service');
    setSearch(next);
  };
  return (
    <>
      <Card title="Over time" aside={<Updated query={series} />}>
        <Loaded query={series}>
          {(timeline) => {
            const currencies = [...new Set(timeline.series.map((one) => one.currency))];
            return currencies.length === 0 ? (
              <p className="text-sm text-faint">Nothing was charged in this period.</p>
            ) : (
              <div className="grid gap-6">
                {currencies.map((currency) => (
                  <StackedChart key={currency} timeline={timeline} currency={currency} />
                ))}
              </div>
            );
          }}
        </Loaded>
      </Card>
      <Card
        flush
        title={`${look.from} to ${look.to}`}
        aside={
          <>
            <ReportActs look={look} />
            <Updated query={costs} />
          </>
        }
      >
        <Loaded
          query={costs}
          empty={{
            when: (answer) => answer.items.length === 0,
            show: (
              <Empty icon={Receipt} title="Nothing was charged">
                Take a filter away, or choose another period.
              </Empty>
            ),
          }}
        >
          {(answer) => (
            <>
              {answer.containsSample ? <SampleNote /> : null}
              <Parts costs={answer} />
              <CostTable costs={answer} onInto={group in NEXT ? into : null} />
            </>
          )}
        </Loaded>
      </Card>
    </>
  );
}
