import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Row, Table, Td, Th } from '@/components/ui/table';
import { change, money } from './amounts';
import type { CostItem, Costs } from './types';

const STEP = 25;

interface CostTableProps {
  costs: Costs;
  /** Looks into one of them; null where there is nothing further in it. */
  onInto: ((key: string) => void) | null;
}

export function CostTable({ costs, onInto }: CostTableProps) {
  const [shown, setShown] = useState(STEP);
  return (
    <>
      <Table
        label="Costs"
        head={
          <>
            <Th className="capitalize">{costs.groupBy}</Th>
            <Th className="text-right">Cost</Th>
            {costs.before === null ? null : (
              <>
                <Th className="text-right">
                  {costs.before.from} to {costs.before.to}
                </Th>
                <Th className="text-right">Change</Th>
              </>
            )}
          </>
        }
      >
        {costs.items.slice(0, shown).map((item) => (
          <CostRow key={`${item.key} ${item.currency}`} item={item} onInto={onInto} />
        ))}
      </Table>
      {shown < costs.items.length ? (
        <p className="border-t border-line px-4 py-2">
          <Button small onClick={() => setShown(shown + STEP)}>
            Show more
          </Button>{' '}
          <span className="num text-xs text-faint">
            {shown} of {costs.items.length}
            {costs.truncated ? ' largest' : ''} are shown
          </span>
        </p>
      ) : null}
    </>
  );
}

function CostRow({ item, onInto }: { item: CostItem; onInto: ((key: string) => void) | null }) {
  return (
    <Row>
      <Td>
        {onInto === null ? (
          item.key
        ) : (
          <button type="button" className="text-left text-accent hover:underline" onClick={() => onInto(item.key)}>
            {item.key}
          </button>
        )}
      </Td>
      <Td className="num text-right">{money(item.amount, item.currency)}</Td>
      {item.before === null ? null : (
        <>
          <Td className="num text-right text-muted">{money(item.before, item.currency)}</Td>
          <Td className="num text-right">{change(item.amount, item.before)}</Td>
        </>
      )}
    </Row>
  );
}
