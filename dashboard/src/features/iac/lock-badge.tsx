import { Lock as LockIcon } from 'lucide-react';
import { Age } from '@/components/ui/age';
import { Badge } from '@/components/ui/badge';
import type { Lock } from './types';

/** Who holds the state of a workspace, and since when. */
export function LockBadge({ lock }: { lock: Lock }) {
  return (
    <>
      <Badge tone="busy" icon={LockIcon}>
        Locked
      </Badge>
      <p className="text-xs text-faint">
        by {lock.holder}
        {lock.operation == null || lock.operation === '' ? '' : ` for ${lock.operation}`}, <Age at={lock.since} />
      </p>
    </>
  );
}
