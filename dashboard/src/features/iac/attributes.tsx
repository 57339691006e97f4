import { EyeOff, Hourglass } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import { shownOf, type Attribute, type Shown } from './values';

const LINE = 'grid gap-x-4 py-0.5 sm:grid-cols-[minmax(0,16rem)_minmax(0,1fr)]';
const PATH = 'min-w-0 font-mono break-all text-muted';

function Value({ value, side }: { value: Shown; side: 'before' | 'after' | 'only' }) {
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
      ) : side === 'after' ? (
        <ins className="font-mono text-good no-underline">{value.text}</ins>
      ) : (
        <span className="font-mono">{value.text}</span>
      );
  }
}

interface AttributesProps {
  attributes: readonly Attribute[];
  label: string;
  /** True where it is known that masked values differ, too. */
  certain?: boolean;
}

/** Values before and after, one line each. */
export function Attributes({ attributes, label, certain = false }: AttributesProps) {
  return (
    <ul aria-label={label} className="text-xs">
      {attributes.map(({ path, before, after }) => (
        <li key={path} className={LINE}>
          <span className={PATH}>{path}</span>
          <span className="min-w-0 wrap-anywhere whitespace-pre-wrap">
            {before.kind === 'absent' ? null : (
              <>
                <Value value={before} side="before" /> <span aria-hidden>→</span>
                <span className="sr-only">becomes</span>{' '}
              </>
            )}
            <Value value={after} side="after" />
            {before.kind === 'sensitive' && after.kind === 'sensitive' && !certain ? (
              <span className="ml-2 text-faint">may be another one</span>
            ) : null}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Values as they are, one line each. */
export function PlainValues({ values, label }: { values: Readonly<Record<string, string>>; label: string }) {
  const lines = Object.entries(values).sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }));
  return lines.length === 0 ? (
    <p className="text-xs text-faint">No value is kept.</p>
  ) : (
    <ul aria-label={label} className="text-xs">
      {lines.map(([path, value]) => (
        <li key={path} className={LINE}>
          <span className={PATH}>{path}</span>
          <span className="min-w-0 wrap-anywhere whitespace-pre-wrap">
            <Value value={shownOf(value)} side="only" />
          </span>
        </li>
      ))}
    </ul>
  );
}
