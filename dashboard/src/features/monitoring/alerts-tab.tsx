import { useQuery } from '@tanstack/react-query';
import { CircleCheck } from 'lucide-react';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Pages } from '@/components/domain/pages';
import { Age } from '@/components/ui/age';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Select } from '@/components/ui/field';
import { Empty } from '@/components/ui/notes';
import { Row, Table, Td, Th } from '@/components/ui/table';
import { formatDuration } from '@/lib/format';
import { useFilters } from '@/lib/use-filters';
import { AlertItem } from './alert-item';
import { alertsOfQuery, endSilence, figuresQuery, silencesQuery, useAct } from './api';

const STATES = [
  ['', 'Open'],
  ['FIRING', 'Firing'],
  ['ACKNOWLEDGED', 'Acknowledged'],
  ['PENDING', 'Pending'],
  ['RESOLVED', 'Resolved'],
] as const;

/** The inbox of alerts, what keeps them quiet, and which rules are noisy. */
export function AlertsTab() {
  const [search, setFilter] = useFilters();
  const state = search.get('state') ?? '';
  const alerts = useQuery(alertsOfQuery({ state, cursor: search.get('cursor') ?? '', limit: 50 }));
  return (
    <div className="grid gap-4">
      <Card
        flush
        title={
          <Select
            aria-label="State"
            className="w-40 font-normal"
            value={state}
            onChange={(event) => setFilter('state', event.target.value)}
          >
            {STATES.map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </Select>
        }
        aside={<Updated query={alerts} />}
      >
        <Loaded
          query={alerts}
          empty={{
            when: (page) => page.items.length === 0,
            show: (
              <Empty icon={CircleCheck} title={state === '' ? 'No alert is open' : 'No alert is in this state'}>
                Rules, burn rates of objectives, and alerts of Prometheus and Grafana come together here.
              </Empty>
            ),
          }}
        >
          {(page) => (
            <>
              <ul className="divide-y divide-line">
                {page.items.map((alert) => (
                  <AlertItem key={alert.id} alert={alert} />
                ))}
              </ul>
              <Pages next={page.nextCursor} />
            </>
          )}
        </Loaded>
      </Card>
      <SilencesCard />
      <FiguresCard />
    </div>
  );
}

function SilencesCard() {
  const silences = useQuery(silencesQuery());
  const end = useAct(endSilence);
  if (silences.data === undefined || silences.data.items.length === 0) {
    return null;
  }
  return (
    <Card flush title="Silences" aside={<Updated query={silences} />}>
      <Table
        label="Silences"
        head={
          <>
            <Th>Alerts</Th>
            <Th>Reason</Th>
            <Th>By</Th>
            <Th>Until</Th>
            <Th>Act</Th>
          </>
        }
      >
        {silences.data.items.map((silence) => (
          <Row key={silence.id}>
            <Td>
              {[silence.rule ?? 'all', silence.application, silence.environment].filter((one) => one != null).join(', ')}
            </Td>
            <Td>{silence.reason}</Td>
            <Td>{silence.who}</Td>
            <Td>
              <Age at={silence.to} />
            </Td>
            <Td className="text-right">
              <Button small onClick={() => end.mutate(silence.id)}>
                End it
              </Button>
            </Td>
          </Row>
        ))}
      </Table>
    </Card>
  );
}

function FiguresCard() {
  const figures = useQuery(figuresQuery());
  if (figures.data === undefined || figures.data.length === 0) {
    return null;
  }
  return (
    <Card flush title="Rules in the last 30 days" aside={<Updated query={figures} />}>
      <Table
        label="Rules in the last 30 days"
        head={
          <>
            <Th>Rule</Th>
            <Th className="text-right">Fired</Th>
            <Th className="text-right">Nobody told</Th>
            <Th className="text-right">Acknowledged</Th>
            <Th className="text-right">Over by themselves</Th>
            <Th className="text-right">To acknowledge</Th>
            <Th className="text-right">To the end</Th>
          </>
        }
      >
        {figures.data.map((rule) => (
          <Row key={rule.rule}>
            <Td className="font-medium">{rule.rule}</Td>
            <Td className="num text-right">{rule.fired}</Td>
            <Td className="num text-right">{rule.muted}</Td>
            <Td className="num text-right">{rule.acknowledged}</Td>
            <Td className="num text-right" title="Within five minutes, without anybody looking after">
              {rule.shortLived}
            </Td>
            <Td className="num text-right">{seconds(rule.medianSecondsToAcknowledge)}</Td>
            <Td className="num text-right">{seconds(rule.medianSecondsToResolve)}</Td>
          </Row>
        ))}
      </Table>
    </Card>
  );
}

function seconds(value: number | null | undefined): string {
  return value == null ? 'never' : formatDuration(value * 1000);
}
