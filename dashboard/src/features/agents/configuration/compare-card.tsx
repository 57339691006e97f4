import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { JsonDifferences } from '@/components/domain/json-differences';
import { Loaded } from '@/components/domain/loaded';
import { Card } from '@/components/ui/card';
import { Select } from '@/components/ui/field';
import { configurationDifferenceQuery, configurationVersionsQuery, type ConfigurationVersion } from '../api';

/** Two versions side by side. Versions are counted over all environments, but only those of one can be compared. */
export function CompareCard({ agentId }: { agentId: string }) {
  const versions = useQuery(configurationVersionsQuery(agentId));
  const [environment, setEnvironment] = useState('');
  const items = versions.data?.items ?? [];
  const environments = new Set(['', ...items.map((one) => one.environment ?? '')]);
  if (items.length === 0) {
    return null;
  }
  return (
    <Card
      flush
      title="Difference"
      aside={
        environments.size === 1 ? undefined : (
          <Select
            aria-label="Compare in"
            className="w-40"
            value={environment}
            onChange={(event) => setEnvironment(event.target.value)}
          >
            {[...environments].sort().map((name) => (
              <option key={name} value={name}>
                {name === '' ? 'all environments' : `overlay of ${name}`}
              </option>
            ))}
          </Select>
        )
      }
    >
      <Compared
        key={environment}
        agentId={agentId}
        versions={items.filter((one) => (one.environment ?? '') === environment)}
        defaults={environment === ''}
      />
    </Card>
  );
}

interface ComparedProps {
  agentId: string;
  versions: ConfigurationVersion[];
  /** Whether what the agent brought along, version 0, is one of them. */
  defaults: boolean;
}

function Compared({ agentId, versions, defaults }: ComparedProps) {
  const [chosen, setChosen] = useState<{ from?: number; to?: number }>({});
  const choices = [...versions.map((one) => one.version), ...(defaults ? [0] : [])];
  const to = chosen.to ?? choices[0] ?? 0;
  const from = chosen.from ?? choices[1] ?? to;
  const difference = useQuery(configurationDifferenceQuery(agentId, from, to));
  const select = (label: string, value: number, onChange: (version: number) => void) => (
    <Select aria-label={label} className="w-36" value={value} onChange={(event) => onChange(Number(event.target.value))}>
      {choices.map((version) => (
        <option key={version} value={version}>
          {version === 0 ? 'the defaults' : `version ${version}`}
        </option>
      ))}
    </Select>
  );
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-2 text-sm">
        From {select('Compare from', from, (version) => setChosen({ ...chosen, from: version }))} to{' '}
        {select('Compare to', to, (version) => setChosen({ ...chosen, to: version }))}
      </div>
      <Loaded
        query={difference}
        rows={2}
        empty={{
          when: (data) => data.differences.length === 0,
          show: <p className="px-4 py-3 text-sm text-muted">Nothing differs between the two.</p>,
        }}
      >
        {(data) => <JsonDifferences label="Differences" differences={data.differences} />}
      </Loaded>
    </>
  );
}
