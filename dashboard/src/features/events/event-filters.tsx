import { X } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/field';
import type { EventFilter } from './api';

const FIELDS = [
  { name: 'type', label: 'Type', placeholder: 'dev.hexad.run.started.v1', width: 'w-64' },
  { name: 'subject', label: 'Subject', placeholder: 'id of what it is about', width: 'w-56' },
  { name: 'correlationId', label: 'Correlation', placeholder: 'id of a run', width: 'w-56' },
] as const;

interface EventFiltersProps {
  filter: EventFilter;
  onChange: (filter: EventFilter) => void;
}

/** Filters are taken with Enter, so that each one is one request. */
export function EventFilters({ filter, onChange }: EventFiltersProps) {
  return (
    <form
      role="search"
      className="flex flex-wrap items-center gap-2 font-normal"
      key={JSON.stringify(filter)}
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        const next: EventFilter = {};
        for (const { name } of FIELDS) {
          const value = data.get(name);
          if (typeof value === 'string' && value.trim() !== '') {
            next[name] = value.trim();
          }
        }
        onChange(next);
      }}
    >
      {FIELDS.map((field) => (
        <Input
          key={field.name}
          name={field.name}
          aria-label={field.label}
          placeholder={`${field.label}: ${field.placeholder}`}
          className={field.width}
          defaultValue={filter[field.name] ?? ''}
        />
      ))}
      <Button type="submit">Filter</Button>
      {Object.keys(filter).length === 0 ? null : (
        <Button look="quiet" onClick={() => onChange({})}>
          <X aria-hidden /> Clear
        </Button>
      )}
    </form>
  );
}
