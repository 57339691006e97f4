import type { Stage } from '@/lib/api/types';

/** What a reader wants to see first: what failed, else what runs, else what ran last. */
export function stageOfInterest(stages: readonly Stage[]): Stage | undefined {
  const ran = stages.filter((stage) => stage.startedAt != null);
  const latest = ran.reduce<Stage | undefined>(
    (best, stage) => (best === undefined || (stage.startedAt ?? '') >= (best.startedAt ?? '') ? stage : best),
    undefined,
  );
  return (
    stages.find((stage) => stage.state === 'FAILED') ??
    stages.find((stage) => stage.state === 'RUNNING') ??
    latest ??
    stages[0]
  );
}
