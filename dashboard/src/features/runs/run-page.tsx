import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { Loaded, Updated } from '@/components/domain/loaded';
import { StateBadge } from '@/components/domain/states';
import { Card } from '@/components/ui/card';
import { Note } from '@/components/ui/notes';
import { Page } from '@/components/ui/page';
import { runQuery } from '@/lib/api/queries';
import type { Run } from '@/lib/api/types';
import { RunActions } from './run-actions';
import { RunFacts } from './run-facts';
import { stageOfInterest } from './stage-of-interest';
import { StageGraph } from './stage-graph';
import { StagePanel } from './stage-panel';
import { Waterfall } from './waterfall';

export function RunPage() {
  const { id = '' } = useParams();
  const run = useQuery(runQuery(id));
  const title = run.data?.change?.message?.split('\n')[0] ?? run.data?.name ?? 'Run';
  return (
    <Page
      title={title}
      trail={[{ to: '/runs', label: 'Runs' }]}
      heading={
        <>
          <span className="min-w-0 break-words">{title}</span>
          {run.data === undefined ? null : <StateBadge state={run.data.state} />}
        </>
      }
      lead={run.data === undefined ? undefined : <RunFacts run={run.data} />}
      actions={run.data === undefined ? undefined : <RunActions run={run.data} />}
    >
      <Loaded query={run}>
        {(data) => <RunBody key={data.id} run={data} updated={<Updated query={run} />} />}
      </Loaded>
    </Page>
  );
}

function RunBody({ run, updated }: { run: Run; updated: ReactNode }) {
  const [search, setSearch] = useSearchParams();
  const chosen = run.stages.find((stage) => stage.id === search.get('stage'));
  const stage = chosen ?? stageOfInterest(run.stages);
  return (
    <div className="flex flex-col gap-4">
      {run.reason == null || run.reason === '' || run.state === 'SUCCEEDED' ? null : (
        <Note tone={run.state === 'FAILED' ? 'bad' : 'idle'} title={run.reason} />
      )}
      {run.paused == null ? null : <Note tone="warn" title={`This run is ${run.paused}`} />}
      <Card title="Stages" aside={updated} flush>
        <StageGraph
          stages={run.stages}
          selected={stage?.id}
          onSelect={(id) => setSearch({ stage: id }, { replace: true })}
        />
      </Card>
      {stage === undefined ? null : <StagePanel key={stage.id} stage={stage} run={run} />}
      <Waterfall run={run} />
    </div>
  );
}
