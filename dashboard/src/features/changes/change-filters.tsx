import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { ApplicationSelect } from '@/components/domain/application-select';
import { Button } from '@/components/ui/button';
import { Input, Select } from '@/components/ui/field';
import { deploymentsQuery } from '@/lib/api/queries';
import { FILTER_NAMES, type FilterName } from './filter';
import { KIND_CHOICES } from '@/components/domain/change-kinds';
import { useFilters } from '@/lib/use-filters';

/** All filters are in the address, so that a view can be sent to somebody. */
export function ChangeFilters() {
  const [search, set, clear] = useFilters();
  const deployments = useQuery(deploymentsQuery());
  const value = (name: FilterName) => search.get(name) ?? '';
  const chosen = value('environment');
  const environments = new Set((deployments.data?.items ?? []).map((one) => one.environment));
  if (chosen !== '') {
    environments.add(chosen);
  }
  return (
    <div role="search" className="flex flex-wrap items-center gap-2">
      <ApplicationSelect />
      <Select aria-label="Environment" className="w-40" value={chosen} onChange={(event) => set('environment', event.target.value)}>
        <option value="">All environments</option>
        {[...environments].sort().map((name) => (
          <option key={name}>{name}</option>
        ))}
      </Select>
      <Select aria-label="Kind" className="w-44" value={value('kind')} onChange={(event) => set('kind', event.target.value)}>
        <option value="">All kinds</option>
        {KIND_CHOICES.map(({ kind, word }) => (
          <option key={kind} value={kind}>
            {word}
          </option>
        ))}
      </Select>
      <label className="flex items-center gap-1.5 text-xs text-muted">
        From
        <Input type="date" className="w-36" max={value('to')} value={value('from')} onChange={(event) => set('from', event.target.value)} />
      </label>
      <label className="flex items-center gap-1.5 text-xs text-muted">
        to
        <Input type="date" className="w-36" min={value('from')} value={value('to')} onChange={(event) => set('to', event.target.value)} />
      </label>
      {FILTER_NAMES.every((name) => value(name) === '') ? null : (
        <Button look="quiet" onClick={clear}>
          <X aria-hidden /> Clear
        </Button>
      )}
    </div>
  );
}
