import { useQuery } from '@tanstack/react-query';
import { Scale } from 'lucide-react';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Card } from '@/components/ui/card';
import { Empty } from '@/components/ui/notes';
import { asApiError } from '@/lib/api/problem';
import type { Deployment } from '../types';
import { latestVerdictQuery, verdictQuery } from './api';
import { VerdictView } from './verdict-view';

/** What Monitoring says of a canary, or has said of a revision before. */
export function VerdictCard({ deployment }: { deployment: Deployment }) {
  const { applicationId, environment, revision, state } = deployment;
  const begun = state !== 'PLANNED' && state !== 'STARTING';
  const found = useQuery({ ...latestVerdictQuery({ applicationId, environment, revision }), enabled: begun });
  const latest = found.data?.items[0];
  const title = `Verdict on revision ${revision}`;
  if (latest !== undefined) {
    return <OneVerdict key={latest.id} id={latest.id} title={title} />;
  }
  const silent = found.isPending || found.isSuccess || asApiError(found.error).kind === 'not-found';
  if (!begun || (state !== 'CANARY' && silent)) {
    return null;
  }
  return (
    <Card flush title={title} aside={<Updated query={found} />}>
      <Loaded
        query={found}
        empty={{
          when: (page) => page.items.length === 0,
          show: (
            <Empty icon={Scale} title="Nobody judges this canary">
              A <code className="font-mono text-xs">monitoring.verify</code> stage after the deployment watches it beside the
              stable revision, and its metrics show here.
            </Empty>
          ),
        }}
      >
        {() => null}
      </Loaded>
    </Card>
  );
}

function OneVerdict({ id, title }: { id: string; title: string }) {
  const verdict = useQuery(verdictQuery(id));
  return (
    <Card flush title={title} aside={<Updated query={verdict} />}>
      <Loaded query={verdict}>{(detail) => <VerdictView detail={detail} />}</Loaded>
    </Card>
  );
}
