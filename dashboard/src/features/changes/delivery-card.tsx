import { useQuery } from '@tanstack/react-query';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useId, useState } from 'react';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { measuresQuery } from './api';
import { DeliveryByApplication } from './delivery-by-application';
import { keysOf } from './delivery-keys';
import type { ChangeFilter } from './types';

export type DeliveryScope = Pick<ChangeFilter, 'applicationId' | 'environment' | 'from' | 'to'>;

/** The four keys of delivery, of all applications or of one; opened, of each one. */
export function DeliveryCard({ scope, of }: { scope: DeliveryScope; of: string }) {
  const measures = useQuery(measuresQuery(scope));
  const [open, setOpen] = useState(false);
  const id = useId();
  const Chevron = open ? ChevronDown : ChevronRight;
  const all = scope.applicationId === undefined;
  return (
    <Card
      flush
      title={`Delivery of ${of}`}
      aside={
        <>
          <span>{scope.from === undefined ? 'the last 30 days' : 'the chosen time'}</span>
          <Updated query={measures} />
          {all ? (
            <Button small look="quiet" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
              <Chevron aria-hidden /> By application
            </Button>
          ) : null}
        </>
      }
    >
      <Loaded query={measures} rows={3}>
        {(data) => (
          <dl className="grid grid-cols-2 gap-x-6 gap-y-4 p-4 lg:grid-cols-4">
            {keysOf(data).map((key) => (
              <div key={key.name}>
                <dt className="text-xs text-faint">{key.name}</dt>
                <dd>
                  <p className="num text-lg font-semibold">{key.value}</p>
                  <p className="text-xs text-muted">{key.basis}</p>
                </dd>
              </div>
            ))}
          </dl>
        )}
      </Loaded>
      <div id={id} hidden={!open || !all}>
        {open && all ? <DeliveryByApplication scope={scope} /> : null}
      </div>
    </Card>
  );
}
