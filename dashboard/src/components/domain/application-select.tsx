import { useQuery } from '@tanstack/react-query';
import { Select } from '@/components/ui/field';
import { applicationsQuery } from '@/lib/api/queries';
import { useFilters } from '@/lib/use-filters';

/** The application that the tabs show, kept in the address. */
export function useApplicationFilter(): [string, (id: string) => void] {
  const [search, set] = useFilters();
  return [search.get('application') ?? '', (id) => set('application', id)];
}

export function ApplicationSelect({ all = 'All applications' }: { all?: string }) {
  const [value, setValue] = useApplicationFilter();
  const applications = useQuery(applicationsQuery());
  return (
    <Select
      aria-label="Application"
      className="w-48 font-normal"
      value={value}
      onChange={(event) => setValue(event.target.value)}
    >
      <option value="">{all}</option>
      {applications.data?.items.map((one) => (
        <option key={one.id} value={one.id}>
          {one.name}
        </option>
      ))}
    </Select>
  );
}
