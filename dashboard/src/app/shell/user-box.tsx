import { useQuery } from '@tanstack/react-query';
import { LogOut } from 'lucide-react';
import { meQuery } from '@/lib/api/queries';
import { session } from '@/lib/api/session';

/** Who is signed in, in which role, and the way out. */
export function UserBox() {
  const me = useQuery(meQuery());
  return (
    <div className="flex items-center gap-1 pl-2.5">
      <p className="hidden min-w-0 flex-1 lg:block">
        <span className="block truncate text-xs font-medium">{me.data?.subject ?? '…'}</span>
        <span className="block text-2xs text-faint">role: {me.data?.role ?? '…'}</span>
      </p>
      <button
        type="button"
        aria-label="Sign out"
        title="Sign out"
        onClick={() => session.signOut()}
        className="flex size-8 items-center justify-center rounded-md text-muted hover:bg-sunken hover:text-ink max-lg:-ml-1.5"
      >
        <LogOut aria-hidden className="size-4" />
      </button>
    </div>
  );
}
