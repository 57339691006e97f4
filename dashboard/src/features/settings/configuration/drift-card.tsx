import { useQuery } from '@tanstack/react-query';
import { FileQuestion } from 'lucide-react';
import { Loaded, Updated } from '@/components/domain/loaded';
import { ProblemNote } from '@/components/domain/problem-note';
import { StateBadge } from '@/components/domain/states';
import { Age } from '@/components/ui/age';
import { Card } from '@/components/ui/card';
import { Code, Facts } from '@/components/ui/facts';
import { Empty } from '@/components/ui/notes';
import { ApiError } from '@/lib/api/problem';
import { driftQuery, type DriftReport } from './api';
import { PlanView } from './plan-view';

/** How the running configuration stands to the files that it is meant to be as. */
export function DriftCard() {
  const drift = useQuery(driftQuery());
  return (
    <Card title="Drift from files" aside={<Updated query={drift} />}>
      <Loaded
        query={drift}
        empty={{
          when: (report) => report.state === 'NO_SOURCE',
          show: (
            <Empty icon={FileQuestion} title="No files are set">
              Name a file or a checkout with <Code>hexad.configuration.source</Code>, and what was changed by hand shows here.
            </Empty>
          ),
        }}
      >
        {(report) => <Report report={report} />}
      </Loaded>
    </Card>
  );
}

function Report({ report }: { report: DriftReport }) {
  return (
    <div className="flex flex-col gap-4">
      <Facts
        facts={[
          { name: 'State', value: <StateBadge state={report.state} /> },
          { name: 'Source', value: <Code>{report.source ?? ''}</Code> },
          { name: 'When it changes', value: report.applies ? 'it is applied' : 'it is only compared' },
          { name: 'Applied', value: report.appliedAt == null ? 'never' : <Age at={report.appliedAt} /> },
        ]}
      />
      {report.problem == null ? null : <ProblemNote error={new ApiError(report.problem, report.problem.status ?? 0)} />}
      {report.plan == null || report.state === 'IN_SYNC' ? null : <PlanView plan={report.plan} />}
    </div>
  );
}
