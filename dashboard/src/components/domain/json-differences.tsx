import { Minus, PencilLine, Plus, type LucideIcon } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import type { Tone } from '@/components/ui/tone';
import type { Json } from '@/lib/api/types';
import type { JsonDifference } from '@/lib/json';

interface OpLook {
  tone: Tone;
  icon: LucideIcon;
  word: string;
}

const CHANGED: OpLook = { tone: 'warn', icon: PencilLine, word: 'Changed' };
const OPS: Readonly<Record<string, OpLook>> = {
  add: { tone: 'good', icon: Plus, word: 'Added' },
  remove: { tone: 'bad', icon: Minus, word: 'Removed' },
};

const text = (value: Json) => (typeof value === 'string' ? value : JSON.stringify(value));

/** What differs between two documents, value by value. */
export function JsonDifferences({ differences, label }: { differences: readonly JsonDifference[]; label: string }) {
  return (
    <ul aria-label={label} className="divide-y divide-line">
      {differences.map((difference) => {
        const look = OPS[difference.op] ?? CHANGED;
        return (
          <li key={difference.path} className="grid gap-x-4 gap-y-1 px-4 py-1.5 text-sm sm:grid-cols-[6rem_minmax(0,1fr)_minmax(0,1fr)]">
            <span>
              <Badge tone={look.tone} icon={look.icon} bare>
                {look.word}
              </Badge>
            </span>
            <span className="min-w-0 font-mono text-xs break-all">{difference.path === '' ? 'the whole' : difference.path}</span>
            <span className="min-w-0 font-mono text-xs break-all">
              {difference.before === undefined || difference.before === null ? null : (
                <del className="text-bad">{text(difference.before)}</del>
              )}{' '}
              {difference.after === undefined || difference.after === null ? null : (
                <ins className="text-good no-underline">{text(difference.after)}</ins>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
