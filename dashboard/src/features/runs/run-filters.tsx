import { useQuery } from '@tanstack/react-query';
import { Select } from '@/components/ui/field';
import { applicationsQuery } from '@/lib/api/queries';

const STATES = [
  ['RUNNING', 'Running'],
  ['SUCCEEDED', 'Succeeded'],
  ['FAILED', 'Failed'],
  ['CANCELLED', 'Cancelled'],
] as const;

interface RunFiltersProps {
  applicationId: string;
  state: string;
  onChange: (name: 'applicationId' | 'state', value: string) => void;
}

export function RunFilters({ applicationId, state, onChange }: RunFiltersProps) {
  const applications = useQuery(applicationsQuery());
  return (
    <div className="flex flex-wrap gap-2 font-normal">
      <Select
        aria-label="Application"
        className="w-48"
        value={applicationId}
        onChange={(event) => onChange('applicationId', event.target.value)}
      >
        <option value="">All applications</option>
        {(applications.data?.items ?? []).map((application) => (
          <option key={application.id} value={application.id}>
            {application.name}
          </option>
        ))}
      </Select>
      <Select
        aria-label="State"
        className="w-36"
        value={state}
        onChange={(event) => onChange('state', event.target.value)}
      >
        <option value="">All states</option>
        {STATES.map(([value, word]) => (
          <option key={value} value={value}>
            {word}
          </option>
        ))}
      </Select>
    </div>
  );
}
