/** Short messages at the bottom, spoken politely. */
import { CircleAlert, X } from 'lucide-react';
import { useStore } from 'zustand';
import { dismissNotice, noticesStore } from '../../stores/notices.ts';
import { IconButton } from '../ui/index.ts';

export function Notices() {
  const notices = useStore(noticesStore, (state) => state.notices);
  return (
    <div
      role="status"
      className="pointer-events-none fixed right-4 bottom-4 left-4 z-50 flex flex-col items-end gap-2"
    >
      {notices.map((notice) => (
        <div
          key={notice.id}
          className="pointer-events-auto flex max-w-100 items-start gap-2 rounded-lg bg-raised py-1.5 pr-1.5 pl-3 shadow-float"
        >
          {notice.tone === 'problem' && (
            <CircleAlert size={14} className="mt-1.5 shrink-0 text-danger" aria-hidden />
          )}
          <span className="py-1 wrap-anywhere">{notice.text}</span>
          <IconButton label="Dismiss" onClick={() => dismissNotice(notice.id)}>
            <X size={14} />
          </IconButton>
        </div>
      ))}
    </div>
  );
}
