import { lookOf } from '@/components/domain/states';
import { Duration } from '@/components/ui/age';
import { cx } from '@/components/ui/cx';
import { Progress } from '@/components/ui/progress';
import { TEXT } from '@/components/ui/tone';
import type { Stage } from '@/lib/api/types';

const WHEN: Readonly<Record<string, string>> = { FAILED: 'on failure', ALWAYS: 'always' };

interface StageNodeProps {
  stage: Stage;
  selected: boolean;
  onSelect: () => void;
}

export function StageNode({ stage, selected, onSelect }: StageNodeProps) {
  const look = lookOf(stage.state);
  const Icon = look.icon;
  const when = WHEN[stage.when ?? ''];
  const muted = stage.state === 'PENDING' || stage.state === 'SKIPPED' || stage.state === 'CANCELLED';
  return (
    <button
      type="button"
      aria-pressed={selected}
      onClick={onSelect}
      className={cx(
        'flex size-full flex-col justify-center overflow-hidden rounded-md border bg-surface px-2.5 text-left hover:border-accent',
        selected ? 'border-accent ring-1 ring-accent' : 'border-line-strong',
        muted && 'border-dashed',
      )}
    >
      <span className="flex w-full items-center gap-2">
        <Icon
          aria-hidden
          className={cx('size-4 shrink-0', TEXT[look.tone], look.spin && 'animate-spin [animation-duration:2s]')}
        />
        <span className="min-w-0 flex-1 truncate font-medium">{stage.id}</span>
        {stage.startedAt == null ? null : (
          <span className="text-xs text-faint">
            <Duration from={stage.startedAt} to={stage.finishedAt} />
          </span>
        )}
      </span>
      <span className="flex w-full items-center gap-1.5 pl-6 text-xs">
        <span className={cx('font-medium', TEXT[look.tone])}>{look.word}</span>
        {stage.state === 'RUNNING' && stage.percent != null ? <span className="num text-busy">{stage.percent}%</span> : null}
        <span className="truncate text-faint">{when ?? stage.uses}</span>
      </span>
      {stage.state === 'RUNNING' && stage.percent != null ? (
        <span className="mt-1 block w-full pl-6">
          <Progress percent={stage.percent} label={`Progress of ${stage.id}`} />
        </span>
      ) : null}
    </button>
  );
}
