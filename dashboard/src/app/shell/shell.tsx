import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { Outlet, useLocation } from 'react-router';
import { LoginPage } from '@/features/session/login-page';
import { useToken } from '@/lib/api/session';
import { useLiveEvents } from '@/lib/live/use-live-events';
import { Sidebar } from './sidebar';

/** Everything behind the login: navigation, the event stream, and the page. */
export function Shell() {
  const token = useToken();
  const client = useQueryClient();
  useEffect(() => {
    if (token === null) {
      client.clear();
    }
  }, [token, client]);
  return token === null ? <LoginPage /> : <SignedIn token={token} />;
}

function SignedIn({ token }: { token: string }) {
  useLiveEvents(token);
  const { pathname } = useLocation();
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    main.current?.scrollTo(0, 0);
  }, [pathname]);
  return (
    <div className="flex h-dvh">
      <a
        href="#main"
        className="sr-only z-50 rounded bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to the content
      </a>
      <Sidebar />
      <main ref={main} id="main" tabIndex={-1} className="min-w-0 flex-1 overflow-y-auto outline-none">
        <Outlet />
      </main>
    </div>
  );
}
