import { useQuery } from '@tanstack/react-query';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Age } from '@/components/ui/age';
import { Card } from '@/components/ui/card';
import { configurationQuery } from '../api';
import { CompareCard } from './compare-card';
import { ConfigurationEditor } from './configuration-editor';
import { ConfigurationHistory } from './configuration-history';
import { OverlaysCard } from './overlays-card';

export function ConfigurationTab({ agentId }: { agentId: string }) {
  const configuration = useQuery(configurationQuery(agentId));
  const data = configuration.data;
  return (
    <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_22rem]">
      <Card
        title={data === undefined ? 'Configuration' : `Configuration, version ${data.version}`}
        aside={
          <>
            {data?.updatedAt == null ? null : (
              <span>
                changed <Age at={data.updatedAt} />
                {data.updatedBy == null ? null : ` by ${data.updatedBy}`}
              </span>
            )}
            <Updated query={configuration} />
          </>
        }
      >
        <Loaded query={configuration} rows={8}>
          {(loaded) => <ConfigurationEditor configuration={loaded} />}
        </Loaded>
      </Card>
      <ConfigurationHistory agentId={agentId} />
      <div className="flex min-w-0 flex-col gap-4">
        {data === undefined ? null : <OverlaysCard configuration={data} />}
        <CompareCard agentId={agentId} />
      </div>
    </div>
  );
}
