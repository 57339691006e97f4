import { useNow } from '@/lib/clock';
import { formatAge, formatDuration, formatTime } from '@/lib/format';

/** How long ago, with the exact time on hover. */
export function Age({ at }: { at: string }) {
  const now = useNow();
  return (
    <time dateTime={at} title={formatTime(at)} className="num whitespace-nowrap">
      {formatAge(at, now)}
    </time>
  );
}

/** How long it took, or takes so far. */
export function Duration({ from, to }: { from: string; to: string | null | undefined }) {
  const now = useNow();
  const end = to == null ? now : Date.parse(to);
  return <span className="num whitespace-nowrap">{formatDuration(end - Date.parse(from))}</span>;
}
