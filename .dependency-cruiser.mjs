/** Who may import whom. Every ban says why; ARCHITECTURE.md draws the same picture. */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: '^(src|rules|test|demo|bench|scripts)/', pathNot: [from, ...allowed] },
});

const PURE = '^(src/(model|facts|sql|project|rulekit|engine|config|report|audit|jobs)/|rules/)';

export default {
  forbidden: [
    only(
      'model-imports-nothing',
      '^src/model/',
      [],
      'The shared types are the bottom: anything they import, everybody imports.',
    ),
    only(
      'facts-see-one-file',
      '^src/facts/',
      ['^src/model/'],
      'Facts are a function of one file, so that they can be cached by content.',
    ),
    only(
      'project-links-facts',
      '^src/project/',
      ['^src/model/'],
      'The project is built from facts alone: it never sees syntax or text.',
    ),
    only(
      'sql-reads-statements',
      '^src/sql/',
      ['^src/model/'],
      'What a statement does is a function of its text, so that it can be injected where texts come from.',
    ),
    only(
      'config-is-data',
      '^src/config/',
      ['^src/model/'],
      'A configuration is parsed without knowing the rules or the platform.',
    ),
    only(
      'report-renders-results',
      '^src/report/',
      ['^src/model/'],
      'A report is a function of the audit result, so that every output tells the same.',
    ),
    only(
      'rulekit-is-the-window',
      '^src/rulekit/',
      ['^src/model/'],
      'Rules see the world through rulekit; what rulekit imports, rules could touch.',
    ),
    only(
      'rules-touch-rulekit-only',
      '^rules/[^/]+/',
      ['^src/rulekit/'],
      'A rule that can only touch rulekit stays pure, and survives every refactoring below.',
    ),
    only(
      'catalogue-lists-rules',
      '^rules/[^/]+\\.ts$',
      ['^rules/', '^src/(model|rulekit)/'],
      'The generated registry names the rules and nothing else.',
    ),
    only(
      'engine-runs-rules',
      '^src/engine/',
      ['^src/(model|rulekit)/'],
      'The engine knows what a rule is, never which rules exist.',
    ),
    only(
      'audit-is-the-use-case',
      '^src/audit/',
      ['^src/(model|facts|sql|project|rulekit|engine|config|report)/'],
      'The use case joins the pure folders; every I/O reaches it through a port.',
    ),
    only(
      'jobs-know-ports',
      '^src/jobs/',
      ['^src/(model|audit)/'],
      'What is retried or superseded is decided without knowing GitHub or a database.',
    ),
    only(
      'adapters-know-ports',
      '^src/(github|git|store)/',
      ['^src/(model|audit|jobs|config|report)/'],
      'An adapter implements a port; it does not decide what is audited.',
    ),
    {
      name: 'nobody-imports-entry-points',
      comment: 'Entry points wire everything; importing one would start it.',
      severity: 'error',
      from: { path: '^(src|rules)/', pathNot: '^src/(app|cli)/' },
      to: { path: '^src/(app|cli)/' },
    },
    {
      name: 'pure-folders-do-no-io',
      comment: 'Pure folders have no file system, network or process: the same input gives the same bytes everywhere.',
      severity: 'error',
      from: { path: PURE, pathNot: '^src/facts/python/grammar\\.ts$' },
      to: { path: '^(node:)?(fs|fs/promises|net|http|https|child_process|os|dns|worker_threads)$' },
    },
    {
      name: 'tree-sitter-in-facts-only',
      comment: 'Only the extraction of facts knows the parser, so that the parser can change.',
      severity: 'error',
      from: { pathNot: '^(src/facts/|bench/|test/)' },
      to: { path: 'tree-sitter' },
    },
    {
      name: 'postgres-parser-in-sql-only',
      comment: 'Only the reader of SQL knows whose parser it asks, so that the parser can change.',
      severity: 'error',
      from: { pathNot: '^(src/sql/|test/)' },
      to: { path: 'libpg-query' },
    },
    {
      name: 'octokit-in-adapters-only',
      comment: 'The platform is spoken to from its adapter and the App.',
      severity: 'error',
      from: { path: '^(src|rules)/', pathNot: '^src/(github|app)/' },
      to: { path: 'node_modules/(@octokit|probot)' },
    },
    {
      name: 'no-cycles',
      comment: 'A cycle is two files that are one.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: false,
    enhancedResolveOptions: { extensions: ['.ts', '.mjs', '.js', '.json'] },
  },
};
