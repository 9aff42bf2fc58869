export const USAGE = `vigie: audits a Python back-end, or what a branch changes in it

  vigie audit [DIR]            the working tree of DIR (default: this folder; git is not needed)
    --base REV                 compare with the merge base of REV and head: findings are then new, existing or fixed,
                               only new ones fail, and the configuration is read there
    --head REV                 that commit, from git objects; the working tree is not touched
    --rules A,B                only these rules
    --lang en|fr               language of the report
    --config FILE              instead of .github/vigie.yml
    --format text|json|sarif|markdown
    --output FILE              instead of standard output
    --fail-on critical|major|minor|info|never    (default: major)
    --min-score N              fail below this score (0 to 10)
    --no-cache                 read every file anew
    --stats                    time, memory and cache, on standard error
  vigie routes [DIR] [--head REV] [--format text|json]    the mounted routes
  vigie schema [DIR] [--head REV] [--format text|json]    the models' schema, the migrations', the differences
  vigie migration draft [DIR] [--base REV] [--head REV] [--write]
                               the migration that the models need and nobody wrote, as Alembic applies it;
                               with --base only for what came since; --write puts it into the working tree
  vigie rules [ID] [--lang en|fr]                         the catalogue, or one rule explained
  vigie config check [FILE]                               validates a configuration
  vigie serve [--no-worker]                               the GitHub App; with --no-worker it only takes webhooks
  vigie worker                                            carries out what those accept; both meet in DATABASE_URL
  vigie doctor [OWNER/NAME]                               checks credentials, permissions, webhook, database, required check

Exit code: 0 nothing at or above --fail-on, 1 findings or score below, 2 wrong usage or failed audit.
"vigie migration draft" gives 1 where something is missing that it could not write; it says why.
`;
