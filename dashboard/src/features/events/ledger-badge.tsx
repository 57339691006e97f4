import { useQuery } from '@tanstack/react-query';
import { ShieldAlert, ShieldCheck, ShieldQuestion } from 'lucide-react';
import { Updated } from '@/components/domain/loaded';
import { Badge } from '@/components/ui/badge';
import { verificationQuery } from './api';

/** Whether the hash chain of the ledger holds from the first entry to the last. */
export function LedgerBadge() {
  const ledger = useQuery(verificationQuery());
  const data = ledger.data;
  return (
    <span className="flex items-center gap-2">
      {data === undefined ? (
        <Badge tone="idle" icon={ShieldQuestion}>
          {ledger.isError ? 'Ledger not verified' : 'Verifying the ledger'}
        </Badge>
      ) : data.intact ? (
        <span title={`Head ${data.headHash}`}>
          <Badge tone="good" icon={ShieldCheck}>
            Ledger intact, {data.entries.toLocaleString('en')} entries
          </Badge>
        </span>
      ) : (
        <Badge tone="bad" icon={ShieldAlert}>
          Ledger broken at entry {data.brokenAt ?? '?'}
        </Badge>
      )}
      <Updated query={ledger} />
    </span>
  );
}
