/** The frame of the main pages: header, page, and the dialogs that can be opened from anywhere. */
import { Outlet, useNavigate } from '@tanstack/react-router';
import { useStore } from 'zustand';
import { useCommand, useFallbackCommand } from '../../keyboard/index.ts';
import { dialogsStore, openDialog } from '../../stores/dialogs.ts';
import { wishFilterFocus } from '../live/filter-focus.ts';
import { NewRunDialog } from '../live/new-run-dialog.tsx';
import { Header } from './header.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { Palette } from './palette.tsx';
import { StatusDialog } from './status-dialog.tsx';

export function Shell() {
  const navigate = useNavigate();
  useCommand('palette', () => openDialog({ name: 'palette' }));
  useCommand('help', () => openDialog({ name: 'keys' }));
  useCommand('new-run', () => openDialog({ name: 'new-run', draft: {} }));
  useCommand('go-live', () => void navigate({ to: '/' }));
  useCommand('go-routing', () => void navigate({ to: '/routing' }));
  useCommand('go-settings', () => void navigate({ to: '/settings' }));
  useFallbackCommand('focus-filter', () => {
    wishFilterFocus();
    void navigate({ to: '/' });
  });
  return (
    <div className="flex h-full flex-col">
      <Header />
      <main className="flex min-h-0 grow flex-col">
        <Outlet />
      </main>
      <OpenDialog />
    </div>
  );
}

function OpenDialog() {
  const open = useStore(dialogsStore, (state) => state.open);
  switch (open.name) {
    case 'none':
      return null;
    case 'palette':
      return <Palette />;
    case 'keys':
      return <KeysDialog />;
    case 'status':
      return <StatusDialog />;
    case 'new-run':
      return <NewRunDialog draft={open.draft} />;
  }
}
