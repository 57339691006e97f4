import { useSearchParams } from 'react-router';
import { Button } from '@/components/ui/button';

interface PagesProps {
  next: string | null | undefined;
  /** How the first and the next page are called where the list is not by time. */
  words?: readonly [first: string, next: string];
}

/** Newer and older pages of a list that is read by cursor; the cursor is in the address. */
export function Pages({ next, words = ['Newest', 'Older'] }: PagesProps) {
  const [search, setSearch] = useSearchParams();
  const here = search.get('cursor');
  if (here === null && next == null) {
    return null;
  }
  const go = (cursor: string | null) => {
    const target = new URLSearchParams(search);
    if (cursor === null) {
      target.delete('cursor');
    } else {
      target.set('cursor', cursor);
    }
    setSearch(target);
  };
  return (
    <nav aria-label="Pages" className="flex justify-end gap-2 border-t border-line px-4 py-2">
      <Button small disabled={here === null} onClick={() => go(null)}>
        {words[0]}
      </Button>
      <Button small disabled={next == null} onClick={() => go(next ?? null)}>
        {words[1]}
      </Button>
    </nav>
  );
}
