import { Minus, PencilLine, Plus, type LucideIcon } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import type { Tone } from '@/components/ui/tone';
import type { Difference } from './types';

const LOOKS: Readonly<Record<Difference['kind'], { tone: Tone; icon: LucideIcon; word: string }>> = {
  ADDED: { tone: 'good', icon: Plus, word: 'Added' },
  CHANGED: { tone: 'warn', icon: PencilLine, word: 'Changed' },
  REMOVED: { tone: 'bad', icon: Minus, word: 'Removed' },
};

/** What would change, object by object and field by field. */
export function Differences({ items }: { items: readonly Difference[] }) {
  return (
    <ul className="divide-y divide-line">
      {items.map((item) => (
        <li key={item.item} className="px-4 py-2.5">
          <p className="flex items-center gap-2 text-sm">
            <Badge tone={LOOKS[item.kind].tone} icon={LOOKS[item.kind].icon}>
              {LOOKS[item.kind].word}
            </Badge>
            <span className="font-mono text-xs">{item.item}</span>
          </p>
          {item.fields.length === 0 ? null : (
            <dl className="mt-1.5 grid gap-1 font-mono text-xs">
              {item.fields.map((field) => (
                <div key={field.path} className="flex flex-wrap gap-x-2">
                  <dt className="text-muted">{field.path}</dt>
                  <dd className="min-w-0 break-all">
                    {field.before == null ? null : <del className="text-bad">{field.before}</del>}{' '}
                    {field.after == null ? null : <ins className="text-good no-underline">{field.after}</ins>}
                  </dd>
                </div>
              ))}
            </dl>
          )}
        </li>
      ))}
    </ul>
  );
}

/** The same in a frame that scrolls, for questions. */
export function DifferencesFrame({ items, label = 'What would change' }: { items: readonly Difference[]; label?: string }) {
  return (
    <div
      role="region"
      aria-label={label}
      tabIndex={0}
      className="mt-2 max-h-72 overflow-auto rounded-md border border-line text-ink"
    >
      <Differences items={items} />
    </div>
  );
}
