import { useSearchParams } from 'react-router';

/**
 * Filters of a list that stand in the address, so that a look can be sent to others. A changed one
 * begins at the first page again; an empty text takes it away.
 */
export function useFilters(): readonly [
  URLSearchParams,
  (name: string, value: string) => void,
  () => void,
] {
  const [search, setSearch] = useSearchParams();
  const set = (name: string, value: string) => {
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        next.delete('cursor');
        if (value === '') {
          next.delete(name);
        } else {
          next.set(name, value);
        }
        return next;
      },
      { replace: true },
    );
  };
  const clear = () => setSearch({}, { replace: true });
  return [search, set, clear];
}
