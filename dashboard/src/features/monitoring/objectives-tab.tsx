import { useQuery } from '@tanstack/react-query';
import { Target } from 'lucide-react';
import type { ReactNode } from 'react';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Age } from '@/components/ui/age';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { LineChart } from '@/components/ui/line-chart';
import { Empty, Note } from '@/components/ui/notes';
import { Progress } from '@/components/ui/progress';
import { formatNumber, formatTime } from '@/lib/format';
import { objectiveQuery, objectivesQuery } from './api';
import { burnLook, WINDOWS } from './burn';
import type { ObjectiveView } from './types';
import { percentWords } from './words';

/** What is promised, what is left of it, and how fast that is used up. */
export function ObjectivesTab() {
  const objectives = useQuery(objectivesQuery());
  return (
    <Loaded
      query={objectives}
      empty={{
        when: (page) => page.items.length === 0,
        show: (
          <Card>
            <Empty icon={Target} title="No objective is set">
              An objective promises a share of good requests, for example 99.9 % over 30 days. Set one in the configuration, or
              convert OpenSLO documents at POST /api/v1/monitoring/objectives/convert.
            </Empty>
          </Card>
        ),
      }}
    >
      {(page) => (
        <div className="grid gap-4">
          {page.items.map((view) => (
            <ObjectiveCard key={view.objective.name} view={view} updated={<Updated query={objectives} />} />
          ))}
        </div>
      )}
    </Loaded>
  );
}

function ObjectiveCard({ view, updated }: { view: ObjectiveView; updated: ReactNode }) {
  const { objective, budget } = view;
  const left = Math.max(0, Math.round(budget.remaining * 100));
  const look = burnLook(budget.burnRate);
  return (
    <Card
      title={
        <>
          {objective.name}{' '}
          <span className="font-normal text-muted">
            {percentWords(objective.target)} of requests over {objective.windowDays} days, {objective.application}
            {objective.environment == null ? '' : ` in ${objective.environment}`}
          </span>
        </>
      }
      aside={updated}
    >
      {view.failure === '' ? null : (
        <Note tone="warn" title="It is not counted now">
          {view.failure}
        </Note>
      )}
      <div className="grid gap-6 lg:grid-cols-[18rem_minmax(0,1fr)]">
        <div className="grid content-start gap-2 text-sm">
          <p className="num text-2xl font-semibold">
            {percentWords(budget.remaining)} <span className="text-sm font-normal text-muted">of the error budget is left</span>
          </p>
          <Progress percent={left} label={`Error budget of ${objective.name}`} />
          <p>
            <Badge tone={look.tone} icon={look.icon} bare>
              {look.word}
            </Badge>
          </p>
          <p className="text-muted">
            {formatNumber(Math.round(budget.bad))} of {formatNumber(Math.round(budget.total))} requests failed
            {budget.exhaustedAt == null ? '' : '; used up '}
            {budget.exhaustedAt == null ? null : <Age at={budget.exhaustedAt} />}
          </p>
          <Rates rates={budget.rates} />
        </div>
        <Steps name={objective.name} />
      </div>
    </Card>
  );
}

function Rates({ rates }: { rates: Readonly<Record<string, number>> }) {
  return (
    <dl aria-label="Burn rates" className="num grid grid-cols-[auto_auto_1fr] gap-x-4 gap-y-0.5 text-xs">
      {WINDOWS.filter((window) => rates[window.iso] !== undefined).map((window) => (
        <div key={window.iso} className="contents">
          <dt className="text-faint">last {window.words}</dt>
          <dd className="text-right">{formatNumber(Number((rates[window.iso] ?? 0).toPrecision(3)))} ×</dd>
          <dd className="text-faint">{window.note}</dd>
        </div>
      ))}
    </dl>
  );
}

function Steps({ name }: { name: string }) {
  const query = useQuery(objectiveQuery(name));
  return (
    <Loaded query={query}>
      {(detail) => (
        <LineChart
          title="Failed requests"
          unit=" %"
          ends={formatTime}
          empty="No request was counted yet."
          lines={[
            {
              name,
              points: detail.steps.map((step) => ({
                at: step.at,
                value: step.total === 0 ? null : (step.bad / step.total) * 100,
              })),
            },
          ]}
        />
      )}
    </Loaded>
  );
}
