/** Points in time as a person says them. All times in milliseconds since the epoch, shown in local time. */

const minute = 60_000;
const hour = 60 * minute;
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `now`, `4 m ago`, `14:32`, `Mon 14:32`, `3 Jan`, `3 Jan 2024`. */
export function formatWhen(at: number, now: number): string {
  const age = now - at;
  if (age < minute) return 'now';
  if (age < hour) return `${Math.floor(age / minute)} m ago`;
  const date = new Date(at);
  const today = new Date(now);
  if (date.toDateString() === today.toDateString()) return timeOfDay(date);
  if (age < 6 * 24 * hour) return `${weekdays[date.getDay()]} ${timeOfDay(date)}`;
  const day = `${date.getDate()} ${months[date.getMonth()]}`;
  return date.getFullYear() === today.getFullYear() ? day : `${day} ${date.getFullYear()}`;
}

/** The exact moment, for titles: `Mon 3 Jan 2026, 14:32:05`. */
export function formatExactly(at: number): string {
  const date = new Date(at);
  const seconds = String(date.getSeconds()).padStart(2, '0');
  return `${weekdays[date.getDay()]} ${date.getDate()} ${months[date.getMonth()]} ${date.getFullYear()}, ${timeOfDay(date)}:${seconds}`;
}

/** A local date `YYYY-MM-DD` as `Tue 3 Mar`. */
export function formatDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  if (year === undefined || month === undefined || date === undefined) return day;
  const weekday = weekdays[new Date(year, month - 1, date).getDay()];
  return `${weekday} ${date} ${months[month - 1]}`;
}

/** A local date `YYYY-MM-DD` as `3 Mar`, for the marks of an axis. */
export function formatShortDay(day: string): string {
  return formatDay(day).split(' ').slice(1).join(' ') || day;
}

function timeOfDay(date: Date): string {
  return `${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`;
}
