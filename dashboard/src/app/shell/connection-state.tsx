import { Radio, RotateCw, Unplug, type LucideIcon } from 'lucide-react';
import { cx } from '@/components/ui/cx';
import { TEXT, type Tone } from '@/components/ui/tone';
import { useLiveStatus, type LiveStatus } from '@/lib/live/live-state';

const LOOKS: Readonly<Record<LiveStatus, { tone: Tone; icon: LucideIcon; word: string; hint: string }>> = {
  live: { tone: 'good', icon: Radio, word: 'Live', hint: 'Changes arrive as they happen.' },
  connecting: { tone: 'busy', icon: RotateCw, word: 'Connecting', hint: 'Opening the event stream.' },
  reconnecting: {
    tone: 'warn',
    icon: RotateCw,
    word: 'Reconnecting',
    hint: 'The event stream broke off. Pages refresh every few seconds until it is back.',
  },
  stopped: { tone: 'idle', icon: Unplug, word: 'Not connected', hint: 'There is no event stream.' },
};

export function ConnectionState() {
  const look = LOOKS[useLiveStatus()];
  const Icon = look.icon;
  return (
    <p
      role="status"
      title={look.hint}
      className={cx('flex h-7 items-center gap-2.5 px-2.5 text-xs font-medium', TEXT[look.tone])}
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      <span className="sr-only lg:not-sr-only">{look.word}</span>
    </p>
  );
}
