import { Age } from '@/components/ui/age';
import type { Cause } from './types';

/** Who acted on what has drifted since the last apply; what is not known is said. */
export function DriftCauses({ causes }: { causes: readonly Cause[] }) {
  const known = causes.filter((cause) => cause.acts.length > 0);
  const reasons = [...new Set(causes.flatMap((cause) => (cause.unknown == null ? [] : [cause.unknown])))];
  if (causes.length === 0) {
    return null;
  }
  return (
    <div className="px-2 pb-1 text-sm">
      <p className="font-medium">Who did it</p>
      <ul className="mt-1 space-y-1">
        {known.map((cause) => (
          <li key={cause.address}>
            <span className="font-mono text-xs break-all">{cause.address}</span>
            <ul className="pl-4">
              {cause.acts.map((act) => (
                <li key={`${act.at} ${act.what}`} className="text-muted">
                  <span className="font-medium">{act.who}</span>: {act.what}, <Age at={act.at} />
                  {act.source == null ? null : <span className="text-faint">, says {act.source}</span>}
                </li>
              ))}
            </ul>
          </li>
        ))}
        {reasons.map((reason) => (
          <Unknown key={reason} reason={reason} of={causes.filter((cause) => cause.unknown === reason)} />
        ))}
      </ul>
    </div>
  );
}

function Unknown({ reason, of }: { reason: string; of: readonly Cause[] }) {
  const first = of[0]?.address;
  return (
    <li className="text-muted">
      Not known of {of.length === 1 ? <span className="font-mono text-xs break-all">{first}</span> : `${of.length} resources`}: {reason}
    </li>
  );
}
