import { ProblemNote } from '@/components/domain/problem-note';
import { Card } from '@/components/ui/card';
import { Loading } from '@/components/ui/notes';
import { Page } from '@/components/ui/page';
import { useWhatIf } from './api';
import { WhatIfForm } from './what-if-form';
import { WhatIfReportView } from './what-if-report';

export function WhatIfPage() {
  const whatIf = useWhatIf();
  return (
    <Page
      title="What if"
      lead="What past runs would have done with another gate or other stages."
      trail={[{ to: '/runs', label: 'Runs' }]}
    >
      <div className="flex flex-col gap-4">
        <Card title="The question">
          <WhatIfForm busy={whatIf.isPending} onAsk={whatIf.mutate} />
        </Card>
        {whatIf.isPending ? <Loading rows={3} /> : null}
        {whatIf.isError ? <ProblemNote error={whatIf.error} /> : null}
        {whatIf.data === undefined ? null : <WhatIfReportView report={whatIf.data} />}
      </div>
    </Page>
  );
}
