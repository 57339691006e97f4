import { useQuery } from '@tanstack/react-query';
import { Loaded } from '@/components/domain/loaded';
import { agentQuery } from './api';
import { ViewTable } from './view-table';

/** One table of an agent's manifest, for tabs of one's own that stand beside it. */
export function ManifestView({ agentId, viewId }: { agentId: string; viewId: string }) {
  const agent = useQuery(agentQuery(agentId));
  return (
    <Loaded query={agent}>
      {(data) => {
        const view = (data.views ?? []).find((one) => one.id === viewId);
        return view === undefined ? null : <ViewTable agentId={agentId} view={view} />;
      }}
    </Loaded>
  );
}
