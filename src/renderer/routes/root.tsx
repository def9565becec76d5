/** Around every page: the unauthorised page instead of all, the connection strip, notices. */
import { Outlet } from '@tanstack/react-router';
import { useStore } from 'zustand';
import { ConnectionStrip } from '../components/shell/connection-strip.tsx';
import { Notices } from '../components/shell/notices.tsx';
import { UnauthorisedPage } from '../components/shell/unauthorised-page.tsx';
import { connection } from '../connection/index.ts';

export function RootPage() {
  const phase = useStore(connection.state, (state) => state.phase);
  if (phase === 'unauthorised') return <UnauthorisedPage />;
  return (
    <>
      <Outlet />
      <ConnectionStrip />
      <Notices />
    </>
  );
}
