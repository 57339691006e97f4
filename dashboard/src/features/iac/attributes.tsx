import { EyeOff, Hourglass } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import type { Attribute, Shown } from './values';

function Value({ value, side }: { value: Shown; side: 'before' | 'after' }) {
  switch (value.kind) {
    case 'sensitive':
      return (
        <Badge tone="idle" icon={EyeOff}>
          Sensitive, not shown
        </Badge>
      );
    case 'unknown':
      return (
        <Badge tone="busy" icon={Hourglass}>
          Known after apply
        </Badge>
      );
    case 'absent':
      return <span className="text-faint">none</span>;
    default:
      return side === 'before' ? (
        <del className="font-mono text-bad">{value.text}</del>
      ) : (
        <ins className="font-mono text-good no-underline">{value.text}</ins>
      );
  }
}

/** Values before and after, one line each. */
export function Attributes({ attributes, label }: { attributes: readonly Attribute[]; label: string }) {
  return (
    <ul aria-label={label} className="text-xs">
      {attributes.map(({ path, before, after }) => (
        <li key={path} className="grid gap-x-4 py-0.5 sm:grid-cols-[minmax(0,16rem)_minmax(0,1fr)]">
          <span className="min-w-0 font-mono break-all text-muted">{path}</span>
          <span className="min-w-0 break-all whitespace-pre-wrap">
            {before.kind === 'absent' ? null : (
              <>
                <Value value={before} side="before" /> <span aria-hidden>→</span>
                <span className="sr-only">becomes</span>{' '}
              </>
            )}
            <Value value={after} side="after" />
            {before.kind === 'sensitive' && after.kind === 'sensitive' ? (
              <span className="ml-2 text-faint">may be another one</span>
            ) : null}
          </span>
        </li>
      ))}
    </ul>
  );
}
