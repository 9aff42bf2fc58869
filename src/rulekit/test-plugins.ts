/** Which distribution an option of pytest comes from. */

const OPTIONS: readonly (readonly [pattern: RegExp, plugin: string, others: readonly string[]])[] = [
  [/^--(no-)?cov(-\w[\w-]*)?$/, 'pytest-cov', ['pytest-cover']],
  [/^(-n|--numprocesses|--dist|--maxprocesses|-n\d+|-nauto)$/, 'pytest-xdist', ['pytest-parallel']],
  [/^--asyncio-mode$/, 'pytest-asyncio', []],
  [/^--timeout(-method)?$/, 'pytest-timeout', []],
  [/^--(reruns(-delay)?|only-rerun)$/, 'pytest-rerunfailures', ['flaky']],
  [/^--benchmark-[\w-]+$/, 'pytest-benchmark', ['pytest-codspeed']],
  [/^--(html|self-contained-html)$/, 'pytest-html', ['pytest-html-reporter']],
  [/^--json-report(-\w[\w-]*)?$/, 'pytest-json-report', []],
  [/^--(alluredir|clean-alluredir)$/, 'allure-pytest', []],
  [/^--(splits|durations-path|store-durations)$/, 'pytest-split', ['pytest-test-groups']],
  [/^--randomly-\w[\w-]*$/, 'pytest-randomly', []],
  [/^--random-order(-\w[\w-]*)?$/, 'pytest-random-order', []],
  [/^--(ds|create-db|reuse-db|no-migrations|nomigrations)$/, 'pytest-django', []],
  [/^--(testmon|no-testmon)$/, 'pytest-testmon', []],
  [/^--snapshot-(update|details|warn-unused)$/, 'syrupy', ['snapshottest', 'pytest-snapshot']],
  [/^--(vcr-record(-mode)?|disable-vcr|record-mode|block-network)$/, 'pytest-recording', ['pytest-vcr']],
  [/^--(disable-socket|allow-hosts|allow-unix-socket)$/, 'pytest-socket', []],
];

export interface PluginOption {
  readonly option: string;
  readonly plugin: string;
  /** Distributions that bring the option, too. */
  readonly others: readonly string[];
}

/** The options of a command line or of `addopts` that pytest does not have by itself; one for each plugin. */
export function pluginOptions(text: string): readonly PluginOption[] {
  const found = new Map<string, PluginOption>();
  for (const word of text.slice(0, 4_000).split(/\s+/)) {
    const option = word.replace(/=.*$/s, '');
    for (const [pattern, plugin, others] of OPTIONS) {
      if (!pattern.test(option) || found.has(plugin)) continue;
      found.set(plugin, { option, plugin, others });
    }
  }
  return [...found.values()];
}
