import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Loaded } from '@/components/domain/loaded';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Input, Select } from '@/components/ui/field';
import type { AgentConfiguration } from '@/lib/api/types';
import { overlayQuery } from '../api';
import { OverlayEditor } from './overlay-editor';

/** What is otherwise in single environments: laid over the document above. */
export function OverlaysCard({ configuration }: { configuration: AgentConfiguration }) {
  const known = Object.keys(configuration.overlays ?? {});
  const [added, setAdded] = useState<string[]>([]);
  const [chosen, setChosen] = useState<string | null>(null);
  const names = [...new Set([...known, ...added])].sort();
  const environment = chosen ?? names[0];
  return (
    <Card
      title="Overlays"
      aside={
        <>
          {names.length === 0 ? null : (
            <Select
              aria-label="Overlay of"
              className="w-40"
              value={environment}
              onChange={(event) => setChosen(event.target.value)}
            >
              {names.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </Select>
          )}
          <NewOverlay
            onAdd={(name) => {
              setAdded([...added, name]);
              setChosen(name);
            }}
          />
        </>
      }
    >
      {environment === undefined ? (
        <p className="text-sm text-muted">
          It is the same in all environments. An overlay changes single values in one of them.
        </p>
      ) : known.includes(environment) ? (
        <Known key={environment} agentId={configuration.agentId} environment={environment} />
      ) : (
        <OverlayEditor key={environment} agentId={configuration.agentId} environment={environment} version={0} document={{}} />
      )}
    </Card>
  );
}

function Known({ agentId, environment }: { agentId: string; environment: string }) {
  const overlay = useQuery(overlayQuery(agentId, environment));
  return (
    <Loaded query={overlay} rows={3}>
      {(data) => (
        <OverlayEditor agentId={agentId} environment={environment} version={data.version} document={data.document} />
      )}
    </Loaded>
  );
}

function NewOverlay({ onAdd }: { onAdd: (name: string) => void }) {
  return (
    <form
      className="flex gap-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        const name = new FormData(event.currentTarget).get('environment');
        if (typeof name === 'string' && name !== '') {
          onAdd(name);
          event.currentTarget.reset();
        }
      }}
    >
      <Input
        name="environment"
        aria-label="New environment"
        placeholder="environment"
        required
        pattern="[a-z0-9][a-z0-9\-]*"
        maxLength={40}
        className="h-6! w-32"
      />
      <Button small type="submit">
        <Plus aria-hidden /> Add
      </Button>
    </form>
  );
}
