import { Button } from '@/components/ui/button';

interface ShowMoreProps {
  shown: number;
  of: number;
  step: number;
  onMore: (shown: number) => void;
}

/** Nothing where all are shown already. */
export function ShowMore({ shown, of, step, onMore }: ShowMoreProps) {
  if (shown >= of) {
    return null;
  }
  return (
    <p className="border-t border-line px-4 py-2">
      <Button small onClick={() => onMore(shown + step)}>
        Show {Math.min(step, of - shown)} more
      </Button>{' '}
      <span className="num text-xs text-faint">
        {shown} of {of} are shown
      </span>
    </p>
  );
}
