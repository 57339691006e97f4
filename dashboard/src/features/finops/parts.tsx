import { money } from './amounts';
import type { Costs } from './types';

/** The totals, and what kinds of charges they are made of. */
export function Parts({ costs }: { costs: Costs }) {
  return (
    <div className="flex flex-wrap gap-x-8 gap-y-2 border-b border-line px-4 py-3">
      {costs.totals.map((total) => (
        <div key={total.currency}>
          <p className="text-xs text-faint">Together</p>
          <p className="num text-xl font-semibold">{money(total.amount, total.currency)}</p>
        </div>
      ))}
      {costs.parts.map((part) => (
        <div key={`${part.key} ${part.currency}`}>
          <p className="text-xs text-faint">{part.key}</p>
          <p className="num text-sm">{money(part.amount, part.currency)}</p>
        </div>
      ))}
    </div>
  );
}
