/** One download in a process of its own, for `download.ts`: `node download-client.ts ours|@huggingface/hub REPO HUB CACHE`. */
const [client = '', repo = '', hubUrl = '', cacheDir = ''] = process.argv.slice(2);
// Each loads its own code only: its memory is measured too.
if (client === 'ours') {
  const { downloadSnapshot } = await import('../src/core/models/index.ts');
  await downloadSnapshot({ repo, env: { HF_ENDPOINT: hubUrl, HF_HUB_CACHE: cacheDir }, token: null });
} else {
  const { snapshotDownload } = await import('@huggingface/hub');
  // Plain HTTPS; the option is passed through, though its type does not know it.
  const options = { repo, hubUrl, cacheDir, xet: false };
  await snapshotDownload(options);
}
// Linux and macOS report kilobytes here.
console.log(`peak ${process.resourceUsage().maxRSS * 1024}`);

export {};
