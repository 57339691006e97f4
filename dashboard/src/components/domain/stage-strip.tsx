import { cx } from '@/components/ui/cx';
import { SOFT } from '@/components/ui/tone';
import type { RunSummary } from '@/lib/api/types';
import { lookOf } from './states';

/** The stages of a run as one short row of icons; each one says its name and state. */
export function StageStrip({ stages }: { stages: RunSummary['stages'] }) {
  return (
    <ul className="flex items-center gap-1" aria-label="Stages">
      {(stages ?? []).map((stage) => {
        const look = lookOf(stage.state);
        const Icon = look.icon;
        const text = `${stage.id}: ${look.word}`;
        return (
          <li key={stage.id} title={text} className={cx('flex size-5 items-center justify-center rounded', SOFT[look.tone])}>
            <Icon aria-hidden className={cx('size-3.5', look.spin && 'animate-spin [animation-duration:2s]')} />
            <span className="sr-only">{text}</span>
          </li>
        );
      })}
    </ul>
  );
}
