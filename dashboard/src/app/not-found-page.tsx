import { MapPinOff } from 'lucide-react';
import { Link } from 'react-router';
import { Card } from '@/components/ui/card';
import { Empty } from '@/components/ui/notes';
import { Page } from '@/components/ui/page';

export function NotFoundPage() {
  return (
    <Page title="No such page">
      <Card>
        <Empty
          icon={MapPinOff}
          title="There is nothing at this address"
          action={
            <Link className="link" to="/">
              Go to the overview
            </Link>
          }
        >
          The link may be old, or mistyped.
        </Empty>
      </Card>
    </Page>
  );
}
