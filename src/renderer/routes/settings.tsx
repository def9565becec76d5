/** Settings: every setting in words, saved with a button. */
import { Link } from '@tanstack/react-router';
import { useCallback, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Settings } from '../../rpc/contract.ts';
import { SettingsForm } from '../components/settings/settings-form.tsx';
import { PageHead } from '../components/shell/page-head.tsx';
import { Button, Callout } from '../components/ui/index.ts';
import { connection, type ErrorWords, errorWords } from '../connection/index.ts';
import { statusStore } from '../stores/status.ts';

export function SettingsPage() {
  const folder = useStore(statusStore, (state) => state.status?.dataFolder);
  const [settings, setSettings] = useState<Settings | null>(null);
  const [error, setError] = useState<ErrorWords | null>(null);
  const load = useCallback(async () => {
    setError(null);
    try {
      setSettings(await connection.request((client) => client.settings.get()));
    } catch (reason) {
      setError(errorWords(reason));
    }
  }, []);
  useEffect(() => void load(), [load]);
  return (
    <>
      <PageHead
        page="Settings"
        title="Settings"
        detail={
          <>
            {folder !== undefined && (
              <>
                Kept in <code className="font-mono text-sm wrap-anywhere">{settingsFile(folder)}</code>.{' '}
              </>
            )}
            Routes of task classes are set on{' '}
            <Link to="/routing" className="underline underline-offset-2">
              Routing
            </Link>
            .
          </>
        }
      />
      {error !== null && (
        <div className="px-4">
          <Callout
            tone="danger"
            title="The settings could not be read"
            evidence={error.evidence}
            urgent
            action={<Button onClick={() => void load()}>Read again</Button>}
          >
            {error.message}
          </Callout>
        </div>
      )}
      {settings !== null && <SettingsForm settings={settings} onSaved={setSettings} />}
    </>
  );
}

function settingsFile(folder: string): string {
  return `${folder}${folder.includes('\\') ? '\\' : '/'}settings.json`;
}
