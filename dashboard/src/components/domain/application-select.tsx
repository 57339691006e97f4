import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { Select } from '@/components/ui/field';
import { applicationsQuery } from '@/lib/api/queries';

/** The application that the tabs show, kept in the address. */
export function useApplicationFilter(): [string, (id: string) => void] {
  const [search, setSearch] = useSearchParams();
  return [
    search.get('application') ?? '',
    (id) => {
      setSearch(
        (before) => {
          const next = new URLSearchParams(before);
          if (id === '') {
            next.delete('application');
          } else {
            next.set('application', id);
          }
          next.delete('cursor');
          return next;
        },
        { replace: true },
      );
    },
  ];
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
