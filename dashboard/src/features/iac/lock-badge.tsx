import { Lock as LockIcon } from 'lucide-react';
import { Age } from '@/components/ui/age';
import { Badge } from '@/components/ui/badge';
import type { Lock } from './types';

/** As the tool writes it, "OperationTypeApply"; null when it does not say. */
export function operationOf(lock: Lock): string | null {
  const word = (lock.operation ?? '').replace(/^OperationType/, '').toLowerCase();
  return word === '' || word === 'invalid' ? null : word;
}

/** Who holds the state of a workspace, and since when. */
export function LockBadge({ lock }: { lock: Lock }) {
  const operation = operationOf(lock);
  return (
    <>
      <Badge tone="busy" icon={LockIcon}>
        Locked
      </Badge>
      <p className="text-xs text-faint">
        by {lock.holder}
        {operation === null ? '' : ` for ${operation}`}, <Age at={lock.since} />
      </p>
    </>
  );
}
