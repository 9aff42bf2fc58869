// Written by "npm run gen" from rules/*/*/README.md. Do not edit.
import type { CatalogueEntry } from '../src/rulekit/catalogue.ts';
import rule0 from './data/alembic-baseline-noop/rule.ts';
import rule1 from './data/alembic-broken-chain/rule.ts';
import rule2 from './data/alembic-chronology/rule.ts';
import rule3 from './data/alembic-env-missing-models/rule.ts';
import rule4 from './data/alembic-missing-downgrade/rule.ts';
import rule5 from './data/alembic-multiple-heads/rule.ts';
import rule6 from './data/alembic-noop-downgrade/rule.ts';
import rule7 from './data/alembic-orphan-tree/rule.ts';
import rule8 from './data/alembic-without-revisions/rule.ts';
import rule9 from './security/api-without-any-auth/rule.ts';
import rule10 from './security/auth-fail-open/rule.ts';
import rule11 from './async/blocking-call-in-async/rule.ts';
import rule12 from './async/celery-async-loop/rule.ts';
import rule13 from './tests/ci-manual-only/rule.ts';
import rule14 from './tests/ci-missing/rule.ts';
import rule15 from './tests/ci-no-migration-check/rule.ts';
import rule16 from './tests/ci-non-blocking/rule.ts';
import rule17 from './tests/ci-undeclared-test-plugin/rule.ts';
import rule18 from './async/compose-service-without-healthcheck/rule.ts';
import rule19 from './async/compose-worker-inherits-http-healthcheck/rule.ts';
import rule20 from './delivery/config-not-basesettings/rule.ts';
import rule21 from './data/config-source-duplicated/rule.ts';
import rule22 from './delivery/container-config-missing/rule.ts';
import rule23 from './security/cors-wildcard-credentials/rule.ts';
import rule24 from './tests/coverage-missing/rule.ts';
import rule25 from './data/create-all-at-startup/rule.ts';
import rule26 from './data/db-pool-not-configured/rule.ts';
import rule27 from './security/debug-default-on/rule.ts';
import rule28 from './security/debug-endpoint-exposed/rule.ts';
import rule29 from './delivery/deploy-without-healthcheck/rule.ts';
import rule30 from './delivery/deploy-without-migration/rule.ts';
import rule31 from './delivery/deploy-without-smoke/rule.ts';
import rule32 from './architecture/deprecated-startup-event/rule.ts';
import rule33 from './delivery/dockerfile-copy-missing-path/rule.ts';
import rule34 from './correctness/double-json-serialization/rule.ts';
import rule35 from './architecture/duplicate-definition/rule.ts';
import rule36 from './architecture/duplicate-health-endpoint/rule.ts';
import rule37 from './architecture/duplicate-operation-id/rule.ts';
import rule38 from './architecture/duplicate-route/rule.ts';
import rule39 from './data/enum-create-noop/rule.ts';
import rule40 from './data/enum-literal-mismatch/rule.ts';
import rule41 from './data/enum-name-value-mismatch/rule.ts';
import rule42 from './data/enum-value-drift/rule.ts';
import rule43 from './security/env-file-committed/rule.ts';
import rule44 from './security/exception-detail-leak/rule.ts';
import rule45 from './architecture/fat-handler/rule.ts';
import rule46 from './data/fk-type-mismatch/rule.ts';
import rule47 from './data/float-for-money/rule.ts';
import rule48 from './architecture/handler-bypasses-service/rule.ts';
import rule49 from './security/hardcoded-credential/rule.ts';
import rule50 from './architecture/in-memory-state/rule.ts';
import rule51 from './architecture/inconsistent-error-schema/rule.ts';
import rule52 from './architecture/injected-session-ignored/rule.ts';
import rule53 from './security/insecure-default-secret/rule.ts';
import rule54 from './security/jwt-refresh-missing/rule.ts';
import rule55 from './security/jwt-verification-disabled/rule.ts';
import rule56 from './architecture/layer-inversion/rule.ts';
import rule57 from './observability/log-not-structured/rule.ts';
import rule58 from './observability/logging-no-stdout/rule.ts';
import rule59 from './observability/metrics-missing/rule.ts';
import rule60 from './data/migration-backfill-not-in-enum/rule.ts';
import rule61 from './data/migration-constraint-drift/rule.ts';
import rule62 from './data/migration-constraint-locks-table/rule.ts';
import rule63 from './data/migration-data-loss/rule.ts';
import rule64 from './data/migration-drops-live-table/rule.ts';
import rule65 from './data/migration-edited-after-merge/rule.ts';
import rule66 from './data/migration-hardcoded-data/rule.ts';
import rule67 from './data/migration-imports-models/rule.ts';
import rule68 from './data/migration-index-locks-table/rule.ts';
import rule69 from './data/migration-irreversible/rule.ts';
import rule70 from './data/migration-not-null-existing/rule.ts';
import rule71 from './data/migration-not-null-no-default/rule.ts';
import rule72 from './data/migration-rename-breaks-running-code/rule.ts';
import rule73 from './data/migration-type-change-without-using/rule.ts';
import rule74 from './data/migration-type-drift/rule.ts';
import rule75 from './data/migration-vague-name/rule.ts';
import rule76 from './data/migration-wrong-order/rule.ts';
import rule77 from './delivery/mixed-runtime-dev-requirements/rule.ts';
import rule78 from './architecture/mock-in-production-path/rule.ts';
import rule79 from './data/model-migration-drift/rule.ts';
import rule80 from './data/model-without-migration/rule.ts';
import rule81 from './data/naive-utc-datetime/rule.ts';
import rule82 from './architecture/no-repository-layer/rule.ts';
import rule83 from './architecture/no-unified-error-handler/rule.ts';
import rule84 from './architecture/pagination-in-memory/rule.ts';
import rule85 from './async/paired-counter-not-updated/rule.ts';
import rule86 from './delivery/precommit-missing/rule.ts';
import rule87 from './security/pydantic-extra-allow/rule.ts';
import rule88 from './tests/pytest-ini-wrong-section/rule.ts';
import rule89 from './delivery/python-version-mismatch/rule.ts';
import rule90 from './security/rate-limit-missing/rule.ts';
import rule91 from './observability/readiness-probe-missing/rule.ts';
import rule92 from './delivery/readme-missing/rule.ts';
import rule93 from './delivery/redundant-stdlib-backport/rule.ts';
import rule94 from './observability/request-id-missing/rule.ts';
import rule95 from './async/retry-without-backoff/rule.ts';
import rule96 from './architecture/route-prefix-doubled/rule.ts';
import rule97 from './architecture/route-shadowed/rule.ts';
import rule98 from './security/route-without-auth/rule.ts';
import rule99 from './architecture/router-file-too-large/rule.ts';
import rule100 from './architecture/router-included-twice/rule.ts';
import rule101 from './architecture/router-registered-in-lifespan/rule.ts';
import rule102 from './security/secret-committed/rule.ts';
import rule103 from './security/sensitive-data-logged/rule.ts';
import rule104 from './architecture/shared-mutable-state/rule.ts';
import rule105 from './delivery/single-process-server/rule.ts';
import rule106 from './tests/skipped-tests/rule.ts';
import rule107 from './correctness/stdlib-logger-kwargs/rule.ts';
import rule108 from './architecture/stub-endpoint/rule.ts';
import rule109 from './correctness/swallowed-exception/rule.ts';
import rule110 from './async/sync-api-on-async-session/rule.ts';
import rule111 from './async/sync-orm-in-async/rule.ts';
import rule112 from './delivery/task-runner-missing/rule.ts';
import rule113 from './tests/test-module-side-effects/rule.ts';
import rule114 from './tests/tests-missing/rule.ts';
import rule115 from './tests/tests-need-live-server/rule.ts';
import rule116 from './observability/tracing-missing/rule.ts';
import rule117 from './delivery/undeclared-dependency/rule.ts';
import rule118 from './tests/unit-tests-missing/rule.ts';
import rule119 from './correctness/unknown-model-attribute/rule.ts';
import rule120 from './architecture/unlocked-shared-state/rule.ts';
import rule121 from './architecture/unmounted-router/rule.ts';
import rule122 from './delivery/unpinned-dependency/rule.ts';
import rule123 from './architecture/unregistered-service-key/rule.ts';
import rule124 from './correctness/unresolved-import/rule.ts';
import rule125 from './correctness/unsafe-bytes-cast/rule.ts';
import rule126 from './delivery/unused-setting/rule.ts';
import rule127 from './security/unvalidated-input/rule.ts';
import rule128 from './security/upload-not-validated/rule.ts';
import rule129 from './delivery/version-mismatch/rule.ts';
import rule130 from './security/weak-password-hash/rule.ts';

/** Every rule, sorted by id. */
export const catalogue: readonly CatalogueEntry[] = [
  { rule: rule0, meta: {
    "id": "alembic-baseline-noop",
    "axis": "data",
    "severity": "major",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "First migration that creates nothing",
      "fr": "Première migration qui ne crée rien"
    },
    "message": {
      "en": "The chain in `{folder}` begins with `{revision}`, which creates no table, and nothing after it creates `{tables}` ({amount} in all): the database cannot be built from its migrations.",
      "fr": "La chaîne de `{folder}` commence par `{revision}`, qui ne crée aucune table, et rien ensuite ne crée `{tables}` ({amount} en tout) : la base ne peut pas être reconstruite par ses migrations."
    },
    "remedy": {
      "en": "Fill `upgrade()` of `{revision}` with what the database held then (`alembic revision --autogenerate` against an empty database writes it). Databases that have passed it are not touched; check with `alembic upgrade head` on an empty one, in CI.",
      "fr": "Remplissez `upgrade()` de `{revision}` avec ce que la base contenait alors (`alembic revision --autogenerate` sur une base vide l'écrit). Les bases qui l'ont passée ne bougent pas ; vérifiez avec `alembic upgrade head` sur une base vide, en CI."
    },
    "variants": {
      "start-up": {
        "message": {
          "en": "The chain in `{folder}` begins with `{revision}`, which creates no table, and nothing after it creates `{tables}` ({amount} in all): only `create_all` makes them, as the models are today and not as the migrations expect them.",
          "fr": "La chaîne de `{folder}` commence par `{revision}`, qui ne crée aucune table, et rien ensuite ne crée `{tables}` ({amount} en tout) : seul `create_all` les crée, telles que les modèles sont aujourd'hui et non telles que les migrations les attendent."
        },
        "remedy": {
          "en": "Fill `upgrade()` of `{revision}` with what the database held then (`alembic revision --autogenerate` against an empty database writes it). Databases that have passed it are not touched; check with `alembic upgrade head` on an empty one, in CI.",
          "fr": "Remplissez `upgrade()` de `{revision}` avec ce que la base contenait alors (`alembic revision --autogenerate` sur une base vide l'écrit). Les bases qui l'ont passée ne bougent pas ; vérifiez avec `alembic upgrade head` sur une base vide, en CI."
        }
      }
    },
    "related": {
      "model": {
        "en": "The table `{table}`",
        "fr": "La table `{table}`"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nA tree of migrations whose only root creates no table, while tables that models map, or that later migrations alter, are created by no migration. It is one finding for the chain, at the root's `upgrade()`.\n\n## Why it matters\n\nA new environment, a new colleague, a restored backup, a test database: none can be built with `alembic upgrade head`. The first migration that alters a table fails, or tests fall back on `create_all` and no longer test the schema that production has.\n\n## How to fix it\n\nWrite the schema of that time into the first revision. Where several databases are out there, they have passed it already: only new ones run it.\n\n## Known limits\n\nSilent where something in the chain could not be read, where a migration calls `create_all`, and where the chain has several roots or a broken link. A schema that a SQL file creates before the first migration still counts as missing: Alembic does not know of it. It is minor where the application calls `create_all` itself.",
      "fr": "### Ce que la règle détecte\n\nUn arbre dont l'unique racine ne crée aucune table, alors que des tables déclarées par les modèles, ou modifiées plus loin, ne sont créées par aucune migration. Un seul constat par chaîne, sur le `upgrade()` de la racine.\n\n### Pourquoi c'est important\n\nUn nouvel environnement, une base de test, un poste neuf : rien ne se construit avec `alembic upgrade head`. Les tests se rabattent sur `create_all` et ne testent plus le schéma de production.\n\n### Comment corriger\n\nÉcrivez dans la première révision le schéma d'alors. Les bases existantes l'ont déjà passée : seules les nouvelles l'exécutent.\n\n### Limites connues\n\nLa règle se tait si une instruction n'a pas pu être lue, si une migration appelle `create_all`, si la chaîne a plusieurs racines. Le constat est mineur quand l'application appelle elle-même `create_all`."
    }
  } },
  { rule: rule1, meta: {
    "id": "alembic-broken-chain",
    "axis": "data",
    "severity": "major",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Broken chain of migrations",
      "fr": "Chaîne de migrations rompue"
    },
    "message": {
      "en": "`{revision}` follows `{parent}`, and `{folder}` has no such revision: every Alembic command fails with a KeyError before it does anything.",
      "fr": "`{revision}` suit `{parent}`, et `{folder}` n'a pas de telle révision : toute commande Alembic échoue avec un KeyError avant d'avoir rien fait."
    },
    "remedy": {
      "en": "Commit the file of `{parent}`, or name in `down_revision` the revision that `{revision}` really follows.",
      "fr": "Ajoutez le fichier de `{parent}` au dépôt, ou nommez dans `down_revision` la révision que `{revision}` suit réellement."
    },
    "variants": {
      "file-name": {
        "message": {
          "en": "`{revision}` follows `{parent}`, which is the name of a file: the revision in it is called `{meant}`. Every Alembic command fails with a KeyError before it does anything.",
          "fr": "`{revision}` suit `{parent}`, qui est le nom d'un fichier : la révision qu'il contient s'appelle `{meant}`. Toute commande Alembic échoue avec un KeyError avant d'avoir rien fait."
        },
        "remedy": {
          "en": "Name the revision, not its file:\n```python\ndown_revision = \"{meant}\"\n```",
          "fr": "Nommez la révision, pas son fichier :\n```python\ndown_revision = \"{meant}\"\n```"
        }
      },
      "duplicate": {
        "message": {
          "en": "The revision `{revision}` is defined here and in `{other}`: Alembic keeps one of the two, and the other is never applied.",
          "fr": "La révision `{revision}` est définie ici et dans `{other}` : Alembic n'en garde qu'une, et l'autre n'est jamais appliquée."
        },
        "remedy": {
          "en": "Give one of them an id of its own (`alembic revision` makes one), and a `down_revision` that puts it behind the other.",
          "fr": "Donnez à l'une un identifiant à elle (`alembic revision` en produit un) et un `down_revision` qui la place après l'autre."
        }
      },
      "cycle": {
        "message": {
          "en": "`{revisions}` follow one another in a circle: Alembic cannot order them, and every command fails with CycleDetected.",
          "fr": "`{revisions}` se suivent en cercle : Alembic ne peut pas les ordonner, et toute commande échoue avec CycleDetected."
        },
        "remedy": {
          "en": "Let the oldest of them follow the revision that came before it.",
          "fr": "Faites suivre à la plus ancienne la révision qui la précédait."
        }
      }
    },
    "related": {
      "too": {
        "en": "As well",
        "fr": "Ici aussi"
      },
      "other": {
        "en": "The other one",
        "fr": "L'autre"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\n- `down_revision` or `depends_on` that names a revision which is in no file of the tree; with the id to write, where the name of a file was taken for it.\n- One revision id in two files.\n- Revisions that follow one another in a circle.\n\n## Why it matters\n\n`alembic upgrade head` fails before the first statement, and so does every deployment that runs it. With an id that is there twice, Alembic only warns, and one of the two migrations is silently left out.\n\n## How to fix it\n\nLook at `alembic history` on the branch where it last worked, and put the missing file back or correct the link.\n\n## Known limits\n\nSilent while any file of the tree cannot be read, and where the missing revision stands elsewhere in the repository: chains that are put together while Alembic runs cannot be told from broken ones.",
      "fr": "### Ce que la règle détecte\n\nUn `down_revision` ou `depends_on` qui nomme une révision absente de l'arbre (avec l'identifiant à écrire, quand c'est le nom d'un fichier qui a été pris pour lui), un identifiant défini deux fois, des révisions qui se suivent en cercle.\n\n### Pourquoi c'est important\n\n`alembic upgrade head` échoue avant la première instruction, et avec lui tout déploiement qui l'exécute. Avec un identifiant en double, Alembic ne fait qu'avertir, et l'une des deux migrations n'est jamais appliquée.\n\n### Comment corriger\n\nConsultez `alembic history` sur la dernière branche saine, puis remettez le fichier manquant ou corrigez le lien.\n\n### Limites connues\n\nLa règle se tait si un fichier de l'arbre n'a pas pu être lu, ou si la révision manquante se trouve ailleurs dans le dépôt."
    }
  } },
  { rule: rule2, meta: {
    "id": "alembic-chronology",
    "axis": "data",
    "severity": "minor",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Migration dated before its parent",
      "fr": "Migration datée d'avant son parent"
    },
    "message": {
      "en": "In `{folder}`, the names of migrations tell another order than the one in which they run: `{parts}`.",
      "fr": "Dans `{folder}`, les noms des migrations disent un autre ordre que celui de leur exécution : `{parts}`."
    },
    "remedy": {
      "en": "Rename the file with a date after that of its parent, and look whether the parent is the right one: `alembic history` shows the order that counts.",
      "fr": "Renommez le fichier avec une date postérieure à celle de son parent, et vérifiez que ce parent est le bon : `alembic history` montre l'ordre qui compte."
    },
    "variants": {},
    "related": {},
    "options": {
      "minDays": 14
    },
    "help": {
      "en": "## What it catches\n\nRevisions whose file name begins with a day at least `min-days` (14) before that of the revision they follow. One finding for each tree of migrations.\n\n## Why it matters\n\nWhoever lists the folder to see what runs before what is told wrong. Often it is the trace of a `down_revision` that was edited to put a migration before one that was already merged.\n\n## How to fix it\n\nRename the file; the name means nothing to Alembic. If the order itself is wrong, correct it before the migration is merged.\n\n## Known limits\n\nOnly dates in file names count. A branch that waited a few days for its merge, and was then put behind what came in between, is nothing to tell: that is what `min-days` is for.",
      "fr": "### Ce que la règle détecte\n\nLes révisions dont le nom de fichier commence par un jour antérieur d'au moins `min-days` (14) à celui de la révision qu'elles suivent. Un constat par arbre de migrations.\n\n### Pourquoi c'est important\n\nQui liste le dossier pour savoir ce qui s'exécute avant quoi est induit en erreur. C'est souvent la trace d'un `down_revision` retouché pour placer une migration avant une autre, déjà fusionnée.\n\n### Comment corriger\n\nRenommez le fichier : son nom ne compte pas pour Alembic. Si c'est l'ordre qui est faux, corrigez-le avant la fusion.\n\n### Limites connues\n\nSeules comptent les dates des noms de fichiers. Une branche qui a attendu quelques jours sa fusion n'appelle aucune remarque : c'est le rôle de `min-days`."
    }
  } },
  { rule: rule3, meta: {
    "id": "alembic-env-missing-models",
    "axis": "data",
    "severity": "major",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Models that env.py does not see",
      "fr": "Modèles que env.py ne voit pas"
    },
    "message": {
      "en": "`{env}` compares the database with its metadata, and nothing that it imports loads the modules of `{parts}`: autogenerate does not know these tables, and writes DROP TABLE for those that exist.",
      "fr": "`{env}` compare la base à ses métadonnées, et rien de ce qu'il importe ne charge les modules de `{parts}` : autogenerate ignore ces tables, et écrit DROP TABLE pour celles qui existent."
    },
    "remedy": {
      "en": "Import them in `{env}`, before `target_metadata`:\n```python\n{code}\n```",
      "fr": "Importez-les dans `{env}`, avant `target_metadata` :\n```python\n{code}\n```"
    },
    "variants": {
      "base": {
        "message": {
          "en": "`{env}` compares the database with other metadata than that of `{base}` (`{home}`), to which `{parts}` belong although these migrations create them: the next autogenerate writes DROP TABLE for them.",
          "fr": "`{env}` compare la base à d'autres métadonnées que celles de `{base}` (`{home}`), dont relèvent `{parts}`, que ces migrations créent pourtant : le prochain autogenerate écrira DROP TABLE pour elles."
        },
        "remedy": {
          "en": "Give `target_metadata` both (`target_metadata = [Base.metadata, …]`), or let all models share one base.",
          "fr": "Donnez les deux à `target_metadata` (`target_metadata = [Base.metadata, …]`), ou faites partager une seule base à tous les modèles."
        }
      }
    },
    "related": {
      "model": {
        "en": "`{tables}`: not imported",
        "fr": "`{tables}` : non importé"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\n- Modules with mapped classes of the metadata that `env.py` names, which none of its imports reaches, however indirectly; one finding for each `env.py`, with the lines to add.\n- Tables that the migrations create and whose models belong to another declarative base, which `env.py` does not compare with.\n\n## Why it matters\n\n`alembic revision --autogenerate` compares what it sees. A table in the database whose model it does not see is a table to be dropped, and the DROP TABLE stands in the middle of a long generated file.\n\n## How to fix it\n\nImport the modules in `env.py`, or in one package that it imports (`app/models/__init__.py`). Mark the imports with `# noqa: F401`, as linters remove what looks unused.\n\n## Known limits\n\nSilent where modules are imported by names that are made at run time (`import_module`, `pkgutil`, `glob`), where the metadata cannot be told (Flask-Migrate takes it from the application), and where not one model is reached: then it is the way that is not understood. Tables that `env.py` leaves out by name are left out here, too.",
      "fr": "### Ce que la règle détecte\n\nDes modules dont les classes relèvent des métadonnées que `env.py` compare, et qu'aucun de ses imports n'atteint, même indirectement ; des tables que les migrations créent et dont les modèles relèvent d'une autre base déclarative.\n\n### Pourquoi c'est important\n\n`alembic revision --autogenerate` compare ce qu'il voit. Une table dont il ne voit pas le modèle est une table à supprimer, et le DROP TABLE se cache au milieu d'un long fichier généré.\n\n### Comment corriger\n\nImportez ces modules dans `env.py`, ou dans un paquet qu'il importe. Marquez les imports `# noqa: F401` : les linters retirent ce qui semble inutile.\n\n### Limites connues\n\nLa règle se tait si des modules sont importés par des noms calculés (`import_module`, `pkgutil`, `glob`), si les métadonnées ne peuvent pas être déterminées, ou si aucun modèle n'est atteint."
    }
  } },
  { rule: rule4, meta: {
    "id": "alembic-missing-downgrade",
    "axis": "data",
    "severity": "info",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Migration without downgrade()",
      "fr": "Migration sans downgrade()"
    },
    "message": {
      "en": "`{parts}` have no `downgrade()`: `alembic downgrade` stops there with an AttributeError.",
      "fr": "`{parts}` n'ont pas de `downgrade()` : `alembic downgrade` s'y arrête avec une AttributeError."
    },
    "remedy": {
      "en": "Add `def downgrade()` with the reverse of `upgrade()`, or one that raises and says why there is no way back.",
      "fr": "Ajoutez `def downgrade()` avec l'inverse de `upgrade()`, ou une fonction qui lève une exception et dit pourquoi il n'y a pas de retour."
    },
    "variants": {},
    "related": {},
    "options": {},
    "help": {
      "en": "## What it catches\n\nRevisions with `upgrade()` and without `downgrade()`, one finding for each tree of migrations.\n\n## Why it matters\n\nA rollback in an emergency is a bad moment to learn that there is none.\n\n## How to fix it\n\nWrite it with the migration, while what it does is fresh.\n\n## Known limits\n\nA team may have decided never to go back; turn the rule off then. A `downgrade` that is imported or assigned counts.",
      "fr": "### Ce que la règle détecte\n\nLes révisions qui ont un `upgrade()` et pas de `downgrade()`, un constat par arbre de migrations.\n\n### Pourquoi c'est important\n\nUn retour arrière en urgence est un mauvais moment pour apprendre qu'il n'existe pas.\n\n### Comment corriger\n\nÉcrivez-le avec la migration, tant que ce qu'elle fait est frais.\n\n### Limites connues\n\nUne équipe peut avoir décidé de ne jamais revenir en arrière : désactivez alors la règle."
    }
  } },
  { rule: rule5, meta: {
    "id": "alembic-multiple-heads",
    "axis": "data",
    "severity": "major",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Several Alembic heads",
      "fr": "Plusieurs têtes Alembic"
    },
    "message": {
      "en": "`{folder}` has the heads `{heads}`: `alembic upgrade head` refuses to choose, and the deployment stops there.",
      "fr": "`{folder}` a pour têtes `{heads}` : `alembic upgrade head` refuse de choisir, et le déploiement s'arrête là."
    },
    "remedy": {
      "en": "If `{revision}` has not been merged yet, let it follow the other branch:\n```python\ndown_revision = \"{main}\"\n```\nOtherwise join the branches: `alembic merge heads -m \"merge heads\"`.",
      "fr": "Si `{revision}` n'est pas encore fusionnée, faites-la suivre l'autre branche :\n```python\ndown_revision = \"{main}\"\n```\nSinon, réunissez les branches : `alembic merge heads -m \"merge heads\"`."
    },
    "variants": {},
    "related": {
      "head": {
        "en": "The head `{head}`",
        "fr": "La tête `{head}`"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nA tree of migrations that ends in more than one head, for all the ways to write a parent: text, tuple, annotated assignment. One finding for each tree; it is new when a pull request adds a branch, not when it extends one that was there.\n\n## Why it matters\n\nEach of two pull requests has one head and passes its checks; merged together they have two. `alembic upgrade head` then fails with \"Multiple head revisions are present\", in production first.\n\n## How to fix it\n\nRebase the younger migration: give it the other head as `down_revision`. Where both have been applied somewhere, `alembic merge heads` adds an empty revision that follows both.\n\n## Known limits\n\nA branch with `branch_labels`, or one that another branch names in `depends_on`, is one on purpose. So are separate roots in separate folders of `version_locations`. Silent while a link of the graph is broken or a file could not be read: `alembic-broken-chain` speaks first.",
      "fr": "### Ce que la règle détecte\n\nUn arbre de migrations qui se termine par plusieurs têtes, quelle que soit l'écriture du parent : texte, tuple, affectation annotée. Un constat par arbre, nouveau quand une pull request ajoute une branche, pas quand elle en prolonge une.\n\n### Pourquoi c'est important\n\nDeux pull requests passent chacune leurs vérifications avec une seule tête ; fusionnées, elles en ont deux. `alembic upgrade head` échoue alors avec « Multiple head revisions are present », d'abord en production.\n\n### Comment corriger\n\nDonnez à la plus récente l'autre tête pour `down_revision`. Si les deux ont déjà été appliquées quelque part, `alembic merge heads` ajoute une révision vide qui suit les deux.\n\n### Limites connues\n\nUne branche qui porte un `branch_labels`, ou qu'une autre nomme dans `depends_on`, est voulue. La règle se tait tant qu'un lien du graphe est rompu ou qu'un fichier n'a pas pu être lu."
    }
  } },
  { rule: rule6, meta: {
    "id": "alembic-noop-downgrade",
    "axis": "data",
    "severity": "minor",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Downgrade that does nothing",
      "fr": "Downgrade sans effet"
    },
    "message": {
      "en": "`downgrade()` of `{parts}` does nothing, while `upgrade()` changes the schema: `alembic downgrade` reports success and leaves everything as it is.",
      "fr": "`downgrade()` de `{parts}` ne fait rien, alors que `upgrade()` change le schéma : `alembic downgrade` annonce un succès et laisse tout en place."
    },
    "remedy": {
      "en": "Undo in `downgrade()` what `upgrade()` does, in the reverse order. Where that would lose data, refuse aloud:\n```python\nraise NotImplementedError(\"the old values are gone: restore a backup\")\n```",
      "fr": "Annulez dans `downgrade()` ce que fait `upgrade()`, dans l'ordre inverse. Si des données seraient perdues, refusez explicitement :\n```python\nraise NotImplementedError(\"les anciennes valeurs sont perdues : restaurez une sauvegarde\")\n```"
    },
    "variants": {},
    "related": {},
    "options": {},
    "help": {
      "en": "## What it catches\n\nRevisions that create or change tables, columns, indexes, constraints or types, and whose `downgrade()` is empty: `pass`, a docstring, `return`. One finding for each tree of migrations; a pull request is told of those that it adds. It is information only where all that they make is made on the condition that it is missing.\n\n## Why it matters\n\n`alembic downgrade -1` moves the version back and leaves the schema. The rollback of a deployment is then half done, and `alembic upgrade head` fails: the table or column exists already.\n\n## How to fix it\n\nWrite the reverse operations, or raise: a downgrade that cannot be done must not pretend.\n\n## Known limits\n\nValues that are added to a PostgreSQL type cannot be removed, and rows are no schema: such migrations may have an empty `downgrade()`, and so may those that only drop. Whether a comment explains it is not seen.",
      "fr": "### Ce que la règle détecte\n\nLes révisions qui créent ou modifient tables, colonnes, index, contraintes ou types, et dont `downgrade()` est vide. Un constat par arbre ; une pull request est avertie de celles qu'elle ajoute. Simple information si tout ce qu'elles créent ne l'est qu'en cas d'absence.\n\n### Pourquoi c'est important\n\n`alembic downgrade -1` recule la version et laisse le schéma. Le retour arrière est à moitié fait, et `alembic upgrade head` échoue ensuite : la table ou la colonne existe déjà.\n\n### Comment corriger\n\nÉcrivez les opérations inverses, ou levez une exception : un downgrade impossible ne doit pas faire semblant.\n\n### Limites connues\n\nUne valeur ajoutée à un type PostgreSQL ne se retire pas, et les lignes ne sont pas du schéma : ces migrations peuvent avoir un `downgrade()` vide, comme celles qui ne font que supprimer."
    }
  } },
  { rule: rule7, meta: {
    "id": "alembic-orphan-tree",
    "axis": "data",
    "severity": "major",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Migrations where Alembic does not look",
      "fr": "Migrations là où Alembic ne regarde pas"
    },
    "message": {
      "en": "`{folder}` holds {amount} migrations, and Alembic looks in `{looked}`: they are never applied.",
      "fr": "`{folder}` contient {amount} migrations, et Alembic regarde dans `{looked}` : elles ne sont jamais appliquées."
    },
    "remedy": {
      "en": "Move what is still needed to `{looked}`, with a `down_revision` from there, and delete the folder; or add it to `version_locations`.",
      "fr": "Déplacez ce qui sert encore dans `{looked}`, avec un `down_revision` de là-bas, et supprimez le dossier ; ou ajoutez-le à `version_locations`."
    },
    "variants": {
      "added": {
        "message": {
          "en": "`{parts}` will never be applied: Alembic looks in `{looked}`, not in `{folder}`.",
          "fr": "`{parts}` ne sera jamais appliquée : Alembic regarde dans `{looked}`, pas dans `{folder}`."
        },
        "remedy": {
          "en": "Move the file to `{looked}` and let it follow a revision from there.",
          "fr": "Déplacez le fichier dans `{looked}` et faites-lui suivre une révision de là-bas."
        }
      }
    },
    "related": {
      "too": {
        "en": "Not applied either",
        "fr": "Pas appliquée non plus"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nA folder with Alembic revisions outside of every versions folder that a configuration names (`alembic.ini` with any section, `[tool.alembic]` in `pyproject.toml`, `version_locations`). Major where its revisions follow those of a tree that is applied or share their ids; minor for a tree of its own that nothing in the repository mentions. A pull request that adds a migration there is told so.\n\n## Why it matters\n\nThe pull request has its migration, the tests build their tables with `create_all`, and production lacks the column.\n\n## How to fix it\n\nMove the files to the folder that Alembic reads, or remove them if they are a leftover.\n\n## Known limits\n\nFolders that are named as an archive, a backup, a template, an example or a test are left alone, and so is a tree with an `env.py` of its own, or one that code or configuration mentions, unless it shares its history with one that is applied.",
      "fr": "### Ce que la règle détecte\n\nUn dossier de révisions Alembic hors de tout dossier qu'une configuration nomme (`alembic.ini`, `pyproject.toml`, `version_locations`). Majeur si ses révisions suivent celles d'un arbre appliqué ou en partagent les identifiants ; mineur pour un arbre à part que rien ne mentionne. Une pull request qui y ajoute une migration en est avertie.\n\n### Pourquoi c'est important\n\nLa pull request a sa migration, les tests créent leurs tables avec `create_all`, et la colonne manque en production.\n\n### Comment corriger\n\nDéplacez les fichiers dans le dossier qu'Alembic lit, ou supprimez-les s'ils ne servent plus.\n\n### Limites connues\n\nLes archives, sauvegardes, modèles de fichiers, exemples et tests sont ignorés, de même qu'un arbre qui a son propre `env.py` ou que le code mentionne, sauf s'il partage l'histoire d'un arbre appliqué."
    }
  } },
  { rule: rule8, meta: {
    "id": "alembic-without-revisions",
    "axis": "data",
    "severity": "minor",
    "confidence": "medium",
    "stage": "preview",
    "title": {
      "en": "Alembic without a single revision",
      "fr": "Alembic sans aucune révision"
    },
    "message": {
      "en": "Alembic is set up here, and `{folder}` holds no revision: nothing in the repository creates `{tables}` (mapped tables: {amount}). A revision that `.gitignore` keeps out exists on one machine only.",
      "fr": "Alembic est configuré ici, et `{folder}` ne contient aucune révision : rien dans le dépôt ne crée `{tables}` (tables déclarées : {amount}). Une révision que `.gitignore` écarte n'existe que sur une machine."
    },
    "remedy": {
      "en": "Take the folder out of `.gitignore` and commit the revisions that the databases have run; or write the first one:\n```sh\nalembic revision --autogenerate -m \"initial schema\"\n```",
      "fr": "Retirez le dossier de `.gitignore` et validez les révisions que les bases ont appliquées ; ou écrivez la première :\n```sh\nalembic revision --autogenerate -m \"initial schema\"\n```"
    },
    "variants": {},
    "related": {
      "model": {
        "en": "`{table}` is mapped here",
        "fr": "`{table}` est déclarée ici"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nA configured Alembic tree with an `env.py` and no revision, in a repository whose models map tables: usually a `versions` folder that `.gitignore` leaves out. While it lasts, no change of a model can be compared with a migration, and the rules about that are silent.\n\n## Why it matters\n\nEverybody who checks the repository out generates a first revision of their own, with another id. The production database then names a revision that nobody else has, and `alembic upgrade` answers `Can't locate revision`.\n\n## How to fix it\n\nRevisions are source code: commit them.\n\n## Known limits\n\nSilent where the folder is a submodule, where one of its files could not be read, and where another tree of the repository has revisions. A folder that `env.py` computes is not followed.",
      "fr": "### Ce que la règle détecte\n\nUn arbre Alembic configuré, avec un `env.py` mais sans révision, alors que des modèles déclarent des tables : le plus souvent un dossier `versions` écarté par `.gitignore`. Tant que cela dure, aucune modification d'un modèle ne peut être comparée à une migration.\n\n### Pourquoi c'est important\n\nChacun génère sa propre première révision, avec un autre identifiant. La base de production cite alors une révision que personne d'autre n'a, et `alembic upgrade` répond `Can't locate revision`.\n\n### Comment corriger\n\nLes révisions sont du code source : validez-les.\n\n### Limites connues\n\nSilencieuse si le dossier est un sous-module ou si un autre arbre du dépôt contient des révisions."
    }
  } },
  { rule: rule9, meta: {
    "id": "api-without-any-auth",
    "axis": "security",
    "severity": "minor",
    "confidence": "medium",
    "stage": "preview",
    "title": {
      "en": "API without any authentication",
      "fr": "API sans aucune authentification"
    },
    "message": {
      "en": "Nothing in `{app}` ever refuses a caller without credentials, and {count} of its routes change stored data (`{examples}`).",
      "fr": "Rien dans `{app}` ne refuse jamais un appelant non identifié, et {count} de ses routes modifient des données stockées (`{examples}`)."
    },
    "remedy": {
      "en": "Ask once for all of them, and leave out what is meant for everybody: {how}. If a gateway does that in front of the service, turn this rule off and let the service listen to the gateway only.",
      "fr": "Demandez-le une fois pour toutes, en exceptant ce qui est ouvert à tous : {how}. Si une passerelle s'en charge devant le service, désactivez cette règle et n'écoutez que la passerelle."
    },
    "variants": {},
    "related": {
      "route": {
        "en": "`{route}` changes stored data",
        "fr": "`{route}` modifie des données stockées"
      }
    },
    "options": {
      "mutatingFrom": 3
    },
    "help": {
      "en": "## What it catches\n\nAn application in which no dependency, decorator, middleware or handler refuses callers without credentials, although at\nleast `mutating-from` of its routes write to a database. One finding for the application.\n\n## Why it matters\n\nWhoever reaches the port may write and delete everything. Internal services are reached, too, once anything beside them\nis.\n\n## How to fix it\n\nAsk on the application, name the exceptions.\n\n## Known limits\n\nA proxy, a service mesh or a private network in front is not seen; that is why this is a remark and not a blocker.",
      "fr": "Signale, une fois par application, qu'aucune dépendance, aucun décorateur, middleware ni gestionnaire ne refuse les\nappelants non identifiés, alors qu'au moins `mutating-from` routes écrivent en base. Quiconque atteint le port peut tout\nécrire et tout effacer.\n\nDemandez l'identité au niveau de l'application et nommez les exceptions. Un proxy, un maillage de services ou un réseau\nprivé n'est pas vu : c'est pourquoi il ne s'agit que d'une remarque."
    }
  } },
  { rule: rule10, meta: {
    "id": "auth-fail-open",
    "axis": "security",
    "severity": "major",
    "confidence": "medium",
    "stage": "preview",
    "title": {
      "en": "Authentication that opens when it is not configured",
      "fr": "Authentification qui s'ouvre quand elle n'est pas configurée"
    },
    "message": {
      "en": "`{guard}` lets everybody pass where `{setting}`: a deployment that forgets the variable opens {count} routes (`{examples}`), and nothing tells.",
      "fr": "`{guard}` laisse passer tout le monde si `{setting}` : un déploiement qui oublie la variable ouvre {count} routes (`{examples}`) sans que rien ne le dise."
    },
    "remedy": {
      "en": "Refuse instead: `raise HTTPException(status_code=503, detail=\"authentication is not configured\")`, or make the setting a required field, so that the service does not start without it. For development, let the environment name itself (`if settings.environment == \"local\":`).",
      "fr": "Refusez au contraire : `raise HTTPException(status_code=503, detail=\"authentication is not configured\")`, ou rendez le réglage obligatoire pour que le service ne démarre pas sans lui. Pour le développement, que l'environnement se nomme (`if settings.environment == \"local\":`)."
    },
    "variants": {
      "switch": {
        "message": {
          "en": "`{guard}` lets everybody pass where `{setting}`: one variable opens {count} routes (`{examples}`) in production, too.",
          "fr": "`{guard}` laisse passer tout le monde si `{setting}` : une variable suffit à ouvrir {count} routes (`{examples}`), en production aussi."
        },
        "remedy": {
          "en": "Accept the switch only where the environment says that it is no production, and refuse to start with it anywhere else; in tests, override the dependency (`app.dependency_overrides`).",
          "fr": "N'acceptez l'interrupteur que si l'environnement dit qu'il n'est pas la production, et refusez de démarrer avec lui ailleurs ; dans les tests, remplacez la dépendance (`app.dependency_overrides`)."
        }
      }
    },
    "related": {
      "route": {
        "en": "`{route}` relies on it",
        "fr": "`{route}` s'y fie"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nA dependency, decorator or middleware that refuses callers without credentials, except where a setting is missing or a\nswitch is off: there it returns a made-up user, or nothing, and the request goes on.\n\n## Why it matters\n\nThe state in which a service is deployed by mistake, without its variables, is the one in which everything is open. No\nerror, no log, no failing health check shows it.\n\n## How to fix it\n\nMissing configuration refuses. Development modes name themselves.\n\n## Known limits\n\nOnly conditions on settings that are about authentication are told of. Whether a proxy asks in front of the service is not\nseen.",
      "fr": "Signale une dépendance, un décorateur ou un middleware qui refuse les appelants non identifiés, sauf quand un réglage\nmanque ou qu'un interrupteur est coupé : il rend alors un utilisateur inventé, ou rien, et la requête continue.\n\nL'état d'un service déployé par erreur sans ses variables est alors celui où tout est ouvert, sans erreur ni journal.\nUne configuration absente doit refuser ; un mode de développement doit se nommer. Seules les conditions sur des réglages\nd'authentification sont signalées."
    }
  } },
  { rule: rule11, meta: {
    "id": "blocking-call-in-async",
    "axis": "async",
    "severity": "major",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Blocking call in a coroutine",
      "fr": "Appel bloquant dans une coroutine"
    },
    "message": {
      "en": "`{call}` blocks the event loop in `{function}`: until it returns, this process answers nobody else (such calls in this file: {count}).",
      "fr": "`{call}` bloque la boucle d'événements dans `{function}` : tant qu'il n'est pas revenu, ce processus ne répond à personne d'autre (appels de ce genre dans ce fichier : {count})."
    },
    "remedy": {
      "en": "Run it in a thread: `await asyncio.to_thread({call}, …)`.",
      "fr": "Exécutez-le dans un thread : `await asyncio.to_thread({call}, …)`."
    },
    "variants": {
      "instead": {
        "message": {
          "en": "`{call}` blocks the event loop in `{function}`: until it returns, this process answers nobody else (such calls in this file: {count}).",
          "fr": "`{call}` bloque la boucle d'événements dans `{function}` : tant qu'il n'est pas revenu, ce processus ne répond à personne d'autre (appels de ce genre dans ce fichier : {count})."
        },
        "remedy": {
          "en": "Write `{instead}`.",
          "fr": "Écrivez `{instead}`."
        }
      },
      "client": {
        "message": {
          "en": "`{call}` blocks the event loop in `{function}`: until it returns, this process answers nobody else (such calls in this file: {count}).",
          "fr": "`{call}` bloque la boucle d'événements dans `{function}` : tant qu'il n'est pas revenu, ce processus ne répond à personne d'autre (appels de ce genre dans ce fichier : {count})."
        },
        "remedy": {
          "en": "Use `{client}` and `await` the call, or keep the client and run it in a thread: `await asyncio.to_thread({call}, …)`.",
          "fr": "Utilisez `{client}` et attendez l'appel avec `await`, ou gardez ce client et exécutez-le dans un thread : `await asyncio.to_thread({call}, …)`."
        }
      },
      "through": {
        "message": {
          "en": "`{function}` calls `{helper}`, which blocks the event loop with `{call}`: until it returns, this process answers nobody else (such calls in this file: {count}).",
          "fr": "`{function}` appelle `{helper}`, qui bloque la boucle d'événements avec `{call}` : tant qu'il n'est pas revenu, ce processus ne répond à personne d'autre (appels de ce genre dans ce fichier : {count})."
        },
        "remedy": {
          "en": "Run the function in a thread: `await asyncio.to_thread({helper}, …)`.",
          "fr": "Exécutez la fonction dans un thread : `await asyncio.to_thread({helper}, …)`."
        }
      },
      "plain": {
        "message": {
          "en": "`{call}` blocks the event loop in `{function}`: until it returns, this process answers nobody else (such calls in this file: {count}).",
          "fr": "`{call}` bloque la boucle d'événements dans `{function}` : tant qu'il n'est pas revenu, ce processus ne répond à personne d'autre (appels de ce genre dans ce fichier : {count})."
        },
        "remedy": {
          "en": "Nothing in `{function}` waits: declare it `def {name}(…)` without `async`, and FastAPI runs it in a thread.",
          "fr": "Rien n'attend dans `{function}` : déclarez-la `def {name}(…)` sans `async`, et FastAPI l'exécute dans un thread."
        }
      },
      "everywhere": {
        "message": {
          "en": "{count} calls in {files} files block the event loop, as `{call}` does here in `{function}`: until each returns, this process answers nobody else.",
          "fr": "{count} appels dans {files} fichiers bloquent la boucle d'événements, comme ici `{call}` dans `{function}` : tant que chacun n'est pas revenu, ce processus ne répond à personne d'autre."
        },
        "remedy": {
          "en": "Use the asynchronous client of each library, or run the call in a thread: `await asyncio.to_thread({call}, …)`. A handler in which nothing waits may simply be a `def`: FastAPI runs it in a thread. The linter ruff refuses new ones (`ASYNC210`, `ASYNC221`, `ASYNC251`).",
          "fr": "Utilisez le client asynchrone de chaque bibliothèque, ou exécutez l'appel dans un thread : `await asyncio.to_thread({call}, …)`. Un handler où rien n'attend peut être un simple `def` : FastAPI l'exécute dans un thread. Le linter ruff refuse les nouveaux (`ASYNC210`, `ASYNC221`, `ASYNC251`)."
        }
      }
    },
    "related": {
      "call": {
        "en": "`{symbol}` does so, too",
        "fr": "`{symbol}` le fait aussi"
      },
      "blocks": {
        "en": "`{call}` waits here",
        "fr": "`{call}` attend ici"
      }
    },
    "options": {
      "mostFiles": 4
    },
    "help": {
      "en": "## What it catches\n\nIn coroutines that run while requests are answered (asynchronous handlers, dependencies, middlewares, web sockets, and what those call): `time.sleep`, `requests`, `urllib`, the synchronous `httpx`, `smtplib`, `subprocess.run`, and the synchronous clients of vendors (boto3, Stripe, Twilio, OpenAI, Anthropic, Google, Elasticsearch, Supabase and so on), known by what made them. Synchronous functions of the repository are followed four calls deep.\n\nSynchronous Redis, images, tables and documents that are taken apart in a coroutine are one minor finding for the project.\n\nWhere nothing shows that requests are answered meanwhile, a coroutine is told of for calls of its own only, as minor.\n\n## Why it matters\n\nA handler that waits two seconds for a vendor makes every request of the process wait two seconds, health checks included. Under load the process looks dead, and is restarted.\n\n## How to fix it\n\nThe asynchronous client of the library, else `await asyncio.to_thread(call, …)`. A FastAPI handler in which nothing waits may be a `def`.\n\n## Known limits\n\n- Left alone: what runs at start-up, in the tasks of a worker, under Flask (each view has a loop of its own), in scripts and tests; what prepares a client once; sleeps below 50 ms; generators, which streaming responses run in a thread.\n- Clients that are injected without a type, and methods that are found by name only, are not seen. Databases have a rule of their own, `sync-orm-in-async`.",
      "fr": "### Ce que la règle détecte\n\nDans les coroutines qui s'exécutent pendant qu'on répond à des requêtes (handlers, dépendances, middlewares, websockets, et ce qu'ils appellent) : `time.sleep`, `requests`, `urllib`, `httpx` synchrone, `smtplib`, `subprocess.run`, et les clients synchrones des fournisseurs, reconnus à ce qui les crée. Les fonctions synchrones du dépôt sont suivies sur quatre appels.\n\nRedis synchrone, images, tableaux et documents décortiqués dans une coroutine sont un seul constat mineur par projet.\n\n### Pourquoi c'est important\n\nUn handler qui attend un fournisseur pendant deux secondes fait attendre deux secondes à toutes les requêtes du processus, sondes de santé comprises.\n\n### Comment corriger\n\nLe client asynchrone de la bibliothèque, sinon `await asyncio.to_thread(appel, …)`. Un handler FastAPI où rien n'attend peut être un `def`.\n\n### Limites connues\n\nSont laissés tranquilles le démarrage, les tâches de workers, Flask, les scripts, les tests, les clients préparés une fois et les générateurs. Les clients injectés sans type ne sont pas vus."
    }
  } },
  { rule: rule12, meta: {
    "id": "celery-async-loop",
    "axis": "async",
    "severity": "major",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Engine shared by the event loops of a worker",
      "fr": "Moteur partagé par les boucles d'événements d'un worker"
    },
    "message": {
      "en": "`{starter}` gives each run of `{task}` a new event loop, while the connections of `{engine}` stay with the loop that opened them: from the second task of a process on, `{use}` fails with \"attached to a different loop\" or \"Event loop is closed\" (tasks: {count}).",
      "fr": "`{starter}` donne à chaque exécution de `{task}` une nouvelle boucle d'événements, alors que les connexions de `{engine}` restent à la boucle qui les a ouvertes : dès la deuxième tâche d'un processus, `{use}` échoue avec « attached to a different loop » ou « Event loop is closed » (tâches : {count})."
    },
    "remedy": {
      "en": "Give the worker an engine that keeps no connection from one loop to the next:\n```python\nfrom sqlalchemy.pool import NullPool\n\nworker_engine = create_async_engine(DATABASE_URL, poolclass=NullPool)\n```\nor make it inside the coroutine and `await engine.dispose()` before it ends. A synchronous engine (`create_engine`) needs no loop at all.",
      "fr": "Donnez au worker un moteur qui ne garde aucune connexion d'une boucle à l'autre :\n```python\nfrom sqlalchemy.pool import NullPool\n\nworker_engine = create_async_engine(DATABASE_URL, poolclass=NullPool)\n```\nou créez-le dans la coroutine et faites `await engine.dispose()` avant qu'elle ne finisse. Un moteur synchrone (`create_engine`) n'a besoin d'aucune boucle."
    },
    "variants": {
      "current": {
        "message": {
          "en": "`{starter}` runs `{task}` on whichever loop its thread has, and the connections of `{engine}` stay with that loop: it holds as long as each process of the worker runs one task at a time, and fails with a pool of threads, in eager mode (\"This event loop is already running\") and from Python 3.14 on, which makes no loop by itself (tasks: {count}).",
          "fr": "`{starter}` exécute `{task}` sur la boucle que possède son thread, et les connexions de `{engine}` restent à cette boucle : cela tient tant que chaque processus du worker n'exécute qu'une tâche à la fois, et échoue avec un pool de threads, en mode eager (« This event loop is already running ») et à partir de Python 3.14, qui ne crée plus de boucle de lui-même (tâches : {count})."
        },
        "remedy": {
          "en": "Run each task with `asyncio.run`, over an engine that keeps no connection from one loop to the next:\n```python\nfrom sqlalchemy.pool import NullPool\n\nworker_engine = create_async_engine(DATABASE_URL, poolclass=NullPool)\n```\nA synchronous engine (`create_engine`) needs no loop at all.",
          "fr": "Exécutez chaque tâche avec `asyncio.run`, sur un moteur qui ne garde aucune connexion d'une boucle à l'autre :\n```python\nfrom sqlalchemy.pool import NullPool\n\nworker_engine = create_async_engine(DATABASE_URL, poolclass=NullPool)\n```\nUn moteur synchrone (`create_engine`) n'a besoin d'aucune boucle."
        }
      }
    },
    "related": {
      "engine": {
        "en": "`{engine}` is made here, once for the process",
        "fr": "`{engine}` est créé ici, une fois pour le processus"
      },
      "use": {
        "en": "`{use}` takes its connections here",
        "fr": "`{use}` prend ses connexions ici"
      },
      "task": {
        "en": "`{task}` runs so",
        "fr": "`{task}` s'exécute ainsi"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nA task of Celery, dramatiq or huey that starts an event loop for its run (`asyncio.run`, `async_to_sync`, `anyio.run`, a new loop and `run_until_complete`), itself or through a helper, for a coroutine that takes sessions or connections of an asynchronous SQLAlchemy engine which a module, a cached function or a singleton keeps.\n\n`asyncio.get_event_loop().run_until_complete(…)` over such an engine is a minor finding: it holds in a prefork worker, and nowhere else.\n\n## Why it matters\n\nA pooled connection of asyncpg belongs to the loop in which it was opened. The next task finds it in the pool, in another loop, and fails; which task that is depends on which process of the worker gets it, so the failures look random.\n\n## How to fix it\n\n`poolclass=NullPool` for the worker's engine, or an engine made and disposed of inside the coroutine, or one loop for the life of the process.\n\n## Known limits\n\n- Silent where the engine has a `NullPool`, is made inside the coroutine, is disposed of by anything that the task runs, or where one loop is kept.\n- rq forks for each job, so that each has its own engine; arq and taskiq have one loop. They are left alone.",
      "fr": "### Ce que la règle détecte\n\nUne tâche Celery, dramatiq ou huey qui démarre une boucle d'événements pour son exécution (`asyncio.run`, `async_to_sync`, `anyio.run`, une nouvelle boucle et `run_until_complete`), elle-même ou par une fonction d'aide, pour une coroutine qui prend des sessions ou des connexions d'un moteur SQLAlchemy asynchrone que garde un module, une fonction mise en cache ou un singleton.\n\n`asyncio.get_event_loop().run_until_complete(…)` sur un tel moteur est un constat mineur : cela tient dans un worker prefork, et nulle part ailleurs.\n\n### Pourquoi c'est important\n\nUne connexion d'asyncpg appartient à la boucle qui l'a ouverte. La tâche suivante la trouve dans le pool, dans une autre boucle, et échoue ; laquelle dépend du processus qui la reçoit, si bien que les échecs semblent dus au hasard.\n\n### Comment corriger\n\n`poolclass=NullPool` pour le moteur du worker, ou un moteur créé et libéré dans la coroutine, ou une seule boucle pour la vie du processus.\n\n### Limites connues\n\nSilence si le moteur a un `NullPool`, est créé dans la coroutine, est libéré (`dispose`), ou si une boucle est conservée. rq, arq et taskiq sont laissés tranquilles."
    }
  } },
  { rule: rule13, meta: {
    "id": "ci-manual-only",
    "axis": "tests",
    "severity": "minor",
    "confidence": "high",
    "stage": "preview",
    "title": {
      "en": "Tests that run by hand only",
      "fr": "Tests lancés seulement à la main"
    },
    "message": {
      "en": "`{workflow}` runs `{command}`, and only when somebody starts it: nothing tests a change by itself.",
      "fr": "`{workflow}` exécute `{command}`, mais seulement quand quelqu'un le lance : rien ne teste une modification de soi-même."
    },
    "remedy": {
      "en": "Let it run on changes as well:\n```yaml\non:\n  push:\n    branches: [main]\n  pull_request:\n  workflow_dispatch:\n```",
      "fr": "Faites-le tourner aussi à chaque modification :\n```yaml\non:\n  push:\n    branches: [main]\n  pull_request:\n  workflow_dispatch:\n```"
    },
    "variants": {},
    "related": {
      "command": {
        "en": "The tests",
        "fr": "Les tests"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nA GitHub workflow that runs the tests on `workflow_dispatch` alone, where no other pipeline runs tests by itself.\n\n## Why it matters\n\nTests that somebody has to remember are not run before the change that needs them.\n\n## How to fix it\n\nAdd `pull_request` (and `push` for the main branch) to `on:`.\n\n## Known limits\n\nA script outside of GitHub may start the workflow. Where another pipeline runs something that could not be read, nothing is\nsaid.",
      "fr": "Signale un workflow GitHub qui ne lance les tests que sur `workflow_dispatch`, quand aucun autre pipeline ne les lance de\nlui-même. Des tests auxquels il faut penser ne tournent pas avant la modification qui en aurait besoin : ajoutez\n`pull_request` (et `push` pour la branche principale) à `on:`. Un script extérieur peut lancer le workflow : cela ne se voit\npas ici."
    }
  } },
  { rule: rule14, meta: {
    "id": "ci-missing",
    "axis": "tests",
    "severity": "minor",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "No continuous integration",
      "fr": "Pas d'intégration continue"
    },
    "message": {
      "en": "Nothing checks a change before it is merged: {routes} routes, {tests} tests, and no CI configuration (`.github/workflows`, `.gitlab-ci.yml` …).",
      "fr": "Rien ne vérifie une modification avant sa fusion : {routes} routes, {tests} tests, et aucune configuration de CI (`.github/workflows`, `.gitlab-ci.yml`…)."
    },
    "remedy": {
      "en": "Add `.github/workflows/tests.yml`:\n```yaml\nname: Tests\non: [push, pull_request]\njobs:\n  tests:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - uses: actions/setup-python@v5\n        with: {{ python-version: \"3.12\" }}\n      - run: {install}\n```\nand require it in the settings of the branch.",
      "fr": "Ajoutez `.github/workflows/tests.yml` :\n```yaml\nname: Tests\non: [push, pull_request]\njobs:\n  tests:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - uses: actions/setup-python@v5\n        with: {{ python-version: \"3.12\" }}\n      - run: {install}\n```\net rendez-le obligatoire dans les réglages de la branche."
    },
    "variants": {
      "unchecked": {
        "message": {
          "en": "No pipeline tests or lints the Python code ({routes} routes, {tests} tests): CI is `{workflows}`, and what comes out of it nobody has checked.",
          "fr": "Aucun pipeline ne teste ni n'analyse le code Python ({routes} routes, {tests} tests) : la CI se résume à `{workflows}`, et personne n'a vérifié ce qui en sort."
        },
        "remedy": {
          "en": "Add `.github/workflows/tests.yml`:\n```yaml\nname: Tests\non: [push, pull_request]\njobs:\n  tests:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - uses: actions/setup-python@v5\n        with: {{ python-version: \"3.12\" }}\n      - run: {install}\n```\nand require it in the settings of the branch.",
          "fr": "Ajoutez `.github/workflows/tests.yml` :\n```yaml\nname: Tests\non: [push, pull_request]\njobs:\n  tests:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - uses: actions/setup-python@v5\n        with: {{ python-version: \"3.12\" }}\n      - run: {install}\n```\net rendez-le obligatoire dans les réglages de la branche."
        }
      },
      "untested": {
        "message": {
          "en": "CI lints, and never runs the {tests} tests of the repository (`{workflows}`): they rot unseen.",
          "fr": "La CI analyse le code, mais n'exécute jamais les {tests} tests du dépôt (`{workflows}`) : ils se dégradent sans que personne ne le voie."
        },
        "remedy": {
          "en": "Add `.github/workflows/tests.yml`:\n```yaml\nname: Tests\non: [push, pull_request]\njobs:\n  tests:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - uses: actions/setup-python@v5\n        with: {{ python-version: \"3.12\" }}\n      - run: {install}\n```\nand require it in the settings of the branch.",
          "fr": "Ajoutez `.github/workflows/tests.yml` :\n```yaml\nname: Tests\non: [push, pull_request]\njobs:\n  tests:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - uses: actions/setup-python@v5\n        with: {{ python-version: \"3.12\" }}\n      - run: {install}\n```\net rendez-le obligatoire dans les réglages de la branche."
        }
      }
    },
    "related": {},
    "options": {
      "minRoutes": 3,
      "minTests": 5
    },
    "help": {
      "en": "## What it catches\n\nA back-end (at least `min-routes` routes) whose repository configures no CI system at all; one whose pipelines neither\ntest nor lint Python (`unchecked`); and one whose pipelines lint, and never run the tests that exist (`untested`).\n\n## Why it matters\n\nWhat a machine does not run on every change is run when somebody remembers to. The change that breaks the application is\nthe one before which nobody did.\n\n## How to fix it\n\nOne workflow that installs the project and runs its tests on every push and pull request. Linters and migrations come next.\n\n## Known limits\n\nPipelines of other systems than GitHub and GitLab are known to be there and not read: then nothing is said. The same\nholds for actions, containers and scripts that may run the tests unseen. CI that is configured outside of the repository\nis not seen.",
      "fr": "### Ce que la règle détecte\n\nUn back-end (au moins `min-routes` routes) dont le dépôt ne configure aucune CI ; un autre dont les pipelines ne testent ni\nn'analysent le Python (`unchecked`) ; un autre encore dont les pipelines analysent le code sans jamais lancer les tests\n(`untested`).\n\n### Pourquoi c'est important\n\nCe qu'une machine ne lance pas à chaque modification l'est quand quelqu'un y pense. La modification qui casse\nl'application est celle avant laquelle personne n'y a pensé.\n\n### Comment corriger\n\nUn workflow qui installe le projet et lance ses tests à chaque push et pull request. Les analyses et les migrations\nviennent ensuite.\n\n### Limites connues\n\nLes pipelines d'autres systèmes que GitHub et GitLab ne sont pas lus : la règle se tait alors, comme devant des actions, des\nconteneurs ou des scripts qui lancent peut-être les tests. Une CI configurée hors du dépôt n'est pas vue."
    }
  } },
  { rule: rule15, meta: {
    "id": "ci-no-migration-check",
    "axis": "tests",
    "severity": "minor",
    "confidence": "medium",
    "stage": "stable",
    "title": {
      "en": "CI never applies the migrations",
      "fr": "La CI n'applique jamais les migrations"
    },
    "message": {
      "en": "`{workflow}` runs `{command}`, and nothing in CI or in the tests applies the {revisions} migrations of `{folder}`: a broken one is found when it is deployed.",
      "fr": "`{workflow}` lance `{command}`, et ni la CI ni les tests n'appliquent les {revisions} migrations de `{folder}` : une migration cassée se découvre au déploiement."
    },
    "remedy": {
      "en": "Before the tests, on the database of the job:\n```yaml\n- run: {upgrade}\n- run: {check}\n```\nThe second fails when models have changed and no migration says so.",
      "fr": "Avant les tests, sur la base du job :\n```yaml\n- run: {upgrade}\n- run: {check}\n```\nLa seconde échoue quand les modèles ont changé sans migration."
    },
    "variants": {
      "fallback": {
        "message": {
          "en": "When the migrations fail, `{function}` goes on with `create_all`, and CI has no other way to apply them: a broken migration passes `{workflow}`, and the schema is not that of production.",
          "fr": "Quand les migrations échouent, `{function}` continue avec `create_all`, et la CI ne les applique pas autrement : une migration cassée passe `{workflow}`, et le schéma n'est pas celui de la production."
        },
        "remedy": {
          "en": "Let the error through (remove the `except`), and apply the migrations in CI before the tests:\n```yaml\n- run: {upgrade}\n```",
          "fr": "Laissez passer l'erreur (retirez le `except`) et appliquez les migrations en CI avant les tests :\n```yaml\n- run: {upgrade}\n```"
        }
      }
    },
    "related": {
      "revision": {
        "en": "The last revision, `{revision}`",
        "fr": "La dernière révision, `{revision}`"
      },
      "create": {
        "en": "The tables are made from the models here",
        "fr": "Les tables sont créées depuis les modèles ici"
      },
      "tests": {
        "en": "CI runs the tests here",
        "fr": "La CI lance les tests ici"
      }
    },
    "options": {
      "minRevisions": 2
    },
    "help": {
      "en": "## What it catches\n\nA repository with Alembic migrations whose CI runs the tests and applies the migrations nowhere: no `alembic upgrade`, no\n`flask db upgrade`, no script or target that does, no fixture that calls `command.upgrade`, no application that migrates as it\nstarts. And code that tries to migrate and falls back on `create_all` when that fails, where it is all that CI has (`fallback`).\n\n## Why it matters\n\nTests on tables from `create_all` are green with a migration that does not run, or that is missing. The first database to see\nit is the one with the data.\n\n## How to fix it\n\nA step in CI that upgrades an empty database, then compares it with the models (`alembic check`).\n\n## Known limits\n\nSilent where a part of CI could not be read: scripts in Python, containers, workflows of other repositories.",
      "fr": "### Ce que la règle détecte\n\nUn dépôt avec des migrations Alembic dont la CI lance les tests sans jamais appliquer les migrations : ni `alembic upgrade`,\nni `flask db upgrade`, ni script ou cible qui le fasse, ni fixture, ni application qui migre à son démarrage. Et un code qui\ntente de migrer puis se rabat sur `create_all` en cas d'échec, quand la CI n'a que cela (`fallback`).\n\n### Pourquoi c'est important\n\nDes tests sur des tables issues de `create_all` restent verts avec une migration cassée ou absente. La première base à la\nrencontrer est celle qui porte les données.\n\n### Comment corriger\n\nUne étape de CI qui migre une base vide, puis la compare aux modèles (`alembic check`).\n\n### Limites connues\n\nLa règle se tait si une partie de la CI ne se lit pas : scripts Python, conteneurs, workflows d'autres dépôts."
    }
  } },
  { rule: rule16, meta: {
    "id": "ci-non-blocking",
    "axis": "tests",
    "severity": "minor",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "CI check that cannot fail",
      "fr": "Contrôle de CI qui ne peut pas échouer"
    },
    "message": {
      "en": "In `{workflow}`, the job succeeds whatever `{parts}` says (`{how}`).",
      "fr": "Dans `{workflow}`, le job réussit quoi que dise `{parts}` (`{how}`)."
    },
    "remedy": {
      "en": "Let the failure count:\n```sh\n{fixed}\n```\nWhere old findings are in the way, exclude them by name in the tool's configuration: the new ones then block.",
      "fr": "Laissez l'échec compter :\n```sh\n{fixed}\n```\nSi d'anciens signalements gênent, excluez-les par leur nom dans la configuration de l'outil : les nouveaux bloqueront."
    },
    "variants": {
      "never": {
        "message": {
          "en": "In `{workflow}`, `{parts}` never runs (`{how}`).",
          "fr": "Dans `{workflow}`, `{parts}` n'est jamais exécuté (`{how}`)."
        },
        "remedy": {
          "en": "Take the condition away, or the step: a check that is switched off looks like one that passes.",
          "fr": "Retirez la condition, ou l'étape : un contrôle désactivé ressemble à un contrôle qui passe."
        }
      }
    },
    "related": {
      "tolerance": {
        "en": "`{how}`",
        "fr": "`{how}`"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nCommands of CI that test, lint, check types, audit or migrate, and whose failure is lost: `|| true` and `|| echo …`,\n`continue-on-error: true` on the step or the job, `allow_failure: true`, `--exit-zero`, `set +e`, a pipe into `tee` where the\nshell of GitHub does not set `pipefail`, `if: false`. Steps of local actions, of shell scripts, of targets in a Makefile are\nfollowed. One finding for each workflow; major where tests or migrations are among them.\n\n## Why it matters\n\nA green check says that somebody looked. Here nobody did, and the day the tests fail the pull request is as green as before.\n\n## How to fix it\n\nRemove what swallows the failure. If the tool finds too much today, freeze today's findings in its own configuration\n(`per-file-ignores`, a baseline) instead of ignoring its answer.\n\n## Known limits\n\nSilent where the outcome is asked for later (`steps.tests.outcome`, `$?`), where the condition is an expression\n(`continue-on-error: ${{ matrix.experimental }}`), for jobs that are named experimental, nightly or benchmark, for linters\nthat also run in a way that blocks, for reports in SARIF. Commands other than checks (uploads, clean-up, `grep`) may fail as\nthey like.",
      "fr": "### Ce que la règle détecte\n\nDes commandes de CI qui testent, analysent, typent, auditent ou migrent, et dont l'échec se perd : `|| true`, `|| echo …`,\n`continue-on-error: true` sur l'étape ou le job, `allow_failure: true`, `--exit-zero`, `set +e`, un tube vers `tee` sans\n`pipefail`, `if: false`. Les actions locales, scripts shell et cibles de Makefile sont suivis. Un signalement par workflow ;\nmajeur s'il s'agit de tests ou de migrations.\n\n### Pourquoi c'est important\n\nUne coche verte dit que quelqu'un a regardé. Ici personne ne l'a fait, et le jour où les tests échouent, la pull request\nest aussi verte que la veille.\n\n### Comment corriger\n\nRetirez ce qui avale l'échec. Si l'outil signale trop de choses aujourd'hui, figez-les dans sa propre configuration plutôt\nque d'ignorer sa réponse.\n\n### Limites connues\n\nLa règle se tait quand le résultat est consulté plus loin (`steps.tests.outcome`, `$?`), quand la condition est une\nexpression, pour les jobs dits expérimentaux ou de mesure, pour un outil qui bloque par ailleurs, pour les rapports SARIF.\nEnvois, nettoyages et `grep` peuvent échouer librement."
    }
  } },
  { rule: rule17, meta: {
    "id": "ci-undeclared-test-plugin",
    "axis": "tests",
    "severity": "minor",
    "confidence": "high",
    "stage": "preview",
    "title": {
      "en": "pytest option without its plugin",
      "fr": "Option de pytest sans son extension"
    },
    "message": {
      "en": "The job `{job}` of `{workflow}` gives pytest `{option}`, and does not install `{plugin}`: pytest stops with \"unrecognized arguments\".",
      "fr": "Le job `{job}` de `{workflow}` passe `{option}` à pytest sans installer `{plugin}` : pytest s'arrête sur « unrecognized arguments »."
    },
    "remedy": {
      "en": "Add `{plugin}` to the requirements that the job installs, next to pytest.",
      "fr": "Ajoutez `{plugin}` aux dépendances que le job installe, à côté de pytest."
    },
    "variants": {
      "configured": {
        "message": {
          "en": "`addopts` in `{path}` gives pytest `{option}`, which needs `{plugin}`, and no manifest declares it: wherever the project is installed from its manifests, pytest stops with \"unrecognized arguments\".",
          "fr": "`addopts` dans `{path}` passe `{option}` à pytest, qui demande `{plugin}`, et aucun manifeste ne le déclare : installé depuis ses manifestes, le projet voit pytest s'arrêter sur « unrecognized arguments »."
        },
        "remedy": {
          "en": "Declare `{plugin}` where pytest is declared.",
          "fr": "Déclarez `{plugin}` là où pytest est déclaré."
        }
      }
    },
    "related": {},
    "options": {},
    "help": {
      "en": "## What it catches\n\nA job of CI that calls pytest with an option of a plugin (`--cov`, `-n`, `--timeout`, `--reruns` …) which nothing in that job\ninstalls; and `addopts` with such an option where no manifest and no lock of the repository names the plugin.\n\n## Why it matters\n\npytest does not know the option and stops before the first test. On the machine of whoever wrote it, the plugin happened to\nbe there.\n\n## How to fix it\n\nDeclare the plugin beside pytest.\n\n## Known limits\n\nNothing is said where part of what is installed cannot be told: a requirements file that is not there, an address, tox, a\ncontainer, a package that brings test plugins along.",
      "fr": "### Ce que la règle détecte\n\nUn job de CI qui appelle pytest avec l'option d'une extension (`--cov`, `-n`, `--timeout`, `--reruns`…) que rien n'installe dans\nce job ; et `addopts` avec une telle option quand aucun manifeste ni verrou ne nomme l'extension.\n\n### Pourquoi c'est important\n\npytest ne connaît pas l'option et s'arrête avant le premier test. Sur la machine de qui l'a écrite, l'extension était là par\nhasard.\n\n### Comment corriger\n\nDéclarez l'extension à côté de pytest.\n\n### Limites connues\n\nLa règle se tait dès qu'une partie de ce qui s'installe ne se lit pas : fichier absent, adresse, tox, conteneur, paquet qui\napporte des extensions."
    }
  } },
  { rule: rule18, meta: {
    "id": "compose-service-without-healthcheck",
    "axis": "async",
    "severity": "info",
    "confidence": "medium",
    "stage": "preview",
    "title": {
      "en": "Store without a health check",
      "fr": "Base ou file sans sonde de santé"
    },
    "message": {
      "en": "{parts}: nothing tells when it is ready, and `{after}` starts as soon as the container does, before it answers.",
      "fr": "{parts} : rien ne dit quand le service est prêt, et `{after}` démarre dès que le conteneur existe, avant qu'il ne réponde."
    },
    "remedy": {
      "en": "Check `{service}`, and let `{after}` wait for it:\n```yaml\n{service}:\n  healthcheck:\n    test: {test}\n    interval: 5s\n    timeout: 3s\n    retries: 10\n{after}:\n  depends_on:\n    {service}:\n      condition: service_healthy\n```",
      "fr": "Sondez `{service}`, et faites attendre `{after}` :\n```yaml\n{service}:\n  healthcheck:\n    test: {test}\n    interval: 5s\n    timeout: 3s\n    retries: 10\n{after}:\n  depends_on:\n    {service}:\n      condition: service_healthy\n```"
    },
    "variants": {},
    "related": {
      "after": {
        "en": "`{after}` only waits until it has been started",
        "fr": "`{after}` attend seulement qu'il ait été démarré"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nA PostgreSQL, MySQL, MariaDB, Redis, Valkey, RabbitMQ or MongoDB of a compose file without `healthcheck`, for which a service that is built from the repository waits by name only.\n\n## Why it matters\n\nThe first start of a fresh volume takes the database some seconds, in which migrations and workers fail. It works on the machine where the volume is old.\n\n## How to fix it\n\nA `healthcheck`, and `condition: service_healthy` where it is depended on.\n\n## Known limits\n\nSilent where the service waits by itself: with a script, an entry point or a command that says so.",
      "fr": "### Ce que la règle détecte\n\nUn PostgreSQL, MySQL, MariaDB, Redis, Valkey, RabbitMQ ou MongoDB d'un fichier compose sans `healthcheck`, qu'un service construit depuis le dépôt attend par son seul nom.\n\n### Pourquoi c'est important\n\nAu premier démarrage d'un volume neuf, la base met quelques secondes à répondre, pendant lesquelles migrations et workers échouent.\n\n### Comment corriger\n\nUn `healthcheck`, et `condition: service_healthy` là où l'on en dépend.\n\n### Limites connues\n\nSilence quand le service attend de lui-même : par un script, un point d'entrée ou une commande qui le dit."
    }
  } },
  { rule: rule19, meta: {
    "id": "compose-worker-inherits-http-healthcheck",
    "axis": "async",
    "severity": "major",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Worker checked as a web server",
      "fr": "Worker sondé comme un serveur web"
    },
    "message": {
      "en": "{parts}: no web server runs there, but the health check of the image (`{check}`) asks for one, so that the container is never healthy.",
      "fr": "{parts} : aucun serveur web n'y tourne, mais la sonde de l'image (`{check}`) en interroge un, si bien que le conteneur n'est jamais sain."
    },
    "remedy": {
      "en": "Switch the inherited check off for `{service}`, or check what it does:\n```yaml\nhealthcheck:\n  disable: true\n```",
      "fr": "Désactivez la sonde héritée pour `{service}`, ou vérifiez ce qu'il fait :\n```yaml\nhealthcheck:\n  disable: true\n```"
    },
    "variants": {
      "celery": {
        "message": {
          "en": "{parts}: no web server runs there, but the health check of the image (`{check}`) asks for one, so that the container is never healthy.",
          "fr": "{parts} : aucun serveur web n'y tourne, mais la sonde de l'image (`{check}`) en interroge un, si bien que le conteneur n'est jamais sain."
        },
        "remedy": {
          "en": "Ask the worker itself, in `{service}`; a beat answers nobody and gets `disable: true`:\n```yaml\nhealthcheck:\n  test: [\"CMD-SHELL\", \"celery -A {app} inspect ping -d celery@$$HOSTNAME\"]\n  interval: 30s\n  timeout: 10s\n  retries: 3\n```",
          "fr": "Interrogez le worker lui-même, dans `{service}` ; un beat ne répond à personne et reçoit `disable: true` :\n```yaml\nhealthcheck:\n  test: [\"CMD-SHELL\", \"celery -A {app} inspect ping -d celery@$$HOSTNAME\"]\n  interval: 30s\n  timeout: 10s\n  retries: 3\n```"
        }
      }
    },
    "related": {
      "check": {
        "en": "The check that is inherited",
        "fr": "La sonde héritée"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nA service of a compose file that runs a worker or a scheduler (Celery, rq, arq, dramatiq, taskiq, huey, procrastinate) without a `healthcheck` of its own, from a Dockerfile of the repository whose `HEALTHCHECK` asks for a URL.\n\n## Why it matters\n\n`docker compose up --wait` never ends, services with `condition: service_healthy` never start, Swarm and autoheal restart the worker in the middle of its tasks, and real failures look like every other day.\n\n## How to fix it\n\n`celery … inspect ping` for a worker, `disable: true` for a beat.\n\n## Known limits\n\n- Images that are not built from the repository are not looked into. A script counts where its name says `celery-worker` or `celery-beat`.\n- A check that asks for more than a URL is left alone.",
      "fr": "### Ce que la règle détecte\n\nUn service d'un fichier compose qui lance un worker ou un ordonnanceur (Celery, rq, arq, dramatiq, taskiq, huey, procrastinate) sans `healthcheck` à lui, à partir d'un Dockerfile du dépôt dont le `HEALTHCHECK` interroge une URL.\n\n### Pourquoi c'est important\n\n`docker compose up --wait` ne finit jamais, les services en `condition: service_healthy` ne démarrent jamais, et autoheal redémarre le worker au milieu de ses tâches.\n\n### Comment corriger\n\n`celery … inspect ping` pour un worker, `disable: true` pour un beat.\n\n### Limites connues\n\nLes images qui ne sont pas construites depuis le dépôt ne sont pas regardées."
    }
  } },
  { rule: rule20, meta: {
    "id": "config-not-basesettings",
    "axis": "delivery",
    "severity": "minor",
    "confidence": "medium",
    "stage": "stable",
    "title": {
      "en": "Settings read by hand from the environment",
      "fr": "Configuration lue à la main dans l'environnement"
    },
    "message": {
      "en": "`{owner}` reads {count} variables with `os.getenv` while its body runs: nothing checks that they are there, and of which type, before a request needs them.",
      "fr": "`{owner}` lit {count} variables avec `os.getenv` à l'exécution de son corps : rien ne vérifie leur présence ni leur type avant qu'une requête n'en ait besoin."
    },
    "remedy": {
      "en": "Let pydantic-settings read and check them, all at once, when the application starts:\n```python\nfrom pydantic_settings import BaseSettings, SettingsConfigDict\n\n\nclass {owner}(BaseSettings):\n    model_config = SettingsConfigDict(env_file=\".env\", extra=\"ignore\")\n\n    {field}: {type}  # and so on, without os.getenv\n\n\nsettings = {owner}()\n```",
      "fr": "Laissez pydantic-settings les lire et les vérifier, toutes ensemble, au démarrage de l'application :\n```python\nfrom pydantic_settings import BaseSettings, SettingsConfigDict\n\n\nclass {owner}(BaseSettings):\n    model_config = SettingsConfigDict(env_file=\".env\", extra=\"ignore\")\n\n    {field}: {type}  # et ainsi de suite, sans os.getenv\n\n\nsettings = {owner}()\n```"
    },
    "variants": {},
    "related": {},
    "options": {
      "minFields": 4
    },
    "help": {
      "en": "## What it catches\n\nThe settings class of an application (`Settings`, `Config`, `AppConfig` …) that extends nothing of pydantic and of which at least four fields (`min-fields`) come from `os.getenv` or `os.environ`, in a project that declares FastAPI or pydantic. Minor where pydantic-settings is there already, else information.\n\n## Why it matters\n\n`os.getenv(\"SECRET_KEY\", \"\")` gives an empty key in silence, `os.getenv(\"DEBUG\")` the text `\"false\"`, which is true. And as the values are read when the module is imported, a test cannot set them.\n\n## How to fix it\n\nOne `BaseSettings` class: a field without a default is required, its type is checked, its name is that of the variable.\n\n## Known limits\n\nFlask and Django have ways of their own, which such classes serve. Variables read at the level of the module are not counted.",
      "fr": "### Ce que la règle détecte\n\nLa classe de configuration d'une application (`Settings`, `Config`, `AppConfig`…) qui n'étend rien de pydantic et dont au moins quatre champs (`min-fields`) viennent de `os.getenv` ou `os.environ`, dans un projet qui déclare FastAPI ou pydantic. Mineur si pydantic-settings est déjà présent, sinon pour information.\n\n### Pourquoi c'est important\n\n`os.getenv(\"SECRET_KEY\", \"\")` donne en silence une clé vide, `os.getenv(\"DEBUG\")` le texte `\"false\"`, qui est vrai. Et comme les valeurs sont lues à l'import du module, un test ne peut pas les définir.\n\n### Comment corriger\n\nUne seule classe `BaseSettings` : un champ sans valeur par défaut est obligatoire, son type est vérifié, son nom est celui de la variable.\n\n### Limites connues\n\nFlask et Django ont leurs propres mécanismes, que de telles classes servent. Les variables lues au niveau du module ne sont pas comptées."
    }
  } },
  { rule: rule21, meta: {
    "id": "config-source-duplicated",
    "axis": "data",
    "severity": "minor",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Database address read beside the settings",
      "fr": "Adresse de la base lue à côté des paramètres"
    },
    "message": {
      "en": "`{variable}` is read from the environment here, although `{field}` declares it: with two sources, defaults and `.env` files count for one and not for the other.",
      "fr": "`{variable}` est lue ici dans l'environnement, alors que `{field}` la déclare : avec deux sources, valeurs par défaut et fichiers `.env` valent pour l'une et pas pour l'autre."
    },
    "remedy": {
      "en": "Take it from the settings (`settings.{attribute}`, of `{owner}`), and let nothing else read `{variable}`.",
      "fr": "Prenez-la dans les paramètres (`settings.{attribute}`, de `{owner}`), et que rien d'autre ne lise `{variable}`."
    },
    "variants": {},
    "related": {
      "field": {
        "en": "`{field}` declares it",
        "fr": "`{field}` la déclare"
      },
      "too": {
        "en": "Read here as well",
        "fr": "Lue ici aussi"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\n`os.getenv(\"DATABASE_URL\")` or `os.environ.get(…)` in a module of the application, for the address of a database that a settings class of the same service declares as a field. One finding for each variable.\n\n## Why it matters\n\nThe settings class reads `.env`, has a default and checks the value; `os.getenv` knows none of this. Whoever changes one place finds, in production, that the other one counted.\n\n## How to fix it\n\nLet the module import the settings object.\n\n## Known limits\n\nOnly addresses of databases are looked at. Scripts, tests, migrations and modules that nobody imports may read what they like, and so may the file that declares the settings.",
      "fr": "### Ce que la règle détecte\n\n`os.getenv(\"DATABASE_URL\")` ou `os.environ.get(…)` dans un module de l'application, pour l'adresse d'une base qu'une classe de paramètres du même service déclare. Un constat par variable.\n\n### Pourquoi c'est important\n\nLa classe de paramètres lit `.env`, a une valeur par défaut et vérifie ; `os.getenv` n'en sait rien. Qui change l'un découvre en production que c'était l'autre qui comptait.\n\n### Comment corriger\n\nImportez l'objet de paramètres.\n\n### Limites connues\n\nSeules les adresses de bases sont regardées. Scripts, tests, migrations et modules que personne n'importe sont libres, comme le fichier qui déclare les paramètres."
    }
  } },
  { rule: rule22, meta: {
    "id": "container-config-missing",
    "axis": "delivery",
    "severity": "info",
    "confidence": "medium",
    "stage": "preview",
    "title": {
      "en": "Nothing says how the application is run elsewhere",
      "fr": "Rien ne dit comment exécuter l'application ailleurs"
    },
    "message": {
      "en": "`{app}` has no Dockerfile, no compose file and no platform's manifest: Python, system packages, databases and start command are in somebody's head.",
      "fr": "`{app}` n'a ni Dockerfile, ni fichier compose, ni manifeste de plateforme : Python, paquets système, bases et commande de démarrage sont dans la tête de quelqu'un."
    },
    "remedy": {
      "en": "A Dockerfile is enough to begin with; compose adds the database for everybody's machine:\n```dockerfile\nFROM python:3.12-slim\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\nCOPY . .\nCMD [\"uvicorn\", \"{app}\", \"--host\", \"0.0.0.0\"]\n```",
      "fr": "Un Dockerfile suffit pour commencer ; compose y ajoute la base, sur le poste de chacun :\n```dockerfile\nFROM python:3.12-slim\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\nCOPY . .\nCMD [\"uvicorn\", \"{app}\", \"--host\", \"0.0.0.0\"]\n```"
    },
    "variants": {},
    "related": {},
    "options": {
      "routesFrom": 5
    },
    "help": {
      "en": "## What it catches\n\nAn application with at least `routes-from` routes in a repository that holds nothing about how it is packed or deployed: no container file, no manifest of a platform, no unit, no infrastructure code. It is information, once.\n\n## Why it matters\n\nTwo machines that were set up by hand differ; the second person to deploy finds out where.\n\n## How to fix it\n\nWrite down what you would type on a new server.\n\n## Known limits\n\nA platform that builds from the code alone needs no file; the deployment may be in another repository.",
      "fr": "### Ce que la règle détecte\n\nUne application d'au moins `routes-from` routes dans un dépôt qui ne dit rien de la façon dont elle est empaquetée ou déployée. Simple information, une fois.\n\n### Pourquoi c'est important\n\nDeux machines installées à la main diffèrent ; la deuxième personne qui déploie découvre en quoi.\n\n### Comment corriger\n\nÉcrivez ce que vous taperiez sur un serveur neuf.\n\n### Limites connues\n\nUne plateforme qui construit à partir du seul code n'a pas besoin de fichier ; le déploiement peut vivre dans un autre dépôt."
    }
  } },
  { rule: rule23, meta: {
    "id": "cors-wildcard-credentials",
    "axis": "security",
    "severity": "major",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "CORS lets any site in with credentials",
      "fr": "CORS ouvert à tous les sites avec les identifiants"
    },
    "message": {
      "en": "Any origin is let in together with `{credentials}`: the framework answers each site with its own name, so that any page can read the API as the visitor who is logged in.",
      "fr": "Toute origine est acceptée avec `{credentials}` : le cadriciel renvoie à chaque site son propre nom, et n'importe quelle page peut lire l'API au nom du visiteur connecté."
    },
    "remedy": {
      "en": "Name the front-ends that may call with credentials, `{parameter}=[\"https://app.example.com\"]`, or drop `{credentials}` when clients send a token in a header.",
      "fr": "Nommez les front-ends autorisés à appeler avec les identifiants, `{parameter}=[\"https://app.example.com\"]`, ou retirez `{credentials}` si les clients envoient un jeton dans un en-tête."
    },
    "variants": {
      "default": {
        "message": {
          "en": "`{setting}` lets any origin in unless `{variable}` is set, together with `{credentials}`: any page can then read the API as the visitor who is logged in.",
          "fr": "`{setting}` accepte toute origine tant que `{variable}` n'est pas définie, avec `{credentials}` : n'importe quelle page peut alors lire l'API au nom du visiteur connecté."
        },
        "remedy": {
          "en": "Give `{setting}` a default without `*` (an empty list, or `http://localhost:3000`), and set `{variable}` where the application is deployed.",
          "fr": "Donnez à `{setting}` une valeur par défaut sans `*` (une liste vide, ou `http://localhost:3000`) et définissez `{variable}` là où l'application est déployée."
        }
      },
      "unnamed": {
        "message": {
          "en": "`{credentials}` without `{parameter}`: the library lets any origin in and answers each site with its own name, so that any page can read the API as the visitor who is logged in.",
          "fr": "`{credentials}` sans `{parameter}` : la bibliothèque accepte toute origine et renvoie à chaque site son propre nom, et n'importe quelle page peut lire l'API au nom du visiteur connecté."
        },
        "remedy": {
          "en": "Name the front-ends that may call with credentials, `{parameter}=[\"https://app.example.com\"]`, or drop `{credentials}`.",
          "fr": "Nommez les front-ends autorisés à appeler avec les identifiants, `{parameter}=[\"https://app.example.com\"]`, ou retirez `{credentials}`."
        }
      }
    },
    "related": {
      "again": {
        "en": "The same again",
        "fr": "De même ici"
      },
      "wildcard": {
        "en": "The wildcard stands here",
        "fr": "Le joker se trouve ici"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\n- Starlette's and FastAPI's `CORSMiddleware` with `allow_credentials=True` and `\"*\"` among `allow_origins`, or an `allow_origin_regex` that matches everything, added by `add_middleware`, `Middleware(…)` or a call.\n- flask-cors, `CORS(…)` and `@cross_origin(…)`, with `supports_credentials=True` and `origins=\"*\"`, or without origins at all: the library then lets in all.\n- One finding for a package that says it of its application and of its blueprints.\n- The same through settings: the value is followed through names, fields of settings classes, `os.getenv` and simple functions to its default. When every production manifest of the repository sets another value, nothing is reported.\n\nCritical where the application works with cookies and the wildcard is written in the code, else major.\n\n## Why it matters\n\nThe specification forbids `Access-Control-Allow-Origin: *` with credentials, so the frameworks do what makes the setting \"work\": they repeat the `Origin` of the request. Every site on the web is then an allowed one. A page that a logged-in user merely visits can call the API with the user's cookies and read the answers.\n\n## How to fix it\n\n1. List the front-ends by name, per environment, and default to none.\n2. If clients authenticate by an `Authorization` header, no cookie is needed: set `allow_credentials=False`.\n3. For preview deployments use a pattern that is anchored to your own domain: `allow_origin_regex=r\"https://[a-z0-9-]+\\.example\\.com\"`.\n\n## Known limits\n\n- `allow_methods=[\"*\"]` and `allow_headers=[\"*\"]` are not the defect.\n- Headers that are written by hand, in a middleware or by a proxy, are not read.\n- A value that depends on what is not in the repository is taken for right.",
      "fr": "### Ce que la règle détecte\n\n`CORSMiddleware` de Starlette et FastAPI avec `allow_credentials=True` et `\"*\"` parmi les origines (ou une expression qui accepte tout), flask-cors avec `supports_credentials=True` et `origins=\"*\"` ou sans origines ; un paquet qui le dit de son application et de ses blueprints n'a qu'un constat. La valeur est suivie à travers les noms, les champs des classes de réglages, `os.getenv` et les fonctions simples jusqu'à sa valeur par défaut. Si tous les manifestes de production du dépôt fixent une autre valeur, rien n'est signalé. Critique si l'application utilise des cookies et que le joker est écrit dans le code, sinon majeur.\n\n### Pourquoi c'est important\n\nLa norme interdit `*` avec les identifiants ; les cadriciels répètent donc l'`Origin` de la requête, et tout site devient un site autorisé. Une page que visite un utilisateur connecté peut appeler l'API avec ses cookies et lire les réponses.\n\n### Comment corriger\n\nNommez les front-ends par environnement, sans joker par défaut. Si les clients s'authentifient par l'en-tête `Authorization`, mettez `allow_credentials=False`. Pour les déploiements de prévisualisation, ancrez l'expression à votre domaine.\n\n### Limites connues\n\n`allow_methods=[\"*\"]` et `allow_headers=[\"*\"]` ne sont pas le défaut. Les en-têtes écrits à la main ou par un proxy ne sont pas lus. Une valeur qui dépend de ce que le dépôt ne contient pas est supposée juste."
    }
  } },
  { rule: rule24, meta: {
    "id": "coverage-missing",
    "axis": "tests",
    "severity": "info",
    "confidence": "medium",
    "stage": "preview",
    "title": {
      "en": "Coverage is not measured",
      "fr": "La couverture n'est pas mesurée"
    },
    "message": {
      "en": "CI runs {tests} tests, and nothing says how much of the code they reach.",
      "fr": "La CI lance {tests} tests, et rien ne dit quelle part du code ils atteignent."
    },
    "remedy": {
      "en": "Install pytest-cov and run `{command} --cov --cov-report=term-missing:skip-covered`. A threshold (`--cov-fail-under`) can come later, at the figure of that day.",
      "fr": "Installez pytest-cov et lancez `{command} --cov --cov-report=term-missing:skip-covered`. Un seuil (`--cov-fail-under`) peut venir plus tard, au chiffre du jour."
    },
    "variants": {},
    "related": {},
    "options": {
      "minTests": 20
    },
    "help": {
      "en": "## What it catches\n\nA back-end whose CI runs at least `min-tests` tests, and that neither declares, configures nor calls a tool for coverage.\n\n## Why it matters\n\nThe tests that are missing are not seen in the tests that are there.\n\n## How to fix it\n\nMeasure, and look at the files that no test touches.\n\n## Known limits\n\nInformation only: coverage is a means. Silent where CI runs something that could not be read.",
      "fr": "Signale, à titre d'information, un back-end dont la CI lance au moins `min-tests` tests sans déclarer, configurer ni appeler\nd'outil de couverture. Les tests qui manquent ne se voient pas dans ceux qui existent : mesurez, puis regardez les fichiers\nqu'aucun test ne touche. La règle se tait si une partie de la CI ne se lit pas."
    }
  } },
  { rule: rule25, meta: {
    "id": "create-all-at-startup",
    "axis": "data",
    "severity": "minor",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Tables created at start-up beside the migrations",
      "fr": "Tables créées au démarrage à côté des migrations"
    },
    "message": {
      "en": "`{call}` runs each time the application starts, although `{folder}` has migrations: a table that has none is made anyway, without a word, and its first change finds it outside of the chain.",
      "fr": "`{call}` s'exécute à chaque démarrage de l'application, alors que `{folder}` a des migrations : une table qui n'en a pas est créée quand même, sans un mot, et sa première évolution la trouve hors de la chaîne."
    },
    "remedy": {
      "en": "Remove the call and run `alembic upgrade head` when the application is deployed. Tests may keep `create_all` in a fixture of theirs.",
      "fr": "Retirez l'appel et exécutez `alembic upgrade head` au déploiement. Les tests peuvent garder `create_all` dans une fixture à eux."
    },
    "variants": {},
    "related": {
      "start": {
        "en": "Called here at start-up",
        "fr": "Appelé ici au démarrage"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\n`metadata.create_all(…)`, also by `run_sync`, and Flask's `db.create_all()`, in a repository with Alembic migrations, where it runs at start-up: in a lifespan or start-up event, in what these call, in `create_app`, or in a module of the application itself.\n\n## Why it matters\n\n`create_all` makes missing tables and never changes one that is there. A model without its migration works on the developer's machine and in the first environment, and the first `ALTER TABLE` fails where the table was made by the other way. A migration that creates the table fails, too: it exists already.\n\n## How to fix it\n\nLet the deployment run the migrations, before the application starts.\n\n## Known limits\n\nSilent where a condition on the configuration decides (`if settings.debug`, `if url.startswith(\"sqlite\")`), in `except` blocks, and for functions that start-up does not call: command lines, scripts, tests.",
      "fr": "### Ce que la règle détecte\n\n`metadata.create_all(…)`, y compris par `run_sync`, et le `db.create_all()` de Flask, dans un dépôt qui a des migrations Alembic, là où l'appel s'exécute au démarrage : lifespan, événement, `create_app`, ou module de l'application.\n\n### Pourquoi c'est important\n\n`create_all` crée les tables absentes et ne modifie jamais celles qui existent. Un modèle sans migration fonctionne sur le poste du développeur, et le premier `ALTER TABLE` échoue là où la table est née autrement.\n\n### Comment corriger\n\nLaissez le déploiement appliquer les migrations, avant que l'application démarre.\n\n### Limites connues\n\nLa règle se tait si une condition sur la configuration décide (`if settings.debug`), dans un `except`, et pour les fonctions que le démarrage n'appelle pas."
    }
  } },
  { rule: rule26, meta: {
    "id": "db-pool-not-configured",
    "axis": "data",
    "severity": "info",
    "confidence": "medium",
    "stage": "preview",
    "title": {
      "en": "Connection pool left to its defaults",
      "fr": "Réserve de connexions laissée aux valeurs par défaut"
    },
    "message": {
      "en": "`{call}` says nothing about its pool: five connections and ten more for each process, none of which is tested before it is used.",
      "fr": "`{call}` ne dit rien de sa réserve de connexions : cinq, plus dix, par processus, et aucune n'est vérifiée avant usage."
    },
    "remedy": {
      "en": "Size it by what the database allows, divided by the number of processes:\n```python\n{call}(url, pool_size=5, max_overflow=5, pool_pre_ping=True, pool_recycle=1800)\n```",
      "fr": "Dimensionnez-la selon ce que la base permet, divisé par le nombre de processus :\n```python\n{call}(url, pool_size=5, max_overflow=5, pool_pre_ping=True, pool_recycle=1800)\n```"
    },
    "variants": {},
    "related": {},
    "options": {},
    "help": {
      "en": "## What it catches\n\n`create_engine` and `create_async_engine` of a web application, for a server of which the code names the address (PostgreSQL, MySQL, Oracle, SQL Server), without any argument about the pool. It is information.\n\n## Why it matters\n\nAfter a restart of the database, or behind a proxy that closes idle connections, the first requests fail on connections that are dead: `pool_pre_ping` replaces them. And with several workers, the sum of all pools may exceed what the server accepts.\n\n## How to fix it\n\nDecide on size and recycling once, where the engine is made.\n\n## Known limits\n\nAn engine whose address cannot be told, that takes `**options`, `poolclass`, `creator` or `connect_args`, and engines of scripts and of modules that nobody imports, are left alone.",
      "fr": "### Ce que la règle détecte\n\n`create_engine` et `create_async_engine` d'une application web, pour un serveur dont le code nomme l'adresse, sans aucun argument sur la réserve de connexions. Simple information.\n\n### Pourquoi c'est important\n\nAprès un redémarrage de la base, les premières requêtes échouent sur des connexions mortes : `pool_pre_ping` les remplace. Et avec plusieurs processus, la somme des réserves peut dépasser ce que le serveur accepte.\n\n### Comment corriger\n\nDécidez une fois de la taille et du recyclage, là où le moteur est créé.\n\n### Limites connues\n\nUn moteur dont l'adresse ne peut pas être déterminée, ou qui reçoit `**options`, `poolclass`, `creator` ou `connect_args`, est laissé de côté."
    }
  } },
  { rule: rule27, meta: {
    "id": "debug-default-on",
    "axis": "security",
    "severity": "major",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Debug is on unless somebody turns it off",
      "fr": "Mode debug actif tant que personne ne le coupe"
    },
    "message": {
      "en": "`{call}` is on in the code: whoever causes an error sees the traceback.",
      "fr": "`{call}` est actif dans le code : quiconque provoque une erreur voit la trace complète."
    },
    "remedy": {
      "en": "Read it from the environment, off by default: `debug=os.getenv(\"DEBUG\", \"false\").lower() == \"true\"`.",
      "fr": "Lisez-le depuis l'environnement, coupé par défaut : `debug=os.getenv(\"DEBUG\", \"false\").lower() == \"true\"`."
    },
    "variants": {
      "application": {
        "message": {
          "en": "`{call}` is on in the code: every unexpected error answers with its traceback, to whoever causes it.",
          "fr": "`{call}` est actif dans le code : toute erreur imprévue répond avec sa trace complète, à quiconque la provoque."
        },
        "remedy": {
          "en": "Read it from the environment, off by default: `debug=os.getenv(\"DEBUG\", \"false\").lower() == \"true\"`.",
          "fr": "Lisez-le depuis l'environnement, coupé par défaut : `debug=os.getenv(\"DEBUG\", \"false\").lower() == \"true\"`."
        }
      },
      "manifest": {
        "message": {
          "en": "`{name}` is true unless `{variable}` says otherwise, and `{manifest}` does not set it: `{call}` is on in production.",
          "fr": "`{name}` est vrai tant que `{variable}` ne dit pas le contraire, et `{manifest}` ne la définit pas : `{call}` est actif en production."
        },
        "remedy": {
          "en": "Make the default false, and let developers set `{variable}=true` in their `.env`; or set `{variable}=false` in `{manifest}`.",
          "fr": "Mettez la valeur par défaut à faux et laissez les développeurs écrire `{variable}=true` dans leur `.env` ; ou définissez `{variable}=false` dans `{manifest}`."
        }
      },
      "default": {
        "message": {
          "en": "`{name}` is true unless `{variable}` says otherwise: `{call}` is on wherever that is forgotten.",
          "fr": "`{name}` est vrai tant que `{variable}` ne dit pas le contraire : `{call}` est actif partout où on l'oublie."
        },
        "remedy": {
          "en": "Make the default false, and let developers set `{variable}=true` in their `.env`.",
          "fr": "Mettez la valeur par défaut à faux et laissez les développeurs écrire `{variable}=true` dans leur `.env`."
        }
      },
      "console": {
        "message": {
          "en": "`{call}` starts Flask's development server with its debugger, whose error pages run any Python that a visitor types.",
          "fr": "`{call}` démarre le serveur de développement de Flask avec son débogueur, dont les pages d'erreur exécutent le Python que tape un visiteur."
        },
        "remedy": {
          "en": "Remove the argument (`flask run --debug` does the same at a developer's desk), and serve with `gunicorn`.",
          "fr": "Retirez l'argument (`flask run --debug` fait la même chose sur le poste du développeur) et servez avec `gunicorn`."
        }
      },
      "reload": {
        "message": {
          "en": "The deployment runs this script, and `{call}` makes it watch its files and restart: one worker, and a process that nobody needs.",
          "fr": "Le déploiement exécute ce script, et `{call}` le fait surveiller ses fichiers et redémarrer : un seul worker et un processus inutile."
        },
        "remedy": {
          "en": "Remove `reload`, or read it from the environment, off by default.",
          "fr": "Retirez `reload`, ou lisez-le depuis l'environnement, coupé par défaut."
        }
      }
    },
    "related": {
      "switch": {
        "en": "`{call}` takes it",
        "fr": "`{call}` le reçoit"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\n- `FastAPI(debug=…)`, `Starlette(debug=…)`, `app.debug = …` that are true when no variable is set. The value is followed through names, parameters, settings classes and `os.getenv` to its default, across files.\n- Flask's `app.run(debug=True)`: critical when a command of the deployment runs that script, minor when the repository does not say how it is served.\n- `uvicorn.run(…, reload=True)` in a script that the deployment runs.\n\nA default is judged with the manifests of production (Render, Fly, App Engine, Heroku, Kubernetes, Helm, a `compose.prod.yml`, variables of the Dockerfile): major when one of them runs the application and leaves the variable out, silent when each turns it off, minor when the repository does not say.\n\n## Why it matters\n\nWith debug on, an unexpected error answers with the traceback: source, paths, libraries, the values that were at hand. Flask's debugger is a Python console in the browser. Reload halves what a small instance can do. Nothing looks broken, so nobody notices the missing variable.\n\n## How to fix it\n\nTurn the default round. Production then needs nothing, and the file that developers copy (`.env.example`) says `DEBUG=true`.\n\n## Known limits\n\n- Variables that are set in the console of a hosting platform are not in the repository: declare them in the manifest, or suppress the finding with a reason.\n- `if __name__ == \"__main__\": uvicorn.run(…, reload=True)` in an application that is served otherwise is fine, and not reported.\n- Settings called `DEBUG` that never reach the framework or the server are not looked at.",
      "fr": "### Ce que la règle détecte\n\n`FastAPI(debug=…)`, `Starlette(debug=…)`, `app.debug = …` qui sont vrais quand aucune variable n'est définie (la valeur est suivie à travers noms, paramètres, classes de réglages et `os.getenv`), `app.run(debug=True)` de Flask, `uvicorn.run(…, reload=True)` dans un script que le déploiement exécute. Une valeur par défaut est confrontée aux manifestes de production : majeure si l'un d'eux exécute l'application sans définir la variable, silencieuse si chacun la coupe, mineure si le dépôt ne dit rien.\n\n### Pourquoi c'est important\n\nEn mode debug, une erreur imprévue répond avec la trace : code, chemins, bibliothèques, valeurs. Le débogueur de Flask est une console Python dans le navigateur. Rien ne paraît cassé, et personne ne remarque la variable oubliée.\n\n### Comment corriger\n\nInversez la valeur par défaut. La production n'a alors besoin de rien, et le fichier que copient les développeurs (`.env.example`) contient `DEBUG=true`.\n\n### Limites connues\n\nLes variables définies dans la console d'un hébergeur ne sont pas dans le dépôt. `uvicorn.run(…, reload=True)` sous `__main__` dans une application servie autrement n'est pas signalé. Un réglage `DEBUG` qui n'atteint ni le cadriciel ni le serveur n'est pas examiné."
    }
  } },
  { rule: rule28, meta: {
    "id": "debug-endpoint-exposed",
    "axis": "security",
    "severity": "minor",
    "confidence": "medium",
    "stage": "stable",
    "title": {
      "en": "Debug route open to everybody",
      "fr": "Route de débogage ouverte à tous"
    },
    "message": {
      "en": "Anybody may call {parts}, on every deployment: no condition on the environment, no authentication. `{handler}` uses `{does}`.",
      "fr": "N'importe qui peut appeler {parts}, sur tous les déploiements : aucune condition sur l'environnement, aucune authentification. `{handler}` utilise `{does}`."
    },
    "remedy": {
      "en": "Remove what was only for trying something out. What you still need, register where it is wanted only, with its router:\n```python\nif settings.ENVIRONMENT == \"development\":\n    app.include_router(debug_router)\n```\nor ask for an administrator with a dependency, and leave it out of the documentation (`include_in_schema=False`).",
      "fr": "Supprimez ce qui n'a servi qu'à un essai. Ce qui reste utile, ne l'enregistrez que là où on le veut, avec son routeur :\n```python\nif settings.ENVIRONMENT == \"development\":\n    app.include_router(debug_router)\n```\nou exigez un administrateur par une dépendance, et retirez-le de la documentation (`include_in_schema=False`)."
    },
    "variants": {
      "idle": {
        "message": {
          "en": "{parts} looks left over from an experiment: anybody may call it, on every deployment.",
          "fr": "{parts} semble rester d'un essai : n'importe qui peut l'appeler, sur tous les déploiements."
        },
        "remedy": {
          "en": "Remove it, or register it only where the settings name a development environment.",
          "fr": "Supprimez-la, ou ne l'enregistrez que si la configuration désigne un environnement de développement."
        }
      },
      "other-framework": {
        "message": {
          "en": "Anybody may call {parts}, on every deployment: no condition on the environment, no authentication. `{handler}` uses `{does}`.",
          "fr": "N'importe qui peut appeler {parts}, sur tous les déploiements : aucune condition sur l'environnement, aucune authentification. `{handler}` utilise `{does}`."
        },
        "remedy": {
          "en": "Remove what was only for trying something out. Register the rest only where the settings name a development environment, or ask for an administrator.",
          "fr": "Supprimez ce qui n'a servi qu'à un essai. N'enregistrez le reste que si la configuration désigne un environnement de développement, ou exigez un administrateur."
        }
      }
    },
    "related": {},
    "options": {},
    "help": {
      "en": "## What it catches\n\nMounted routes whose path says what they are for: `/debug/…`, `/debug-…`, `/sentry-debug`, `/trigger-error`, `/test`, `/test/…`, `/test-email`, `/cache/test`, `/dev/…`, without authentication, without an `if` around their registration and without a look at the environment in the handler. One finding for a file. A route that does nothing but answer is information only.\n\n## Why it matters\n\nSuch routes show configuration, headers and stack traces, write test data into the real database, send mail, or spend credits of a paid model, for anybody on the internet. Nobody watches them, as nobody uses them any more.\n\n## How to fix it\n\nRemove them; tests belong into the test suite. What operations need goes behind an administrator's permission.\n\n## Known limits\n\n`/tests`, `/test/{id}` and a `/test` with `/test/{id}` beside it are about tests (of a laboratory, a quiz, a build) and stay silent, and so does `/hooks/{id}/test`. `/smtp/test` is reported only in applications where other routes ask who is calling. Behind middlewares or dependencies that may ask, nothing is said.",
      "fr": "### Ce que la règle détecte\n\nLes routes montées dont le chemin dit l'usage : `/debug/…`, `/sentry-debug`, `/trigger-error`, `/test`, `/test/…`, `/test-email`, `/cache/test`, `/dev/…`, sans authentification, sans condition autour de leur enregistrement et sans examen de l'environnement dans le gestionnaire. Un constat par fichier ; une route qui ne fait que répondre n'est qu'une information.\n\n### Pourquoi c'est important\n\nElles montrent la configuration, écrivent des données d'essai dans la vraie base, envoient des courriels ou dépensent le crédit d'un modèle payant, pour n'importe qui.\n\n### Comment corriger\n\nLes supprimer : les essais vont dans la suite de tests. Ce dont l'exploitation a besoin passe derrière un droit d'administrateur.\n\n### Limites connues\n\n`/tests`, `/test/{id}` et `/hooks/{id}/test` parlent d'autre chose. Derrière un middleware ou une dépendance qui contrôle peut-être l'appelant, la règle se tait."
    }
  } },
  { rule: rule29, meta: {
    "id": "deploy-without-healthcheck",
    "axis": "delivery",
    "severity": "minor",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Deployed without a health check",
      "fr": "Déployé sans contrôle de santé"
    },
    "message": {
      "en": "Nothing asks `{service}` of `{manifest}` whether it answers: a release that starts and then serves errors takes the place of the one that worked.",
      "fr": "Rien ne demande à `{service}` de `{manifest}` s'il répond : une version qui démarre puis ne sert que des erreurs remplace celle qui marchait."
    },
    "remedy": {
      "en": "```\n{lines}\n```",
      "fr": "```\n{lines}\n```"
    },
    "variants": {
      "unchecked": {
        "message": {
          "en": "Nothing asks `{service}` of `{manifest}` whether it answers, although the application has `{path}`: a release that starts and then serves errors takes the place of the one that worked.",
          "fr": "Rien ne demande à `{service}` de `{manifest}` s'il répond, alors que l'application a `{path}` : une version qui démarre puis ne sert que des erreurs remplace celle qui marchait."
        },
        "remedy": {
          "en": "```\n{lines}\n```",
          "fr": "```\n{lines}\n```"
        }
      },
      "unanswered": {
        "message": {
          "en": "Nothing asks `{service}` of `{manifest}` whether it answers, and the application has no route for that: a release that starts and then serves errors takes the place of the one that worked.",
          "fr": "Rien ne demande à `{service}` de `{manifest}` s'il répond, et l'application n'a pas de route pour cela : une version qui démarre puis ne sert que des erreurs remplace celle qui marchait."
        },
        "remedy": {
          "en": "Add a route `{path}` that answers 200 without credentials, and name it:\n```\n{lines}\n```",
          "fr": "Ajoutez une route `{path}` qui répond 200 sans identification, et nommez-la :\n```\n{lines}\n```"
        }
      },
      "path": {
        "message": {
          "en": "The health check asks for `{path}`, which no route of the application answers: every release is taken for dead.",
          "fr": "Le contrôle de santé demande `{path}`, à quoi aucune route de l'application ne répond : chaque version passe pour morte."
        },
        "remedy": {
          "en": "Ask for a path that exists, `{right}`.",
          "fr": "Demandez un chemin qui existe, `{right}`."
        }
      },
      "tool": {
        "message": {
          "en": "The health check runs `{tool}`, which `{base}` does not hold and no step installs: it fails every time, and the container stays unhealthy while it works.",
          "fr": "Le contrôle de santé lance `{tool}`, absent de `{base}` et qu'aucune étape n'installe : il échoue à chaque fois, et le conteneur reste « unhealthy » alors qu'il fonctionne."
        },
        "remedy": {
          "en": "Python is there; ask with it:\n```\npython -c \"import urllib.request as r; r.urlopen('http://127.0.0.1:8000{path}', timeout=3)\"\n```",
          "fr": "Python est là ; demandez avec lui :\n```\npython -c \"import urllib.request as r; r.urlopen('http://127.0.0.1:8000{path}', timeout=3)\"\n```"
        }
      }
    },
    "related": {
      "too": {
        "en": "`{manifest}` neither",
        "fr": "`{manifest}` non plus"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nA service that starts the application's server and is checked by nobody: no `healthCheckPath` on Render, no `healthcheckPath` on Railway, no checks on Fly, no probe of a container that listens in Kubernetes, no `healthcheck` in compose nor `HEALTHCHECK` in the image it builds. It is one finding for the repository, and information where no manifest says that it is for production. A check that can never succeed is a finding of its own: a path without a route, `curl` in an image that has none.\n\n## Why it matters\n\nA platform without a check sends requests as soon as the port opens, and never stops. With one, a release that cannot reach its database is not put in place, and a process that hangs is replaced.\n\n## How to fix it\n\nName a route that is cheap and needs no credentials.\n\n## Known limits\n\nPlatforms without such a setting (Heroku, App Engine standard), images that are built elsewhere and checks set in a dashboard cannot be seen. A path is only called unknown where all routes of the repository could be read.",
      "fr": "### Ce que la règle détecte\n\nUn service qui démarre le serveur de l'application et que personne ne contrôle : pas de `healthCheckPath` sur Render, de `healthcheckPath` sur Railway, de `checks` sur Fly, de sonde d'un conteneur qui écoute dans Kubernetes, de `healthcheck` dans compose ni de `HEALTHCHECK` dans l'image construite. Un seul constat par dépôt, pour information si aucun manifeste ne se dit de production. Un contrôle qui ne peut pas réussir est un constat à part : un chemin sans route, `curl` dans une image qui n'en a pas.\n\n### Pourquoi c'est important\n\nSans contrôle, la plateforme envoie des requêtes dès que le port s'ouvre, et ne s'arrête jamais. Avec lui, une version qui n'atteint pas sa base n'est pas mise en place, et un processus figé est remplacé.\n\n### Comment corriger\n\nNommez une route légère, sans identification.\n\n### Limites connues\n\nLes plateformes sans ce réglage, les images construites ailleurs et les contrôles réglés dans un tableau de bord ne se voient pas. Un chemin n'est dit inconnu que si toutes les routes du dépôt ont pu être lues."
    }
  } },
  { rule: rule30, meta: {
    "id": "deploy-without-migration",
    "axis": "delivery",
    "severity": "major",
    "confidence": "medium",
    "stage": "stable",
    "title": {
      "en": "Deployed without its migrations",
      "fr": "Déployé sans ses migrations"
    },
    "message": {
      "en": "`{manifest}` starts the application and nothing applies the {count} migrations of `{folder}`: no step before the start, no workflow, no script. A release whose code needs a new column runs on the old schema.",
      "fr": "`{manifest}` démarre l'application et rien n'applique les {count} migrations de `{folder}` : ni étape avant le démarrage, ni workflow, ni script. Une version dont le code attend une nouvelle colonne tourne sur l'ancien schéma."
    },
    "remedy": {
      "en": "Apply them before the new version starts:\n```\n{lines}\n```",
      "fr": "Appliquez-les avant que la nouvelle version démarre :\n```\n{lines}\n```"
    },
    "variants": {
      "manifest": {
        "message": {
          "en": "`{manifest}` starts the application and nothing applies the {count} migrations of `{folder}`: no step before the start, no workflow, no script. A release whose code needs a new column runs on the old schema.",
          "fr": "`{manifest}` démarre l'application et rien n'applique les {count} migrations de `{folder}` : ni étape avant le démarrage, ni workflow, ni script. Une version dont le code attend une nouvelle colonne tourne sur l'ancien schéma."
        },
        "remedy": {
          "en": "Apply them before the new version starts:\n```\n{lines}\n```",
          "fr": "Appliquez-les avant que la nouvelle version démarre :\n```\n{lines}\n```"
        }
      },
      "image": {
        "message": {
          "en": "The image of `{manifest}` starts the server at once, and nothing in the repository applies the {count} migrations of `{folder}`: whoever deploys has to know, each time.",
          "fr": "L'image de `{manifest}` démarre directement le serveur, et rien dans le dépôt n'applique les {count} migrations de `{folder}` : qui déploie doit y penser, à chaque fois."
        },
        "remedy": {
          "en": "With a single instance, let the start do it; with several, run `{command}` as a step of the deployment, before they are replaced:\n```dockerfile\n{lines}\n```",
          "fr": "Avec une seule instance, confiez-le au démarrage ; avec plusieurs, exécutez `{command}` comme étape du déploiement, avant leur remplacement :\n```dockerfile\n{lines}\n```"
        }
      }
    },
    "related": {
      "too": {
        "en": "`{manifest}` neither",
        "fr": "`{manifest}` non plus"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nA web application with Alembic migrations, and a manifest that starts it (Render, Fly, Railway, Heroku, App Engine, Kubernetes, docker compose, or a Dockerfile that none of them builds), where nothing applies the migrations: no build, release or start command, no script that one of them runs, no service or job of its own, no workflow that deploys, no call of Alembic in the code. One finding for the repository; it is minor where no manifest says that it is for production.\n\n## Why it matters\n\nCode and schema arrive at different times, and by hand. The release that needs a column fails on every request that touches it until somebody remembers; a rollback meets the same. It also means that no two environments are sure to have the same schema.\n\n## How to fix it\n\nGive the step to the platform: `preDeployCommand` on Render and Railway, `release_command` on Fly, `release:` in a Procfile, a service that the others wait for in compose, a job or an init container in Kubernetes. It runs once for each release, before the new version takes requests, and a migration that fails stops the release.\n\n## Known limits\n\n- What is set in a dashboard, in a repository of infrastructure, in Terraform or in a chart's templates cannot be seen; a start command that is a script outside of the repository makes the rule silent.\n- A step that a test workflow runs on its own database does not count; nor does a target of a Makefile that no deployment calls.",
      "fr": "### Ce que la règle détecte\n\nUne application web qui a des migrations Alembic et un manifeste qui la démarre (Render, Fly, Railway, Heroku, App Engine, Kubernetes, docker compose, ou un Dockerfile qu'aucun d'eux ne construit), alors que rien n'applique ces migrations : ni commande de construction, de mise en service ou de démarrage, ni script appelé par l'une d'elles, ni service dédié, ni workflow de déploiement, ni appel d'Alembic dans le code. Un seul constat par dépôt ; mineur si aucun manifeste ne se dit de production.\n\n### Pourquoi c'est important\n\nLe code et le schéma arrivent à des moments différents, et à la main. La version qui attend une colonne échoue à chaque requête qui y touche jusqu'à ce que quelqu'un s'en souvienne. Rien ne garantit non plus que deux environnements aient le même schéma.\n\n### Comment corriger\n\nConfiez l'étape à la plateforme : `preDeployCommand` sur Render et Railway, `release_command` sur Fly, `release:` dans un Procfile, un service dont les autres dépendent dans compose, un job ou un conteneur d'initialisation dans Kubernetes. Elle s'exécute une fois par version, et une migration qui échoue arrête la mise en service.\n\n### Limites connues\n\nCe qui est réglé dans un tableau de bord, un dépôt d'infrastructure, Terraform ou les gabarits d'un chart ne se voit pas ; une commande de démarrage qui est un script hors du dépôt rend la règle silencieuse. L'étape d'un workflow de test ne compte pas."
    }
  } },
  { rule: rule31, meta: {
    "id": "deploy-without-smoke",
    "axis": "delivery",
    "severity": "info",
    "confidence": "medium",
    "stage": "stable",
    "title": {
      "en": "Nothing is tried before a release goes live",
      "fr": "Rien n'est essayé avant la mise en service"
    },
    "message": {
      "en": "`{service}` of `{manifest}` has no step between build and start: a release that does not import, or lacks a variable, is found out by its start.",
      "fr": "`{service}` de `{manifest}` n'a aucune étape entre la construction et le démarrage : une version qui ne s'importe pas, ou à qui il manque une variable, ne se découvre qu'en démarrant."
    },
    "remedy": {
      "en": "A smoke test before the switch costs a line:\n```yaml\npreDeployCommand: python -c \"import app.main\"\n```",
      "fr": "Un essai avant la bascule tient en une ligne :\n```yaml\npreDeployCommand: python -c \"import app.main\"\n```"
    },
    "variants": {},
    "related": {},
    "options": {},
    "help": {
      "en": "## What it catches\n\nA Python web service of a Render blueprint without `preDeployCommand`, where no deploying workflow asks the application anything either. It is information.\n\n## Why it matters\n\nThe step runs with the release's own code and variables. What it tries fails before anybody is served by it.\n\n## How to fix it\n\nImport the application, check the settings, or run the smallest of your tests against the release.\n\n## Known limits\n\nRender only: other platforms have no such step, or use it for migrations. Where migrations are missing as well, `deploy-without-migration` asks for the same step, and this rule is silent.",
      "fr": "### Ce que la règle détecte\n\nUn service web Python d'un blueprint Render sans `preDeployCommand`, quand aucun workflow de déploiement n'interroge l'application non plus. Simple information.\n\n### Pourquoi c'est important\n\nL'étape tourne avec le code et les variables de la version : ce qu'elle essaie échoue avant que quiconque soit servi.\n\n### Comment corriger\n\nImportez l'application, vérifiez la configuration, ou lancez le plus petit de vos tests.\n\n### Limites connues\n\nRender seulement. Si les migrations manquent aussi, `deploy-without-migration` demande la même étape et cette règle se tait."
    }
  } },
  { rule: rule32, meta: {
    "id": "deprecated-startup-event",
    "axis": "architecture",
    "severity": "info",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Start-up events instead of a lifespan",
      "fr": "Événements de démarrage au lieu d'un lifespan"
    },
    "message": {
      "en": "`{parts}` run by events of `{owner}`, which FastAPI has deprecated and Starlette 1.0 no longer has.",
      "fr": "`{parts}` s'exécutent par des événements de `{owner}`, que FastAPI a dépréciés et que Starlette 1.0 n'a plus."
    },
    "remedy": {
      "en": "Give the application a lifespan (`FastAPI(lifespan=lifespan)`), which also keeps what opens and what closes together:\n```\n{code}\n```",
      "fr": "Donnez un lifespan à l'application (`FastAPI(lifespan=lifespan)`), qui garde aussi ensemble ce qui s'ouvre et ce qui se ferme :\n```\n{code}\n```"
    },
    "variants": {
      "ignored": {
        "message": {
          "en": "`{parts}` never run: `{owner}` is made with `lifespan=`, and an application that has a lifespan ignores its start-up and shutdown events.",
          "fr": "`{parts}` ne s'exécutent jamais : `{owner}` est créée avec `lifespan=`, et une application qui a un lifespan ignore ses événements de démarrage et d'arrêt."
        },
        "remedy": {
          "en": "Call them in the lifespan that is there:\n```\n{code}\n```",
          "fr": "Appelez-les dans le lifespan existant :\n```\n{code}\n```"
        }
      }
    },
    "related": {
      "too": {
        "en": "`{handler}` as well",
        "fr": "`{handler}` aussi"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\n`@app.on_event(\"startup\")`, `@app.on_event(\"shutdown\")` and `app.add_event_handler(…)` of FastAPI and Starlette: one finding of information for each application, with the lifespan that does the same.\n\nWhere the application is made with `lifespan=`, its events never run: that is a major finding. The application is followed through the import of its module, and through a parameter where the project has just one. A handler that something calls by hand does run.\n\n## Why it matters\n\nStarlette calls the default lifespan, which runs the events, only where no other lifespan is given; nothing warns of the rest. The connection pool is then never opened, the job never scheduled, the index never created, until the first request that needs it. Even alone, events are on their way out: they are deprecated in FastAPI, and gone from Starlette 1.0.\n\n## How to fix it\n\n1. Write one `@asynccontextmanager` function: what starts before `yield`, what stops after it, in the reverse order.\n2. Pass it as `FastAPI(lifespan=…)` and remove the events.\n3. In tests, use `with TestClient(app)`: without `with`, neither events nor lifespan run.\n\n## Known limits\n\n- Events of an `APIRouter` are deprecated as well, but run: FastAPI merges them into the application's lifespan.\n- An application whose arguments come from a dictionary (`FastAPI(**options)`) is taken to have no lifespan.",
      "fr": "### Ce que la règle détecte\n\n`@app.on_event(\"startup\")`, `@app.on_event(\"shutdown\")` et `app.add_event_handler(…)` de FastAPI et de Starlette : un constat d'information par application, avec le lifespan équivalent. Si l'application est créée avec `lifespan=`, ses événements ne s'exécutent jamais : le constat est alors majeur. Une fonction appelée par ailleurs s'exécute bel et bien.\n\n### Pourquoi c'est important\n\nStarlette n'exécute les événements que si aucun autre lifespan n'est donné, et ne prévient pas. La réserve de connexions n'est alors jamais ouverte, la tâche jamais planifiée. Même seuls, les événements sont dépréciés dans FastAPI et absents de Starlette 1.0.\n\n### Comment corriger\n\nÉcrivez une fonction `@asynccontextmanager` : ce qui démarre avant `yield`, ce qui s'arrête après. Passez-la à `FastAPI(lifespan=…)` et supprimez les événements.\n\n### Limites connues\n\nLes événements d'un `APIRouter` sont dépréciés aussi, mais s'exécutent. Une application dont les arguments viennent d'un dictionnaire est supposée sans lifespan."
    }
  } },
  { rule: rule33, meta: {
    "id": "dockerfile-copy-missing-path",
    "axis": "delivery",
    "severity": "major",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "The Dockerfile copies what is not there",
      "fr": "Le Dockerfile copie ce qui n'existe pas"
    },
    "message": {
      "en": "`{dockerfile}` copies `{parts}`, which the repository does not hold: the image cannot be built from a clone.",
      "fr": "`{dockerfile}` copie `{parts}`, qui manque au dépôt : l'image ne se construit pas à partir d'un clone."
    },
    "remedy": {
      "en": "Commit `{parts}`, correct the name, or drop the line.",
      "fr": "Ajoutez `{parts}` au dépôt, corrigez le nom, ou retirez la ligne."
    },
    "variants": {
      "absent": {
        "message": {
          "en": "`{dockerfile}` copies `{parts}`, which the repository does not hold: the image cannot be built from a clone.",
          "fr": "`{dockerfile}` copie `{parts}`, qui manque au dépôt : l'image ne se construit pas à partir d'un clone."
        },
        "remedy": {
          "en": "Commit `{parts}`, correct the name, or drop the line.",
          "fr": "Ajoutez `{parts}` au dépôt, corrigez le nom, ou retirez la ligne."
        }
      },
      "ignored": {
        "message": {
          "en": "`{dockerfile}` copies `{parts}`, which `.gitignore` keeps out of the repository: the image can be built on the machine that has it, and nowhere else.",
          "fr": "`{dockerfile}` copie `{parts}`, que `.gitignore` écarte du dépôt : l'image ne se construit que sur la machine qui l'a."
        },
        "remedy": {
          "en": "Give configuration and secrets to the container when it runs (`env_file`, variables, mounted files) instead of building them into the image, where everybody who pulls it can read them.",
          "fr": "Donnez configuration et secrets au conteneur à l'exécution (`env_file`, variables, fichiers montés) plutôt que de les graver dans l'image, où quiconque la télécharge peut les lire."
        }
      },
      "excluded": {
        "message": {
          "en": "`{dockerfile}` copies `{parts}`, which `.dockerignore` keeps out of the build: the build fails.",
          "fr": "`{dockerfile}` copie `{parts}`, que `.dockerignore` écarte de la construction : elle échoue."
        },
        "remedy": {
          "en": "Let it in again, with `!{source}` at the end of `.dockerignore`.",
          "fr": "Réadmettez-le, avec `!{source}` à la fin de `.dockerignore`."
        }
      }
    },
    "related": {
      "too": {
        "en": "`{source}`, too",
        "fr": "`{source}` aussi"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nA source of `COPY` or `ADD` that neither the build context that a manifest names nor any folder around the Dockerfile holds; one that `.gitignore` keeps out of the repository (minor); one that `.dockerignore` keeps out of the build.\n\n## Why it matters\n\nWhoever clones the repository, the CI first, cannot build the image. It goes unnoticed for as long as the file lies around on the author's machine.\n\n## How to fix it\n\nCommit the file, correct the name, or give it to the container when it runs.\n\n## Known limits\n\nSilent for patterns (one that nothing matches copies nothing), for images that are no Python, for what a build leaves behind (`dist`, `build`, wheels, models), for files that a workflow or a script names, for sources with an argument that has no default, for submodules, for what stands in any other folder of the repository while no manifest says where the image is built from, and for Dockerfiles of tests, examples and templates.",
      "fr": "### Ce que la règle détecte\n\nUne source de `COPY` ou d'`ADD` que ne contient ni le contexte de construction nommé par un manifeste, ni aucun dossier autour du Dockerfile ; une source que `.gitignore` écarte du dépôt (mineur) ; une source que `.dockerignore` écarte de la construction.\n\n### Pourquoi c'est important\n\nQui clone le dépôt, la CI la première, ne peut pas construire l'image. Cela passe inaperçu tant que le fichier traîne sur le poste de l'auteur.\n\n### Comment corriger\n\nAjoutez le fichier, corrigez le nom, ou donnez-le au conteneur à l'exécution.\n\n### Limites connues\n\nSilencieuse pour les motifs (un motif sans correspondance ne copie rien), pour les images sans Python, pour ce qu'une construction laisse (`dist`, `build`, wheels, modèles), pour les fichiers qu'un workflow ou un script nomme, pour les sources dont un argument n'a pas de valeur par défaut, pour les sous-modules, pour ce qui se trouve dans un autre dossier du dépôt quand aucun manifeste ne dit d'où l'image est construite, et pour les Dockerfiles de tests, d'exemples et de gabarits."
    }
  } },
  { rule: rule34, meta: {
    "id": "double-json-serialization",
    "axis": "correctness",
    "severity": "minor",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "JSON inside a JSON string",
      "fr": "Du JSON dans une chaîne JSON"
    },
    "message": {
      "en": "`{by}` makes JSON of what `{text}` has already made a text of: the client receives a quoted string instead of an object.",
      "fr": "`{by}` transforme en JSON ce dont `{text}` a déjà fait un texte : le client reçoit une chaîne entre guillemets au lieu d'un objet."
    },
    "remedy": {
      "en": "Give `{by}` the object itself, without `{text}`. If the text is needed as it is, answer with `Response(content=…, media_type=\"application/json\")`.",
      "fr": "Donnez à `{by}` l'objet lui-même, sans `{text}`. S'il faut garder le texte, répondez par `Response(content=…, media_type=\"application/json\")`."
    },
    "variants": {
      "returned": {
        "message": {
          "en": "`{handler}` returns the text that `{text}` makes, and FastAPI makes JSON of it again: the client receives a quoted string instead of an object.",
          "fr": "`{handler}` renvoie le texte produit par `{text}`, et FastAPI en refait du JSON : le client reçoit une chaîne entre guillemets au lieu d'un objet."
        },
        "remedy": {
          "en": "Return the object itself, without `{text}`. If the text is needed as it is, return `Response(content=…, media_type=\"application/json\")`.",
          "fr": "Renvoyez l'objet lui-même, sans `{text}`. S'il faut garder le texte, renvoyez `Response(content=…, media_type=\"application/json\")`."
        }
      }
    },
    "related": {},
    "options": {},
    "help": {
      "en": "## What it catches\n\n`JSONResponse(json.dumps(…))`, `jsonify(json.dumps(…))`, `JSONResponse(content=model.model_dump_json())`, a handler of FastAPI that returns `json.dumps(…)` or `model.model_dump_json()`, the same through a local name or a function of the repository that returns nothing else.\n\n## Why it matters\n\n`{{\"id\": 1}}` arrives as `\"{{\\\"id\\\": 1}}\"`. Clients that parse once find a string where they expect fields; the OpenAPI document says something else; the work is done twice.\n\n## How to fix it\n\nOne of the two makes JSON: leave it to the framework, with `jsonable_encoder` or `model_dump(mode=\"json\")` for values that JSON does not know.\n\n## Known limits\n\nA name that is given JSON on one branch and an object on another is left alone, and so are handlers whose decorator names a `response_class`.",
      "fr": "### Ce que la règle détecte\n\n`JSONResponse(json.dumps(…))`, `jsonify(json.dumps(…))`, `JSONResponse(content=model.model_dump_json())`, un gestionnaire FastAPI qui renvoie `json.dumps(…)` ou `model.model_dump_json()`, directement, par un nom local ou par une fonction du dépôt qui ne renvoie que cela.\n\n### Pourquoi c'est important\n\nLe client reçoit une chaîne là où il attend un objet, et doit la décoder deux fois.\n\n### Comment corriger\n\nLaissez le framework produire le JSON, au besoin avec `jsonable_encoder` ou `model_dump(mode=\"json\")`.\n\n### Limites connues\n\nUn nom qui reçoit du JSON dans une branche et un objet dans l'autre est laissé en paix, comme un gestionnaire dont le décorateur nomme une `response_class`."
    }
  } },
  { rule: rule35, meta: {
    "id": "duplicate-definition",
    "axis": "architecture",
    "severity": "info",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Same definition in two modules",
      "fr": "Même définition dans deux modules"
    },
    "message": {
      "en": "`{path}` defines what stands elsewhere again, statement for statement: `{parts}`. A correction of one leaves the bug in the other.",
      "fr": "`{path}` définit ce qui se retrouve ailleurs, instruction pour instruction : `{parts}`. Corriger l'un, c'est laisser l'erreur dans l'autre."
    },
    "remedy": {
      "en": "Keep one, and import it: in `{copy}`, `from … import {name}` in the place of the definition.",
      "fr": "Gardez-en une et importez-la : dans `{copy}`, `from … import {name}` à la place de la définition."
    },
    "variants": {},
    "related": {
      "copy": {
        "en": "`{name}`, again",
        "fr": "`{name}`, à nouveau"
      }
    },
    "options": {
      "minStatements": 8
    },
    "help": {
      "en": "## What it catches\n\nA function or class at the top of a module that another module of the same program defines under the same name and with the same statements. Comments, docstrings, annotations and formatting make no difference. From eight statements on, sixteen for a private helper; `get_db`, `get_current_user`, `create_access_token` and their like at any size, since two of them are two sources of sessions or users. One finding for each file, with every copy of what it defines: minor for such dependencies or where a good part of a module is copied; a smaller copy is told, as information, only to the pull request that makes it.\n\n## Why it matters\n\nOne of them is corrected. With dependencies it is worse: `app.dependency_overrides[get_db]` replaces one of the two, and tests write into the real database through the other.\n\n## How to fix it\n\nKeep the one in the lower layer and import it everywhere else. Where they are meant to differ, make them differ now, or give them different names.\n\n## Known limits\n\n- Left alone: `get_db` of modules that each have a `SessionLocal` of their own; tests, scripts (also modules with `if __name__ == \"__main__\"`), migrations, examples, benchmarks, archives; programs of a monorepo (a folder with its own manifest); variants side by side (`v1/users.py` and `v2/users.py`, `providers/a/client.py` and `providers/b/client.py`).\n- Copies of which one has changed are not seen.",
      "fr": "### Ce que la règle détecte\n\nUne fonction ou une classe de module qu'un autre module du même programme définit sous le même nom et avec les mêmes instructions. Commentaires, docstrings, annotations et mise en forme ne comptent pas. À partir de huit instructions, seize pour une fonction privée ; `get_db`, `get_current_user` et leurs semblables à toute taille. Un constat par fichier, avec toutes les copies : mineur pour ces dépendances ou quand une bonne partie d'un module est copiée ; une copie plus petite n'est signalée, pour information, qu'à la demande de fusion qui la fait.\n\n### Pourquoi c'est important\n\nOn en corrige une. Pour les dépendances, c'est pire : `app.dependency_overrides[get_db]` n'en remplace qu'une, et les tests écrivent dans la vraie base par l'autre.\n\n### Comment corriger\n\nGardez celle de la couche la plus basse et importez-la ailleurs. Si elles doivent différer, donnez-leur des noms différents.\n\n### Limites connues\n\nSont laissés tranquilles : le `get_db` de modules qui ont chacun leur `SessionLocal` ; tests, scripts (et modules avec `if __name__ == \"__main__\"`), migrations, exemples, bancs d'essai, archives ; les programmes d'un monorepo ; les variantes côte à côte (`v1/` et `v2/`). Les copies dont l'une a changé ne sont pas vues."
    }
  } },
  { rule: rule36, meta: {
    "id": "duplicate-health-endpoint",
    "axis": "architecture",
    "severity": "major",
    "confidence": "medium",
    "stage": "stable",
    "title": {
      "en": "Two health checks that both inspect the service",
      "fr": "Deux contrôles de santé qui inspectent tous deux le service"
    },
    "message": {
      "en": "`{later}` and `{first}` both inspect what `{app}` depends on ({laterLooksAt} here, {firstLooksAt} there): two answers to one question.",
      "fr": "`{later}` et `{first}` inspectent tous deux les dépendances de `{app}` ({laterLooksAt} ici, {firstLooksAt} là) : deux réponses à une même question."
    },
    "remedy": {
      "en": "Let one of them be static, for the load balancer (`return {\"status\": \"ok\"}`), and keep the inspection in the other, in a function of its own.",
      "fr": "Rendez l'un des deux statique, pour le répartiteur de charge (`return {\"status\": \"ok\"}`), et gardez l'inspection dans l'autre, dans une fonction à elle."
    },
    "variants": {},
    "related": {
      "first": {
        "en": "`{first}` is registered here",
        "fr": "`{first}` est déclarée ici"
      },
      "include": {
        "en": "A router of one of the two is included here",
        "fr": "Un routeur de l'une des deux est inclus ici"
      },
      "prefix": {
        "en": "`{prefix}` is given here",
        "fr": "`{prefix}` est donné ici"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nTwo mounted `GET` routes of one application that ask the same question, such as `/health` and `/api/v1/health`, or `/ready` and `/readyz`, with two handlers that both look at something that can be down: a database, a cache, another server, a service, a registry filled at start-up. The bodies are compared, not the names.\n\nGood practice is left alone: a static liveness body beside a detailed one; `/health/live` beside `/ready`; the health of one domain (`/api/admin/health`, `/payments/health`); one handler at two addresses; an old address that calls the new handler; two addresses that hand over to one shared check; two versions of an API.\n\n## Why it matters\n\nOne says \"degraded\" while the other says \"ok\", depending on which list of components was updated. The load balancer, the dashboard and the on-call engineer each trust another one. Checks that call a vendor are paid for twice.\n\n## How to fix it\n\n1. Put the inspection in one function or service, with a time limit for each component.\n2. Let one route return it: `/health/detailed`, `/ready` or `/api/v1/health`.\n3. Let the other be static: it answers when the process can answer, which is what a load balancer wants to know.\n4. Point each monitor at the right one.\n\n## Known limits\n\n- What a handler reaches is followed through a few levels of calls. A value whose origin cannot be told is not taken for a check.\n- Reading settings, the clock, the version or the machine's load is not an inspection of dependencies.\n- Health routes of two applications are never compared: two services each have their own.\n- Paths that are built at run time and not resolved are not compared: see `vigie routes`.",
      "fr": "### Ce que la règle détecte\n\nDeux routes `GET` d'une même application qui posent la même question (`/health` et `/api/v1/health`, `/ready` et `/readyz`) avec deux gestionnaires qui regardent tous deux quelque chose qui peut être en panne : base de données, cache, autre serveur, service, registre rempli au démarrage. Ce sont les corps qui sont comparés, pas les noms. Une réponse statique à côté d'une réponse détaillée, `/health/live` à côté de `/ready`, la santé d'un domaine, un gestionnaire à deux adresses et une ancienne adresse qui appelle la nouvelle sont de bonnes pratiques.\n\n### Pourquoi c'est important\n\nLa logique écrite deux fois diverge : l'une dit « dégradé », l'autre « ok ». Le répartiteur, le tableau de bord et l'astreinte croient chacun une autre réponse.\n\n### Comment corriger\n\nMettez l'inspection dans une seule fonction, servez-la à une seule adresse, et rendez l'autre statique. Dirigez chaque surveillance vers la bonne.\n\n### Limites connues\n\nLes appels sont suivis sur quelques niveaux ; une valeur d'origine inconnue n'est pas prise pour un contrôle. Les routes de deux applications ne sont jamais comparées."
    }
  } },
  { rule: rule37, meta: {
    "id": "duplicate-operation-id",
    "axis": "architecture",
    "severity": "minor",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Operation id given twice",
      "fr": "Identifiant d'opération donné deux fois"
    },
    "message": {
      "en": "`operation_id=\"{id}\"` of `{route}` is that of `{first}` already: in the OpenAPI document of `{app}` it must be unique.",
      "fr": "`operation_id=\"{id}\"` de `{route}` est déjà celui de `{first}` : il doit être unique dans le document OpenAPI de `{app}`."
    },
    "remedy": {
      "en": "Give `{route}` an id of its own (its function is called `{better}`), or leave `operation_id` out: FastAPI makes one up from function, path and method.",
      "fr": "Donnez à `{route}` un identifiant à elle (sa fonction s'appelle `{better}`), ou retirez `operation_id` : FastAPI en fabrique un à partir de la fonction, du chemin et de la méthode."
    },
    "variants": {
      "alias": {
        "message": {
          "en": "This router is included a second time, and its routes keep their `operation_id`: `{id}` names `{first}` and `{route}` in the OpenAPI document of `{app}`.",
          "fr": "Ce routeur est inclus une seconde fois, et ses routes gardent leur `operation_id` : `{id}` désigne `{first}` et `{route}` dans le document OpenAPI de `{app}`."
        },
        "remedy": {
          "en": "Keep the second address out of the document: `include_in_schema=False` in this inclusion.",
          "fr": "Laissez la seconde adresse hors du document : `include_in_schema=False` dans cette inclusion."
        }
      },
      "methods": {
        "message": {
          "en": "`{route}` has several methods and one `operation_id`: `{id}` stands several times in the OpenAPI document of `{app}`.",
          "fr": "`{route}` a plusieurs méthodes et un seul `operation_id` : `{id}` figure plusieurs fois dans le document OpenAPI de `{app}`."
        },
        "remedy": {
          "en": "Register each method by itself, with its own `operation_id`, or leave it out.",
          "fr": "Déclarez chaque méthode séparément, avec son propre `operation_id`, ou retirez-le."
        }
      }
    },
    "related": {
      "first": {
        "en": "`{first}` has it already",
        "fr": "`{first}` le porte déjà"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nTwo routes of one FastAPI application whose registrations give the same `operation_id=`; a router with such routes that is included under two prefixes and shown in the document both times; one registration of several methods with an `operation_id`.\n\nIds that FastAPI makes up hold the path and the method, and are unique. Routes and routers with `include_in_schema=False` are not in the document, and a mounted application has a document of its own.\n\n## Why it matters\n\nOpenAPI demands unique ids. Generators stop, rename one of the two (`get_items_1`), or write one method over the other: the client then calls another route than its name says. FastAPI only warns, when the document is built.\n\n## How to fix it\n\n1. Name the operation after what it does; most ids that occur twice were copied with the decorator.\n2. Or leave `operation_id` out and set `generate_unique_id_function` once for the application.\n\n## Known limits\n\n- Only ids that stand in the registration are compared, not those that a `generate_unique_id_function` of the project makes.\n- Equal paths are the business of `duplicate-route`.",
      "fr": "### Ce que la règle détecte\n\nDeux routes d'une application FastAPI dont les déclarations donnent le même `operation_id=` ; un routeur de telles routes inclus sous deux préfixes et visible deux fois dans le document ; une déclaration de plusieurs méthodes avec un `operation_id`. Les identifiants fabriqués par FastAPI sont uniques ; `include_in_schema=False` retire du document ; une application montée a le sien.\n\n### Pourquoi c'est important\n\nOpenAPI exige des identifiants uniques. Les générateurs de clients échouent, renomment l'une des deux opérations ou écrasent l'une par l'autre. FastAPI ne fait qu'avertir.\n\n### Comment corriger\n\nNommez l'opération d'après ce qu'elle fait, ou retirez `operation_id`.\n\n### Limites connues\n\nLes identifiants d'une `generate_unique_id_function` du projet ne sont pas comparés. Les chemins égaux relèvent de `duplicate-route`."
    }
  } },
  { rule: rule38, meta: {
    "id": "duplicate-route",
    "axis": "architecture",
    "severity": "major",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Route registered twice",
      "fr": "Route déclarée deux fois"
    },
    "message": {
      "en": "`{route}` is already answered by `{first}`: on `{app}`, `{later}` never runs.",
      "fr": "`{route}` est déjà servie par `{first}` : sur `{app}`, `{later}` ne s'exécute jamais."
    },
    "remedy": {
      "en": "Keep one of the two. If both are needed, give `{later}` a path of its own, or merge what it does into `{first}`.",
      "fr": "Gardez l'une des deux. S'il faut les deux, donnez à `{later}` un chemin à elle, ou fusionnez son travail dans `{first}`."
    },
    "variants": {
      "same-handler": {
        "message": {
          "en": "`{route}` is registered a second time on `{app}`, for the same handler `{later}`.",
          "fr": "`{route}` est déclarée une seconde fois sur `{app}`, pour le même gestionnaire `{later}`."
        },
        "remedy": {
          "en": "Remove one of the two registrations: the second changes nothing, and shows up twice in the OpenAPI document's warnings.",
          "fr": "Supprimez l'une des deux déclarations : la seconde ne change rien, et provoque un avertissement dans le document OpenAPI."
        }
      },
      "module": {
        "message": {
          "en": "{count} routes of `{laterFile}` are already answered by `{firstFile}`: on `{app}`, what it registers for `{parts}` never runs.",
          "fr": "{count} routes de `{laterFile}` sont déjà servies par `{firstFile}` : sur `{app}`, ce qu'il déclare pour `{parts}` ne s'exécute jamais."
        },
        "remedy": {
          "en": "Two modules own one resource. Move what is missing from `{laterFile}` into `{firstFile}`, and delete it; or include it under a prefix of its own.",
          "fr": "Deux modules se partagent une ressource. Déplacez ce qui manque de `{laterFile}` dans `{firstFile}` et supprimez-le ; ou incluez-le sous un préfixe à lui."
        }
      },
      "library-later": {
        "message": {
          "en": "`{route}` is already answered by `{first}`: what `{later}` exposes there is never seen.",
          "fr": "`{route}` est déjà servie par `{first}` : ce que `{later}` y expose n'est jamais vu."
        },
        "remedy": {
          "en": "Remove the hand-written route, or let `{later}` answer at another path: the scraper reads only the first.",
          "fr": "Supprimez la route écrite à la main, ou exposez `{later}` à un autre chemin : le collecteur ne lit que la première."
        }
      },
      "library-first": {
        "message": {
          "en": "`{route}` is already answered by `{first}`: on `{app}`, `{later}` never runs.",
          "fr": "`{route}` est déjà servie par `{first}` : sur `{app}`, `{later}` ne s'exécute jamais."
        },
        "remedy": {
          "en": "Remove the hand-written route, or let `{first}` answer at another path.",
          "fr": "Supprimez la route écrite à la main, ou exposez `{first}` à un autre chemin."
        }
      }
    },
    "related": {
      "first": {
        "en": "`{first}` is registered here, and answers",
        "fr": "`{first}` est déclarée ici, et répond"
      },
      "include": {
        "en": "A router of one of the two is included here",
        "fr": "Un routeur de l'une des deux est inclus ici"
      },
      "prefix": {
        "en": "`{prefix}` is given here",
        "fr": "`{prefix}` est donné ici"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nThe same method and the same full path, after all prefixes are applied, twice on one running application.\n\n- Prefixes are followed through `APIRouter(prefix=…)`, `include_router`, `mount`, `Mount`, blueprints, packages that re-export routers, factories, loops, constants, f-strings and defaults of settings. Two decorators that look different may collide, and two that look the same may not.\n- Names of parameters do not count: `/users/{id}` and `/users/{user_id}` are one path.\n- Three routes or more that one module repeats of another are one finding: two modules own one resource.\n- A router included twice under one prefix is no business of this rule: `router-included-twice` says it once.\n- `/metrics` of a Prometheus instrumentator, of a mounted `make_asgi_app()` and of a hand-written route are compared like any other.\n\n`/x` and `/x/` are two paths: FastAPI, Starlette and Flask redirect from one to the other only when the other one is not registered, so both answer.\n\n## Why it matters\n\nThe later handler is never called. Nobody is told: no start-up error, a passing type check, an OpenAPI document that shows one of the two. A correction made in the dead copy changes nothing, and when the order of inclusion changes, so does the behaviour of the API, permissions included.\n\n## How to fix it\n\n1. Compare the two handlers: the first registered is what clients have been getting.\n2. Move what is missing from one into the other, and delete the other with its imports.\n3. If the later was meant to be another resource, change its path or prefix, and test that both answer.\n\n## Known limits\n\n- Applications of tests are not looked at, nor routers that no application includes.\n- Registrations on the two sides of one `if`, or under two different conditions, are taken for alternatives, and so is a conditional one before another that takes its place. When only the later one is conditional, the confidence is medium.\n- Routes on different hosts or subdomains are different routes.\n- A path with a converter (`{id:int}`) leaves other values to later routes: only equal converters collide. A static path that stands behind a parameter (`/users/me` after `/users/{id}`) is the business of `route-shadowed`.\n- What the route table could not resolve is not compared: see `vigie routes`.",
      "fr": "### Ce que la règle détecte\n\nLa même méthode et le même chemin complet, préfixes appliqués, deux fois sur une même application : à travers `APIRouter(prefix=…)`, `include_router`, `mount`, `Mount`, les blueprints, les paquets qui réexportent des routeurs, les fabriques, les boucles, les constantes et les valeurs par défaut des réglages. Les noms des paramètres ne comptent pas. Trois routes ou plus qu'un module répète d'un autre donnent un seul constat. Un routeur inclus deux fois sous le même préfixe relève de `router-included-twice`. `/x` et `/x/` sont deux chemins : les cadriciels ne redirigent de l'un à l'autre que si l'autre n'est pas déclaré.\n\n### Pourquoi c'est important\n\nLe second gestionnaire n'est jamais appelé, sans erreur au démarrage. Une correction faite dans la copie morte ne change rien ; si l'ordre d'inclusion change, le comportement de l'API change aussi, permissions comprises.\n\n### Comment corriger\n\nComparez les deux gestionnaires, déplacez ce qui manque de l'un dans l'autre, supprimez l'autre. Si le second devait être une autre ressource, changez son chemin ou son préfixe.\n\n### Limites connues\n\nLes applications des tests et les routeurs jamais inclus ne sont pas comparés. Deux déclarations sous des conditions différentes sont prises pour des alternatives, de même qu'une déclaration conditionnelle suivie d'une autre qui prend sa place. Les hôtes différents et les convertisseurs différents séparent les routes. Ce que la table des routes n'a pas su résoudre n'est pas comparé."
    }
  } },
  { rule: rule39, meta: {
    "id": "enum-create-noop",
    "axis": "data",
    "severity": "major",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Creating an enumeration that exists adds no value",
      "fr": "Recréer une énumération existante n'ajoute aucune valeur"
    },
    "message": {
      "en": "The type `{type}` exists already, so this statement of revision `{revision}` adds nothing: the database never gets `{parts}`.",
      "fr": "Le type `{type}` existe déjà : cette instruction de la révision `{revision}` n'ajoute rien, et la base n'aura jamais `{parts}`."
    },
    "remedy": {
      "en": "`create(checkfirst=True)` and `sa.Enum(…)` leave a type as it is. Add the values:\n```python\nwith op.get_context().autocommit_block():\n{code}\n```\nWhere the revision has run already, do so in a new one.",
      "fr": "`create(checkfirst=True)` et `sa.Enum(…)` laissent le type tel quel. Ajoutez les valeurs :\n```python\nwith op.get_context().autocommit_block():\n{code}\n```\nSi la révision est déjà passée, faites-le dans une nouvelle."
    },
    "variants": {},
    "related": {
      "made": {
        "en": "`{type}` is made here",
        "fr": "`{type}` est créé ici"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nA revision that creates an enumeration type (`ENUM(…).create(…)`, a table with `sa.Enum(…)`, `CREATE TYPE` behind a guard) under a name that an earlier statement created, with values that the type has neither then nor after all revisions. One finding for each type. Two Python enumerations of one name, in two tables, are a frequent cause.\n\n## Why it matters\n\nThe migration looks as if it added the value, and passes. PostgreSQL refuses the value when the application first writes it.\n\n## How to fix it\n\n`ALTER TYPE … ADD VALUE`, outside of a transaction; or another name, where two different types were meant.\n\n## Known limits\n\nOnly where the repository uses PostgreSQL and no other server: elsewhere an enumeration belongs to its column. Silent where the values could not be read, and where a later revision adds them.",
      "fr": "### Ce que la règle détecte\n\nUne révision qui crée un type énuméré sous un nom déjà créé, avec des valeurs que le type n'a ni à ce moment ni après toutes les révisions. Un constat par type. Deux énumérations Python de même nom, dans deux tables, en sont souvent la cause.\n\n### Pourquoi c'est important\n\nLa migration semble ajouter la valeur, et passe. PostgreSQL refuse la valeur à la première écriture.\n\n### Comment corriger\n\n`ALTER TYPE … ADD VALUE`, hors transaction ; ou un autre nom, si deux types différents étaient voulus.\n\n### Limites connues\n\nSeulement si le dépôt utilise PostgreSQL et aucun autre serveur. La règle se tait quand les valeurs n'ont pas pu être lues ou sont ajoutées plus tard."
    }
  } },
  { rule: rule40, meta: {
    "id": "enum-literal-mismatch",
    "axis": "data",
    "severity": "major",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Default that is no member of the enumeration",
      "fr": "Valeur par défaut absente de l'énumération"
    },
    "message": {
      "en": "Defaults that are no member of their enumeration: `{parts}`. `{literal}` of `{column}` is none of the stored values (`{allowed}`), and SQLAlchemy raises `LookupError` on the first INSERT that relies on it.",
      "fr": "Valeurs par défaut absentes de leur énumération : `{parts}`. `{literal}`, pour `{column}`, n'est pas une des valeurs stockées (`{allowed}`), et SQLAlchemy lève `LookupError` à la première insertion qui s'y fie."
    },
    "remedy": {
      "en": "Write the member itself (`default=Status.PENDING`), or the text that is stored: `{keyword}=\"{meant}\"`.",
      "fr": "Écrivez le membre lui-même (`default=Status.PENDING`), ou le texte stocké : `{keyword}=\"{meant}\"`."
    },
    "variants": {
      "server": {
        "message": {
          "en": "Server defaults that their enumeration does not hold: `{parts}`. `{literal}` of `{column}` is none of the stored values (`{allowed}`): the database refuses the table, or every INSERT that relies on it.",
          "fr": "Valeurs par défaut serveur que leur énumération ne contient pas : `{parts}`. `{literal}`, pour `{column}`, n'est pas une des valeurs stockées (`{allowed}`) : la base refuse la table, ou toute insertion qui s'y fie."
        },
        "remedy": {
          "en": "SQLAlchemy stores the names of the members unless `values_callable` says otherwise: `server_default=\"{meant}\"`.",
          "fr": "SQLAlchemy stocke les noms des membres, sauf `values_callable` : `server_default=\"{meant}\"`."
        }
      }
    },
    "related": {
      "also": {
        "en": "`{column}`: `{literal}`, where `{meant}` is stored",
        "fr": "`{column}` : `{literal}`, alors que `{meant}` est stocké"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\n`default=\"pending\"` or `server_default=\"pending\"` on an `Enum` column of a mapped class, where the texts that are stored (the names of the Python enumeration, its values with `values_callable`, or the literals of `Enum(\"a\", \"b\")`) have no such text. Mostly the letter case is another, or the value was written where the name is stored. One finding for the project, which lists the columns.\n\nA member of `class Status(str, Enum)` equals its value, so SQLAlchemy takes the value as `default=`; the database takes only what is stored as `server_default=`.\n\n## Why it matters\n\nNothing fails until a row is written without that column: a form without the field, a fixture, a background job.\n\n## How to fix it\n\nUse the member of the enumeration as default; for a server default, the text as it is stored.\n\n## Known limits\n\nDefaults that are no plain text are not read. Silent where the members could not be read, and for types of the project that decide what is stored.",
      "fr": "### Ce que la règle détecte\n\n`default=\"pending\"` ou `server_default=\"pending\"` sur une colonne `Enum` d'une classe mappée, alors qu'aucun des textes stockés (noms de l'énumération Python, valeurs avec `values_callable`, littéraux de `Enum(\"a\", \"b\")`) n'est celui-là. Souvent, seule la casse diffère. Un seul constat pour le projet.\n\n### Pourquoi c'est important\n\nRien n'échoue avant qu'une ligne soit écrite sans cette colonne.\n\n### Comment corriger\n\nDonnez le membre comme valeur par défaut ; côté serveur, le texte tel qu'il est stocké.\n\n### Limites connues\n\nSeuls les textes simples sont lus. La règle se tait quand les membres n'ont pas pu être lus."
    }
  } },
  { rule: rule41, meta: {
    "id": "enum-name-value-mismatch",
    "axis": "data",
    "severity": "critical",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Enumeration stores names where the database holds values",
      "fr": "L'énumération stocke des noms, la base contient les valeurs"
    },
    "message": {
      "en": "SQLAlchemy stores the names of `{class}` (`{written}`), but the type `{type}` was created with the values (`{held}`): every write to `{parts}` fails with `invalid input value for enum`, and rows that are there cannot be read.",
      "fr": "SQLAlchemy stocke les noms de `{class}` (`{written}`), mais le type `{type}` a été créé avec les valeurs (`{held}`) : toute écriture dans `{parts}` échoue avec `invalid input value for enum`, et les lignes existantes sont illisibles."
    },
    "remedy": {
      "en": "Make SQLAlchemy store the values, as the database does:\n```python\nEnum({class}, name=\"{type}\", values_callable=lambda members: [m.value for m in members])\n```\nOr rename the values of the type in a revision with `down_revision` = `{heads}` (`ALTER TYPE … RENAME VALUE`).",
      "fr": "Faites stocker les valeurs, comme dans la base :\n```python\nEnum({class}, name=\"{type}\", values_callable=lambda members: [m.value for m in members])\n```\nOu renommez les valeurs du type dans une révision avec `down_revision` = `{heads}` (`ALTER TYPE … RENAME VALUE`)."
    },
    "variants": {
      "values": {
        "message": {
          "en": "`{class}` is stored by its values (`{written}`), but the type `{type}` was created with the names (`{held}`): every write to `{parts}` fails with `invalid input value for enum`.",
          "fr": "`{class}` est stocké par ses valeurs (`{written}`), mais le type `{type}` a été créé avec les noms (`{held}`) : toute écriture dans `{parts}` échoue avec `invalid input value for enum`."
        },
        "remedy": {
          "en": "Leave `values_callable` out, so that the names are stored, or rename the values of the type in a revision with `down_revision` = `{heads}`.",
          "fr": "Retirez `values_callable` pour stocker les noms, ou renommez les valeurs du type dans une révision avec `down_revision` = `{heads}`."
        }
      }
    },
    "related": {
      "made": {
        "en": "`{type}` is made here",
        "fr": "`{type}` est créé ici"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nA Python enumeration whose names and values differ, mapped to a native type that holds the other of the two. SQLAlchemy stores names (`PENDING`) unless told otherwise; migrations written by hand tend to list the values (`pending`).\n\n## Why it matters\n\nNothing fails while the application starts. The first INSERT does, and a row that SQL inserted raises `LookupError` when it is loaded.\n\n## How to fix it\n\n`values_callable` in the model, or `ALTER TYPE … RENAME VALUE` for each value.\n\n## Known limits\n\nSilent where the members or the values of the type could not be read, for `native_enum=False`, and where the type holds what is stored.",
      "fr": "### Ce que la règle détecte\n\nUne énumération Python dont les noms et les valeurs diffèrent, liée à un type natif qui contient l'autre des deux. SQLAlchemy stocke les noms (`PENDING`) sauf indication contraire ; les migrations écrites à la main listent souvent les valeurs (`pending`).\n\n### Pourquoi c'est important\n\nRien n'échoue au démarrage. La première insertion échoue, et une ligne insérée en SQL lève `LookupError` à la lecture.\n\n### Comment corriger\n\n`values_callable` dans le modèle, ou `ALTER TYPE … RENAME VALUE` pour chaque valeur.\n\n### Limites connues\n\nLa règle se tait quand les membres ou les valeurs du type n'ont pas pu être lus, et pour `native_enum=False`."
    }
  } },
  { rule: rule42, meta: {
    "id": "enum-value-drift",
    "axis": "data",
    "severity": "major",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Enumeration member that the database type lacks",
      "fr": "Membre d'énumération absent du type de la base"
    },
    "message": {
      "en": "`{class}` has members that the type `{type}` in the database does not hold: `{parts}` (it holds `{held}`; columns: `{columns}`). Writing one fails with `invalid input value for enum`.",
      "fr": "`{class}` a des membres que le type `{type}` de la base ne connaît pas : `{parts}` (il contient `{held}` ; colonnes : `{columns}`). En écrire un échoue avec `invalid input value for enum`."
    },
    "remedy": {
      "en": "Alembic does not compare the values of enumerations. Add a revision with `down_revision` = `{heads}`:\n```python\nwith op.get_context().autocommit_block():\n{code}\n```\nOn databases other than PostgreSQL, alter the column's type instead.",
      "fr": "Alembic ne compare pas les valeurs des énumérations. Ajoutez une révision avec `down_revision` = `{heads}` :\n```python\nwith op.get_context().autocommit_block():\n{code}\n```\nHors PostgreSQL, modifiez plutôt le type de la colonne."
    },
    "variants": {},
    "related": {
      "made": {
        "en": "`{type}` is made here",
        "fr": "`{type}` est créé ici"
      },
      "head": {
        "en": "The current head of the chain",
        "fr": "La tête actuelle de la chaîne"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nA native enumeration of a mapped column stores a text that the database type, after `CREATE TYPE`, `ALTER TYPE … ADD VALUE`, `RENAME VALUE` and the tables of all revisions, does not hold. One finding for each type.\n\nSQLAlchemy stores the *names* of a Python enumeration, unless `values_callable` makes it store the values; the rule follows that.\n\n## Why it matters\n\n`alembic revision --autogenerate` sees nothing, and tests that build the schema with `create_all` pass. The first INSERT with the new member fails in production.\n\n## How to fix it\n\nAdd the value in a revision. PostgreSQL does not let a transaction use a value that it has just added: keep that and its first use apart.\n\n## Known limits\n\nValues that only the database has are not reported: PostgreSQL cannot drop them. Enumerations stored as text (`native_enum=False`) are not compared. Silent where the values of either side could not be read, where somebody writes to `pg_enum`, and for tables whose history is not fully known.",
      "fr": "### Ce que la règle détecte\n\nUne énumération native stocke un texte que le type de la base, une fois toutes les révisions rejouées (`CREATE TYPE`, `ADD VALUE`, `RENAME VALUE`, tables), ne contient pas. Un constat par type. SQLAlchemy stocke les *noms* des membres, sauf si `values_callable` fait stocker les valeurs.\n\n### Pourquoi c'est important\n\n`alembic revision --autogenerate` ne voit rien, et les tests fondés sur `create_all` passent. La première insertion du nouveau membre échoue en production.\n\n### Comment corriger\n\nAjoutez la valeur dans une révision. PostgreSQL ne permet pas d'utiliser une valeur dans la transaction qui l'ajoute : séparez les deux.\n\n### Limites connues\n\nLes valeurs présentes dans la seule base ne sont pas signalées. Les énumérations stockées en texte (`native_enum=False`) ne sont pas comparées. La règle se tait quand l'un des côtés n'a pas pu être lu."
    }
  } },
  { rule: rule43, meta: {
    "id": "env-file-committed",
    "axis": "security",
    "severity": "major",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Environment file in git",
      "fr": "Fichier d'environnement dans git"
    },
    "message": {
      "en": "`{path}` is tracked by git and holds values that look live: {names}.",
      "fr": "`{path}` est suivi par git et contient des valeurs qui paraissent réelles : {names}."
    },
    "remedy": {
      "en": "Run `git rm --cached` on the file, add it to `.gitignore`, change every value that it held, and commit a template without values in its place.",
      "fr": "Lancez `git rm --cached` sur le fichier, ajoutez-le à `.gitignore`, changez chaque valeur qu'il contenait et suivez à sa place un modèle sans valeurs."
    },
    "variants": {
      "harmless": {
        "message": {
          "en": "`{path}` is tracked by git. It holds no secret today; the first one that somebody adds will be pushed.",
          "fr": "`{path}` est suivi par git. Il ne contient pas de secret aujourd'hui ; le premier qu'on y ajoutera sera poussé."
        },
        "remedy": {
          "en": "Keep defaults in the code or in a template such as `.env.example`, and add the file to `.gitignore`.",
          "fr": "Gardez les valeurs par défaut dans le code ou dans un modèle comme `.env.example`, et ajoutez le fichier à `.gitignore`."
        }
      }
    },
    "related": {},
    "options": {},
    "help": {
      "en": "## What it catches\n\nA tracked `.env`, `.env.production`, `prod.env` and the like that is not a template (`example`, `sample`, `template`, `dist`, `defaults`) nor the settings of a test run (`test`, `ci`). It is major when at least one value looks like a live credential, and information when it has names of credentials only. Without any (the public settings of a front-end, `COMPOSE_PROJECT_NAME`) it is left alone. One finding for each file, at its first line; it names the variables, never their values. What each value is and where to revoke it is said by `secret-committed`.\n\n## Why it matters\n\nAs long as the file is tracked, every new secret is one `git commit -a` away from everybody who reads the repository, and the values differ between machines anyway.\n\n## How to fix it\n\n`git rm --cached .env`, a line in `.gitignore`, a template with names and harmless values, and new values for all that was in the file: they stay in the history.\n\n## Known limits\n\nWhat a file without names of credentials will hold tomorrow is not foreseen. Files with other names, such as `settings.local`, are not known.",
      "fr": "### Ce que la règle détecte\n\nUn `.env`, `.env.production`, `prod.env`… suivi par git, qui n'est ni un modèle (`example`, `sample`, `template`, `dist`) ni la configuration d'un test. Majeur s'il contient au moins une valeur qui paraît réelle, simple information s'il n'a que des noms d'identifiants. Sans aucun (réglages publics d'un front-end, `COMPOSE_PROJECT_NAME`), il est laissé de côté. Un seul constat par fichier, qui nomme les variables et jamais les valeurs.\n\n### Pourquoi c'est important\n\nTant que le fichier est suivi, le prochain secret est à un `git commit -a` de tous ceux qui lisent le dépôt.\n\n### Comment corriger\n\n`git rm --cached .env`, une ligne dans `.gitignore`, un modèle sans valeurs, et de nouvelles valeurs pour tout ce que contenait le fichier : elles restent dans l'historique.\n\n### Limites connues\n\nCe qu'un fichier sans nom d'identifiant contiendra demain n'est pas prévu. Les fichiers d'un autre nom, comme `settings.local`, ne sont pas connus."
    }
  } },
  { rule: rule44, meta: {
    "id": "exception-detail-leak",
    "axis": "security",
    "severity": "major",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Text of an unexpected exception sent to the client",
      "fr": "Texte d'une exception imprévue envoyé au client"
    },
    "message": {
      "en": "The client is sent what an unexpected exception says (`{text}` under `{caught}`) in `{parts}`: statements, host names, paths and values that only you should read.",
      "fr": "Le client reçoit le texte d'une exception imprévue (`{text}` sous `{caught}`) dans `{parts}` : requêtes SQL, noms d'hôtes, chemins et valeurs que vous seul devriez lire."
    },
    "remedy": {
      "en": "Log the exception and answer with a sentence of your own:\n```python\nlogger.exception(\"request failed\")\n{answer}\n```\nOne handler registered for `Exception` does the same for all routes, and the `except` can go.",
      "fr": "Journalisez l'exception et répondez par une phrase à vous :\n```python\nlogger.exception(\"request failed\")\n{answer}\n```\nUn gestionnaire enregistré pour `Exception` fait de même pour toutes les routes, et le `except` peut disparaître."
    },
    "variants": {
      "trace": {
        "message": {
          "en": "The client is sent a stack trace (`{text}` under `{caught}`) in `{parts}`: the layout of your code, its libraries and their versions.",
          "fr": "Le client reçoit une trace d'exécution (`{text}` sous `{caught}`) dans `{parts}` : la structure du code, les bibliothèques et leurs versions."
        },
        "remedy": {
          "en": "Log the exception and answer with a sentence of your own:\n```python\nlogger.exception(\"request failed\")\n{answer}\n```\nOne handler registered for `Exception` does the same for all routes, and the `except` can go.",
          "fr": "Journalisez l'exception et répondez par une phrase à vous :\n```python\nlogger.exception(\"request failed\")\n{answer}\n```\nUn gestionnaire enregistré pour `Exception` fait de même pour toutes les routes, et le `except` peut disparaître."
        }
      },
      "everywhere": {
        "message": {
          "en": "{answers} answers in {files} files send the client what an unexpected exception says (`{text}` under `{caught}`), in `{parts}`: statements, host names, paths and values that only you should read.",
          "fr": "{answers} réponses dans {files} fichiers envoient au client le texte d'une exception imprévue (`{text}` sous `{caught}`), dans `{parts}` : requêtes SQL, noms d'hôtes, chemins et valeurs que vous seul devriez lire."
        },
        "remedy": {
          "en": "Log the exception and answer with a sentence of your own:\n```python\nlogger.exception(\"request failed\")\n{answer}\n```\nOne handler registered for `Exception` does the same for all routes, and the `except` can go.",
          "fr": "Journalisez l'exception et répondez par une phrase à vous :\n```python\nlogger.exception(\"request failed\")\n{answer}\n```\nUn gestionnaire enregistré pour `Exception` fait de même pour toutes les routes, et le `except` peut disparaître."
        }
      }
    },
    "related": {
      "answer": {
        "en": "`{symbol}` does the same",
        "fr": "`{symbol}` fait de même"
      }
    },
    "options": {
      "mostFiles": 6
    },
    "help": {
      "en": "## What it catches\n\nThe text of an exception that nobody foresaw (`except:`, `except Exception`, errors of databases, drivers, HTTP clients and the system), on its way to a client:\n\n- `raise HTTPException(500, detail=str(e))`, `abort(500, str(e))`, `werkzeug` exceptions, subclasses of these in the project;\n- `JSONResponse`, `jsonify`, `make_response` and their relatives, what a route's handler returns, itself or by a function whose result it hands over, `body, status` of Flask;\n- messages of web sockets and server-sent events;\n- functions registered for `Exception` or for status 500;\n- helpers of the project that put what they are given into an answer: `return error_response(str(e))`.\n\n`str(e)`, `f\"{e}\"`, `repr(e)`, `e.args`, `traceback.format_exc()` count, also through variables and functions of the project. One finding per file; where more than `most-files` do it, one for the project. Refusals (4xx), health checks and administration weigh less: minor.\n\n## Why it matters\n\n`(psycopg2.OperationalError) connection to server at \"10.0.3.7\", port 5432 failed for user \"app\"` is what a client reads, and what an attacker collects: SQL with its values, internal addresses, paths, keys inside URLs. Clients also begin to rely on words that the next release of a library changes.\n\n## How to fix it\n\n1. Log the exception with its stack (`logger.exception`).\n2. Answer with a sentence of your own, and an id that also stands in the log where support needs one.\n3. Give the errors that clients can do something about a class of their own, and let only those carry their text outside.\n\n## Known limits\n\n- An exception of the project, or a named one such as `ValueError`, is taken for foreseen: its text is meant.\n- A branch that asks for debug mode or the environment is left alone, and so is one that looks at the exception first (`isinstance`, `\"quota\" in str(e)`).\n- An exception of the project that carries another's text (`raise ServiceError(str(e))`) is not followed to whoever answers it.",
      "fr": "### Ce que la règle détecte\n\nLe texte d'une exception que personne n'a prévue (`except:`, `except Exception`, erreurs de base de données, de pilote, de client HTTP ou du système) envoyé à un client : `HTTPException`, `abort`, réponses JSON, valeur rendue par un gestionnaire, messages de WebSocket et événements SSE, gestionnaires enregistrés pour `Exception`, fonctions du projet qui répondent avec ce qu'on leur donne. Un constat par fichier, ou un seul pour le projet au-delà de `most-files` fichiers. Les refus (4xx), les contrôles de santé et l'administration pèsent moins.\n\n### Pourquoi c'est important\n\nLe client lit des requêtes SQL avec leurs valeurs, des adresses internes, des chemins, parfois des clés. Un attaquant les collectionne, et des clients finissent par dépendre de phrases qu'une bibliothèque changera.\n\n### Comment corriger\n\nJournalisez l'exception avec sa trace, répondez par une phrase à vous, et réservez le texte visible à des classes d'erreurs prévues pour cela.\n\n### Limites connues\n\nUne exception du projet ou une exception nommée comme `ValueError` est tenue pour prévue. Les branches de débogage et celles qui examinent d'abord l'exception sont laissées tranquilles. Une exception du projet qui transporte le texte d'une autre n'est pas suivie."
    }
  } },
  { rule: rule45, meta: {
    "id": "fat-handler",
    "axis": "architecture",
    "severity": "minor",
    "confidence": "medium",
    "stage": "stable",
    "title": {
      "en": "Handler that does too much",
      "fr": "Gestionnaire qui en fait trop"
    },
    "message": {
      "en": "`{worst}` (`{route}`) does too much for one handler: {lines} lines, {statements} statements and {branches} branches.",
      "fr": "`{worst}` (`{route}`) en fait trop pour un seul gestionnaire : {lines} lignes, {statements} instructions et {branches} branchements."
    },
    "remedy": {
      "en": "Move lines {from} to {to} of `{worst}` ({size} statements) into a function of a service that knows nothing of HTTP; the handler then reads the request, calls it, and answers:\n```\n{code}\n```",
      "fr": "Déplacez les lignes {from} à {to} de `{worst}` ({size} instructions) dans une fonction d'un service qui ignore tout de HTTP ; le gestionnaire lit alors la requête, l'appelle et répond :\n```\n{code}\n```"
    },
    "variants": {
      "several": {
        "message": {
          "en": "Too much for one handler in `{file}`: `{parts}`. The worst, `{worst}` (`{route}`), has {lines} lines, {statements} statements and {branches} branches.",
          "fr": "Trop pour un seul gestionnaire dans `{file}` : `{parts}`. Le pire, `{worst}` (`{route}`), compte {lines} lignes, {statements} instructions et {branches} branchements."
        },
        "remedy": {
          "en": "Move lines {from} to {to} of `{worst}` ({size} statements) into a function of a service that knows nothing of HTTP; the handler then reads the request, calls it, and answers:\n```\n{code}\n```",
          "fr": "Déplacez les lignes {from} à {to} de `{worst}` ({size} instructions) dans une fonction d'un service qui ignore tout de HTTP ; le gestionnaire lit alors la requête, l'appelle et répond :\n```\n{code}\n```"
        }
      },
      "house": {
        "message": {
          "en": "{files} modules have handlers that do too much: `{parts}`. The worst, `{worst}` (`{route}`), has {lines} lines, {statements} statements and {branches} branches.",
          "fr": "{files} modules ont des gestionnaires qui en font trop : `{parts}`. Le pire, `{worst}` (`{route}`), compte {lines} lignes, {statements} instructions et {branches} branchements."
        },
        "remedy": {
          "en": "Move lines {from} to {to} of `{worst}` ({size} statements) into a function of a service that knows nothing of HTTP; the handler then reads the request, calls it, and answers:\n```\n{code}\n```",
          "fr": "Déplacez les lignes {from} à {to} de `{worst}` ({size} instructions) dans une fonction d'un service qui ignore tout de HTTP ; le gestionnaire lit alors la requête, l'appelle et répond :\n```\n{code}\n```"
        }
      },
      "flat": {
        "message": {
          "en": "`{worst}` (`{route}`) does too much for one handler: {lines} lines, {statements} statements and {branches} branches.",
          "fr": "`{worst}` (`{route}`) en fait trop pour un seul gestionnaire : {lines} lignes, {statements} instructions et {branches} branchements."
        },
        "remedy": {
          "en": "Give each of its steps a function with a name, in a service that knows nothing of HTTP; the handler then reads the request, calls them, and answers.",
          "fr": "Donnez à chacune de ses étapes une fonction qui porte un nom, dans un service qui ignore tout de HTTP ; le gestionnaire lit alors la requête, les appelle et répond."
        }
      },
      "several-flat": {
        "message": {
          "en": "Too much for one handler in `{file}`: `{parts}`. The worst, `{worst}` (`{route}`), has {lines} lines, {statements} statements and {branches} branches.",
          "fr": "Trop pour un seul gestionnaire dans `{file}` : `{parts}`. Le pire, `{worst}` (`{route}`), compte {lines} lignes, {statements} instructions et {branches} branchements."
        },
        "remedy": {
          "en": "Give each of its steps a function with a name, in a service that knows nothing of HTTP; the handler then reads the request, calls them, and answers.",
          "fr": "Donnez à chacune de ses étapes une fonction qui porte un nom, dans un service qui ignore tout de HTTP ; le gestionnaire lit alors la requête, les appelle et répond."
        }
      }
    },
    "related": {
      "another": {
        "en": "`{name}`: {lines} lines, {statements} statements, {branches} branches",
        "fr": "`{name}` : {lines} lignes, {statements} instructions, {branches} branchements"
      }
    },
    "options": {
      "maxStatements": 40,
      "maxBranches": 12,
      "mostFiles": 5
    },
    "help": {
      "en": "## What it catches\n\nA mounted handler of more than `max-statements` statements **and** more than `max-branches` branches, or of more than twice as many statements. Functions inside the handler belong to it; docstrings and comments do not count. A branch is an `if`, a loop, an `except`, a `case`, an `and`, an `or`.\n\nOne finding for each file, at its worst handler; the others are listed. Where more than `most-files` files have such handlers, the project hears it once.\n\n## Why it matters\n\nEvery branch needs a test, and here each test needs a client, a database and whatever the handler calls. The same decisions are soon written again for the worker, the command line, the next version of the API. Two people who change two things change one function.\n\n## How to fix it\n\n1. Take the largest block that needs only values, and give it a name in a service of the same subject.\n2. Let it return a result, or raise an error of the domain; only the handler knows of status codes.\n3. Go on until the handler reads in one screen: validate, call, answer.\n\n## Known limits\n\n- Numbers do not tell whether code is hard: a long list of simple assignments may be fine. Raise `max-statements` for such a project.\n- Handlers of libraries, tests and examples are not measured.",
      "fr": "### Ce que la règle détecte\n\nUn gestionnaire monté de plus de `max-statements` instructions **et** de plus de `max-branches` branchements, ou de plus du double d'instructions. Les fonctions internes en font partie, les docstrings et commentaires ne comptent pas. Un constat par fichier, au pire gestionnaire ; au-delà de `most-files` fichiers, un seul pour le projet.\n\n### Pourquoi c'est important\n\nChaque branchement demande un test, et chaque test un client, une base et tout ce que le gestionnaire appelle. Les mêmes décisions seront réécrites pour le worker, la ligne de commande, la prochaine version de l'API.\n\n### Comment corriger\n\nDéplacez le plus grand bloc qui n'a besoin que de valeurs dans un service du même sujet ; qu'il renvoie un résultat ou lève une erreur du domaine. Continuez jusqu'à ce que le gestionnaire tienne sur un écran.\n\n### Limites connues\n\nLes nombres ne disent pas si le code est difficile : relevez `max-statements` au besoin. Les gestionnaires des bibliothèques, des tests et des exemples ne sont pas mesurés."
    }
  } },
  { rule: rule46, meta: {
    "id": "fk-type-mismatch",
    "axis": "data",
    "severity": "major",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Foreign key of another type than its target",
      "fr": "Clé étrangère d'un autre type que sa cible"
    },
    "message": {
      "en": "`{table}.{column}` is `{type}`, but the column `{target}` that it refers to is `{expected}`: PostgreSQL refuses such a foreign key, and elsewhere joins do not find their rows. Columns: `{parts}`.",
      "fr": "`{table}.{column}` est `{type}`, alors que la colonne `{target}` visée est `{expected}` : PostgreSQL refuse une telle clé étrangère, et ailleurs les jointures ne trouvent pas leurs lignes. Colonnes : `{parts}`."
    },
    "remedy": {
      "en": "Give `{column}` the type of `{target}` (`{expected}`), or leave the type out: `mapped_column(ForeignKey(\"{target}\"))` takes that of the target.",
      "fr": "Donnez à `{column}` le type de `{target}` (`{expected}`), ou omettez le type : `mapped_column(ForeignKey(\"{target}\"))` prend celui de la cible."
    },
    "variants": {
      "migration": {
        "message": {
          "en": "The migrations make `{table}.{column}` a `{type}`, and the column `{target}` that it refers to a `{expected}`: PostgreSQL refuses such a foreign key. Columns: `{parts}`.",
          "fr": "Les migrations font de `{table}.{column}` un `{type}`, et de la colonne `{target}` visée un `{expected}` : PostgreSQL refuse une telle clé étrangère. Colonnes : `{parts}`."
        },
        "remedy": {
          "en": "Change one of the two in a revision, with the conversion of the values, before the foreign key is created.",
          "fr": "Changez l'un des deux dans une révision, avec la conversion des valeurs, avant de créer la clé étrangère."
        }
      }
    },
    "related": {
      "target": {
        "en": "`{target}` is `{expected}`",
        "fr": "`{target}` est `{expected}`"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nA column with a foreign key whose declared type belongs to another family than the column it refers to: INTEGER to UUID, VARCHAR to INTEGER. Once among the models, once among the tables that the migrations leave; one finding for each table.\n\n## Why it matters\n\nPostgreSQL refuses to create the constraint (`foreign key constraint cannot be implemented`). SQLite and MySQL without checks take it, and the difference surfaces on the first deployment, or as joins that find nothing.\n\n## How to fix it\n\nUse the type of the target, or leave it out in the model: SQLAlchemy takes it from the target.\n\n## Known limits\n\nINTEGER against BIGINT and VARCHAR against TEXT are no findings. Silent where the target could not be told, where two tables have its name, and where a type depends on the database.",
      "fr": "### Ce que la règle détecte\n\nUne colonne avec clé étrangère dont le type n'est pas de la famille de celui de sa cible : INTEGER vers UUID, VARCHAR vers INTEGER. Entre les modèles, puis entre les tables que laissent les migrations ; un constat par table.\n\n### Pourquoi c'est important\n\nPostgreSQL refuse de créer la contrainte. SQLite l'accepte, et l'écart n'apparaît qu'au premier déploiement, ou par des jointures vides.\n\n### Comment corriger\n\nReprenez le type de la cible, ou omettez-le dans le modèle : SQLAlchemy le prend à la cible.\n\n### Limites connues\n\nINTEGER et BIGINT, VARCHAR et TEXT ne sont pas signalés. La règle se tait quand la cible est inconnue ou ambiguë, ou quand un type dépend de la base."
    }
  } },
  { rule: rule47, meta: {
    "id": "float-for-money",
    "axis": "data",
    "severity": "minor",
    "confidence": "medium",
    "stage": "stable",
    "title": {
      "en": "Money in a floating-point column",
      "fr": "Montant dans une colonne à virgule flottante"
    },
    "message": {
      "en": "Amounts of money are stored as binary fractions: `{parts}`. `0.10 + 0.20` is not `0.30` there, and sums drift from the invoices by cents.",
      "fr": "Des montants sont stockés en virgule flottante binaire : `{parts}`. `0.10 + 0.20` n'y vaut pas `0.30`, et les totaux s'écartent des factures de quelques centimes."
    },
    "remedy": {
      "en": "Store exact decimals, and use `Decimal` in Python:\n```python\n{attribute}: Mapped[Decimal] = mapped_column(Numeric(12, 2))\n```\nThe migration is an `op.alter_column` with `type_=sa.Numeric(12, 2)`; integers of cents do as well.",
      "fr": "Stockez des décimaux exacts, et utilisez `Decimal` en Python :\n```python\n{attribute}: Mapped[Decimal] = mapped_column(Numeric(12, 2))\n```\nLa migration est un `op.alter_column` avec `type_=sa.Numeric(12, 2)` ; un entier en centimes convient aussi."
    },
    "variants": {},
    "related": {
      "also": {
        "en": "`{column}` as well",
        "fr": "`{column}` aussi"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nColumns of mapped classes whose name is that of an amount (`price`, `amount`, `balance`, `fee`, `total_cost` …) and whose type is a float. One finding for the project, which lists them.\n\n## Why it matters\n\nBinary fractions cannot hold most decimal amounts. Comparisons with `==` fail, sums differ from what was charged, and rounding differs between the database and Python.\n\n## How to fix it\n\n`Numeric(precision, scale)` and `Decimal`, or integers of the smallest unit.\n\n## Known limits\n\nTold by names: rates, percentages, scores, market data, and the measured cost of machines and language models are left out on purpose. Tables of usage, metrics, quotes and trades are as well.",
      "fr": "### Ce que la règle détecte\n\nLes colonnes dont le nom est celui d'un montant (`price`, `amount`, `balance`, `fee`…) et dont le type est un flottant. Un seul constat pour le projet.\n\n### Pourquoi c'est important\n\nLa virgule flottante binaire ne représente pas la plupart des montants décimaux : comparaisons fausses, totaux différents de ce qui a été facturé.\n\n### Comment corriger\n\n`Numeric(précision, échelle)` et `Decimal`, ou un entier dans la plus petite unité.\n\n### Limites connues\n\nLa règle se fie aux noms : taux, pourcentages, données de marché et coûts mesurés de machines ou de modèles de langage sont écartés, comme les tables de mesures et de cotations."
    }
  } },
  { rule: rule48, meta: {
    "id": "handler-bypasses-service",
    "axis": "architecture",
    "severity": "major",
    "confidence": "medium",
    "stage": "stable",
    "title": {
      "en": "Handler bypasses the service layer",
      "fr": "Gestionnaire qui contourne la couche de services"
    },
    "message": {
      "en": "Past the services of this project, straight to the database: `{parts}`.",
      "fr": "Directement à la base, sans passer par les services de ce projet : `{parts}`."
    },
    "remedy": {
      "en": "Move the query into a service and call that from the handler; opening the session here and passing it on is fine. Where it goes, or what does the same already:\n```\n{code}\n```",
      "fr": "Déplacez la requête dans un service et appelez celui-ci depuis le gestionnaire ; ouvrir la session ici et la transmettre est correct. Où la mettre, ou ce qui fait déjà la même chose :\n```\n{code}\n```"
    },
    "variants": {
      "vendor": {
        "message": {
          "en": "A vendor's client is called past the services of the project: `{parts}`.",
          "fr": "Le client d'un fournisseur est appelé sans passer par les services du projet : `{parts}`."
        },
        "remedy": {
          "en": "Give `{place}` a method that says what is wanted, and call that: time-outs, retries, cost and tests then have one home.",
          "fr": "Donnez à `{place}` une méthode qui dit ce qu'on veut, et appelez-la : délais, reprises, coûts et tests ont alors un seul lieu."
        }
      },
      "transaction": {
        "message": {
          "en": "The transaction of a service ends in a handler: `{parts}`.",
          "fr": "La transaction d'un service se termine dans un gestionnaire : `{parts}`."
        },
        "remedy": {
          "en": "Let `{place}` commit what it has done, or let the dependency that opens the session commit for all handlers.",
          "fr": "Laissez `{place}` valider ce qu'il a fait, ou laissez la dépendance qui ouvre la session valider pour tous les gestionnaires."
        }
      },
      "widespread": {
        "message": {
          "en": "{count} handlers in {files} files query the database themselves, past the services that {others} others use.",
          "fr": "{count} gestionnaires dans {files} fichiers interrogent eux-mêmes la base, sans passer par les services que {others} autres utilisent."
        },
        "remedy": {
          "en": "Move them resource by resource, beginning with the handlers that write; handlers that do so anew are reported one by one.",
          "fr": "Déplacez-les ressource par ressource, en commençant par les gestionnaires qui écrivent ; ceux qui s'y ajoutent sont signalés un par un."
        }
      },
      "no-service-layer": {
        "message": {
          "en": "{count} handlers in {files} files query the database themselves: there is no service layer that they could use.",
          "fr": "{count} gestionnaires dans {files} fichiers interrogent eux-mêmes la base : il n'existe pas de couche de services qu'ils pourraient utiliser."
        },
        "remedy": {
          "en": "Where rules about the data are repeated or tested through HTTP only, give them a module (`services/orders.py`: functions that take the session and say what they do), resource by resource.",
          "fr": "Là où des règles sur les données se répètent ou ne se testent que par HTTP, donnez-leur un module (`services/orders.py` : des fonctions qui prennent la session et disent ce qu'elles font), ressource par ressource."
        }
      },
      "house-style": {
        "message": {
          "en": "{count} of the {touching} handlers that need the database query it themselves, beside a service layer that the others use.",
          "fr": "{count} des {touching} gestionnaires qui ont besoin de la base l'interrogent eux-mêmes, à côté d'une couche de services que les autres utilisent."
        },
        "remedy": {
          "en": "Decide where queries live. If in services, move them resource by resource; if in handlers, turn this rule off.",
          "fr": "Décidez où vivent les requêtes. Si c'est dans les services, déplacez-les ressource par ressource ; si c'est dans les gestionnaires, désactivez cette règle."
        }
      },
      "transaction-style": {
        "message": {
          "en": "{count} handlers end the transactions of services themselves: each of them must remember to commit.",
          "fr": "{count} gestionnaires terminent eux-mêmes les transactions des services : chacun doit penser à valider."
        },
        "remedy": {
          "en": "Let the dependency that opens the session commit when the handler returns, and roll back when it raises.",
          "fr": "Laissez la dépendance qui ouvre la session valider quand le gestionnaire rend la main, et annuler quand il échoue."
        }
      }
    },
    "related": {
      "file": {
        "en": "`{path}`: {count}",
        "fr": "`{path}` : {count}"
      },
      "handler": {
        "en": "The handler of `{route}`",
        "fr": "Le gestionnaire de `{route}`"
      },
      "call": {
        "en": "`{call}`",
        "fr": "`{call}`"
      },
      "place": {
        "en": "`{place}` is the natural place",
        "fr": "`{place}` est l'endroit naturel"
      }
    },
    "options": {
      "houseStyleFrom": 8,
      "widespreadFrom": 9
    },
    "help": {
      "en": "## What it catches\n\nIn a project whose services or repositories talk to the database, a mounted handler that does so itself:\n\n- an ORM session (`execute`, `query`, `add`, `scalars`, `get`, `delete`, `merge` …), told by its type: annotations, `Depends`, `Annotated` aliases, session makers, context managers, Flask-SQLAlchemy's `db.session`;\n- a driver's connection or cursor (psycopg, asyncpg, sqlite3, MySQL drivers, MongoDB …), an engine, an active record (`Model.query`, Tortoise, Beanie);\n- a vendor's client (`openai`, `google.generativeai`, `boto3`, `stripe` …), or the client inside a service (`gemini_service.client.generate_content`).\n\nFunctions inside the handler belong to it, and so do helpers in its module and in the modules beside it that answer routes too: the finding then shows the way. A module beside the handlers that answers no route is taken for what they should call. One finding for each file and kind, which names every handler with the way from it to the call, and the method of a service that already does the same, where there is one. It is minor where one or two handlers of a file only read. From nine files on, the repository is told once, and a pull request still of each handler that it adds.\n\nA handler that only commits after a service has worked is minor; where eight do, that is a design, and it is said once, as information. Where most handlers query the database themselves, that is the style of the house: one finding of low confidence says so, and no handler is blamed.\n\n## Why it matters\n\nThe rule that the service enforces (ownership, soft deletion, audit, cache) is missing on the way around it. The query cannot be reused or tested without HTTP, and a change of the model must be made in two layers.\n\n## How to fix it\n\n1. Move the query into the service of the same subject, with the session as a parameter, and give it a name that says what it finds.\n2. Call it from the handler. Opening the session in the handler, or by `Depends`, is fine.\n3. For a vendor, add a method to the wrapper: the handler names what it wants, not how it is asked.\n\n## Known limits\n\n- Services are told by folder and name (`services/`, `crud/`, `repositories/`, `user_service.py`, `class UserService`). `paths.services` in the configuration names them instead.\n- A project without services or repositories that handlers ask for data has no layer to go around: where eight handlers or more query in several files, that is said once, as information.\n- Health checks are left alone: asking the database is their work. So are dependencies such as `get_current_user`.\n- An object whose class cannot be told is known by its name only where both the name (`db`, `session`) and the method leave no doubt.\n- Helpers outside of the handlers' folder are taken for a layer of their own.",
      "fr": "### Ce que la règle détecte\n\nDans un projet dont les services ou dépôts parlent à la base, un gestionnaire monté qui le fait lui-même : session ORM, curseur ou connexion d'un pilote, moteur, enregistrement actif, client d'un fournisseur (`openai`, `boto3`, `stripe`…) ou client pris à l'intérieur d'un service. Les fonctions internes au gestionnaire et les fonctions voisines comptent, avec le chemin montré. Un constat par fichier et par genre, qui nomme chaque gestionnaire et, si elle existe, la méthode d'un service qui fait déjà la même chose ; mineur si un ou deux gestionnaires du fichier ne font que lire. À partir de neuf fichiers, le dépôt l'apprend une fois, et une demande de fusion reste avertie de chaque gestionnaire qu'elle ajoute. Quand la plupart des gestionnaires interrogent la base eux-mêmes, un seul constat, de faible confiance, le dit.\n\n### Pourquoi c'est important\n\nCe que le service garantit (droits, suppression logique, audit, cache) manque sur le chemin qui le contourne. La requête ne peut être ni réutilisée ni testée sans HTTP.\n\n### Comment corriger\n\nDéplacez la requête dans le service du même sujet, la session en paramètre, et appelez-la. Ouvrir la session dans le gestionnaire est correct. Pour un fournisseur, ajoutez une méthode à l'enveloppe.\n\n### Limites connues\n\nLes services se reconnaissent à leurs dossiers et à leurs noms ; `paths.services` les nomme explicitement. Un projet sans couche de services n'a rien à contourner : au-delà de huit gestionnaires dans plusieurs fichiers, une information le dit une fois. Les contrôles de santé et les dépendances sont laissés tranquilles. Les fonctions hors du dossier des gestionnaires, ou dans un module de ce dossier qui ne répond à aucune route, sont tenues pour une couche à part."
    }
  } },
  { rule: rule49, meta: {
    "id": "hardcoded-credential",
    "axis": "security",
    "severity": "major",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Password written into a deployment",
      "fr": "Mot de passe écrit dans un déploiement"
    },
    "message": {
      "en": "`{manifest}` writes out {parts}: whoever reads the repository knows the credentials of what it deploys.",
      "fr": "`{manifest}` contient en clair {parts} : quiconque lit le dépôt connaît les identifiants de ce qu'il déploie."
    },
    "remedy": {
      "en": "Take it from the environment of the deployment and fail without it, `{variable}: ${{{variable}:?}}`, or from a store of secrets, and change the password.",
      "fr": "Prenez-le dans l'environnement du déploiement et échouez sans lui, `{variable}: ${{{variable}:?}}`, ou dans un gestionnaire de secrets, et changez le mot de passe."
    },
    "variants": {
      "unspecified": {
        "message": {
          "en": "`{manifest}` writes out {parts}, and no other manifest says how production is run: what is started with it has a password that everybody knows.",
          "fr": "`{manifest}` contient en clair {parts}, et aucun autre manifeste ne dit comment la production s'exécute : ce qu'il démarre a un mot de passe connu de tous."
        },
        "remedy": {
          "en": "Write `{variable}: ${{{variable}:?}}` and keep the value in an untracked `.env`; if the file is for development alone, call it `compose.dev.yml`.",
          "fr": "Écrivez `{variable}: ${{{variable}:?}}` et gardez la valeur dans un `.env` non suivi ; si le fichier ne sert qu'au développement, nommez-le `compose.dev.yml`."
        }
      },
      "image": {
        "message": {
          "en": "`{manifest}` puts {parts} into the image: every container that is not given another value has a password that everybody knows.",
          "fr": "`{manifest}` met {parts} dans l'image : tout conteneur à qui l'on ne donne pas d'autre valeur a un mot de passe connu de tous."
        },
        "remedy": {
          "en": "Remove the `ENV` line, and let the container refuse to start without `{variable}` (`: \"${{{variable}:?}}\"` in its entry point).",
          "fr": "Supprimez la ligne `ENV`, et faites refuser le démarrage sans `{variable}` (`: \"${{{variable}:?}}\"` dans le point d'entrée)."
        }
      },
      "admin": {
        "message": {
          "en": "`{name}` has a default in the code, and nothing refuses it: where it is not set, everybody knows the administrator's password.",
          "fr": "`{name}` a une valeur par défaut dans le code, et rien ne la refuse : là où elle n'est pas définie, tout le monde connaît le mot de passe de l'administrateur."
        },
        "remedy": {
          "en": "Give `{name}` no default, or make a random one and print it once.",
          "fr": "Ne donnez pas de valeur par défaut à `{name}`, ou tirez-en une au hasard et affichez-la une fois."
        }
      }
    },
    "related": {
      "another": {
        "en": "`{variable}` is written out here",
        "fr": "`{variable}` est en clair ici"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\n- Variables that hold passwords and keys (`POSTGRES_PASSWORD`, `GF_SECURITY_ADMIN_PASSWORD`, `JWT_SECRET`, `DATABASE_URL` with a password) and are written out in compose files, Kubernetes objects (`Secret` and `ConfigMap` included), values of Helm charts, Dockerfiles, `render.yaml`, `fly.toml`, `app.yaml`. One finding for each manifest.\n- In manifests of production `${NAME:-password}` as well: the fallback is a password.\n- Settings such as `FIRST_SUPERUSER_PASSWORD` or `DEFAULT_ADMIN_PASSWORD` with a default that nothing refuses.\n\nMajor where the name or the kind of the file says production; minor for a plain `docker-compose.yml` that builds the application while nothing else in the repository says how production is run.\n\n## Why it matters\n\nA database that is reached from the network once is tried with `postgres:postgres` within hours. The first administrator's password is tried by hand.\n\n## How to fix it\n\n`${POSTGRES_PASSWORD:?}` lets compose stop with a clear message when the variable is missing. In Kubernetes, refer to a `Secret` that is made outside of the repository (`secretKeyRef`, sealed or external secrets).\n\n## Known limits\n\n- Workflows, and files whose path says test, ci, dev, local, override or example, are left alone; so are compose files that mount sources or reload, and those that start databases only.\n- Values that look like live credentials are what `secret-committed` reports.\n- The default of a database password in settings (`POSTGRES_PASSWORD: str = \"postgres\"`) opens nothing by itself, and is not reported.",
      "fr": "### Ce que la règle détecte\n\nLes variables qui contiennent un mot de passe ou une clé en clair dans un fichier compose, un objet Kubernetes, les valeurs d'un chart Helm, un Dockerfile, `render.yaml`, `fly.toml`, `app.yaml` : un constat par manifeste. Dans les manifestes de production, `${NAME:-motdepasse}` aussi. Les réglages comme `FIRST_SUPERUSER_PASSWORD` avec une valeur par défaut que rien ne refuse. Majeur si le nom ou la nature du fichier dit production ; mineur pour un simple `docker-compose.yml` qui construit l'application quand rien d'autre ne dit comment la production s'exécute.\n\n### Pourquoi c'est important\n\nUne base joignable depuis le réseau est essayée avec `postgres:postgres` en quelques heures.\n\n### Comment corriger\n\n`${POSTGRES_PASSWORD:?}` arrête compose avec un message clair si la variable manque. Dans Kubernetes, référez-vous à un `Secret` créé hors du dépôt.\n\n### Limites connues\n\nLes workflows et les fichiers de test, de CI, de développement ou d'exemple sont laissés de côté, comme les fichiers compose qui montent les sources, rechargent, ou ne démarrent que des bases. Les valeurs qui ont l'air réelles sont signalées par `secret-committed`."
    }
  } },
  { rule: rule50, meta: {
    "id": "in-memory-state",
    "axis": "architecture",
    "severity": "minor",
    "confidence": "medium",
    "stage": "stable",
    "title": {
      "en": "State kept in the memory of one process",
      "fr": "État gardé dans la mémoire d'un processus"
    },
    "message": {
      "en": "In the memory of one process: what requests send, in `{parts}`, written by `{writers}` ({route}) and read by `{readers}`. With several workers another worker does not see it; a restart or a deployment loses it all.",
      "fr": "Dans la mémoire d'un seul processus : ce que les requêtes envoient, dans `{parts}`, avec écriture par `{writers}` ({route}) et lecture par `{readers}`. Avec plusieurs workers, un autre worker ne le voit pas ; un redémarrage ou un déploiement perd tout."
    },
    "remedy": {
      "en": "Keep it in a table that `{writers}` writes and `{readers}` reads, or in Redis where it may expire:\n```\nawait redis.set(key, json.dumps(value), ex=3600)\n```",
      "fr": "Gardez-le dans une table que `{writers}` écrit et que `{readers}` lit, ou dans Redis s'il peut expirer :\n```\nawait redis.set(key, json.dumps(value), ex=3600)\n```"
    },
    "variants": {
      "jobs": {
        "message": {
          "en": "In the memory of one process: the state of jobs, in `{parts}`, written by `{writers}` ({route}) and read by `{readers}`. With several workers a client that asks another worker is told that its job does not exist; a restart or a deployment loses it all.",
          "fr": "Dans la mémoire d'un seul processus : l'état des tâches, dans `{parts}`, avec écriture par `{writers}` ({route}) et lecture par `{readers}`. Avec plusieurs workers, un client qui interroge un autre worker apprend que sa tâche n'existe pas ; un redémarrage ou un déploiement perd tout."
        },
        "remedy": {
          "en": "Keep it where all workers look, in a table or in Redis:\n```\n# {writer}\nawait redis.set(f\"job:{job_id}\", json.dumps(job), ex=86400)\n# {reader}\njob = json.loads(await redis.get(f\"job:{job_id}\") or \"null\")\n```\nWork that must survive a restart belongs to a task queue (Celery, RQ, arq), which keeps this state itself.",
          "fr": "Gardez-le là où tous les workers regardent, dans une table ou dans Redis :\n```\n# {writer}\nawait redis.set(f\"job:{job_id}\", json.dumps(job), ex=86400)\n# {reader}\njob = json.loads(await redis.get(f\"job:{job_id}\") or \"null\")\n```\nUn travail qui doit survivre à un redémarrage relève d'une file de tâches (Celery, RQ, arq), qui tient elle-même cet état."
        }
      },
      "sessions": {
        "message": {
          "en": "In the memory of one process: sessions and conversations, in `{parts}`, written by `{writers}` ({route}) and read by `{readers}`. With several workers a user whose next request goes to another worker starts from nothing; a restart or a deployment loses it all.",
          "fr": "Dans la mémoire d'un seul processus : des sessions ou des conversations, dans `{parts}`, avec écriture par `{writers}` ({route}) et lecture par `{readers}`. Avec plusieurs workers, l'utilisateur dont la requête suivante arrive sur un autre worker repart de rien ; un redémarrage ou un déploiement perd tout."
        },
        "remedy": {
          "en": "Keep it where all workers look, with an end:\n```\n# {writer}\nawait redis.set(f\"session:{session_id}\", json.dumps(data), ex=3600)\n# {reader}\ndata = json.loads(await redis.get(f\"session:{session_id}\") or \"null\")\n```\nWhat must be found again after days belongs in a table.",
          "fr": "Gardez-le là où tous les workers regardent, avec une fin de vie :\n```\n# {writer}\nawait redis.set(f\"session:{session_id}\", json.dumps(data), ex=3600)\n# {reader}\ndata = json.loads(await redis.get(f\"session:{session_id}\") or \"null\")\n```\nCe qu'il faut retrouver après des jours va dans une table."
        }
      },
      "tokens": {
        "message": {
          "en": "In the memory of one process: tokens and codes, in `{parts}`, written by `{writers}` ({route}) and read by `{readers}`. With several workers a code is refused by the worker that did not issue it, and a revoked token is accepted by every other; a restart or a deployment loses it all.",
          "fr": "Dans la mémoire d'un seul processus : des jetons ou des codes, dans `{parts}`, avec écriture par `{writers}` ({route}) et lecture par `{readers}`. Avec plusieurs workers, un code est refusé par le worker qui ne l'a pas émis, et un jeton révoqué reste accepté par tous les autres ; un redémarrage ou un déploiement perd tout."
        },
        "remedy": {
          "en": "Keep them where all workers look, for as long as they are valid:\n```\n# {writer}\nawait redis.set(f\"token:{token_id}\", user_id, ex=900)\n# {reader}\nuser_id = await redis.getdel(f\"token:{token_id}\")\n```",
          "fr": "Gardez-les là où tous les workers regardent, pour leur durée de validité :\n```\n# {writer}\nawait redis.set(f\"token:{token_id}\", user_id, ex=900)\n# {reader}\nuser_id = await redis.getdel(f\"token:{token_id}\")\n```"
        }
      },
      "rate": {
        "message": {
          "en": "In the memory of one process: attempts and rates, in `{parts}`, written by `{writers}` ({route}) and read by `{readers}`. With several workers each worker counts for itself, so the limit is multiplied by their number and forgotten at each restart; a restart or a deployment loses it all.",
          "fr": "Dans la mémoire d'un seul processus : des tentatives ou des débits, dans `{parts}`, avec écriture par `{writers}` ({route}) et lecture par `{readers}`. Avec plusieurs workers, chaque worker compte pour lui-même : la limite est multipliée par leur nombre et oubliée à chaque redémarrage ; un redémarrage ou un déploiement perd tout."
        },
        "remedy": {
          "en": "Count where all workers count:\n```\n# {writer}\ncount = await redis.incr(f\"rate:{client_ip}\")\nif count == 1:\n    await redis.expire(f\"rate:{client_ip}\", 60)\n```\n`slowapi` and `fastapi-limiter` do that with a `storage_uri` of Redis.",
          "fr": "Comptez là où tous les workers comptent :\n```\n# {writer}\ncount = await redis.incr(f\"rate:{client_ip}\")\nif count == 1:\n    await redis.expire(f\"rate:{client_ip}\", 60)\n```\n`slowapi` et `fastapi-limiter` le font avec un `storage_uri` Redis."
        }
      },
      "sockets": {
        "message": {
          "en": "In the memory of one process: open connections, in `{parts}`, written by `{writers}` ({route}) and read by `{readers}`. With several workers a message reaches only those who are connected to the same worker; a restart or a deployment loses it all.",
          "fr": "Dans la mémoire d'un seul processus : les connexions ouvertes, dans `{parts}`, avec écriture par `{writers}` ({route}) et lecture par `{readers}`. Avec plusieurs workers, un message n'atteint que ceux qui sont connectés au même worker ; un redémarrage ou un déploiement perd tout."
        },
        "remedy": {
          "en": "Connections cannot leave their process, so messages must: publish them (`await redis.publish(channel, text)`) and let every worker hand on what it receives to its own `{parts}`. With one worker for good, turn this finding off.",
          "fr": "Les connexions ne peuvent quitter leur processus, ce sont donc les messages qui voyagent : publiez-les (`await redis.publish(channel, text)`) et que chaque worker transmette ce qu'il reçoit à son propre `{parts}`. Avec un seul worker pour toujours, désactivez ce constat."
        }
      },
      "cache": {
        "message": {
          "en": "In the memory of one process: a cache, in `{parts}`, written by `{writers}` ({route}) and read by `{readers}`. With several workers each worker has its own copy, and what one invalidates stays stale in the others; a restart or a deployment loses it all.",
          "fr": "Dans la mémoire d'un seul processus : un cache, dans `{parts}`, avec écriture par `{writers}` ({route}) et lecture par `{readers}`. Avec plusieurs workers, chaque worker a sa copie, et ce que l'un invalide reste périmé chez les autres ; un redémarrage ou un déploiement perd tout."
        },
        "remedy": {
          "en": "Where stale answers matter, keep it in Redis with an expiry (`await redis.set(key, value, ex=300)`); where they do not, bound it (`cachetools.TTLCache(maxsize=1000, ttl=300)`).",
          "fr": "Si une réponse périmée compte, gardez-le dans Redis avec une expiration (`await redis.set(key, value, ex=300)`) ; sinon, bornez-le (`cachetools.TTLCache(maxsize=1000, ttl=300)`)."
        }
      }
    },
    "related": {
      "write": {
        "en": "`{symbol}` writes `{name}` ({route})",
        "fr": "`{symbol}` écrit `{name}` ({route})"
      },
      "read": {
        "en": "`{symbol}` reads `{name}` ({route})",
        "fr": "`{symbol}` lit `{name}` ({route})"
      },
      "workers": {
        "en": "Production is started with several workers",
        "fr": "La production démarre avec plusieurs workers"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nA dictionary, list or set that lives as long as the process, a variable of a module or an attribute of a class of which there is one instance, into which one function writes while a request is answered and from which another one reads: jobs, sessions, conversations, one-time codes, revoked tokens, attempts, rooms, or a \"database\" of a prototype. The functions are followed from the routes, dependencies, middleware and socket events. One finding for the containers of one class or module, with writers and readers: minor, and major where a manifest starts several workers (`--workers 4`, `WEB_CONCURRENCY`).\n\nOpen connections are reported as information, and so are caches that one function empties when data change: the other workers keep the stale copy. Other caches are left alone.\n\n## Why it matters\n\nIt works on a laptop and in tests. In production two workers, two containers or one autoscaled instance answer the same client in turn: half of the requests find nothing. Every deployment empties it, and it grows until the process is killed.\n\n## How to fix it\n\nPut the state where all processes look: a table for what must last, Redis with an expiry for what may end. Where one process is really meant for good, say so in the configuration of the rule, and in the start command (`--workers 1`).\n\n## Known limits\n\n- Left alone: constants, what is filled while modules are imported or the application starts, locks, events, queues, tasks and clients, metrics, registries of handlers, what one function computes once and keeps (`get_…`), desktop applications (pywebview, Tk, Qt).\n- An object that the code finds by a name at run time (a container of dependencies) is not followed.\n- What is kept in variables that are no containers is not seen.",
      "fr": "### Ce que la règle détecte\n\nUn dictionnaire, une liste ou un ensemble qui vit aussi longtemps que le processus (variable de module, ou attribut d'une classe à instance unique), qu'une fonction écrit pendant une requête et qu'une autre lit : tâches, sessions, conversations, codes à usage unique, jetons révoqués, tentatives, salons, « base de données » d'un prototype. Un constat par classe ou module, avec ceux qui écrivent et lisent : mineur, majeur si un manifeste démarre plusieurs workers. Les connexions ouvertes sont signalées pour information, de même que les caches qu'une fonction vide quand les données changent.\n\n### Pourquoi c'est important\n\nCela fonctionne sur un poste et dans les tests. En production, deux workers répondent tour à tour au même client : la moitié des requêtes ne trouvent rien. Chaque déploiement vide tout, et la mémoire ne cesse de croître.\n\n### Comment corriger\n\nMettez l'état là où tous les processus regardent : une table pour ce qui dure, Redis avec une expiration pour le reste.\n\n### Limites connues\n\nSont laissés tranquilles : les constantes, ce qui est rempli à l'import ou au démarrage, les verrous, files, tâches et clients, les métriques, les registres, ce qu'une fonction calcule une fois et garde, et les applications de bureau. Un objet trouvé par son nom à l'exécution n'est pas suivi."
    }
  } },
  { rule: rule51, meta: {
    "id": "inconsistent-error-schema",
    "axis": "architecture",
    "severity": "minor",
    "confidence": "medium",
    "stage": "stable",
    "title": {
      "en": "Error body made by hand beside the project's own",
      "fr": "Corps d'erreur fait main à côté de celui du projet"
    },
    "message": {
      "en": "Error bodies with the keys `{parts}` are made by hand here, while {uses} others of the project come from `{helper}`: clients must read two shapes.",
      "fr": "Des corps d'erreur aux clés `{parts}` sont faits à la main ici, alors que {uses} autres du projet viennent de `{helper}` : les clients doivent lire deux formes."
    },
    "remedy": {
      "en": "Answer through `{helper}` here as well.",
      "fr": "Répondez ici aussi par `{helper}`."
    },
    "variants": {
      "http-exception": {
        "message": {
          "en": "Error bodies with the keys `{parts}` are made by hand here, while the other handlers raise `{helper}`: clients must read two shapes.",
          "fr": "Des corps d'erreur aux clés `{parts}` sont faits à la main ici, alors que les autres gestionnaires lèvent `{helper}` : les clients doivent lire deux formes."
        },
        "remedy": {
          "en": "Raise `{helper}` here as well; an exception handler decides the shape once for all.",
          "fr": "Levez `{helper}` ici aussi ; un gestionnaire d'exceptions décide de la forme une fois pour toutes."
        }
      },
      "migration": {
        "message": {
          "en": "`{helper}` builds {uses} error answers, and {answers} in {files} files are made by hand: clients must read several shapes.",
          "fr": "`{helper}` construit {uses} réponses d'erreur, et {answers} dans {files} fichiers sont faites à la main : les clients doivent lire plusieurs formes."
        },
        "remedy": {
          "en": "Move the answers to `{helper}` file by file, the largest first, or register exception handlers that build the one shape.",
          "fr": "Passez les réponses à `{helper}` fichier par fichier, le plus gros d'abord, ou enregistrez des gestionnaires d'exceptions qui construisent la forme unique."
        }
      }
    },
    "related": {
      "helper": {
        "en": "`{helper}` builds the project's error answers",
        "fr": "`{helper}` construit les réponses d'erreur du projet"
      },
      "body": {
        "en": "Made by hand in `{symbol}`",
        "fr": "Fait à la main dans `{symbol}`"
      }
    },
    "options": {
      "minUses": 5
    },
    "help": {
      "en": "## What it catches\n\nA handler that answers with status 400 or more and a body written on the spot (`JSONResponse({\"error\": …}, status_code=400)`, `jsonify(…), 404`), in a project that has its own way and uses it: a helper function, an exception class with a registered handler, or `HTTPException` nearly everywhere.\n\nOne finding per file. Where more answers are made by hand than by the helper, one finding for the project tells how many, and points to the files that have most.\n\n## Why it matters\n\nClients read `error` here and `detail` there, and show \"undefined\" to users. What the helper adds (a code, a request id, translation, masking) is missing from the answers that go around it.\n\n## How to fix it\n\nCall the helper, or raise the exception that the registered handler answers.\n\n## Known limits\n\n- A helper must be used at least `min-uses` times, in two files besides its own.\n- A body that has all keys of the helper's is left alone, and so are protocols that prescribe theirs (OAuth, SCIM, JSON-RPC), health checks, web hooks, middlewares, templates and streams.\n- Helpers are told by their names (`error_response`, `not_found`) and by what they return.",
      "fr": "### Ce que la règle détecte\n\nUn gestionnaire qui répond par un statut d'erreur et un corps écrit sur place, dans un projet qui a sa manière à lui et s'en sert : une fonction, une classe d'exception avec un gestionnaire enregistré, ou `HTTPException` presque partout. Un constat par fichier ; si la majorité est faite à la main, un seul constat pour le projet.\n\n### Pourquoi c'est important\n\nLes clients lisent `error` ici et `detail` là. Ce que la fonction ajoute (code, identifiant de requête, traduction) manque aux réponses qui la contournent.\n\n### Comment corriger\n\nAppelez la fonction du projet, ou levez l'exception que le gestionnaire enregistré traduit.\n\n### Limites connues\n\nLa fonction doit être utilisée au moins `min-uses` fois, dans deux fichiers autres que le sien. Un corps qui a toutes les clés de la fonction, les protocoles qui imposent le leur, les contrôles de santé, les webhooks, les middlewares, les gabarits et les flux sont laissés tranquilles."
    }
  } },
  { rule: rule52, meta: {
    "id": "injected-session-ignored",
    "axis": "architecture",
    "severity": "major",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Session received, and another one used",
      "fr": "Session reçue, mais une autre utilisée"
    },
    "message": {
      "en": "`{function}` receives a session as `{parameter}` and replaces it by `{call}` before anything reads it: it works in a transaction that its caller neither sees, commits nor rolls back.",
      "fr": "`{function}` reçoit une session dans `{parameter}` et la remplace par `{call}` avant toute lecture : elle travaille dans une transaction que l'appelant ne voit pas, ne valide pas et n'annule pas."
    },
    "remedy": {
      "en": "Delete `{parameter} = {call}` with the `close()` that goes with it, and use `{parameter}` as it comes: whoever opened it commits and closes it. Where the work must outlive the caller's transaction, remove the parameter instead.",
      "fr": "Supprimez `{parameter} = {call}` et le `close()` qui l'accompagne, et utilisez `{parameter}` tel quel : celui qui l'a ouvert valide et ferme. Si le travail doit survivre à la transaction de l'appelant, retirez plutôt le paramètre."
    },
    "variants": {
      "unused": {
        "message": {
          "en": "`{function}` receives a session as `{parameter}`, never reads it, and works with `{call}`: a second connection, and a transaction that its caller neither commits nor rolls back.",
          "fr": "`{function}` reçoit une session dans `{parameter}`, ne la lit jamais et travaille avec `{call}` : une seconde connexion, et une transaction que l'appelant ne valide pas et n'annule pas."
        },
        "remedy": {
          "en": "Use `{parameter}` in the place of `{call}`. Where the work must outlive the caller's transaction, remove the parameter: it holds a connection for nothing.",
          "fr": "Utilisez `{parameter}` à la place de `{call}`. Si le travail doit survivre à la transaction de l'appelant, retirez le paramètre : il retient une connexion pour rien."
        }
      },
      "not-passed": {
        "message": {
          "en": "`{function}` works with the session `{parameter}`, and calls `{call}` without it: `{callee}` then opens a session of its own, which does not see what this one has not committed.",
          "fr": "`{function}` travaille avec la session `{parameter}` et appelle `{call}` sans la transmettre : `{callee}` ouvre alors la sienne, qui ne voit pas ce que celle-ci n'a pas validé."
        },
        "remedy": {
          "en": "Pass it on: `{callee}(…, {takes}={parameter})`.",
          "fr": "Transmettez-la : `{callee}(…, {takes}={parameter})`."
        }
      },
      "not-passed-often": {
        "message": {
          "en": "{count} calls leave out the session that the function has ({parts}): what is called then opens a session of its own, which does not see what this one has not committed. The first is `{call}` in `{function}`, beside `{parameter}`.",
          "fr": "{count} appels omettent la session dont la fonction dispose ({parts}) : la fonction appelée ouvre alors la sienne, qui ne voit pas ce que celle-ci n'a pas validé. Le premier est `{call}` dans `{function}`, à côté de `{parameter}`."
        },
        "remedy": {
          "en": "Pass it on: `{callee}(…, {takes}={parameter})`, and in the same way at the other places.",
          "fr": "Transmettez-la : `{callee}(…, {takes}={parameter})`, et de même aux autres endroits."
        }
      }
    },
    "related": {
      "too": {
        "en": "`{call}` in `{function}`",
        "fr": "`{call}` dans `{function}`"
      },
      "given": {
        "en": "`{parameter}` is given here",
        "fr": "`{parameter}` est reçue ici"
      },
      "opens": {
        "en": "`{callee}` opens its own session here",
        "fr": "`{callee}` ouvre ici sa propre session"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\n- A function that receives a SQLAlchemy or SQLModel session (`db: Session`, `session: AsyncSession`, `Depends(get_db)`, an `Annotated` alias) and gives its name to another session (`db = SessionLocal()`) before anything reads it.\n- A function that never reads the session it receives, and opens one: a session maker, a function of the project that gives a session, `engine.connect()`.\n- A function that works with its session and calls another one of the project which takes an optional session and opens its own when it is given none: major where rows are written in it, minor where they are read; one finding for each file.\n\n## Why it matters\n\nThe caller believes that all happens in one transaction. It does not: its rollback undoes half of the work, its uncommitted rows are not there for the other half, two connections of the pool are held for one request (which deadlocks when the pool is exhausted), and a test that passes its own session finds nothing in it.\n\n## How to fix it\n\nUse the session that comes in. It is committed and closed by whoever opened it: a request's dependency, a `with` block, a test. Where the work must survive a rollback of the caller (audit, progress of a job), take the session out of the signature and open it inside: the signature then says the truth.\n\n## Known limits\n\n- Left alone: a parameter that may be `None` (`db = db or SessionLocal()`), one that is read as well as another session (a second database, a replica), sessions opened by functions inside the function, which may run after the request is over.\n- Calls of functions whose name speaks of audit, logs, metrics, events, notifications, locks or tasks are taken to want a transaction of their own.",
      "fr": "### Ce que la règle détecte\n\n- Une fonction qui reçoit une session SQLAlchemy ou SQLModel (annotation, `Depends(get_db)`, alias `Annotated`) et donne son nom à une autre (`db = SessionLocal()`) avant toute lecture.\n- Une fonction qui ne lit jamais la session reçue et en ouvre une autre.\n- Une fonction qui travaille avec sa session et en appelle une autre, dont la session est facultative, sans la lui transmettre.\n\n### Pourquoi c'est important\n\nL'appelant croit que tout se passe dans une seule transaction. Son annulation ne défait que la moitié du travail, l'autre moitié ne voit pas ses lignes non validées, une requête retient deux connexions, et un test qui passe sa session n'y trouve rien.\n\n### Comment corriger\n\nUtilisez la session reçue : celui qui l'a ouverte la valide et la ferme. Si le travail doit survivre à l'annulation de l'appelant, retirez la session de la signature.\n\n### Limites connues\n\nSont laissés tranquilles : un paramètre qui peut valoir `None`, un paramètre lu en plus d'une autre session (deuxième base, réplique), les sessions ouvertes par des fonctions internes, et les appels de fonctions d'audit, de journal, de métriques, d'événements ou de tâches."
    }
  } },
  { rule: rule53, meta: {
    "id": "insecure-default-secret",
    "axis": "security",
    "severity": "major",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Signing key with a default that everybody knows",
      "fr": "Clé de signature avec une valeur par défaut connue de tous"
    },
    "message": {
      "en": "`{name}` falls back on a text that stands in the code, and nothing refuses it: where `{variable}` is forgotten, anybody can sign what the application trusts.",
      "fr": "`{name}` se rabat sur un texte écrit dans le code, et rien ne le refuse : là où `{variable}` est oubliée, n'importe qui peut signer ce que l'application croit."
    },
    "remedy": {
      "en": "Give it no default, so that the application does not start without `{variable}`; tests and developers set it in their own environment.",
      "fr": "Ne lui donnez pas de valeur par défaut, afin que l'application ne démarre pas sans `{variable}` ; les tests et les développeurs la définissent dans leur environnement."
    },
    "variants": {
      "default": {
        "message": {
          "en": "`{name}` falls back on a text that stands in the code, and nothing refuses it: where `{variable}` is forgotten, anybody can sign what the application trusts.",
          "fr": "`{name}` se rabat sur un texte écrit dans le code, et rien ne le refuse : là où `{variable}` est oubliée, n'importe qui peut signer ce que l'application croit."
        },
        "remedy": {
          "en": "Give it no default, so that the application does not start without `{variable}`; tests and developers set it in their own environment.",
          "fr": "Ne lui donnez pas de valeur par défaut, afin que l'application ne démarre pas sans `{variable}` ; les tests et les développeurs la définissent dans leur environnement."
        }
      },
      "deployed": {
        "message": {
          "en": "`{name}` falls back on a text that stands in the code. The manifests set `{variable}`; any other deployment that forgets it starts all the same, with a key that everybody knows.",
          "fr": "`{name}` se rabat sur un texte écrit dans le code. Les manifestes définissent `{variable}` ; tout autre déploiement qui l'oublie démarre quand même, avec une clé connue de tous."
        },
        "remedy": {
          "en": "Give it no default, so that the application does not start without `{variable}`.",
          "fr": "Ne lui donnez pas de valeur par défaut, afin que l'application ne démarre pas sans `{variable}`."
        }
      },
      "constant": {
        "message": {
          "en": "`{name}` is a text that stands in the code, and no variable of the environment replaces it here: whoever reads the code can sign what the application trusts.",
          "fr": "`{name}` est un texte écrit dans le code, et aucune variable d'environnement ne la remplace ici : quiconque lit le code peut signer ce que l'application croit."
        },
        "remedy": {
          "en": "Read it from the environment without a default: `os.environ[\"SECRET_KEY\"]`.",
          "fr": "Lisez-la depuis l'environnement, sans valeur par défaut : `os.environ[\"SECRET_KEY\"]`."
        }
      },
      "literal": {
        "message": {
          "en": "`{call}` works with a key that stands in the code: whoever reads the code can sign in as anybody.",
          "fr": "`{call}` utilise une clé écrite dans le code : quiconque lit le code peut se connecter au nom de n'importe qui."
        },
        "remedy": {
          "en": "Read the key from the environment without a default, `os.environ[\"SECRET_KEY\"]`, and change it: what it signed so far cannot be trusted.",
          "fr": "Lisez la clé depuis l'environnement, sans valeur par défaut, `os.environ[\"SECRET_KEY\"]`, et changez-la : ce qu'elle a signé jusqu'ici n'est plus sûr."
        }
      }
    },
    "related": {
      "again": {
        "en": "The same key again",
        "fr": "La même clé"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\n- Fields of settings classes (pydantic, dataclasses, Flask configuration), and variables that read the environment, with the name of a signing or encryption key (`SECRET_KEY`, `JWT_SECRET`, `session_secret`, `ENCRYPTION_KEY`, …) and a text as default.\n- Texts that reach `jwt.encode`, `jwt.decode`, `app.secret_key`, `app.config[\"SECRET_KEY\"]`, `SessionMiddleware`, `Fernet`, the serializers of itsdangerous, through names, settings and `os.getenv`.\n\n\"changeme\" counts: that is the point. Nothing is reported where code refuses the default: a validator, `model_post_init`, `__init__` or a check at start-up that compares the value (or its length) and raises; a class for production that overrides it; a branch that raises in production.\n\nCritical for a literal that no variable replaces, major for a default, minor where every production manifest of the repository sets the variable.\n\n## Why it matters\n\nWhoever knows the key writes tokens and session cookies of any user, administrators included. The code is read by more people than the server is, and a forgotten variable causes no error: the application starts, and works.\n\n## How to fix it\n\n1. `secret_key: str` without a default (or `os.environ[\"SECRET_KEY\"]`): the process then stops with the name of what is missing.\n2. If development must start without it, refuse the default elsewhere: compare it in a validator and raise when the environment is production.\n3. Change the key where the default may have been used.\n\n## Known limits\n\n- Keys of other services (`AWS_SECRET_ACCESS_KEY`, `STRIPE_SECRET`, `CLIENT_SECRET`) are not looked at: a wrong one opens nothing here.\n- A test for emptiness is no guard: a default is not empty.\n- A value that looks like a live key is what `secret-committed` reports, and only there.",
      "fr": "### Ce que la règle détecte\n\nLes champs des classes de réglages et les variables lues dans l'environnement qui portent le nom d'une clé de signature ou de chiffrement et un texte par défaut ; les textes qui atteignent `jwt.encode`, `app.secret_key`, `SessionMiddleware`, `Fernet`, itsdangerous. « changeme » compte. Rien n'est signalé si du code refuse cette valeur : validateur, `__init__`, contrôle au démarrage, classe de production qui la remplace, branche qui lève une exception en production. Critique pour un littéral qu'aucune variable ne remplace, majeur pour une valeur par défaut, mineur si tous les manifestes de production définissent la variable.\n\n### Pourquoi c'est important\n\nQui connaît la clé fabrique les jetons et les sessions de n'importe quel utilisateur, administrateurs compris. Une variable oubliée ne cause aucune erreur : l'application démarre et fonctionne.\n\n### Comment corriger\n\n`secret_key: str` sans valeur par défaut : le processus s'arrête alors en nommant ce qui manque. Si le développement doit s'en passer, refusez la valeur par défaut en production dans un validateur. Changez la clé là où la valeur par défaut a pu servir.\n\n### Limites connues\n\nLes clés d'autres services ne sont pas examinées. Un test de présence n'est pas un garde-fou : la valeur par défaut n'est pas vide. Une valeur qui a l'air réelle est signalée par `secret-committed`, et seulement là."
    }
  } },
  { rule: rule54, meta: {
    "id": "jwt-refresh-missing",
    "axis": "security",
    "severity": "info",
    "confidence": "low",
    "stage": "preview",
    "title": {
      "en": "Tokens that cannot be renewed",
      "fr": "Jetons impossibles à renouveler"
    },
    "message": {
      "en": "`{route}` hands out access tokens, and nothing on `{app}` renews them: users sign in again when they expire, or the tokens live too long.",
      "fr": "`{route}` délivre des jetons d'accès et rien sur `{app}` ne les renouvelle : l'utilisateur se reconnecte à l'expiration, ou les jetons vivent trop longtemps."
    },
    "remedy": {
      "en": "Let access tokens live for minutes, hand out a refresh token beside them that is stored, used once and revocable, and exchange it at a route such as `POST /auth/refresh`. If signing in again is what you want, suppress this.",
      "fr": "Donnez quelques minutes de vie aux jetons d'accès, délivrez à côté un jeton de renouvellement enregistré, à usage unique et révocable, et échangez-le sur une route comme `POST /auth/refresh`. Si la reconnexion est voulue, supprimez ce constat."
    },
    "variants": {},
    "related": {},
    "options": {},
    "help": {
      "en": "## What it catches\n\nAn application whose login checks a password and signs JSON Web Tokens itself, and where no route and no function renews them. One finding for an application.\n\n## Why it matters\n\nWithout renewal the lifetime is a bad compromise: long enough to be pleasant is long enough for whoever steals the token, and nobody can revoke it.\n\n## How to fix it\n\nShort access tokens and a refresh token that the server remembers, replaces at each use, and forgets when the user signs out.\n\n## Known limits\n\nIt is a choice of design: short sessions that end with a new login are legitimate. Tokens in cookies that the server renews by itself are not reported.",
      "fr": "### Ce que la règle détecte\n\nUne application dont la connexion vérifie un mot de passe et signe elle-même des JWT, sans route ni fonction qui les renouvelle.\n\n### Pourquoi c'est important\n\nSans renouvellement, une durée agréable pour l'utilisateur l'est aussi pour qui vole le jeton, et personne ne peut le révoquer.\n\n### Comment corriger\n\nDes jetons d'accès courts et un jeton de renouvellement que le serveur connaît, remplace à chaque usage et oublie à la déconnexion.\n\n### Limites connues\n\nC'est un choix : des sessions courtes suivies d'une nouvelle connexion sont légitimes."
    }
  } },
  { rule: rule55, meta: {
    "id": "jwt-verification-disabled",
    "axis": "security",
    "severity": "critical",
    "confidence": "medium",
    "stage": "stable",
    "title": {
      "en": "A token is believed without being checked",
      "fr": "Un jeton est cru sans être vérifié"
    },
    "message": {
      "en": "`{call}` leaves out the signature: whoever writes a token by hand is whom the token says.",
      "fr": "`{call}` ne vérifie pas la signature : quiconque fabrique un jeton à la main est celui que le jeton désigne."
    },
    "remedy": {
      "en": "Decode with the key and the algorithms that you issue with: `jwt.decode(token, key, algorithms=[\"HS256\"])`; for another issuer, take the key from its JWKS (`jwt.PyJWKClient`) and check `audience` and `issuer`.",
      "fr": "Décodez avec la clé et les algorithmes de l'émission : `jwt.decode(token, key, algorithms=[\"HS256\"])` ; pour un autre émetteur, prenez la clé dans son JWKS (`jwt.PyJWKClient`) et vérifiez `audience` et `issuer`."
    },
    "variants": {
      "expiry": {
        "message": {
          "en": "`{call}` accepts a token whatever its age: a stolen or logged-out one works for ever.",
          "fr": "`{call}` accepte un jeton quel que soit son âge : un jeton volé ou périmé fonctionne pour toujours."
        },
        "remedy": {
          "en": "Let the decoder refuse expired tokens, and renew with a refresh token that is stored and can be revoked; if an old token must do for a while, compare its `exp` with a limit.",
          "fr": "Laissez le décodeur refuser les jetons expirés et renouvelez avec un jeton de rafraîchissement enregistré et révocable ; si un ancien jeton doit servir un moment, comparez son `exp` à une limite."
        }
      }
    },
    "related": {},
    "options": {},
    "help": {
      "en": "## What it catches\n\n`jwt.decode` of PyJWT, python-jose and authlib with `verify_signature: False`, `verify=False` or the algorithm `none`; `get_unverified_claims` of python-jose; `verify_exp: False`. Options are followed through a name, constants through settings.\n\nNot reported: a function or class that also decodes with all checks, one beside such a function that reads nothing that names somebody, what stands in for a real check (`NullPublisher`), or reads nothing but `kid`, `iss`, `exp`, `jti` and the like; functions that log out, revoke, look at the age or debug; a token that was refused already and is decoded for the log; a function without expiry check that compares `exp` itself. Neither is an id token that a provider's server has just handed over, outside of functions that verify or log in.\n\n## Why it matters\n\nThe payload of a token is plain text for everybody. Changing `\"sub\": \"42\"` to `\"sub\": \"1\"` takes a minute, and without the signature nothing tells.\n\n## How to fix it\n\nAlways pass key and algorithms. To choose a key, read the header (`jwt.get_unverified_header`), then decode with it. For renewal, use refresh tokens.\n\n## Known limits\n\n- A signature that a gateway in front of the application has checked is not seen: suppress the finding with that reason.\n- Where the claims go beyond the function is not followed.",
      "fr": "### Ce que la règle détecte\n\n`jwt.decode` (PyJWT, python-jose, authlib) avec `verify_signature: False`, `verify=False` ou l'algorithme `none`, `get_unverified_claims`, `verify_exp: False`. Rien n'est signalé si la fonction décode aussi avec vérification, ne lit que `kid`, `iss`, `exp`, `jti`, sert à déconnecter, à révoquer ou à déboguer, traite un jeton déjà refusé, ou compare elle-même `exp`. Un jeton d'identité que le serveur d'un fournisseur vient de remettre n'est pas signalé, sauf dans une fonction qui vérifie ou connecte.\n\n### Pourquoi c'est important\n\nLe contenu d'un jeton est lisible et modifiable par tous. Sans la signature, rien ne distingue un faux.\n\n### Comment corriger\n\nPassez toujours la clé et les algorithmes. Pour choisir une clé, lisez l'en-tête, puis décodez avec elle. Pour renouveler, utilisez des jetons de rafraîchissement.\n\n### Limites connues\n\nUne signature vérifiée par une passerelle n'est pas vue. Le devenir des claims hors de la fonction n'est pas suivi."
    }
  } },
  { rule: rule56, meta: {
    "id": "layer-inversion",
    "axis": "architecture",
    "severity": "minor",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Lower layer imports the HTTP layer",
      "fr": "Couche basse qui importe la couche HTTP"
    },
    "message": {
      "en": "`{module}` ({layer}) imports `{parts}` from `{source}`, a part of the HTTP layer (`{into}`): the two now depend on each other, and the {layer} cannot be used or tested without the server.",
      "fr": "`{module}` ({layer}) importe `{parts}` de `{source}`, qui relève de la couche HTTP (`{into}`) : les deux dépendent désormais l'une de l'autre, et l'on ne peut plus l'utiliser ni le tester sans le serveur."
    },
    "remedy": {
      "en": "Move `{names}` into a module that both may import (`core`, `db`, or the service itself), and let `{into}` import it from there; what depends on the request is passed as an argument.",
      "fr": "Déplacez `{names}` dans un module que les deux peuvent importer (`core`, `db`, ou le service lui-même), et que `{into}` l'importe de là ; ce qui dépend de la requête se passe en argument."
    },
    "variants": {
      "handler": {
        "message": {
          "en": "`{module}` ({layer}) imports `{parts}` from `{source}`, which answers routes: the call now goes up from the {layer} into HTTP and back.",
          "fr": "`{module}` ({layer}) importe `{parts}` de `{source}`, qui répond à des routes : l'appel remonte de cette couche vers HTTP, puis en redescend."
        },
        "remedy": {
          "en": "Move `{names}` out of `{imported}` into a service, and call it from both. What depends on the request is passed as an argument.",
          "fr": "Sortez `{names}` de `{imported}` pour en faire un service, que les deux appellent. Ce qui dépend de la requête se passe en argument."
        }
      },
      "everywhere": {
        "message": {
          "en": "Modules below HTTP import from `{source}`, a part of the HTTP layer (`{into}`): `{parts}`. What they share stands in the wrong layer.",
          "fr": "Des modules sous HTTP importent de `{source}`, qui relève de la couche HTTP (`{into}`) : `{parts}`. Ce qu'ils partagent se trouve dans la mauvaise couche."
        },
        "remedy": {
          "en": "Move what they take, `{names}` first, into a module below HTTP, and let `{source}` import it from there; what depends on the request is passed as an argument.",
          "fr": "Déplacez ce qu'ils prennent, `{names}` d'abord, dans un module sous HTTP, et que `{source}` l'importe de là ; ce qui dépend de la requête se passe en argument."
        }
      }
    },
    "related": {
      "import": {
        "en": "`{imported}` is imported here, too",
        "fr": "`{imported}` est importé ici aussi"
      }
    },
    "options": {
      "mostFiles": 4
    },
    "help": {
      "en": "## What it catches\n\nA service, repository, model or domain module that imports a module of the HTTP layer when it runs: at the top of the file, or inside a function to get around the circular import. The HTTP layer is what answers routes: the folder in which handlers stand (`api`, `server`, `routers` …) where it holds no service that talks to a database, or the single module that answers them. Major where the imported module answers routes itself. One finding for each importing module and part of the HTTP layer; where more than `most-files` modules import from the same one, one in all.\n\n## Why it matters\n\nThe two layers become one: importing the service starts the web framework, a worker or a script cannot use it alone, a test must build an application, and the import works or fails by the order in which modules happen to be loaded.\n\n## How to fix it\n\n1. What both need (a connection, a formatter, a limit) moves down, into `core`, `db` or the service.\n2. What the service needs to know about the request (user, language, address) becomes an argument.\n3. What the service wants to tell the HTTP layer (a message to a socket) becomes a callback or an event that the HTTP layer subscribes to.\n\n## Known limits\n\n- Left alone: imports for type checkers, tests, scripts, modules that only hold schemas, exceptions, constants, settings, permissions or dependencies, and exceptions, enumerations and data classes wherever they stand.\n- Flask's `from app import db` in a model is left alone: a start-up module holds what everybody shares.\n- Without resolved routes there is no HTTP layer to speak of.",
      "fr": "### Ce que la règle détecte\n\nUn service, un dépôt, un modèle ou un module du domaine qui importe, à l'exécution, un module de la couche HTTP : en tête de fichier, ou dans une fonction pour contourner l'import circulaire. La couche HTTP est ce qui répond aux routes : le dossier des gestionnaires, s'il ne contient pas de service qui parle à la base, ou le module qui répond. Un constat par module importateur.\n\n### Pourquoi c'est important\n\nLes deux couches n'en font plus qu'une : importer le service démarre le cadre web, un worker ne peut l'utiliser seul, un test doit construire une application, et l'import réussit ou échoue selon l'ordre de chargement.\n\n### Comment corriger\n\nDescendez ce dont les deux ont besoin ; passez en argument ce qui vient de la requête ; remplacez par un rappel ou un événement ce que le service veut dire à la couche HTTP.\n\n### Limites connues\n\nSont laissés tranquilles : les imports pour vérificateurs de types, les tests, les scripts, les modules de schémas, d'exceptions, de constantes, de configuration ou de dépendances, et le `from app import db` de Flask."
    }
  } },
  { rule: rule57, meta: {
    "id": "log-not-structured",
    "axis": "observability",
    "severity": "info",
    "confidence": "medium",
    "stage": "preview",
    "title": {
      "en": "Logs are sentences, not records",
      "fr": "Les journaux sont des phrases, pas des enregistrements"
    },
    "message": {
      "en": "`{call}` formats {count} log calls as text: in production they can be searched by words only, not by user, route or status.",
      "fr": "`{call}` met {count} appels de journal en forme de texte : en production, on ne peut y chercher que des mots, pas un utilisateur, une route ou un statut."
    },
    "remedy": {
      "en": "One JSON object a line, in production:\n```python\nfrom pythonjsonlogger.json import JsonFormatter\n\nhandler.setFormatter(JsonFormatter(\"%(asctime)s %(levelname)s %(name)s %(message)s\"))\n```",
      "fr": "Un objet JSON par ligne, en production :\n```python\nfrom pythonjsonlogger.json import JsonFormatter\n\nhandler.setFormatter(JsonFormatter(\"%(asctime)s %(levelname)s %(name)s %(message)s\"))\n```"
    },
    "variants": {},
    "related": {},
    "options": {
      "callsFrom": 40
    },
    "help": {
      "en": "## What it catches\n\nAn application that a manifest starts in production, with at least `calls-from` log calls and a `Formatter` or `basicConfig(format=…)` that writes lines for people. It is information, once.\n\n## Why it matters\n\nWhoever looks for all errors of one customer between two and three o'clock needs fields.\n\n## How to fix it\n\nA JSON formatter, structlog, or Loguru with `serialize=True`; fields in `extra` instead of in the sentence.\n\n## Known limits\n\nSilent where any formatter of the project is structured or cannot be told, or `dictConfig` is used.",
      "fr": "### Ce que la règle détecte\n\nUne application qu'un manifeste démarre en production, avec au moins `calls-from` appels de journal et un `Formatter` ou `basicConfig(format=…)` fait pour des lecteurs humains. Simple information, une fois.\n\n### Pourquoi c'est important\n\nQui cherche toutes les erreurs d'un client entre deux et trois heures a besoin de champs.\n\n### Comment corriger\n\nUn formateur JSON, structlog, ou Loguru avec `serialize=True` ; des champs dans `extra` plutôt que dans la phrase.\n\n### Limites connues\n\nSilencieuse si un formateur du projet est structuré ou ne peut être déterminé, ou si `dictConfig` est utilisé."
    }
  } },
  { rule: rule58, meta: {
    "id": "logging-no-stdout",
    "axis": "observability",
    "severity": "minor",
    "confidence": "high",
    "stage": "preview",
    "title": {
      "en": "Logs go to a file only",
      "fr": "Journaux écrits dans un fichier seulement"
    },
    "message": {
      "en": "The application's logs go to a file (`{call}`) and nowhere else: in a container it is lost with the container, and no platform shows it.",
      "fr": "Les journaux de l'application vont dans un fichier (`{call}`) et nulle part ailleurs : dans un conteneur, il disparaît avec lui, et aucune plateforme ne le montre."
    },
    "remedy": {
      "en": "Write to standard output as well, or instead:\n```python\nlogging.basicConfig(level=\"INFO\", handlers=[logging.StreamHandler(sys.stdout)])\n```",
      "fr": "Écrivez aussi, ou plutôt, sur la sortie standard :\n```python\nlogging.basicConfig(level=\"INFO\", handlers=[logging.StreamHandler(sys.stdout)])\n```"
    },
    "variants": {},
    "related": {
      "too": {
        "en": "Another file",
        "fr": "Un autre fichier"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nA web application that configures logging with file handlers (`FileHandler`, `RotatingFileHandler`, `basicConfig(filename=…)`) and nothing that writes to standard output or error.\n\n## Why it matters\n\nDocker, Kubernetes and every platform collect what a process prints. A file inside a container has no rotation that anybody watches, no search, and ends with the container; on a read-only file system the application does not start.\n\n## How to fix it\n\nA `StreamHandler`; keep the file only where somebody reads it.\n\n## Known limits\n\nSilent wherever another handler, `dictConfig`, `fileConfig`, Loguru, structlog or a server's logging configuration is in play.",
      "fr": "### Ce que la règle détecte\n\nUne application web qui configure ses journaux avec des fichiers (`FileHandler`, `RotatingFileHandler`, `basicConfig(filename=…)`) et rien qui écrive sur la sortie standard ou d'erreur.\n\n### Pourquoi c'est important\n\nDocker, Kubernetes et toutes les plateformes recueillent ce qu'un processus affiche. Un fichier dans un conteneur n'est ni surveillé, ni consultable, et finit avec le conteneur.\n\n### Comment corriger\n\nUn `StreamHandler` ; ne gardez le fichier que si quelqu'un le lit.\n\n### Limites connues\n\nSilencieuse dès qu'un autre gestionnaire, `dictConfig`, `fileConfig`, Loguru, structlog ou la configuration d'un serveur est en jeu."
    }
  } },
  { rule: rule59, meta: {
    "id": "metrics-missing",
    "axis": "observability",
    "severity": "minor",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Metrics that are promised and not there",
      "fr": "Des métriques promises, mais absentes"
    },
    "message": {
      "en": "`{names}` configure metrics, and nothing in the application counts or exposes any: no library, no `/metrics`. Who turns them on believes to be watching.",
      "fr": "`{names}` configurent des métriques, et rien dans l'application n'en compte ni n'en expose : ni bibliothèque, ni `/metrics`. Qui les active croit surveiller."
    },
    "remedy": {
      "en": "Expose them, or remove the settings:\n```python\nfrom prometheus_fastapi_instrumentator import Instrumentator\n\nInstrumentator().instrument(app).expose(app, endpoint=\"/metrics\")\n```",
      "fr": "Exposez-les, ou retirez ces réglages :\n```python\nfrom prometheus_fastapi_instrumentator import Instrumentator\n\nInstrumentator().instrument(app).expose(app, endpoint=\"/metrics\")\n```"
    },
    "variants": {
      "setting": {
        "message": {
          "en": "`{names}` configure metrics, and nothing in the application counts or exposes any: no library, no `/metrics`. Who turns them on believes to be watching.",
          "fr": "`{names}` configurent des métriques, et rien dans l'application n'en compte ni n'en expose : ni bibliothèque, ni `/metrics`. Qui les active croit surveiller."
        },
        "remedy": {
          "en": "Expose them, or remove the settings:\n```python\nfrom prometheus_fastapi_instrumentator import Instrumentator\n\nInstrumentator().instrument(app).expose(app, endpoint=\"/metrics\")\n```",
          "fr": "Exposez-les, ou retirez ces réglages :\n```python\nfrom prometheus_fastapi_instrumentator import Instrumentator\n\nInstrumentator().instrument(app).expose(app, endpoint=\"/metrics\")\n```"
        }
      },
      "scraped": {
        "message": {
          "en": "Prometheus is told to ask `{names}`, and the application has no `/metrics`: the target is down for as long as it exists.",
          "fr": "Prometheus doit interroger `{names}`, et l'application n'a pas de `/metrics` : la cible est en panne depuis toujours."
        },
        "remedy": {
          "en": "Expose them, or remove the settings:\n```python\nfrom prometheus_fastapi_instrumentator import Instrumentator\n\nInstrumentator().instrument(app).expose(app, endpoint=\"/metrics\")\n```",
          "fr": "Exposez-les, ou retirez ces réglages :\n```python\nfrom prometheus_fastapi_instrumentator import Instrumentator\n\nInstrumentator().instrument(app).expose(app, endpoint=\"/metrics\")\n```"
        }
      }
    },
    "related": {
      "too": {
        "en": "Promised here, too",
        "fr": "Promis ici aussi"
      },
      "empty": {
        "en": "`{name}` does nothing",
        "fr": "`{name}` ne fait rien"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nSettings such as `metrics_enabled`, `metrics_port` or `enable_prometheus`, or a Prometheus configuration that scrapes a service of the repository, while the application imports no library for metrics and answers no `/metrics`. A class called metrics whose methods do nothing is pointed at.\n\n## Why it matters\n\nA promise that is not kept is worse than none: the dashboard is empty, and no alert will ever come.\n\n## How to fix it\n\nAn instrumentator and one route; or remove what promises it.\n\n## Known limits\n\nAn application that never promised metrics is left alone: whether it needs them is a choice.",
      "fr": "### Ce que la règle détecte\n\nDes réglages comme `metrics_enabled`, `metrics_port` ou `enable_prometheus`, ou une configuration de Prometheus qui interroge un service du dépôt, alors que l'application n'importe aucune bibliothèque de métriques et ne répond à aucun `/metrics`. Une classe de métriques dont les méthodes ne font rien est montrée du doigt.\n\n### Pourquoi c'est important\n\nUne promesse non tenue est pire que pas de promesse : le tableau de bord est vide, et aucune alerte ne viendra.\n\n### Comment corriger\n\nUn instrumentateur et une route ; ou retirez ce qui les promet.\n\n### Limites connues\n\nUne application qui n'a jamais promis de métriques est laissée de côté : en avoir besoin est un choix."
    }
  } },
  { rule: rule60, meta: {
    "id": "migration-backfill-not-in-enum",
    "axis": "data",
    "severity": "major",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Migration writes a text that the enumeration lacks",
      "fr": "Une migration écrit un texte absent de l'énumération"
    },
    "message": {
      "en": "This migration writes `{parts}` to `{table}.{column}`, whose type `{type}` holds only `{held}` at that point: PostgreSQL stops the migration with `invalid input value for enum`.",
      "fr": "Cette migration écrit `{parts}` dans `{table}.{column}`, dont le type `{type}` ne contient alors que `{held}` : PostgreSQL arrête la migration avec `invalid input value for enum`."
    },
    "remedy": {
      "en": "Write a value that the type holds (`{meant}`), or add the new one in an earlier revision: `ALTER TYPE {type} ADD VALUE …` cannot be used in the transaction that adds it.",
      "fr": "Écrivez une valeur que le type contient (`{meant}`), ou ajoutez la nouvelle dans une révision précédente : une valeur ajoutée par `ALTER TYPE {type} ADD VALUE …` n'est pas utilisable dans la même transaction."
    },
    "variants": {
      "default": {
        "message": {
          "en": "The server default `{parts}` of `{table}.{column}` is none of the values of its type `{type}` (`{held}`): PostgreSQL stops the migration with `invalid input value for enum`.",
          "fr": "La valeur par défaut serveur `{parts}` de `{table}.{column}` n'est pas une des valeurs de son type `{type}` (`{held}`) : PostgreSQL arrête la migration avec `invalid input value for enum`."
        },
        "remedy": {
          "en": "Write a value that the type holds (`{meant}`), or add the new one in an earlier revision: `ALTER TYPE {type} ADD VALUE …` cannot be used in the transaction that adds it.",
          "fr": "Écrivez une valeur que le type contient (`{meant}`), ou ajoutez la nouvelle dans une révision précédente : une valeur ajoutée par `ALTER TYPE {type} ADD VALUE …` n'est pas utilisable dans la même transaction."
        }
      }
    },
    "related": {},
    "options": {},
    "help": {
      "en": "## What it catches\n\n`UPDATE … SET status = 'x'` and `INSERT INTO … VALUES ('x')` inside a migration, and `server_default='x'` of the columns that it makes, against the values that the column's native type has at that point of the chain. One finding for each column and file.\n\n## Why it matters\n\nA migration that only updates rows passes on an empty database, in tests and in CI, and stops the deployment where there are rows.\n\n## How to fix it\n\nUse the stored spelling: names such as `PENDING`, unless the type was created with the values.\n\n## Known limits\n\nPlain literals only: `CASE`, parameters and Core expressions are not read. Only where the repository uses PostgreSQL and no other server; silent where the values of the type are not known.",
      "fr": "### Ce que la règle détecte\n\nLes `UPDATE … SET status = 'x'` et `INSERT INTO … VALUES ('x')` d'une migration, et les `server_default='x'` des colonnes qu'elle crée, face aux valeurs du type natif à ce point de la chaîne. Un constat par colonne et par fichier.\n\n### Pourquoi c'est important\n\nUne migration qui ne fait que mettre à jour des lignes passe sur une base vide, en test et en CI, et bloque le déploiement là où il y a des lignes.\n\n### Comment corriger\n\nUtilisez l'orthographe stockée : les noms, comme `PENDING`, sauf si le type a été créé avec les valeurs.\n\n### Limites connues\n\nLittéraux simples seulement. La règle se tait hors PostgreSQL et quand les valeurs du type sont inconnues."
    }
  } },
  { rule: rule61, meta: {
    "id": "migration-constraint-drift",
    "axis": "data",
    "severity": "major",
    "confidence": "medium",
    "stage": "stable",
    "title": {
      "en": "Constraint of the model that no migration creates",
      "fr": "Contrainte du modèle qu'aucune migration ne crée"
    },
    "message": {
      "en": "`{model}` declares `{parts}`, which no migration creates on `{table}` (`{folder}`, revisions replayed: {revisions}): tests that use `create_all` are protected by it, production is not.",
      "fr": "`{model}` déclare `{parts}`, qu'aucune migration ne crée sur `{table}` (`{folder}`, révisions rejouées : {revisions}) : les tests fondés sur `create_all` en profitent, pas la production."
    },
    "remedy": {
      "en": "Add a revision with `down_revision` = `{heads}`. Rows that break the constraint must be repaired first:\n```python\n{code}\n```",
      "fr": "Ajoutez une révision avec `down_revision` = `{heads}`. Les lignes qui enfreignent la contrainte doivent d'abord être corrigées :\n```python\n{code}\n```"
    },
    "variants": {},
    "related": {
      "head": {
        "en": "The current head of the chain",
        "fr": "La tête actuelle de la chaîne"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nA `UniqueConstraint` or `CheckConstraint` with a name in `__table_args__` of a mapped class that the replayed table does not have: not by that name (a naming convention may put words before it), and, for a unique one, not by a unique index or column over the same columns. One finding for each table.\n\n## Why it matters\n\nThe code that relies on it (`ON CONFLICT`, a caught `IntegrityError`) passes its tests and lets duplicates through in production. Alembic compares unique constraints, and check constraints only lately and by name.\n\n## How to fix it\n\nGenerate the revision, and look for rows that break the constraint before it runs.\n\n## Known limits\n\nNamed constraints only. Tables that SQL created are not compared, nor those that a guard or a batch copy made, nor where a name or a column could not be read.",
      "fr": "### Ce que la règle détecte\n\nUne `UniqueConstraint` ou `CheckConstraint` nommée dans `__table_args__`, que la table rejouée n'a pas : ni sous ce nom (une convention de nommage peut le préfixer), ni, pour une unicité, par un index ou une colonne unique équivalente. Un constat par table.\n\n### Pourquoi c'est important\n\nLe code qui s'y fie (`ON CONFLICT`, `IntegrityError` interceptée) passe ses tests et laisse entrer des doublons en production.\n\n### Comment corriger\n\nGénérez la révision, et cherchez d'abord les lignes qui enfreignent la contrainte.\n\n### Limites connues\n\nContraintes nommées seulement. Les tables créées en SQL ou sous condition ne sont pas comparées."
    }
  } },
  { rule: rule62, meta: {
    "id": "migration-constraint-locks-table",
    "axis": "data",
    "severity": "minor",
    "confidence": "medium",
    "stage": "stable",
    "title": {
      "en": "Constraint checked while the table is locked",
      "fr": "Contrainte vérifiée pendant que la table est verrouillée"
    },
    "message": {
      "en": "Revision `{revision}` adds `{parts}` in one step while others use the table: every row is checked under the lock, and writers wait, on the referenced table too.",
      "fr": "La révision `{revision}` ajoute `{parts}` en une étape pendant que la table sert : chaque ligne est vérifiée sous le verrou, et les écritures attendent, sur la table référencée aussi."
    },
    "remedy": {
      "en": "Harmless on a small table. On a large one add it without checking, and check in a second revision, which blocks nobody:\n```python\n{code}\n```",
      "fr": "Sans gravité sur une petite table. Sur une grande, ajoutez-la sans vérification, et vérifiez dans une seconde révision, qui ne bloque personne :\n```python\n{code}\n```"
    },
    "variants": {
      "unique": {
        "message": {
          "en": "Revision `{revision}` adds `{parts}` while others use the table: until the index is built nobody reads or writes there (ACCESS EXCLUSIVE), and the step fails if two rows are equal.",
          "fr": "La révision `{revision}` ajoute `{parts}` pendant que la table sert : le temps de construire l'index, personne ne lit ni n'écrit la table (ACCESS EXCLUSIVE), et l'ajout échoue si deux lignes sont égales."
        },
        "remedy": {
          "en": "Harmless on a small table. On a large one build the index concurrently, then make it the constraint:\n```python\n{code}\n```",
          "fr": "Sans gravité sur une petite table. Sur une grande, construisez l'index en concurrence, puis faites-en la contrainte :\n```python\n{code}\n```"
        }
      }
    },
    "related": {},
    "options": {},
    "help": {
      "en": "## What it catches\n\nIn revisions that the pull request brings, for PostgreSQL, on tables that existed before: a foreign key or check added without NOT VALID, and a unique constraint that is not made from an index. Minor where the repository takes care of such locks elsewhere, info otherwise.\n\n## Why it matters\n\nA foreign key holds SHARE ROW EXCLUSIVE on both tables while it reads one of them; a check and a unique constraint hold ACCESS EXCLUSIVE.\n\n## How to fix it\n\n`postgresql_not_valid=True` now, `VALIDATE CONSTRAINT` in the next revision. For a unique constraint, a concurrent unique index and `ADD CONSTRAINT … USING INDEX`.\n\n## Known limits\n\nHow large a table is cannot be seen. Silent for a foreign key on a column that the same revision adds (all its values are NULL), and for tables that the pull request creates.",
      "fr": "### Ce que la règle détecte\n\nDans les révisions apportées par la pull request, pour PostgreSQL, sur des tables qui existaient déjà : une clé étrangère ou un CHECK sans NOT VALID, et une contrainte d'unicité qui ne reprend pas un index. Mineur si le dépôt soigne ces verrous ailleurs, info sinon.\n\n### Pourquoi c'est important\n\nUne clé étrangère tient SHARE ROW EXCLUSIVE sur les deux tables pendant qu'elle en lit une ; un CHECK et une unicité tiennent ACCESS EXCLUSIVE.\n\n### Comment corriger\n\n`postgresql_not_valid=True` maintenant, `VALIDATE CONSTRAINT` dans la révision suivante. Pour une unicité : un index unique construit en concurrence, puis `ADD CONSTRAINT … USING INDEX`.\n\n### Limites connues\n\nLa taille d'une table ne se voit pas. La règle se tait pour une clé étrangère sur une colonne ajoutée par la même révision (toutes ses valeurs sont NULL), et pour les tables que la pull request crée."
    }
  } },
  { rule: rule63, meta: {
    "id": "migration-data-loss",
    "axis": "data",
    "severity": "major",
    "confidence": "medium",
    "stage": "stable",
    "title": {
      "en": "Data dropped without a word",
      "fr": "Données supprimées sans le dire"
    },
    "message": {
      "en": "Revision `{revision}` drops `{parts}` with all values, and neither its message nor its steps say that the data may go. No downgrade brings it back.",
      "fr": "La révision `{revision}` supprime les données de `{parts}`, et ni son message ni ses étapes ne disent qu'elles peuvent disparaître. Aucun downgrade ne les ramène."
    },
    "remedy": {
      "en": "If it is meant, say so in the message of the revision (`Drop … , unused since …`), and ship it once no running release reads it. If autogenerate wrote it, it may not see the model: check what env.py imports. If the values are needed, copy them before.",
      "fr": "Si c'est voulu, dites-le dans le message de la révision (`Drop … , unused since …`) et livrez-la quand plus aucune version en service ne lit ces données. Si autogenerate l'a écrite, il ne voit peut-être pas le modèle : vérifiez les imports de env.py. Si les valeurs servent encore, copiez-les avant."
    },
    "variants": {
      "recreated": {
        "message": {
          "en": "Revision `{revision}` drops `{parts}` and adds a column in its place: autogenerate writes a rename or a change of type like this. The new column is empty, and the values are gone.",
          "fr": "La révision `{revision}` supprime `{parts}` et ajoute une colonne à la place : c'est ainsi qu'autogenerate écrit un renommage ou un changement de type. La nouvelle colonne est vide, et les valeurs sont perdues."
        },
        "remedy": {
          "en": "Change the column instead, so that its values stay:\n```python\n{code}\n```\nIf they really are two columns, copy or give up the values in so many words.",
          "fr": "Modifiez plutôt la colonne, pour que ses valeurs restent :\n```python\n{code}\n```\nSi ce sont bien deux colonnes, copiez les valeurs ou renoncez-y explicitement."
        }
      }
    },
    "related": {},
    "options": {},
    "help": {
      "en": "## What it catches\n\nIn revisions that the pull request brings, columns (minor) and tables (major) that existed before and are dropped without anything that says so, and columns that are made anew (major):\n\n- nothing says so: a message, description or file name with a word such as \"drop\", \"remove\", \"unused\", \"replace\", or the name of what goes; and there is no statement that takes the rows elsewhere;\n- made anew: together with a column that takes the place of the old one (the same name, or the same type and a word in common), without copying the values.\n\n## Why it matters\n\nAlembic cannot see a rename: it writes a drop and an add. Reviewers read the model, and production loses the data.\n\n## How to fix it\n\nRename with `new_column_name`, convert with `postgresql_using`, copy with UPDATE, or say in the message that the data goes.\n\n## Known limits\n\nWhat a message means is told by its words. Silent where the revision does nothing but drop, where it writes rows or runs something that could not be read, and for tables of the same pull request.",
      "fr": "### Ce que la règle détecte\n\nDans les révisions apportées par la pull request, les colonnes (mineur) et tables (majeur) existantes qui sont supprimées sans rien qui le dise (message, description ou nom de fichier avec un mot comme « drop », « remove », « unused », « replace », ou le nom de ce qui part) ni instruction qui emporte les lignes ; et les colonnes supprimées avec l'ajout d'une autre qui en prend la place (même nom, ou même type et un mot en commun), sans copie des valeurs (majeur).\n\n### Pourquoi c'est important\n\nAlembic ne voit pas un renommage : il écrit une suppression et un ajout. La relecture porte sur le modèle, et la production perd les données.\n\n### Comment corriger\n\nRenommez avec `new_column_name`, convertissez avec `postgresql_using`, copiez avec UPDATE, ou dites dans le message que les données partent.\n\n### Limites connues\n\nLe sens d'un message se juge à ses mots. La règle se tait si la révision ne fait que supprimer, si elle écrit des lignes ou exécute quelque chose d'illisible, et pour les tables de la même pull request."
    }
  } },
  { rule: rule64, meta: {
    "id": "migration-drops-live-table",
    "axis": "data",
    "severity": "critical",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Migration drops what a model still maps",
      "fr": "Une migration supprime ce qu'un modèle utilise encore"
    },
    "message": {
      "en": "Revision `{revision}` drops `{parts}`, which `{models}` still maps, and no later revision makes it again: the data is gone, and the first query fails with UndefinedTable.",
      "fr": "La révision `{revision}` supprime `{parts}`, que `{models}` utilise encore, et aucune révision suivante ne le recrée : les données sont perdues, et la première requête échoue avec UndefinedTable."
    },
    "remedy": {
      "en": "If the drop is meant, delete `{models}` and its uses in the same change, or better one release earlier. If autogenerate wrote it, `env.py` does not see the model: import its module there, check `target_metadata`, and take the drop out of `upgrade()`.",
      "fr": "Si la suppression est voulue, retirez `{models}` et ses usages dans la même modification, ou mieux une version plus tôt. Si elle vient de la génération automatique, `env.py` ne voit pas le modèle : importez-y son module, vérifiez `target_metadata`, et retirez la suppression de `upgrade()`."
    },
    "variants": {
      "column": {
        "message": {
          "en": "Revision `{revision}` drops `{parts}`, which `{models}` still maps: the data is gone, and every query on the model fails with UndefinedColumn.",
          "fr": "La révision `{revision}` supprime `{parts}`, que `{models}` déclare encore : les données sont perdues, et toute requête sur le modèle échoue avec UndefinedColumn."
        },
        "remedy": {
          "en": "If the drop is meant, take the attributes out of `{models}` in the same change, or better one release earlier. Otherwise take it out of `upgrade()`; what was renamed needs `op.alter_column(…, new_column_name=…)`.",
          "fr": "Si la suppression est voulue, retirez les attributs de `{models}` dans la même modification, ou mieux une version plus tôt. Sinon retirez-la de `upgrade()` ; un renommage demande `op.alter_column(…, new_column_name=…)`."
        }
      }
    },
    "related": {
      "mapped": {
        "en": "`{model}` maps `{table}`",
        "fr": "`{model}` utilise `{table}`"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\n`drop_table` or `drop_column` (or their SQL) in an `upgrade()`, of something that a mapped class still names and that is missing once all revisions are replayed. One finding for each revision; major where other revisions have followed since, so that it is no news.\n\nA table that is dropped and made again, renamed, or copied by a batch is there in the end, and not reported.\n\n## Why it matters\n\nIt is the worst thing autogenerate writes: with a second declarative base, or a module that `env.py` does not import, it takes tables for superfluous and drops them, data and all.\n\n## How to fix it\n\nRead generated migrations before they are merged. A drop that is meant comes after the release that no longer uses it.\n\n## Known limits\n\nSilent where a table's history could not be read, on drops under a condition that could not be told, where a migration calls `create_all`, and on tables that `env.py` leaves out.",
      "fr": "### Ce que la règle détecte\n\nUn `drop_table` ou `drop_column` (ou leur SQL) dans `upgrade()`, visant ce qu'une classe mappée nomme encore et qui manque une fois toutes les révisions rejouées. Un constat par révision. Une table recréée, renommée ou copiée n'est pas signalée.\n\n### Pourquoi c'est important\n\nC'est le pire de la génération automatique : avec une seconde base déclarative, ou un module qu'`env.py` n'importe pas, elle supprime des tables avec leurs données.\n\n### Comment corriger\n\nRelisez les migrations générées avant de les fusionner. Une suppression voulue vient après la version qui ne s'en sert plus.\n\n### Limites connues\n\nLa règle se tait quand l'historique d'une table n'a pas pu être lu, sous condition inconnue, ou si une migration appelle `create_all`."
    }
  } },
  { rule: rule65, meta: {
    "id": "migration-edited-after-merge",
    "axis": "data",
    "severity": "major",
    "confidence": "medium",
    "stage": "stable",
    "title": {
      "en": "Merged migration edited",
      "fr": "Migration déjà fusionnée modifiée"
    },
    "message": {
      "en": "This pull request changes what `upgrade()` of `{parts}` does, which the base has already: a database that has run the old version keeps its result, and differs from a new one for good.",
      "fr": "Cette pull request change ce que fait `upgrade()` de `{parts}`, déjà présent sur la branche cible : une base de données qui a exécuté l'ancienne version en garde le résultat, et diffère pour toujours d'une base neuve."
    },
    "remedy": {
      "en": "Take the edit back, and write the difference into a new revision with `down_revision` = `{heads}`. If no database that matters has run it yet, say so in the pull request.",
      "fr": "Annulez la modification et écrivez la différence dans une nouvelle révision avec `down_revision` = `{heads}`. Si aucune base importante ne l'a encore exécutée, dites-le dans la pull request."
    },
    "variants": {
      "parent": {
        "message": {
          "en": "This pull request changes the `down_revision` of `{parts}`, which the base has already: a database that is past this point never runs what is now put before it.",
          "fr": "Cette pull request change le `down_revision` de `{parts}`, déjà présent sur la branche cible : une base de données qui a dépassé ce point n'exécutera jamais ce qui est maintenant placé avant."
        },
        "remedy": {
          "en": "Restore the old `down_revision`, and let the new migration follow the head of the chain (`{heads}`).",
          "fr": "Remettez l'ancien `down_revision`, et faites suivre à la nouvelle migration la tête de la chaîne (`{heads}`)."
        }
      }
    },
    "related": {},
    "options": {},
    "help": {
      "en": "## What it catches\n\nA pull request that changes what an existing migration does: another `upgrade()`, or another parent. Two programs are compared, not two texts: where all operations are known, their result; elsewhere the code, with all that it uses in its file. One finding for each tree of migrations, which names the revisions.\n\n## Why it matters\n\nDatabases that have passed the revision do not run it again. New ones get the new version, old ones keep the old one, and no later migration can rely on either.\n\n## How to fix it\n\nMigrations that have been merged are history: correct them with a new one.\n\n## Known limits\n\nComments, docstrings, formatting, type hints, imports, logging, `text(…)` around SQL, timeouts of the session, a guard around a known operation, and `downgrade()` may change. So may the parent of a revision while the chain has several heads or a broken link: that is how these are mended. Whether a revision has been released is not in the repository.",
      "fr": "### Ce que la règle détecte\n\nUne pull request qui change ce que fait une migration existante : un autre `upgrade()`, ou un autre parent. Ce sont deux programmes qui sont comparés, pas deux textes.\n\n### Pourquoi c'est important\n\nAlembic retient qu'une révision a été appliquée, pas ce qu'elle contenait. Les bases qui l'ont passée gardent l'ancienne version, les nouvelles ont l'autre, et aucune migration ultérieure ne peut s'y fier.\n\n### Comment corriger\n\nUne migration fusionnée appartient à l'histoire : corrigez-la par une nouvelle.\n\n### Limites connues\n\nCommentaires, docstrings, mise en forme, annotations, imports, journalisation, `text(…)` autour du SQL et `downgrade()` peuvent changer, de même que le parent tant que la chaîne a plusieurs têtes ou un lien rompu. Le dépôt ne dit pas si une révision a été livrée."
    }
  } },
  { rule: rule66, meta: {
    "id": "migration-hardcoded-data",
    "axis": "data",
    "severity": "info",
    "confidence": "medium",
    "stage": "preview",
    "title": {
      "en": "Rows of real people in a migration",
      "fr": "Données de personnes dans une migration"
    },
    "message": {
      "en": "Migrations in `{folder}` write data of somebody in particular: `{parts}`. It is in the history of the repository, and in every database that is built from it.",
      "fr": "Des migrations de `{folder}` écrivent les données de quelqu'un en particulier : `{parts}`. Elles sont dans l'historique du dépôt, et dans toute base construite à partir de lui."
    },
    "remedy": {
      "en": "Let a command or a seed that reads the environment make the first account, and keep migrations to the schema and to values that every installation needs.",
      "fr": "Confiez le premier compte à une commande ou à un script d'initialisation qui lit l'environnement, et gardez aux migrations le schéma et les valeurs dont toute installation a besoin."
    },
    "variants": {},
    "related": {},
    "options": {},
    "help": {
      "en": "## What it catches\n\nE-mail addresses and hashes of passwords in what `upgrade()` writes. Addresses under reserved domains (`example.com`, `.test`, `.local`) and of roles (`support@`, `noreply@`) are not meant. One finding for each tree of migrations.\n\n## Why it matters\n\nAn account of which everybody can read the address, and often the password, exists in every new environment. And an address is personal data that cannot be deleted from a history.\n\n## How to fix it\n\nMove the row to a command; where the account is in use, change its password.\n\n## Known limits\n\nNames, telephone numbers and ids are not recognised. Passwords and keys in plain text are what `secret-committed` tells.",
      "fr": "### Ce que la règle détecte\n\nLes adresses électroniques et les empreintes de mots de passe que `upgrade()` écrit. Les domaines réservés (`example.com`, `.test`, `.local`) et les adresses de fonction (`support@`) ne comptent pas. Un constat par arbre.\n\n### Pourquoi c'est important\n\nUn compte dont chacun peut lire l'adresse existe dans tout nouvel environnement, et une donnée personnelle ne s'efface pas d'un historique.\n\n### Comment corriger\n\nDéplacez la ligne dans une commande ; si le compte sert, changez son mot de passe.\n\n### Limites connues\n\nNoms, téléphones et identifiants ne sont pas reconnus."
    }
  } },
  { rule: rule67, meta: {
    "id": "migration-imports-models",
    "axis": "data",
    "severity": "minor",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Migration that works with today's models",
      "fr": "Migration qui s'appuie sur les modèles du jour"
    },
    "message": {
      "en": "Migrations in `{folder}` use mapped classes of the application: `{parts}`. A column that the class gains later is in their queries before it is in the database, and they fail on every new database.",
      "fr": "Des migrations de `{folder}` utilisent des classes du modèle de l'application : `{parts}`. Une colonne que la classe gagne plus tard est dans leurs requêtes avant d'être dans la base, et elles échouent sur toute base neuve."
    },
    "remedy": {
      "en": "Name in the migration the columns that it needs:\n```python\nusers = sa.table(\"users\", sa.column(\"id\", sa.Integer), sa.column(\"name\", sa.String))\nop.get_bind().execute(users.update().values(name=\"…\"))\n```",
      "fr": "Nommez dans la migration les colonnes dont elle a besoin :\n```python\nusers = sa.table(\"users\", sa.column(\"id\", sa.Integer), sa.column(\"name\", sa.String))\nop.get_bind().execute(users.update().values(name=\"…\"))\n```"
    },
    "variants": {},
    "related": {},
    "options": {},
    "help": {
      "en": "## What it catches\n\nRevisions that import a mapped class of the repository and call or query it. One finding for each tree of migrations; a pull request is told of those that it adds.\n\n## Why it matters\n\nThe migration works on the day it is written. Months later the model has one more column, the migration selects it before any migration has created it, and nobody can build a new database.\n\n## How to fix it\n\nUse `sa.table(…)`, a small `Table` in the migration, or plain SQL: what the migration says is then all that it depends on.\n\n## Known limits\n\nEnumerations, constants and functions of the application may change, too, but are imported for good reasons and are left alone. So is a class that is imported without being used.",
      "fr": "### Ce que la règle détecte\n\nLes révisions qui importent une classe déclarée du dépôt et l'utilisent. Un constat par arbre ; une pull request est avertie de celles qu'elle ajoute.\n\n### Pourquoi c'est important\n\nLa migration fonctionne le jour où elle est écrite. Plus tard, le modèle a une colonne de plus, la migration la demande avant qu'aucune migration ne l'ait créée, et plus personne ne peut construire une base neuve.\n\n### Comment corriger\n\nUtilisez `sa.table(…)`, une petite `Table` dans la migration, ou du SQL.\n\n### Limites connues\n\nLes énumérations, constantes et fonctions de l'application sont laissées de côté, de même qu'une classe importée sans être utilisée."
    }
  } },
  { rule: rule68, meta: {
    "id": "migration-index-locks-table",
    "axis": "data",
    "severity": "minor",
    "confidence": "medium",
    "stage": "stable",
    "title": {
      "en": "Index built while writers wait",
      "fr": "Index construit pendant que les écritures attendent"
    },
    "message": {
      "en": "Revision `{revision}` builds `{parts}` while others use the table: until it is done, every INSERT, UPDATE and DELETE there waits (SHARE lock).",
      "fr": "La révision `{revision}` construit `{parts}` pendant que la table sert : tant que ce n'est pas fini, tout INSERT, UPDATE ou DELETE y attend (verrou SHARE)."
    },
    "remedy": {
      "en": "Harmless on a small table. On one that is large or busy, build it concurrently, outside of the transaction:\n```python\n{code}\n```",
      "fr": "Sans gravité sur une petite table. Sur une table grande ou sollicitée, construisez-le en concurrence, hors de la transaction :\n```python\n{code}\n```"
    },
    "variants": {
      "transaction": {
        "message": {
          "en": "Revision `{revision}` builds `{parts}` CONCURRENTLY inside of its transaction: PostgreSQL answers `CREATE INDEX CONCURRENTLY cannot run inside a transaction block`, and `alembic upgrade` fails.",
          "fr": "La révision `{revision}` construit `{parts}` avec CONCURRENTLY à l'intérieur de sa transaction : PostgreSQL répond `CREATE INDEX CONCURRENTLY cannot run inside a transaction block`, et `alembic upgrade` échoue."
        },
        "remedy": {
          "en": "Leave the transaction for this step:\n```python\n{code}\n```",
          "fr": "Sortez de la transaction pour cette étape :\n```python\n{code}\n```"
        }
      }
    },
    "related": {},
    "options": {},
    "help": {
      "en": "## What it catches\n\nIn revisions that the pull request brings, for PostgreSQL:\n\n- `create_index` without `postgresql_concurrently=True` on a table that existed before: minor where the repository has built an index concurrently before, info elsewhere;\n- an index that is built CONCURRENTLY inside the transaction of the migration, which always fails: major.\n\n## Why it matters\n\nA SHARE lock lets everybody read and nobody write. Requests queue up behind it, and the pool of connections with them.\n\n## How to fix it\n\n`with op.get_context().autocommit_block():` around `create_index(…, postgresql_concurrently=True)`. If it fails half-way, drop the invalid index and run it again.\n\n## Known limits\n\nHow large a table is cannot be seen. Silent for tables that the pull request creates, and where env.py sets `isolation_level=\"AUTOCOMMIT\"` or the migration commits by itself.",
      "fr": "### Ce que la règle détecte\n\nDans les révisions apportées par la pull request, pour PostgreSQL : `create_index` sans `postgresql_concurrently=True` sur une table qui existait déjà (mineur si le dépôt a déjà construit un index en concurrence, info sinon) ; un index construit CONCURRENTLY dans la transaction de la migration, ce qui échoue toujours (majeur).\n\n### Pourquoi c'est important\n\nUn verrou SHARE laisse lire tout le monde et n'en laisse écrire aucun. Les requêtes s'accumulent derrière, et le pool de connexions avec.\n\n### Comment corriger\n\n`with op.get_context().autocommit_block():` autour de `create_index(…, postgresql_concurrently=True)`. En cas d'échec, supprimez l'index invalide et relancez.\n\n### Limites connues\n\nLa taille d'une table ne se voit pas. La règle se tait pour les tables que la pull request crée, et si env.py pose `isolation_level=\"AUTOCOMMIT\"` ou si la migration valide elle-même sa transaction."
    }
  } },
  { rule: rule69, meta: {
    "id": "migration-irreversible",
    "axis": "data",
    "severity": "minor",
    "confidence": "medium",
    "stage": "stable",
    "title": {
      "en": "downgrade() takes back only a part",
      "fr": "downgrade() n'annule qu'une partie"
    },
    "message": {
      "en": "`downgrade()` of revision `{revision}` leaves `{left}` as `upgrade()` made it: after a rollback the database fits neither release, and a second `upgrade` fails.",
      "fr": "`downgrade()` de la révision `{revision}` laisse `{left}` comme `upgrade()` l'a fait : après un retour arrière la base ne convient à aucune des deux versions, et un second `upgrade` échoue."
    },
    "remedy": {
      "en": "Undo every step of `upgrade()` in the reverse order; `alembic downgrade -1` followed by `alembic upgrade head` on a copy shows whether it works.",
      "fr": "Annulez chaque étape de `upgrade()` dans l'ordre inverse ; `alembic downgrade -1` puis `alembic upgrade head` sur une copie montre si cela marche."
    },
    "variants": {
      "unnamed": {
        "message": {
          "en": "`downgrade()` of revision `{revision}` drops a constraint of `{left}` by the name `None`: Alembic answers `it has no name`, and the release cannot be rolled back.",
          "fr": "`downgrade()` de la révision `{revision}` supprime une contrainte de `{left}` sous le nom `None` : Alembic répond `it has no name`, et la version ne peut être annulée."
        },
        "remedy": {
          "en": "Give the constraint a name where `upgrade()` creates it, and the same one here. A `naming_convention` on the metadata makes autogenerate write names.",
          "fr": "Donnez un nom à la contrainte là où `upgrade()` la crée, et le même ici. Avec une `naming_convention` sur les métadonnées, autogenerate écrit des noms."
        }
      },
      "raises": {
        "message": {
          "en": "`downgrade()` of revision `{revision}` raises although `upgrade()` only adds ({steps} steps) and loses nothing: a release that goes wrong cannot be rolled back.",
          "fr": "`downgrade()` de la révision `{revision}` lève une exception alors que `upgrade()` ne fait qu'ajouter ({steps} étapes) et ne perd rien : une version défectueuse ne peut être annulée."
        },
        "remedy": {
          "en": "Undo the steps of `upgrade()` in the reverse order. Raise only where data is gone for good.",
          "fr": "Annulez les étapes de `upgrade()` dans l'ordre inverse. Ne levez une exception que si des données sont perdues."
        }
      }
    },
    "related": {},
    "options": {},
    "help": {
      "en": "## What it catches\n\nIn revisions that the pull request brings: a `downgrade()` that undoes some steps of `upgrade()` and leaves other tables or columns as they are; one that raises although every step of `upgrade()` can be undone without loss; one that drops a constraint by the name `None`, as autogenerate writes it for a constraint without a name, which always fails.\n\n## Why it matters\n\nAfter `alembic downgrade -1` the revision counts as not applied. What it left is still there: the next `upgrade` fails with `already exists`, or works on a table that lacks a column.\n\n## How to fix it\n\nOne step back for each step forward, in the reverse order.\n\n## Known limits\n\nTables and columns are compared, not indexes, constraints, defaults or types. A `downgrade()` that does nothing is the subject of another rule. Silent where something could not be read or depends on a condition, and where data was lost and `downgrade()` says so by raising.",
      "fr": "### Ce que la règle détecte\n\nDans les révisions apportées par la pull request : un `downgrade()` qui annule certaines étapes de `upgrade()` et en laisse d'autres (tables, colonnes) ; un `downgrade()` qui lève une exception alors que chaque étape de `upgrade()` s'annule sans perte ; un `downgrade()` qui supprime une contrainte sous le nom `None`, comme l'écrit autogenerate pour une contrainte anonyme, ce qui échoue toujours.\n\n### Pourquoi c'est important\n\nAprès `alembic downgrade -1`, la révision compte comme non appliquée. Ce qu'elle a laissé reste : l'`upgrade` suivant échoue avec `already exists`, ou travaille sur une table incomplète.\n\n### Comment corriger\n\nUn pas en arrière pour chaque pas en avant, dans l'ordre inverse.\n\n### Limites connues\n\nTables et colonnes sont comparées, pas les index, contraintes, défauts ni types. Un `downgrade()` qui ne fait rien relève d'une autre règle. La règle se tait si quelque chose n'a pas pu être lu ou dépend d'une condition, et si des données ont été perdues et que `downgrade()` le dit en levant une exception."
    }
  } },
  { rule: rule70, meta: {
    "id": "migration-not-null-existing",
    "axis": "data",
    "severity": "major",
    "confidence": "medium",
    "stage": "stable",
    "title": {
      "en": "Column made NOT NULL without filling it first",
      "fr": "Colonne rendue NOT NULL sans être remplie d'abord"
    },
    "message": {
      "en": "Revision `{revision}` makes `{parts}` NOT NULL, and nothing fills the rows that have no value: one NULL in production, and `alembic upgrade` fails.",
      "fr": "La révision `{revision}` rend `{parts}` NOT NULL, et rien ne remplit les lignes sans valeur : un seul NULL en production, et `alembic upgrade` échoue."
    },
    "remedy": {
      "en": "Fill the rows first, in the same revision (in batches where there are many):\n```python\n{code}\n```\nOn a large PostgreSQL table, add `CHECK (… IS NOT NULL) NOT VALID`, validate it in a second revision, then set NOT NULL: the rows are not read again under the lock.",
      "fr": "Remplissez d'abord les lignes, dans la même révision (par lots s'il y en a beaucoup) :\n```python\n{code}\n```\nSur une grande table PostgreSQL, ajoutez `CHECK (… IS NOT NULL) NOT VALID`, validez-la dans une seconde révision, puis posez NOT NULL : les lignes ne sont pas relues sous le verrou."
    },
    "variants": {},
    "related": {},
    "options": {},
    "help": {
      "en": "## What it catches\n\n`alter_column(…, nullable=False)` or `SET NOT NULL`, in a revision that the pull request brings, on a column that could be NULL until then and came without a server default, with no statement before it that writes the table's rows.\n\n## Why it matters\n\nThe migration succeeds on every database without NULLs: those of the developers and of CI. It fails on the one where an old release left some.\n\n## How to fix it\n\nWrite the missing values first, and decide what they are: that decision is the point of the migration. If you know that there are none, say so with a suppression and its reason.\n\n## Known limits\n\nSilent where the column had a server default, where rows were written since the column came or something ran that could not be read, and for tables that the pull request itself creates. Whether there are NULLs cannot be seen from the code.",
      "fr": "### Ce que la règle détecte\n\n`alter_column(…, nullable=False)` ou `SET NOT NULL`, dans une révision apportée par la pull request, sur une colonne qui pouvait être NULL et n'avait pas de défaut côté serveur, sans instruction préalable qui écrive les lignes de la table.\n\n### Pourquoi c'est important\n\nLa migration réussit sur toutes les bases sans NULL : celles des développeurs et de la CI. Elle échoue sur celle où une ancienne version en a laissé.\n\n### Comment corriger\n\nÉcrivez d'abord les valeurs manquantes, et décidez de ce qu'elles sont : c'est tout l'objet de la migration. Si vous savez qu'il n'y en a pas, dites-le par une dérogation motivée.\n\n### Limites connues\n\nLa règle se tait si la colonne avait un défaut côté serveur, si des lignes ont été écrites depuis l'arrivée de la colonne ou si quelque chose n'a pas pu être lu, et pour les tables créées par la pull request. La présence de NULL ne se voit pas dans le code."
    }
  } },
  { rule: rule71, meta: {
    "id": "migration-not-null-no-default",
    "axis": "data",
    "severity": "major",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "NOT NULL column added without a value for existing rows",
      "fr": "Colonne NOT NULL ajoutée sans valeur pour les lignes existantes"
    },
    "message": {
      "en": "Revision `{revision}` adds `{parts}` as NOT NULL without a `server_default`: as soon as the table holds one row, `alembic upgrade` fails and the deployment with it.",
      "fr": "La révision `{revision}` ajoute `{parts}` en NOT NULL sans `server_default` : dès que la table contient une ligne, `alembic upgrade` échoue, et le déploiement avec."
    },
    "remedy": {
      "en": "Give existing rows a value in the same step (a later revision may drop the default), or add the column as nullable, fill it, then require it:\n```python\n{code}\n```\nPython-side `default=` does not help: it is not part of the migration.",
      "fr": "Donnez une valeur aux lignes existantes dans la même étape (une révision suivante pourra retirer le défaut), ou ajoutez la colonne nullable, remplissez-la, puis rendez-la obligatoire :\n```python\n{code}\n```\nUn `default=` côté Python ne change rien : il ne fait pas partie de la migration."
    },
    "variants": {},
    "related": {},
    "options": {},
    "help": {
      "en": "## What it catches\n\n`op.add_column` (or `ADD COLUMN` in SQL) of a column that is NOT NULL and has no server default, in a revision that the pull request brings, on a table that existed before it.\n\n## Why it matters\n\nTests migrate an empty database, so they pass. In production the rows that are there have no value for the new column: PostgreSQL answers `column \"…\" contains null values`, SQLite refuses the statement, and the deployment stops half-way.\n\n## How to fix it\n\nPass `server_default=`: since PostgreSQL 11 a constant costs nothing, whatever the size of the table. Where the value depends on the row, add the column as nullable, fill it in batches, and set NOT NULL afterwards.\n\n## Known limits\n\nSilent for tables that the pull request itself creates, for tables that the migration empties before, for keys and identity columns, in branches whose condition cannot be told, and where MySQL is used without PostgreSQL: it writes an empty value of its own.",
      "fr": "### Ce que la règle détecte\n\n`op.add_column` (ou `ADD COLUMN` en SQL) d'une colonne NOT NULL sans défaut côté serveur, dans une révision apportée par la pull request, sur une table qui existait avant elle.\n\n### Pourquoi c'est important\n\nLes tests migrent une base vide : ils passent. En production, les lignes présentes n'ont pas de valeur pour la nouvelle colonne : PostgreSQL répond `column \"…\" contains null values`, SQLite refuse l'instruction, et le déploiement s'arrête en chemin.\n\n### Comment corriger\n\nPassez `server_default=` : depuis PostgreSQL 11, une constante ne coûte rien, quelle que soit la taille de la table. Si la valeur dépend de la ligne, ajoutez la colonne nullable, remplissez-la par lots, puis posez NOT NULL.\n\n### Limites connues\n\nLa règle se tait pour les tables que la pull request crée elle-même, pour celles que la migration vide avant, pour les clés et colonnes d'identité, dans les branches dont la condition est indécidable, et avec MySQL sans PostgreSQL : il écrit de lui-même une valeur vide."
    }
  } },
  { rule: rule72, meta: {
    "id": "migration-rename-breaks-running-code",
    "axis": "data",
    "severity": "minor",
    "confidence": "medium",
    "stage": "stable",
    "title": {
      "en": "Renamed in place while the previous release still runs",
      "fr": "Renommage sur place alors que la version précédente tourne encore"
    },
    "message": {
      "en": "Revision `{revision}` renames `{parts}` in place: between the migration and the last stop of the previous release, every query with the old name fails.",
      "fr": "La révision `{revision}` renomme `{parts}` sur place : entre la migration et l'arrêt de la version précédente, toute requête avec l'ancien nom échoue."
    },
    "remedy": {
      "en": "Rename in Python only, which costs nothing:\n```python\n{code}\n```\nIf the column itself must change: add the new one, write both, copy the rows, read the new one, drop the old one, over several releases. With a deployment that stops the service, suppress this finding and say so.",
      "fr": "Renommez en Python seulement, ce qui ne coûte rien :\n```python\n{code}\n```\nSi la colonne doit vraiment changer : ajoutez la nouvelle, écrivez les deux, copiez les lignes, lisez la nouvelle, supprimez l'ancienne, sur plusieurs versions. Si le déploiement arrête le service, écartez ce constat en le disant."
    },
    "variants": {
      "table": {
        "message": {
          "en": "Revision `{revision}` renames the table `{parts}` in place: between the migration and the last stop of the previous release, every query with the old name fails.",
          "fr": "La révision `{revision}` renomme la table `{parts}` sur place : entre la migration et l'arrêt de la version précédente, toute requête avec l'ancien nom échoue."
        },
        "remedy": {
          "en": "Keep the name of the table and rename the class only; or leave a view under the old name until the previous release is gone (on PostgreSQL a simple view can be written, too):\n```python\n{code}\n```",
          "fr": "Gardez le nom de la table et ne renommez que la classe ; ou laissez une vue sous l'ancien nom jusqu'à l'arrêt de la version précédente (sur PostgreSQL, une vue simple accepte aussi les écritures) :\n```python\n{code}\n```"
        }
      }
    },
    "related": {},
    "options": {},
    "help": {
      "en": "## What it catches\n\n`alter_column(new_column_name=…)`, `rename_table` and `RENAME` in SQL, in revisions that the pull request brings, of columns and tables that existed before.\n\n## Why it matters\n\nWith rolling deployments, workers or a rollback, the previous release runs after the migration: `UndefinedColumn` on each query that names the old column, and ORM queries name them all.\n\n## How to fix it\n\n`new_name = mapped_column(\"old_name\")` renames where people read. Otherwise expand, then contract.\n\n## Known limits\n\nWhether a deployment stops the service cannot be seen. Silent where the old name stands for something again (a table that is swapped, a view).",
      "fr": "### Ce que la règle détecte\n\n`alter_column(new_column_name=…)`, `rename_table` et `RENAME` en SQL, dans les révisions apportées par la pull request, sur des colonnes et tables qui existaient déjà.\n\n### Pourquoi c'est important\n\nAvec un déploiement progressif, des workers ou un retour arrière, la version précédente tourne après la migration : `UndefinedColumn` à chaque requête qui nomme l'ancienne colonne, et l'ORM les nomme toutes.\n\n### Comment corriger\n\n`nouveau = mapped_column(\"ancien\")` renomme là où on lit. Sinon, étendre, puis contracter.\n\n### Limites connues\n\nOn ne voit pas si le déploiement arrête le service. La règle se tait si l'ancien nom désigne de nouveau quelque chose (table échangée, vue)."
    }
  } },
  { rule: rule73, meta: {
    "id": "migration-type-change-without-using",
    "axis": "data",
    "severity": "major",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Column type changed in a way that PostgreSQL refuses or that copies the table",
      "fr": "Changement de type que PostgreSQL refuse ou qui recopie la table"
    },
    "message": {
      "en": "Revision `{revision}` changes the type of `{parts}`: PostgreSQL does not convert that by itself and answers `cannot be cast automatically`. `alembic upgrade` fails, even on an empty table.",
      "fr": "La révision `{revision}` change le type de `{parts}` : PostgreSQL ne fait pas cette conversion de lui-même et répond `cannot be cast automatically`. `alembic upgrade` échoue, même sur une table vide."
    },
    "remedy": {
      "en": "Say how the values are converted, and check that all of them can be:\n```python\n{code}\n```",
      "fr": "Dites comment les valeurs sont converties, et vérifiez que toutes peuvent l'être :\n```python\n{code}\n```"
    },
    "variants": {
      "default": {
        "message": {
          "en": "Revision `{revision}` changes the type of `{parts}`, which keeps its old default: `USING` converts the rows and not the default, and PostgreSQL answers `default for column cannot be cast automatically`.",
          "fr": "La révision `{revision}` change le type de `{parts}`, qui garde son ancien défaut : `USING` convertit les lignes, pas le défaut, et PostgreSQL répond `default for column cannot be cast automatically`."
        },
        "remedy": {
          "en": "Drop the default, change the type, set the default anew:\n```python\n{code}\n```",
          "fr": "Retirez le défaut, changez le type, reposez le défaut :\n```python\n{code}\n```"
        }
      },
      "rewrite": {
        "message": {
          "en": "Revision `{revision}` changes the type of `{parts}`: PostgreSQL writes every row and index of the table anew, and nobody reads or writes it meanwhile (ACCESS EXCLUSIVE).",
          "fr": "La révision `{revision}` change le type de `{parts}` : PostgreSQL réécrit chaque ligne et chaque index de la table, que personne ne peut lire ni écrire pendant ce temps (ACCESS EXCLUSIVE)."
        },
        "remedy": {
          "en": "On a small table, leave it. On a large one add a column of the new type, write both from the application, copy the rows in batches, then read the new one and drop the old one in a later release.",
          "fr": "Sur une petite table, laissez ainsi. Sur une grande, ajoutez une colonne du nouveau type, écrivez les deux depuis l'application, copiez les lignes par lots, puis lisez la nouvelle et supprimez l'ancienne dans une version suivante."
        }
      }
    },
    "related": {},
    "options": {},
    "help": {
      "en": "## What it catches\n\nIn revisions that the pull request brings, for PostgreSQL, with the type that the column has after replaying all revisions before:\n\n- a change between types without a cast that PostgreSQL may use (text to integer, boolean, uuid, JSON, an enumeration, a date; integer to boolean; one enumeration to another) and without `postgresql_using` or `USING`: major;\n- such a change with `USING`, of a column whose text default stays: major;\n- a change that makes PostgreSQL copy the table (INTEGER to BIGINT, TIMESTAMP to TIMESTAMP WITH TIME ZONE, a shorter VARCHAR, anything with `USING`): minor.\n\n## Why it matters\n\nSQLite and an eye accept what PostgreSQL refuses. And a copy of a large table under an exclusive lock is an outage.\n\n## How to fix it\n\nPass `postgresql_using=\"column::type\"`. For a large table, expand and contract: a new column, two writes, a copy in batches, a switch.\n\n## Known limits\n\nWider VARCHAR, VARCHAR to TEXT, more digits of a NUMERIC are free and silent. Types of extensions and custom types are left alone, as are columns whose type before is unknown. Only where something shows that PostgreSQL is used: an image, a driver, an import of its dialect.",
      "fr": "### Ce que la règle détecte\n\nDans les révisions apportées par la pull request, pour PostgreSQL, avec le type de la colonne après rejeu des révisions précédentes : un changement entre types sans conversion automatique (texte vers entier, booléen, uuid, JSON, énumération, date ; entier vers booléen ; une énumération vers une autre) sans `USING` : majeur ; un tel changement avec `USING` quand le défaut textuel reste : majeur ; un changement qui recopie la table (INTEGER vers BIGINT, TIMESTAMP vers TIMESTAMP WITH TIME ZONE, VARCHAR raccourci, tout ce qui passe par `USING`) : mineur.\n\n### Pourquoi c'est important\n\nSQLite et une relecture acceptent ce que PostgreSQL refuse. Et recopier une grande table sous verrou exclusif, c'est une panne.\n\n### Comment corriger\n\nPassez `postgresql_using=\"colonne::type\"`. Pour une grande table : une nouvelle colonne, deux écritures, une copie par lots, une bascule.\n\n### Limites connues\n\nÉlargir un VARCHAR, passer de VARCHAR à TEXT, ajouter des chiffres à un NUMERIC ne coûte rien : la règle se tait. Les types d'extensions et les types propres au projet ne sont pas jugés, ni les colonnes dont le type de départ est inconnu. Seulement si quelque chose montre PostgreSQL : une image, un pilote, un import de son dialecte."
    }
  } },
  { rule: rule74, meta: {
    "id": "migration-type-drift",
    "axis": "data",
    "severity": "major",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Column types of model and migrations differ",
      "fr": "Types de colonne différents entre le modèle et les migrations"
    },
    "message": {
      "en": "`{model}` declares `{parts}` with another type than the migrations give the table `{table}`: `{column}` is `{declared}` in the model and `{stored}` in the database.",
      "fr": "`{model}` déclare `{parts}` avec un autre type que celui que les migrations donnent à la table `{table}` : `{column}` est `{declared}` dans le modèle et `{stored}` dans la base."
    },
    "remedy": {
      "en": "Decide which of the two is right. Where it is the model, add a revision with `down_revision` = `{heads}` (foreign keys that point to the column change with it):\n```python\n{code}\n```\nOtherwise declare the type of the database in the model.",
      "fr": "Décidez lequel des deux est juste. Si c'est le modèle, ajoutez une révision avec `down_revision` = `{heads}` (les clés étrangères qui visent la colonne changent avec elle) :\n```python\n{code}\n```\nSinon, déclarez dans le modèle le type de la base."
    },
    "variants": {
      "inherited": {
        "message": {
          "en": "`{owner}.{column}` is `{declared}` in the model and `{stored}` in the database: `{parts}`.",
          "fr": "`{owner}.{column}` est `{declared}` dans le modèle et `{stored}` dans la base : `{parts}`."
        },
        "remedy": {
          "en": "Decide which of the two is right. Where it is the model, add a revision with `down_revision` = `{heads}` (foreign keys that point to the column change with it):\n```python\n{code}\n```\nOtherwise declare the type of the database in the model.",
          "fr": "Décidez lequel des deux est juste. Si c'est le modèle, ajoutez une révision avec `down_revision` = `{heads}` (les clés étrangères qui visent la colonne changent avec elle) :\n```python\n{code}\n```\nSinon, déclarez dans le modèle le type de la base."
        }
      },
      "zone": {
        "message": {
          "en": "The models declare `{parts}` with a time zone (`DateTime(timezone=True)`), and the migrations make plain `TIMESTAMP` columns: the zone is lost when a value is stored, and asyncpg refuses an aware `datetime`.",
          "fr": "Les modèles déclarent `{parts}` avec fuseau (`DateTime(timezone=True)`), et les migrations créent de simples `TIMESTAMP` : le fuseau se perd à l'écriture, et asyncpg refuse un `datetime` qui en porte un."
        },
        "remedy": {
          "en": "Decide which of the two is right. Where it is the model, add a revision with `down_revision` = `{heads}` (foreign keys that point to the column change with it):\n```python\n{code}\n```\nOtherwise declare the type of the database in the model.",
          "fr": "Décidez lequel des deux est juste. Si c'est le modèle, ajoutez une révision avec `down_revision` = `{heads}` (les clés étrangères qui visent la colonne changent avec elle) :\n```python\n{code}\n```\nSinon, déclarez dans le modèle le type de la base."
        }
      },
      "naive": {
        "message": {
          "en": "The models declare `{parts}` without a time zone, and the migrations make `TIMESTAMP WITH TIME ZONE` columns: what comes back depends on the session's zone, and does not compare with what was written.",
          "fr": "Les modèles déclarent `{parts}` sans fuseau, et les migrations créent des `TIMESTAMP WITH TIME ZONE` : ce qui revient dépend du fuseau de la session et ne se compare pas à ce qui a été écrit."
        },
        "remedy": {
          "en": "Decide which of the two is right. Where it is the model, add a revision with `down_revision` = `{heads}` (foreign keys that point to the column change with it):\n```python\n{code}\n```\nOtherwise declare the type of the database in the model.",
          "fr": "Décidez lequel des deux est juste. Si c'est le modèle, ajoutez une révision avec `down_revision` = `{heads}` (les clés étrangères qui visent la colonne changent avec elle) :\n```python\n{code}\n```\nSinon, déclarez dans le modèle le type de la base."
        }
      }
    },
    "related": {
      "stored": {
        "en": "The migrations make `{column}` a `{stored}` (the model: `{declared}`)",
        "fr": "Les migrations font de `{column}` un `{stored}` (le modèle : `{declared}`)"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nA column that the model and the replayed migrations both know, with types of different families: UUID against VARCHAR, INTEGER against UUID, BOOLEAN against an enumeration, a date against a time. One finding for each table; a column of a mixin is one finding for all tables that inherit it; timestamps with and without a zone are one finding for the project, minor.\n\nWithin a family nothing is said: INTEGER against BIGINT, VARCHAR against TEXT, lengths, JSON against JSONB, FLOAT against NUMERIC.\n\n## Why it matters\n\nTests that build the schema with `create_all` get the type of the model, production gets that of the migration. PostgreSQL then refuses the comparison (`operator does not exist: character varying = uuid`), or a driver that names parameter types, such as asyncpg, refuses the value.\n\n## How to fix it\n\nChange the column in a new revision, with a conversion (`postgresql_using`) that you have tried on a copy of the data, or declare in the model what the database has.\n\n## Known limits\n\nSilent where either type depends on the database (`with_variant`, a `TypeDecorator` with `load_dialect_impl`), for types of extensions, for tables that two classes or two chains know, and for tables whose history could not be read to the end. An enumeration in the model over a text column works with the usual drivers and is not reported; the reverse is only where every statement goes through asyncpg. Zones are compared only in projects that use PostgreSQL and no other server.",
      "fr": "### Ce que la règle détecte\n\nUne colonne connue du modèle et des migrations rejouées, avec des types de familles différentes : UUID et VARCHAR, INTEGER et UUID, booléen et énumération. Un constat par table ; une colonne de mixin donne un seul constat ; les horodatages avec et sans fuseau donnent un seul constat mineur pour tout le projet. À l'intérieur d'une famille (INTEGER et BIGINT, longueurs, JSON et JSONB), rien n'est signalé.\n\n### Pourquoi c'est important\n\nLes tests qui créent le schéma avec `create_all` ont le type du modèle, la production celui de la migration. PostgreSQL refuse alors la comparaison, ou asyncpg refuse la valeur.\n\n### Comment corriger\n\nChangez la colonne dans une nouvelle révision, avec une conversion essayée sur une copie des données, ou déclarez dans le modèle le type de la base.\n\n### Limites connues\n\nLa règle se tait quand un type dépend de la base, pour les types d'extensions, pour les tables connues de deux classes ou de deux chaînes, et quand l'historique n'a pas pu être lu jusqu'au bout."
    }
  } },
  { rule: rule75, meta: {
    "id": "migration-vague-name",
    "axis": "data",
    "severity": "info",
    "confidence": "high",
    "stage": "preview",
    "title": {
      "en": "Migration whose name says nothing",
      "fr": "Migration dont le nom ne dit rien"
    },
    "message": {
      "en": "`{parts}`: neither the file name nor the message says what the migration does.",
      "fr": "`{parts}` : ni le nom du fichier ni le message ne disent ce que fait la migration."
    },
    "remedy": {
      "en": "Say what changes (`add_age_to_users`), in the message and in the file name. Renaming a file is safe: Alembic knows revisions by their id.",
      "fr": "Dites ce qui change (`add_age_to_users`), dans le message et dans le nom du fichier. Renommer un fichier est sans risque : Alembic connaît les révisions par leur identifiant."
    },
    "variants": {},
    "related": {},
    "options": {},
    "help": {
      "en": "## What it catches\n\nRevisions whose file name and message consist of words such as \"update\", \"fix\", \"changes\", \"test\" or \"migration\" only. One finding for each tree of migrations.\n\n## Why it matters\n\nWhoever looks for the migration that dropped a column has to open them all.\n\n## How to fix it\n\nRename the file and reword the first line of the docstring.\n\n## Known limits\n\nOnly English words that never say what changes count. A merge and a migration that does nothing may be called anything.",
      "fr": "### Ce que la règle détecte\n\nLes révisions dont le nom et le message ne sont faits que de mots comme « update », « fix », « changes », « test » ou « migration ». Un constat par arbre.\n\n### Pourquoi c'est important\n\nQui cherche la migration qui a supprimé une colonne doit toutes les ouvrir.\n\n### Comment corriger\n\nRenommez le fichier et reformulez la première ligne de la docstring.\n\n### Limites connues\n\nSeuls comptent des mots anglais qui ne disent jamais ce qui change. Une fusion de branches, ou une migration vide, peut s'appeler comme elle veut."
    }
  } },
  { rule: rule76, meta: {
    "id": "migration-wrong-order",
    "axis": "data",
    "severity": "major",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Steps of a migration in an order that fails",
      "fr": "Étapes d'une migration dans un ordre qui échoue"
    },
    "message": {
      "en": "Revision `{revision}` fails at `{step}`.",
      "fr": "La révision `{revision}` échoue à `{step}`."
    },
    "remedy": {
      "en": "Put the step where what it needs is there.",
      "fr": "Déplacez l'étape là où ce dont elle a besoin existe."
    },
    "variants": {
      "gone-already": {
        "message": {
          "en": "Revision `{revision}` fails at `{step}`: PostgreSQL dropped `{name}` together with the column `{by}`, a step earlier.",
          "fr": "La révision `{revision}` échoue à `{step}` : PostgreSQL a supprimé `{name}` avec la colonne `{by}`, une étape plus tôt."
        },
        "remedy": {
          "en": "Move this step above the one that drops `{by}`, or delete it: the column takes its indexes and constraints with it.",
          "fr": "Placez cette étape avant celle qui supprime `{by}`, ou retirez-la : la colonne emporte ses index et ses contraintes."
        }
      },
      "still-referenced": {
        "message": {
          "en": "Revision `{revision}` fails at `{step}`: the foreign key of `{by}` still points to the table, and PostgreSQL answers `other objects depend on it`.",
          "fr": "La révision `{revision}` échoue à `{step}` : la clé étrangère de `{by}` pointe encore sur la table, et PostgreSQL répond `other objects depend on it`."
        },
        "remedy": {
          "en": "Drop the foreign key of `{by}`, or its column or table, before this step.",
          "fr": "Supprimez la clé étrangère de `{by}`, sa colonne ou sa table, avant cette étape."
        }
      },
      "not-yet-there": {
        "message": {
          "en": "Revision `{revision}` fails at `{step}`: `{name}` is made further down, in the same revision.",
          "fr": "La révision `{revision}` échoue à `{step}` : `{name}` n'est créé que plus bas, dans la même révision."
        },
        "remedy": {
          "en": "Move the step that makes `{name}` above this one.",
          "fr": "Placez l'étape qui crée `{name}` avant celle-ci."
        }
      }
    },
    "related": {
      "gone-already": {
        "en": "It goes here",
        "fr": "Il disparaît ici"
      },
      "still-referenced": {
        "en": "The reference",
        "fr": "La référence"
      },
      "not-yet-there": {
        "en": "It is made here",
        "fr": "Il est créé ici"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nIn `upgrade()` of revisions that the pull request brings, for PostgreSQL:\n\n- an index or constraint dropped by name after the column that took it along;\n- a table dropped while a foreign key of another table still points to it;\n- a foreign key to a table, or an index or constraint on a column, that the same revision creates further down.\n\n## Why it matters\n\nThe statement fails on every database, on an empty one too. If CI does not apply the migrations, the deployment is the first to find out.\n\n## How to fix it\n\nUndo in the reverse order of doing: constraints and indexes, then columns, then tables, referencing tables first.\n\n## Known limits\n\nSteps with `IF EXISTS`, `CASCADE`, in branches that cannot be told, and objects whose name or columns could not be read are left alone.",
      "fr": "### Ce que la règle détecte\n\nDans `upgrade()` des révisions apportées par la pull request, pour PostgreSQL : un index ou une contrainte supprimés par leur nom après la colonne qui les a emportés ; une table supprimée alors qu'une clé étrangère pointe encore sur elle ; une clé étrangère vers une table, ou un index ou une contrainte sur une colonne, que la même révision crée plus bas.\n\n### Pourquoi c'est important\n\nL'instruction échoue sur toute base, même vide. Si la CI n'applique pas les migrations, c'est le déploiement qui le découvre.\n\n### Comment corriger\n\nDéfaites dans l'ordre inverse : contraintes et index, puis colonnes, puis tables, les tables qui référencent d'abord.\n\n### Limites connues\n\nLes étapes avec `IF EXISTS`, `CASCADE`, dans des branches indécidables, et les objets dont le nom ou les colonnes n'ont pas pu être lus sont laissés de côté."
    }
  } },
  { rule: rule77, meta: {
    "id": "mixed-runtime-dev-requirements",
    "axis": "delivery",
    "severity": "minor",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Development tools among the runtime requirements",
      "fr": "Outils de développement parmi les dépendances d'exécution"
    },
    "message": {
      "en": "`{manifest}` is what production installs, and it holds `{parts}`, which only developers and the workflow need.",
      "fr": "`{manifest}` est ce que la production installe, et il contient `{parts}`, dont seuls les développeurs et le workflow ont besoin."
    },
    "remedy": {
      "en": "Move them to `{dev}`, and install that one in the workflow (`pip install -r {dev}`):\n```\n-r {name}\n{lines}\n```",
      "fr": "Déplacez-les dans `{dev}`, que le workflow installera (`pip install -r {dev}`) :\n```\n-r {name}\n{lines}\n```"
    },
    "variants": {
      "group": {
        "message": {
          "en": "`{manifest}` asks for `{parts}` at run time, which only developers and the workflow need.",
          "fr": "`{manifest}` demande à l'exécution `{parts}`, dont seuls les développeurs et le workflow ont besoin."
        },
        "remedy": {
          "en": "Move them to a group of their own, which `pip install --group dev` and `uv sync` install:\n```toml\n[dependency-groups]\ndev = [\n{lines}\n]\n```",
          "fr": "Déplacez-les dans un groupe à part, que `pip install --group dev` et `uv sync` installent :\n```toml\n[dependency-groups]\ndev = [\n{lines}\n]\n```"
        }
      },
      "command": {
        "message": {
          "en": "`{manifest}` asks for `{parts}` at run time, which only developers and the workflow need.",
          "fr": "`{manifest}` demande à l'exécution `{parts}`, dont seuls les développeurs et le workflow ont besoin."
        },
        "remedy": {
          "en": "Remove them from there and add them for development:\n```sh\n{command}\n```",
          "fr": "Retirez-les de là et ajoutez-les pour le développement :\n```sh\n{command}\n```"
        }
      }
    },
    "related": {
      "tool": {
        "en": "`{name}`",
        "fr": "`{name}`"
      }
    },
    "options": {
      "tools": [
        "pytest",
        "pytest-asyncio",
        "pytest-cov",
        "pytest-django",
        "pytest-env",
        "pytest-flask",
        "pytest-mock",
        "pytest-xdist",
        "coverage",
        "respx",
        "black",
        "ruff",
        "flake8",
        "isort",
        "mypy",
        "pyright",
        "pylint",
        "autopep8",
        "autoflake",
        "yapf",
        "bandit",
        "pycodestyle",
        "pydocstyle",
        "pyflakes",
        "tox",
        "nox",
        "pre-commit",
        "ipdb",
        "pip-tools",
        "sphinx",
        "sphinx-rtd-theme",
        "mkdocs",
        "mkdocs-material"
      ]
    },
    "help": {
      "en": "## What it catches\n\nTest runners, formatters, linters, type checkers and generators of documentation (`tools`) in `requirements.txt`, in `[project] dependencies`, in Poetry's main dependencies or in the `[packages]` of a Pipfile, in a project that has no place for development: no `requirements-dev.txt`, no group. One finding for each project.\n\n## Why it matters\n\nThe image grows by what it never runs, takes longer to build and to scan, and reports vulnerabilities of tools that nobody can reach. And a version of `pytest` that does not go with the others stops the deployment.\n\n## How to fix it\n\nGive development a file or a group of its own that includes the runtime one. The Dockerfile keeps installing the runtime one alone.\n\n## Known limits\n\n- A tool that the application imports (`black` in a code generator) is a library to it, and left alone.\n- `httpx`, `requests`, `faker` and their like serve tests in one project and production in another: they are not in the list.\n- What was compiled from a `.in` file beside it is not looked at, as it holds what others bring along.",
      "fr": "### Ce que la règle détecte\n\nDes outils de test, de formatage, d'analyse, de typage et de documentation (`tools`) dans `requirements.txt`, `[project] dependencies`, les dépendances principales de Poetry ou les `[packages]` d'un Pipfile, dans un projet qui n'a pas d'endroit pour le développement : ni `requirements-dev.txt`, ni groupe. Un constat par projet.\n\n### Pourquoi c'est important\n\nL'image contient ce qu'elle n'exécute jamais, se construit et s'analyse plus lentement, et signale les vulnérabilités d'outils que personne ne peut atteindre. Et une version de `pytest` incompatible avec le reste bloque le déploiement.\n\n### Comment corriger\n\nDonnez au développement un fichier ou un groupe à part, qui inclut celui d'exécution. Le Dockerfile n'installe que ce dernier.\n\n### Limites connues\n\nUn outil que l'application importe est pour elle une bibliothèque. `httpx`, `requests` et `faker` servent aux tests dans un projet et à la production dans un autre : ils ne sont pas dans la liste. Ce qui est compilé depuis un `.in` voisin n'est pas examiné."
    }
  } },
  { rule: rule78, meta: {
    "id": "mock-in-production-path",
    "axis": "architecture",
    "severity": "major",
    "confidence": "medium",
    "stage": "stable",
    "title": {
      "en": "Made-up result in production code",
      "fr": "Résultat inventé dans le code de production"
    },
    "message": {
      "en": "`{function}` ({route}) answers with what `{parts}` makes up, and nothing tells the caller so.",
      "fr": "`{function}` ({route}) répond avec ce qu'invente `{parts}`, et rien ne le dit à l'appelant."
    },
    "remedy": {
      "en": "Call the real implementation. Until there is one, say so: `raise HTTPException(status_code=501, detail=\"Not implemented\")`. A double for tests belongs to `tests/`, passed in through `app.dependency_overrides`.",
      "fr": "Appelez la véritable implémentation. Tant qu'elle n'existe pas, dites-le : `raise HTTPException(status_code=501, detail=\"Not implemented\")`. Une doublure de test a sa place dans `tests/`, injectée par `app.dependency_overrides`."
    },
    "variants": {
      "fallback": {
        "message": {
          "en": "Where a key is missing or a call has failed, `{function}` ({route}) answers with what `{parts}` makes up: the failure looks like a success.",
          "fr": "Quand une clé manque ou qu'un appel a échoué, `{function}` ({route}) répond avec ce qu'invente `{parts}` : l'échec ressemble à un succès."
        },
        "remedy": {
          "en": "Fail where it fails: refuse to start without the key (a required field of `Settings`), and answer `HTTPException(status_code=503)` when the call fails. Keep `{name}` behind a setting that production does not set.",
          "fr": "Échouez là où cela échoue : refusez de démarrer sans la clé (champ obligatoire de `Settings`) et répondez `HTTPException(status_code=503)` quand l'appel échoue. Gardez `{name}` derrière un réglage que la production n'active pas."
        }
      },
      "literal": {
        "message": {
          "en": "`{function}` ({route}) returns `{parts}`, which is written in the code.",
          "fr": "`{function}` ({route}) renvoie `{parts}`, qui est écrit en dur dans le code."
        },
        "remedy": {
          "en": "Return what is stored or measured. Until that exists, say so: `raise HTTPException(status_code=501, detail=\"Not implemented\")`.",
          "fr": "Renvoyez ce qui est enregistré ou mesuré. En attendant, dites-le : `raise HTTPException(status_code=501, detail=\"Not implemented\")`."
        }
      },
      "stated": {
        "message": {
          "en": "`{parts}` ({route}) says itself that it is a mock, and answers with values that are written in the code.",
          "fr": "`{parts}` ({route}) dit soi-même être un bouchon, et répond avec des valeurs écrites dans le code."
        },
        "remedy": {
          "en": "Write the real implementation. Until there is one, say so to the caller as well: `raise HTTPException(status_code=501, detail=\"Not implemented\")`.",
          "fr": "Écrivez la véritable implémentation. En attendant, dites-le aussi à l'appelant : `raise HTTPException(status_code=501, detail=\"Not implemented\")`."
        }
      },
      "random": {
        "message": {
          "en": "`{function}` ({route}) presents random numbers as a result: `{parts}`.",
          "fr": "`{function}` ({route}) présente des nombres tirés au hasard comme un résultat : `{parts}`."
        },
        "remedy": {
          "en": "Compute `{name}`, or leave it out (`{name}: float | None = None`): a number that nobody can trust is worse than none.",
          "fr": "Calculez `{name}`, ou omettez-le (`{name}: float | None = None`) : un nombre auquel nul ne peut se fier est pire que pas de nombre."
        }
      }
    },
    "related": {
      "too": {
        "en": "`{function}` ({route}): `{name}`",
        "fr": "`{function}` ({route}) : `{name}`"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nIn functions that run while a request is answered (handlers, what they depend on, and all that they call):\n\n- a call of a function or class of the project named `mock`, `fake` or `dummy`;\n- the same where a key is missing or an exception was caught, so that a failure becomes a made-up success;\n- a `mock_…`, `fake_…` or `dummy_…` variable with a literal value that is returned, and a constant such as `MOCK_REVIEWS`;\n- a function whose docstring or logs speak of a mock, a simulated call, a placeholder, and that answers with literals without asking anybody;\n- `random.uniform(…)` and its like given to a score, a confidence, a rating, a risk.\n\nOne finding for each file and kind.\n\n## Why it matters\n\nIt demonstrates well and then stays: users decide by scores that are thrown dice, dashboards are green while the provider is down, and no test fails, since the answer has the right shape.\n\n## How to fix it\n\nCall the real thing or say that there is none (501). A missing key stops the start; a failed call is an error (502, 503). Doubles live in `tests/` and come in through dependencies.\n\n## Known limits\n\n- Left alone: a mock that is chosen by a setting, an environment or a parameter that says so (`if settings.use_mock`), functions and files that speak of mocks, demos, seeds, simulations or samples themselves, mock exams and interviews, dummy hashes for equal timing.\n- Functions that the project reaches by a name at run time are not followed.\n- A constant answer without a telling name is not seen.",
      "fr": "### Ce que la règle détecte\n\nDans les fonctions exécutées pendant une requête : l'appel d'une fonction ou d'une classe du projet nommée `mock`, `fake` ou `dummy` ; le même appel quand une clé manque ou après une exception ; une variable `mock_…` de valeur littérale qui est renvoyée ; une fonction dont la docstring ou les journaux parlent de bouchon ou de simulation et qui répond avec des littéraux ; un tirage `random.…` donné à un score, une confiance, une note, un risque. Un constat par fichier et par genre.\n\n### Pourquoi c'est important\n\nLa démonstration est belle, puis cela reste : on décide d'après des dés, le tableau de bord est vert quand le fournisseur est en panne, et aucun test n'échoue puisque la réponse a la bonne forme.\n\n### Comment corriger\n\nAppelez la vraie implémentation ou dites qu'elle manque (501). Une clé absente empêche le démarrage ; un appel échoué est une erreur (502, 503). Les doublures vivent dans `tests/`.\n\n### Limites connues\n\nSont laissés tranquilles : un mock choisi par un réglage, un environnement ou un paramètre qui le dit, les fonctions et fichiers qui parlent eux-mêmes de mocks, de démonstrations ou de simulations, les examens blancs et les empreintes factices."
    }
  } },
  { rule: rule79, meta: {
    "id": "model-migration-drift",
    "axis": "data",
    "severity": "major",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Model and migrations disagree on a table",
      "fr": "Le modèle et les migrations divergent sur une table"
    },
    "message": {
      "en": "No migration adds `{parts}` to `{table}`: `{model}` maps that, and after all revisions of `{folder}` (replayed: {revisions}) the table lacks it. `create_all` adds no column to an existing table: the first query fails with UndefinedColumn.",
      "fr": "Aucune migration n'ajoute `{parts}` à `{table}`, que `{model}` déclare pourtant (`{folder}`, révisions rejouées : {revisions}). `create_all` n'ajoute pas de colonne à une table existante : la première requête échoue avec UndefinedColumn."
    },
    "remedy": {
      "en": "Add a revision with `down_revision` = `{heads}` whose `upgrade()` says:\n```python\n{code}\n```\nExisting rows need a value: a NOT NULL column takes a `server_default`, which a later revision may drop. `downgrade()` drops what `upgrade()` added.",
      "fr": "Ajoutez une révision avec `down_revision` = `{heads}` dont `upgrade()` contient :\n```python\n{code}\n```\nLes lignes existantes ont besoin d'une valeur : une colonne NOT NULL reçoit un `server_default`, qu'une révision suivante pourra retirer. `downgrade()` supprime ce que `upgrade()` a ajouté."
    },
    "variants": {
      "inherited": {
        "message": {
          "en": "`{owner}.{column}` has no migration: the tables {parts} inherit it, and after all revisions of `{folder}` (replayed: {revisions}) they lack it. The first query on any of them fails with UndefinedColumn.",
          "fr": "`{owner}.{column}` n'a pas de migration : les tables {parts} en héritent, et après toutes les révisions de `{folder}` (rejouées : {revisions}) elles ne l'ont pas. La première requête sur l'une d'elles échoue avec UndefinedColumn."
        },
        "remedy": {
          "en": "Add a revision with `down_revision` = `{heads}` whose `upgrade()` says:\n```python\n{code}\n```\nExisting rows need a value: a NOT NULL column takes a `server_default`, which a later revision may drop. `downgrade()` drops what `upgrade()` added.",
          "fr": "Ajoutez une révision avec `down_revision` = `{heads}` dont `upgrade()` contient :\n```python\n{code}\n```\nLes lignes existantes ont besoin d'une valeur : une colonne NOT NULL reçoit un `server_default`, qu'une révision suivante pourra retirer. `downgrade()` supprime ce que `upgrade()` a ajouté."
        }
      },
      "unmapped": {
        "message": {
          "en": "`{model}` does not map `{parts}`, which the migrations add to `{table}`: nothing in the models reads or writes that.",
          "fr": "`{model}` ne déclare pas `{parts}`, que les migrations ajoutent à `{table}` : rien dans les modèles ne s'en sert."
        },
        "remedy": {
          "en": "Map it where it was forgotten, or in the change that comes next. Otherwise, once no running release uses it, drop it in a revision with `down_revision` = `{heads}`:\n```python\n{code}\n```",
          "fr": "Déclarez-la si c'est un oubli, ou dans la modification qui suit. Sinon, quand plus aucune version en service ne s'en sert, supprimez-la dans une révision avec `down_revision` = `{heads}` :\n```python\n{code}\n```"
        }
      },
      "required": {
        "message": {
          "en": "The migrations make `{parts}` of `{table}` NOT NULL without a default, and `{model}` does not map that: every INSERT through the model is refused.",
          "fr": "Dans les migrations, `{parts}` de `{table}` doit être renseigné (NOT NULL, sans valeur par défaut), et `{model}` ne le déclare pas : toute insertion par le modèle est refusée."
        },
        "remedy": {
          "en": "Map it again, or make it optional first (`op.alter_column` with `nullable=True`) and drop it once no running release uses it, in a revision with `down_revision` = `{heads}`:\n```python\n{code}\n```",
          "fr": "Déclarez-la de nouveau, ou rendez-la d'abord facultative (`op.alter_column` avec `nullable=True`), puis supprimez-la quand plus aucune version en service ne s'en sert, dans une révision avec `down_revision` = `{heads}` :\n```python\n{code}\n```"
        }
      },
      "abandoned": {
        "message": {
          "en": "No class maps `{parts}` any more, and no migration drops that (`{folder}`, revisions replayed: {revisions}): production keeps the rows, which nothing reads or deletes.",
          "fr": "Plus aucune classe ne déclare `{parts}`, et aucune migration ne supprime rien (`{folder}`, révisions rejouées : {revisions}) : la production garde des lignes que plus rien ne lit ni n'efface."
        },
        "remedy": {
          "en": "Once no running release uses it, drop it in a revision with `down_revision` = `{heads}`:\n```python\n{code}\n```",
          "fr": "Quand plus aucune version en service ne s'en sert, supprimez-la dans une révision avec `down_revision` = `{heads}` :\n```python\n{code}\n```"
        }
      },
      "changed": {
        "message": {
          "en": "`{model}` was changed (`{parts}`) and no migration follows (`{folder}`, revisions replayed: {revisions}): production keeps the old column, and refuses what the model now allows.",
          "fr": "`{model}` a changé (`{parts}`) sans qu'aucune migration ne suive (`{folder}`, révisions rejouées : {revisions}) : la production garde l'ancienne colonne, et refuse ce que le modèle permet désormais."
        },
        "remedy": {
          "en": "Add a revision with `down_revision` = `{heads}`:\n```python\n{code}\n```",
          "fr": "Ajoutez une révision avec `down_revision` = `{heads}` :\n```python\n{code}\n```"
        }
      },
      "unprotected": {
        "message": {
          "en": "`{model}` was changed (`{parts}`) and no migration follows (`{folder}`, revisions replayed: {revisions}): tests that use `create_all` are protected by it, production is not.",
          "fr": "`{model}` a changé (`{parts}`) sans qu'aucune migration ne suive (`{folder}`, révisions rejouées : {revisions}) : les tests fondés sur `create_all` en profitent, pas la production."
        },
        "remedy": {
          "en": "Add a revision with `down_revision` = `{heads}`. Rows that break the new promise must be repaired first:\n```python\n{code}\n```",
          "fr": "Ajoutez une révision avec `down_revision` = `{heads}`. Les lignes qui enfreignent la nouvelle promesse doivent d'abord être corrigées :\n```python\n{code}\n```"
        }
      }
    },
    "related": {
      "head": {
        "en": "The current head of the chain",
        "fr": "La tête actuelle de la chaîne"
      },
      "added": {
        "en": "`{column}` was added here",
        "fr": "`{column}` a été ajoutée ici"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\n* Columns that a model maps and no migration adds. One finding for each table, at the first of them; for a column of a mixin that several tables lack, one finding at the mixin.\n* Columns that migrations add and no model maps any more: minor, or major where they are NOT NULL without a default, because then every INSERT of the model fails.\n* Tables whose class a pull request takes away while no migration drops them: minor. Tables that never had a class are left alone.\n* Columns that a pull request changes in the model only: NULL or NOT NULL, a longer or shorter text, a smaller or larger integer, `unique=True`, `index=True`, a foreign key. One finding for each class or mixin; minor where the database merely promises less than the model. Where both have disagreed for years, and where a new column differs from the migration that adds it, the rule is silent.\n\nBut for the last point it compares names, not types: mixins, `declared_attr`, inheritance, column names that differ from the attribute (`mapped_column(\"class\", …)`), renames, raw SQL, loops and helper functions are followed.\n\nWhere the chain begins on an older database, the columns of tables that it never creates are not known: then only what the pull request adds is reported.\n\n## Why it matters\n\nTests that build the schema with `create_all` pass. In production the table is there already, `create_all` leaves it as it is, and the first query that names the column fails with `UndefinedColumn`. SQLAlchemy names every mapped column in every query, so one missing column takes the whole model down.\n\n## How to fix it\n\nWrite the revision with the lines of the remedy, or let `alembic revision --autogenerate` write it, and commit it with the model. A column that was renamed needs `op.alter_column(…, new_column_name=…)`: autogenerate writes a drop and an add, which loses the data.\n\n## Known limits\n\nSilent on a table whose history has a statement that could not be read, on views, on tables that `env.py` leaves out, and on everything where a migration calls `create_all`. Columns of a base class outside of the repository are not known: such a table is only compared in one direction. `vigie schema` lists what could not be read.",
      "fr": "### Ce que la règle détecte\n\n* Les colonnes qu'un modèle déclare et qu'aucune migration n'ajoute. Un constat par table, sur la première ; pour une colonne de mixin absente de plusieurs tables, un seul constat, sur le mixin.\n* Les colonnes que les migrations ajoutent et qu'aucun modèle ne déclare : mineur, ou majeur si elles sont NOT NULL sans valeur par défaut, car toute insertion du modèle échoue.\n* Les tables dont une pull request supprime la classe sans qu'aucune migration ne les supprime : mineur.\n* Les colonnes qu'une pull request modifie dans le modèle seul : NULL ou NOT NULL, texte plus long ou plus court, entier plus grand ou plus petit, `unique=True`, `index=True`, clé étrangère. Ce qui différait déjà à la base, ou diffère dans une colonne nouvelle, n'est pas signalé.\n\nHors de ce dernier cas, la comparaison porte sur les noms, pas sur les types. Si la chaîne part d'une base plus ancienne, seul ce que la pull request ajoute est signalé.\n\n### Pourquoi c'est important\n\nLes tests qui créent le schéma avec `create_all` passent. En production la table existe déjà, `create_all` n'y touche pas, et SQLAlchemy nomme toutes les colonnes dans chaque requête : une seule colonne absente met tout le modèle en panne.\n\n### Comment corriger\n\nÉcrivez la révision avec les lignes proposées, ou laissez `alembic revision --autogenerate` l'écrire, et livrez-la avec le modèle. Une colonne renommée demande `op.alter_column(…, new_column_name=…)` : la génération automatique supprime et recrée, et perd les données.\n\n### Limites connues\n\nLa règle se tait sur une table dont l'histoire contient une instruction illisible, sur les vues, sur les tables écartées par `env.py` et partout où une migration appelle `create_all`. Les colonnes d'une classe de base extérieure au dépôt ne sont pas connues."
    }
  } },
  { rule: rule80, meta: {
    "id": "model-without-migration",
    "axis": "data",
    "severity": "major",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Table without a migration",
      "fr": "Table sans migration"
    },
    "message": {
      "en": "`{model}` maps the table `{table}`, which no migration creates (`{folder}`, revisions replayed: {revisions}). After `alembic upgrade head` the first query fails with UndefinedTable.",
      "fr": "`{model}` correspond à la table `{table}`, qu'aucune migration ne crée (`{folder}`, révisions rejouées : {revisions}). Après `alembic upgrade head`, la première requête échoue avec UndefinedTable."
    },
    "remedy": {
      "en": "Run `alembic revision --autogenerate` and read what it writes, or add a revision with `down_revision` = `{heads}` whose `upgrade()` says:\n```python\n{code}\n```\nIts `downgrade()` drops the table.",
      "fr": "Lancez `alembic revision --autogenerate` et relisez le résultat, ou ajoutez une révision avec `down_revision` = `{heads}` dont `upgrade()` contient :\n```python\n{code}\n```\nSon `downgrade()` supprime la table."
    },
    "variants": {
      "baseline": {
        "message": {
          "en": "`{model}` maps the table `{table}`, which no migration creates (`{folder}`, revisions replayed: {revisions}). Unless somebody makes it by hand or at start-up, it is missing wherever the migrations are applied.",
          "fr": "`{model}` correspond à la table `{table}`, qu'aucune migration ne crée (`{folder}`, révisions rejouées : {revisions}). À moins que quelqu'un la crée à la main ou au démarrage, elle manque partout où les migrations s'appliquent."
        },
        "remedy": {
          "en": "Run `alembic revision --autogenerate` and read what it writes, or add a revision with `down_revision` = `{heads}` whose `upgrade()` says:\n```python\n{code}\n```\nIts `downgrade()` drops the table.",
          "fr": "Lancez `alembic revision --autogenerate` et relisez le résultat, ou ajoutez une révision avec `down_revision` = `{heads}` dont `upgrade()` contient :\n```python\n{code}\n```\nSon `downgrade()` supprime la table."
        }
      },
      "several": {
        "message": {
          "en": "Models map the tables `{parts}`, which no migration creates (`{folder}`, revisions replayed: {revisions}). Unless somebody makes them by hand or at start-up, they are missing wherever the migrations are applied.",
          "fr": "Des modèles correspondent aux tables `{parts}`, qu'aucune migration ne crée (`{folder}`, révisions rejouées : {revisions}). À moins que quelqu'un les crée à la main ou au démarrage, elles manquent partout où les migrations s'appliquent."
        },
        "remedy": {
          "en": "Run `alembic revision --autogenerate` and read what it writes, or add a revision with `down_revision` = `{heads}` whose `upgrade()` says:\n```python\n{code}\n```\nIts `downgrade()` drops the table.",
          "fr": "Lancez `alembic revision --autogenerate` et relisez le résultat, ou ajoutez une révision avec `down_revision` = `{heads}` dont `upgrade()` contient :\n```python\n{code}\n```\nSon `downgrade()` supprime la table."
        }
      },
      "start-up": {
        "message": {
          "en": "`{model}` maps the table `{table}`, which no migration creates (`{folder}`, revisions replayed: {revisions}): only `create_all` makes it. Its first change will find it outside of the chain.",
          "fr": "`{model}` correspond à la table `{table}`, qu'aucune migration ne crée (`{folder}`, révisions rejouées : {revisions}) : seul `create_all` la crée. Sa première évolution la trouvera hors de la chaîne."
        },
        "remedy": {
          "en": "Run `alembic revision --autogenerate` and read what it writes, or add a revision with `down_revision` = `{heads}` whose `upgrade()` says:\n```python\n{code}\n```\nIts `downgrade()` drops the table.",
          "fr": "Lancez `alembic revision --autogenerate` et relisez le résultat, ou ajoutez une révision avec `down_revision` = `{heads}` dont `upgrade()` contient :\n```python\n{code}\n```\nSon `downgrade()` supprime la table."
        }
      }
    },
    "related": {
      "head": {
        "en": "The current head of the chain",
        "fr": "La tête actuelle de la chaîne"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nA class or `Table(…)` that is mapped (SQLAlchemy 1.3 to 2.x, SQLModel, Flask-SQLAlchemy) and whose table is created by no revision of the Alembic tree that serves it. `op.create_table`, `op.rename_table`, SQL in `op.execute` or `connection.execute`, loops over constant lists, helper functions and conditions on what the database already holds all count. It is said at the class.\n\nWhere the chain begins on an older database (its first revision creates nothing, or it alters tables that it never creates), and where the application calls `create_all` itself (then as minor), only a table that the pull request adds is reported.\n\n## Why it matters\n\nTests often build their tables with `create_all`, so they pass. Production runs `alembic upgrade head`, and the first request that touches the model fails with `UndefinedTable`.\n\n## How to fix it\n\nGenerate the revision with `alembic revision --autogenerate`, read it, and commit it with the model. If autogenerate writes nothing, `env.py` does not import the module of the model: import it there.\n\n## Known limits\n\nSilent where a statement of the chain could not be read, where a migration calls `create_all`, for tables that `env.py` leaves out, for views, for reflected tables, and for classes in test folders. Tables of a plug-in whose migrations stand beside it, of another service of the repository, and of modules that nothing imports while others of the same metadata are imported, are not the chain's affair. A table whose name is computed in a way that cannot be followed is not compared: `vigie schema` lists those.",
      "fr": "### Ce que la règle détecte\n\nUne classe ou une `Table(…)` déclarée (SQLAlchemy 1.3 à 2.x, SQLModel, Flask-SQLAlchemy) dont aucune révision de l'arbre Alembic ne crée la table. Toutes les écritures comptent : `op.create_table`, renommages, SQL dans `op.execute`, boucles sur des listes constantes, fonctions auxiliaires, conditions sur ce que la base contient déjà. Le constat est posé sur la classe. Si la chaîne part d'une base plus ancienne, ou si l'application appelle `create_all` (constat alors mineur), seule une table ajoutée par la pull request est signalée.\n\n### Pourquoi c'est important\n\nLes tests créent souvent leurs tables avec `create_all` : ils passent. La production applique `alembic upgrade head`, et la première requête échoue avec `UndefinedTable`.\n\n### Comment corriger\n\nGénérez la révision avec `alembic revision --autogenerate`, relisez-la et livrez-la avec le modèle. Si elle est vide, `env.py` n'importe pas le module du modèle.\n\n### Limites connues\n\nLa règle se tait si une instruction de la chaîne n'a pas pu être lue, si une migration appelle `create_all`, pour les tables que `env.py` écarte, les vues, les tables réfléchies et les classes des dossiers de tests. Les tables d'un greffon dont les migrations sont à côté de lui, celles d'un autre service du dépôt et celles de modules que rien n'importe, alors que d'autres de la même base le sont, ne regardent pas la chaîne."
    }
  } },
  { rule: rule81, meta: {
    "id": "naive-utc-datetime",
    "axis": "data",
    "severity": "major",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Times with and without a zone are mixed",
      "fr": "Dates avec et sans fuseau mélangées"
    },
    "message": {
      "en": "`datetime.utcnow()` gives a time without a zone, and is deprecated since Python 3.12 (uses: {uses}, files: {files}). Nothing mixes it with columns that have a zone yet.",
      "fr": "`datetime.utcnow()` donne une date sans fuseau, et est déprécié depuis Python 3.12 (usages : {uses}, fichiers : {files}). Rien ne le mélange encore avec des colonnes à fuseau."
    },
    "remedy": {
      "en": "Use `datetime.now(timezone.utc)` with `DateTime(timezone=True)` columns, all at once: half of a change is a mix.",
      "fr": "Utilisez `datetime.now(timezone.utc)` avec des colonnes `DateTime(timezone=True)`, partout à la fois : une moitié de migration est un mélange."
    },
    "variants": {
      "shifted": {
        "message": {
          "en": "Times without a zone go into columns with one: `{parts}`. The database or driver takes them as local time: where the server's or session's zone is not UTC, they are off by hours.",
          "fr": "Des dates sans fuseau vont dans des colonnes qui en ont un : `{parts}`. La base ou le pilote les prend pour de l'heure locale : si le fuseau du serveur ou de la session n'est pas UTC, elles sont décalées de plusieurs heures."
        },
        "remedy": {
          "en": "Write `datetime.now(timezone.utc)` instead; as a default: `default=lambda: datetime.now(timezone.utc)`.",
          "fr": "Écrivez `datetime.now(timezone.utc)` ; en valeur par défaut : `default=lambda: datetime.now(timezone.utc)`."
        }
      },
      "refused": {
        "message": {
          "en": "Times with a zone go into columns without one: `{parts}`. asyncpg refuses that: `can't subtract offset-naive and offset-aware datetimes`.",
          "fr": "Des dates avec fuseau vont dans des colonnes sans fuseau : `{parts}`. asyncpg les refuse : `can't subtract offset-naive and offset-aware datetimes`."
        },
        "remedy": {
          "en": "Declare the columns as `DateTime(timezone=True)`, with a migration that says `postgresql_using=\"{column} AT TIME ZONE 'UTC'\"`; until then write times without a zone.",
          "fr": "Déclarez les colonnes en `DateTime(timezone=True)`, avec une migration qui précise `postgresql_using=\"{column} AT TIME ZONE 'UTC'\"` ; d'ici là, écrivez des dates sans fuseau."
        }
      },
      "compared": {
        "message": {
          "en": "A column's value and a time do not agree on having a zone: `{parts}`. Python raises `TypeError: can't compare offset-naive and offset-aware datetimes`.",
          "fr": "La valeur d'une colonne et une date ne s'accordent pas sur le fuseau : `{parts}`. Python lève `TypeError: can't compare offset-naive and offset-aware datetimes`."
        },
        "remedy": {
          "en": "Compare `{column}` with `datetime.now(timezone.utc)` if its column has a zone, and give it one if it has none.",
          "fr": "Comparez `{column}` à `datetime.now(timezone.utc)` si sa colonne a un fuseau, et donnez-lui-en un sinon."
        }
      }
    },
    "related": {
      "also": {
        "en": "`{site}` as well",
        "fr": "`{site}` aussi"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nWhere the application uses PostgreSQL, values of the standard library's clock that do not fit the column they meet, on mapped classes whose type is certain:\n\n* a time without a zone (`utcnow()`, `now()`) written to, or as the default of, a `DateTime(timezone=True)` column: minor;\n* a time with a zone written to a plain `DateTime` column, with asyncpg;\n* an attribute of an instance compared with, or subtracted from, a time of the other kind.\n\nOne finding of each kind for the project. Where nothing is mixed, the mere use of `utcnow()` is one piece of information.\n\n## Why it matters\n\nThe first kind shifts times silently, the others raise in a branch that tests on SQLite, where no column has a zone, never see.\n\n## How to fix it\n\nKeep zones everywhere: `datetime.now(timezone.utc)` and `DateTime(timezone=True)`.\n\n## Known limits\n\nTypes of the project (`TypeDecorator`) may convert and are left out, and so is what cannot be followed: several assignments of one name, values that come from requests. Other databases keep no zone, so nothing is said there beyond `utcnow()`; and where the application also makes a synchronous engine, it cannot be told whose statements asyncpg would refuse.",
      "fr": "### Ce que la règle détecte\n\nQuand l'application utilise PostgreSQL, les dates de la bibliothèque standard qui ne conviennent pas à la colonne rencontrée : date sans fuseau vers une colonne à fuseau (mineur), date avec fuseau vers une colonne sans fuseau avec asyncpg, comparaison en Python des deux sortes. Un constat de chaque sorte pour le projet ; le simple usage de `utcnow()` est une information.\n\n### Pourquoi c'est important\n\nLe premier cas décale les dates en silence, les autres lèvent une erreur dans une branche que les tests sous SQLite ne voient pas.\n\n### Comment corriger\n\nGardez le fuseau partout : `datetime.now(timezone.utc)` et `DateTime(timezone=True)`.\n\n### Limites connues\n\nLes types du projet (`TypeDecorator`) peuvent convertir et sont écartés, comme ce qui ne peut pas être suivi."
    }
  } },
  { rule: rule82, meta: {
    "id": "no-repository-layer",
    "axis": "architecture",
    "severity": "info",
    "confidence": "medium",
    "stage": "stable",
    "title": {
      "en": "Services are the persistence layer, too",
      "fr": "Les services font aussi office de couche de persistance"
    },
    "message": {
      "en": "{count} queries stand in {files} service modules (most of them in `{most}`), and no module is there for the access to data: the rules of the application and its SQL are changed and tested together.",
      "fr": "{count} requêtes se trouvent dans {files} modules de services (surtout dans `{most}`), et aucun module n'est consacré à l'accès aux données : les règles de l'application et son SQL changent et se testent ensemble."
    },
    "remedy": {
      "en": "Where a query is repeated, or a rule cannot be tested without a database, move the queries of that resource into `repositories/{example}_repository.py` (functions or a class that take the session), and let the service call them. Do it resource by resource; if services are meant to be the place for queries, turn this rule off.",
      "fr": "Là où une requête se répète, ou qu'une règle ne se teste pas sans base, déplacez les requêtes de cette ressource dans `repositories/{example}_repository.py` (des fonctions ou une classe qui prennent la session), que le service appelle. Procédez ressource par ressource ; si les services sont le lieu voulu des requêtes, désactivez cette règle."
    },
    "variants": {},
    "related": {
      "file": {
        "en": "{count} queries in `{path}`",
        "fr": "{count} requêtes dans `{path}`"
      }
    },
    "options": {
      "minQueries": 40,
      "minFiles": 4
    },
    "help": {
      "en": "## What it catches\n\nA project in which services query the ORM themselves, at 40 places or more in at least four modules, and no repository, `crud`, `dao` or `queries` module talks to the database. It is one finding for the whole repository, as information.\n\n## Why it matters\n\nIt is a choice, and a good one for a small application. As it grows, the same `query(User).filter(…)` is written in several services with small differences (with or without the deleted ones), a rule cannot be tested without a database, and a renamed column is a change of many files.\n\n## How to fix it\n\nBegin with the resource whose queries are repeated most. Give it a module of functions that take the session and say what they find. Leave services whose only query is their own.\n\n## Known limits\n\n- Repositories are told by folder and name (`repositories/`, `crud/`, `dao/`, `user_repository.py`, `class UserRepository`).\n- `min-queries` and `min-files` set when this is worth saying.",
      "fr": "### Ce que la règle détecte\n\nUn projet dont les services interrogent eux-mêmes l'ORM, à au moins 40 endroits dans au moins quatre modules, sans module de dépôt, `crud`, `dao` ou `queries`. Un seul constat pour tout le dépôt, pour information.\n\n### Pourquoi c'est important\n\nC'est un choix, et un bon choix pour une petite application. En grandissant, la même requête s'écrit dans plusieurs services avec de petites différences, une règle ne se teste pas sans base, et une colonne renommée change de nombreux fichiers.\n\n### Comment corriger\n\nCommencez par la ressource dont les requêtes se répètent le plus : un module de fonctions qui prennent la session et disent ce qu'elles trouvent.\n\n### Limites connues\n\nLes dépôts se reconnaissent à leurs dossiers et à leurs noms. `min-queries` et `min-files` règlent le seuil."
    }
  } },
  { rule: rule83, meta: {
    "id": "no-unified-error-handler",
    "axis": "architecture",
    "severity": "info",
    "confidence": "medium",
    "stage": "stable",
    "title": {
      "en": "Each handler answers unexpected errors by itself",
      "fr": "Chaque gestionnaire répond lui-même aux erreurs imprévues"
    },
    "message": {
      "en": "{handlers} handlers of `{app}` catch everything and build an error answer of their own, and the application registers no exception handler.",
      "fr": "{handlers} gestionnaires de `{app}` attrapent tout et construisent leur propre réponse d'erreur, et l'application n'enregistre aucun gestionnaire d'exceptions."
    },
    "remedy": {
      "en": "Register one handler where the application is made, and take the `except Exception` out of the routes:\n```python\n@app.exception_handler(Exception)\nasync def unexpected_error(request, exc):\n    logger.exception(\"unhandled error\", exc_info=exc)\n    return JSONResponse({{\"detail\": \"Internal server error\"}}, status_code=500)\n```\nFlask calls it `@app.errorhandler(Exception)`.",
      "fr": "Enregistrez un seul gestionnaire là où l'application est créée, et retirez les `except Exception` des routes :\n```python\n@app.exception_handler(Exception)\nasync def unexpected_error(request, exc):\n    logger.exception(\"unhandled error\", exc_info=exc)\n    return JSONResponse({{\"detail\": \"Internal server error\"}}, status_code=500)\n```\nFlask l'appelle `@app.errorhandler(Exception)`."
    },
    "variants": {},
    "related": {
      "handler": {
        "en": "`{symbol}` answers for itself",
        "fr": "`{symbol}` répond lui-même"
      }
    },
    "options": {
      "minHandlers": 5
    },
    "help": {
      "en": "## What it catches\n\nAn application in which at least `min-handlers` handlers catch `Exception` and answer for themselves, without any registered exception handler, error helper, or middleware and decorator that does so for all. One finding per application.\n\n## Why it matters\n\nThe forty-first handler forgets to log, or answers 200. Shape, logging and what clients are told can only be changed in all of them at once.\n\n## How to fix it\n\nLet unexpected exceptions rise. One registered handler logs them and answers.\n\n## Known limits\n\n- A gateway or a platform that turns exceptions into answers is not seen.\n- Applications whose routes cannot be resolved are not judged.",
      "fr": "### Ce que la règle détecte\n\nUne application dont au moins `min-handlers` gestionnaires attrapent `Exception` et répondent eux-mêmes, sans gestionnaire d'exceptions enregistré, ni fonction d'erreur commune, ni middleware ou décorateur qui le fasse pour tous. Un constat par application.\n\n### Pourquoi c'est important\n\nLe quarante et unième gestionnaire oublie de journaliser, ou répond 200. La forme et le journal ne se changent qu'à tous les endroits à la fois.\n\n### Comment corriger\n\nLaissez monter les exceptions imprévues : un gestionnaire enregistré les journalise et répond.\n\n### Limites connues\n\nUne passerelle qui traduit les exceptions n'est pas vue. Les applications dont les routes ne se résolvent pas ne sont pas jugées."
    }
  } },
  { rule: rule84, meta: {
    "id": "pagination-in-memory",
    "axis": "architecture",
    "severity": "info",
    "confidence": "medium",
    "stage": "stable",
    "title": {
      "en": "Page cut out of a list that was loaded whole",
      "fr": "Page découpée dans une liste chargée en entier"
    },
    "message": {
      "en": "`{route}` loads every row with `{loader}` and then keeps `{page}`: each page costs as much as the whole table.",
      "fr": "`{route}` charge toutes les lignes avec `{loader}` puis garde `{page}` : chaque page coûte autant que la table entière."
    },
    "remedy": {
      "en": "Let the database cut the page: give `{loader}` the two numbers, and end its query with them, after an order that is unique:\n```python\nselect(…).order_by(…).offset({start}).limit({length})\n```\nIf the answer needs a total, count with `select(func.count())`.",
      "fr": "Laissez la base découper la page : passez les deux nombres à `{loader}` et terminez sa requête par eux, après un ordre unique :\n```python\nselect(…).order_by(…).offset({start}).limit({length})\n```\nS'il faut un total, comptez avec `select(func.count())`."
    },
    "variants": {
      "query": {
        "message": {
          "en": "`{route}` loads every row with `{loader}()` and then keeps `{page}`: each page costs as much as the whole table.",
          "fr": "`{route}` charge toutes les lignes avec `{loader}()` puis garde `{page}` : chaque page coûte autant que la table entière."
        },
        "remedy": {
          "en": "Let the database cut the page, after an order that is unique:\n```python\nquery.order_by(…).offset({start}).limit({length})\n```\nIf the answer needs a total, count in a query of its own.",
          "fr": "Laissez la base découper la page, après un ordre unique :\n```python\nquery.order_by(…).offset({start}).limit({length})\n```\nS'il faut un total, comptez dans une requête à part."
        }
      }
    },
    "related": {
      "load": {
        "en": "`{loader}` loads all of them here",
        "fr": "`{loader}` les charge tous ici"
      },
      "page": {
        "en": "`{page}` too",
        "fr": "`{page}` aussi"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nA handler, or a function that it runs, that cuts `x[offset:offset + limit]`, `x[start:end]` or `x[(page - 1) * size:page * size]` out of a list that comes, through filters and sorting, from a query without a limit (`.all()`) or from a function of the repository that asks a store and knows no limit.\n\n## Why it matters\n\nIt is fast with the data of a test and slow with that of a year: memory and time grow with the table, for every page that somebody turns.\n\n## How to fix it\n\n`offset` and `limit` in the query, filters and order there too. For long lists, continue after the last key instead of skipping rows.\n\n## Known limits\n\nLists that are built in the code, results of other servers, ranking that a database cannot do, and lists whose source cannot be followed are left alone.",
      "fr": "### Ce que la règle détecte\n\nUn gestionnaire, ou une fonction qu'il appelle, qui découpe `x[offset:offset + limit]` dans une liste venue, à travers filtres et tris, d'une requête sans limite (`.all()`) ou d'une fonction du dépôt qui interroge une base sans connaître de limite.\n\n### Pourquoi c'est important\n\nRapide avec les données d'un test, lent avec celles d'une année : mémoire et temps croissent avec la table, à chaque page.\n\n### Comment corriger\n\n`offset` et `limit` dans la requête, les filtres et l'ordre aussi.\n\n### Limites connues\n\nLes listes construites dans le code, les réponses d'autres serveurs et les listes dont l'origine ne se suit pas sont laissées en paix."
    }
  } },
  { rule: rule85, meta: {
    "id": "paired-counter-not-updated",
    "axis": "async",
    "severity": "minor",
    "confidence": "medium",
    "stage": "preview",
    "title": {
      "en": "Record that does not follow its counter",
      "fr": "Record qui ne suit pas son compteur"
    },
    "message": {
      "en": "`{function}` lets `{counter}` grow and never looks at `{record}`, which is to be the most that it ever was.",
      "fr": "`{function}` fait grandir `{counter}` et ne regarde jamais `{record}`, qui doit être le plus haut qu'il ait atteint."
    },
    "remedy": {
      "en": "Keep the record where the counter grows:\n```python\n{record} = max({record}, {counter})\n```",
      "fr": "Tenez le record là où le compteur grandit :\n```python\n{record} = max({record}, {counter})\n```"
    },
    "variants": {
      "branch": {
        "message": {
          "en": "This branch of `{function}` lets `{counter}` grow without `{record}`, which another branch keeps: the record stays behind for whoever comes this way.",
          "fr": "Cette branche de `{function}` fait grandir `{counter}` sans `{record}`, qu'une autre branche tient à jour : le record reste en arrière pour qui passe par ici."
        },
        "remedy": {
          "en": "Keep the record after the branches, for all of them:\n```python\n{record} = max({record}, {counter})\n```",
          "fr": "Tenez le record après les branches, pour toutes :\n```python\n{record} = max({record}, {counter})\n```"
        }
      }
    },
    "related": {
      "kept": {
        "en": "`{record}` is kept here",
        "fr": "`{record}` est tenu à jour ici"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nA class that has both `current_x` and `best_x` (or `longest_x`, `max_x`, `highest_x`, `record_x`), and code that lets the first grow where nothing on the way to the end of the function sets the second.\n\n## Why it matters\n\nThe record is what users see and what badges are given for; it is wrong from then on, and nothing tells by how much.\n\n## How to fix it\n\n`max` of both, after the branches.\n\n## Known limits\n\nSilent where the record is given to another call, or where a function whose name speaks of it is called. A record that is computed when it is read has no pair.",
      "fr": "### Ce que la règle détecte\n\nUne classe qui a `current_x` et `best_x` (ou `longest_x`, `max_x`, `highest_x`, `record_x`), et du code qui fait grandir le premier sans que rien, d'ici la fin de la fonction, ne pose le second.\n\n### Pourquoi c'est important\n\nLe record est ce que voient les utilisateurs ; il est faux à partir de là, et rien ne dit de combien.\n\n### Comment corriger\n\nLe `max` des deux, après les branches.\n\n### Limites connues\n\nSilence quand le record est donné à un autre appel, ou qu'une fonction dont le nom en parle est appelée."
    }
  } },
  { rule: rule86, meta: {
    "id": "precommit-missing",
    "axis": "delivery",
    "severity": "info",
    "confidence": "medium",
    "stage": "preview",
    "title": {
      "en": "Nothing checks the code before it is merged",
      "fr": "Rien ne vérifie le code avant sa fusion"
    },
    "message": {
      "en": "{count} modules, and no linter, formatter or type checker is configured anywhere: no hook, no section, no job.",
      "fr": "{count} modules, et aucun linter, formateur ni vérificateur de types n'est configuré : ni hook, ni section, ni tâche de CI."
    },
    "remedy": {
      "en": "Ruff finds unused names, shadowed definitions and wrong formatting in a second. In `.pre-commit-config.yaml`:\n```yaml\nrepos:\n  - repo: https://github.com/astral-sh/ruff-pre-commit\n    rev: v0.14.0\n    hooks:\n      - id: ruff-check\n      - id: ruff-format\n```",
      "fr": "Ruff trouve en une seconde les noms inutilisés, les définitions masquées et la mise en forme fautive. Dans `.pre-commit-config.yaml` :\n```yaml\nrepos:\n  - repo: https://github.com/astral-sh/ruff-pre-commit\n    rev: v0.14.0\n    hooks:\n      - id: ruff-check\n      - id: ruff-format\n```"
    },
    "variants": {},
    "related": {},
    "options": {
      "filesFrom": 15
    },
    "help": {
      "en": "## What it catches\n\nAn application of at least `files-from` modules without any automatic check of its Python: no pre-commit or git hooks, no configuration of a linter, formatter or type checker, no workflow, Makefile or script that runs one. It is information, once.\n\n## Why it matters\n\nReviews then spend themselves on what a program sees better, and an undefined name is found by a user.\n\n## How to fix it\n\nBegin with the default rules of one tool, in a hook and in the CI.\n\n## Known limits\n\nA check that runs on a server of another kind, or in an editor, cannot be seen. Hooks for a front end alone count as hooks.",
      "fr": "### Ce que la règle détecte\n\nUne application d'au moins `files-from` modules sans aucune vérification automatique de son Python : ni hooks, ni configuration d'un linter, d'un formateur ou d'un vérificateur de types, ni workflow, Makefile ou script qui en lance un. Simple information, une fois.\n\n### Pourquoi c'est important\n\nLes relectures s'épuisent alors sur ce qu'un programme voit mieux, et un nom indéfini est trouvé par un utilisateur.\n\n### Comment corriger\n\nCommencez par les règles par défaut d'un seul outil, en hook et en CI.\n\n### Limites connues\n\nUne vérification faite ailleurs, ou dans un éditeur, ne se voit pas. Des hooks pour le seul front-end comptent."
    }
  } },
  { rule: rule87, meta: {
    "id": "pydantic-extra-allow",
    "axis": "security",
    "severity": "info",
    "confidence": "medium",
    "stage": "preview",
    "title": {
      "en": "A request model keeps fields that it does not know",
      "fr": "Un modèle de requête conserve les champs qu'il ne connaît pas"
    },
    "message": {
      "en": "`{model}`, the body of `{route}`, keeps every field that a client adds: what is copied from it by `model_dump()` may set what nobody meant to be set.",
      "fr": "`{model}`, le corps de `{route}`, conserve tout champ ajouté par un client : ce qui en est copié par `model_dump()` peut définir ce que personne n'a prévu."
    },
    "remedy": {
      "en": "Refuse them, `model_config = ConfigDict(extra=\"forbid\")`, or keep what is free in a field of its own: `metadata: dict[str, str]`.",
      "fr": "Refusez-les, `model_config = ConfigDict(extra=\"forbid\")`, ou gardez ce qui est libre dans un champ à part : `metadata: dict[str, str]`."
    },
    "variants": {},
    "related": {
      "route": {
        "en": "The body of `{route}`",
        "fr": "Le corps de `{route}`"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nA pydantic model with `extra=\"allow\"` (`ConfigDict`, `class Config`, a keyword of the class) that is the body of a mounted POST, PUT or PATCH route. Settings, webhooks, events, proxies and models that pass on to another API are left alone.\n\n## Why it matters\n\n`User(**body.model_dump())` and `setattr` in a loop write whatever the client has sent: `is_admin`, `owner_id`. Misspelt fields are accepted without a word.\n\n## How to fix it\n\n`extra=\"forbid\"` tells clients about misspelt fields; `ignore`, the default, drops them.\n\n## Known limits\n\nNames of models are compared, not types: two classes of one name are not looked at. What is done with the extra fields is not followed.",
      "fr": "### Ce que la règle détecte\n\nUn modèle pydantic avec `extra=\"allow\"` qui est le corps d'une route POST, PUT ou PATCH montée. Les réglages, webhooks, événements et relais vers une autre API sont laissés de côté.\n\n### Pourquoi c'est important\n\n`User(**body.model_dump())` écrit tout ce que le client envoie : `is_admin`, `owner_id`. Les fautes de frappe passent sans un mot.\n\n### Comment corriger\n\n`extra=\"forbid\"` signale les champs inconnus ; `ignore`, la valeur par défaut, les écarte.\n\n### Limites connues\n\nLes noms des modèles sont comparés, non les types. L'usage des champs supplémentaires n'est pas suivi."
    }
  } },
  { rule: rule88, meta: {
    "id": "pytest-ini-wrong-section",
    "axis": "tests",
    "severity": "minor",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "pytest configuration that is not read",
      "fr": "Configuration de pytest qui n'est pas lue"
    },
    "message": {
      "en": "pytest does not read `[{section}]` in `{path}`, and so ignores `{options}`.",
      "fr": "pytest ne lit pas `[{section}]` dans `{path}` et ignore donc `{options}`."
    },
    "remedy": {
      "en": "Write `[{expected}]` instead of `[{section}]`, then run the tests once: options that were asleep (a coverage threshold, strict markers, plugins) wake up.",
      "fr": "Écrivez `[{expected}]` au lieu de `[{section}]`, puis lancez les tests une fois : des options en sommeil (seuil de couverture, marqueurs stricts, extensions) se réveillent."
    },
    "variants": {
      "refused": {
        "message": {
          "en": "pytest refuses to start with a section `[{section}]` in `{path}` (`{options}`).",
          "fr": "pytest refuse de démarrer avec une section `[{section}]` dans `{path}` (`{options}`)."
        },
        "remedy": {
          "en": "Write `[{expected}]` instead of `[{section}]`, then run the tests once: options that were asleep (a coverage threshold, strict markers, plugins) wake up.",
          "fr": "Écrivez `[{expected}]` au lieu de `[{section}]`, puis lancez les tests une fois : des options en sommeil (seuil de couverture, marqueurs stricts, extensions) se réveillent."
        }
      },
      "shadowed": {
        "message": {
          "en": "pytest reads `{by}` and nothing else: `{options}` of `[{section}]` in `{path}` have no effect.",
          "fr": "pytest lit `{by}` et rien d'autre : `{options}` de `[{section}]` dans `{path}` sont sans effet."
        },
        "remedy": {
          "en": "Keep one of them: move the options that you want into `{by}` and delete the section, or the other way round.",
          "fr": "N'en gardez qu'une : déplacez dans `{by}` les options voulues et supprimez la section, ou l'inverse."
        }
      }
    },
    "related": {
      "winner": {
        "en": "The configuration that pytest reads",
        "fr": "La configuration que pytest lit"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\n`[tool:pytest]` in `pytest.ini` or `tox.ini` (it belongs into `setup.cfg`), `[pytest]` in `setup.cfg` or `pyproject.toml`, and\noptions in a file that pytest never gets to because another one in the same folder comes first: `pytest.ini` before\n`pyproject.toml` before `tox.ini` before `setup.cfg`. Major where `asyncio_mode` is among what is ignored: coroutines do not run\nwithout it.\n\n## Why it matters\n\npytest says nothing. Markers, test folders, coverage thresholds and the mode of pytest-asyncio are believed to hold, and do\nnot.\n\n## How to fix it\n\nRename the section. See [the names by file](https://docs.pytest.org/en/stable/reference/customize.html#configuration-file-formats).\n\n## Known limits\n\n`pytest -c other.ini` may name the file all the same. `[tool.pytest]` in `pyproject.toml` is read by pytest 9 and left alone.",
      "fr": "### Ce que la règle détecte\n\n`[tool:pytest]` dans `pytest.ini` ou `tox.ini` (sa place est dans `setup.cfg`), `[pytest]` dans `setup.cfg` ou `pyproject.toml`,\net les options d'un fichier que pytest n'atteint jamais parce qu'un autre du même dossier passe avant : `pytest.ini`, puis\n`pyproject.toml`, `tox.ini`, `setup.cfg`. Majeur si `asyncio_mode` est ignoré : sans lui, les coroutines ne tournent pas.\n\n### Pourquoi c'est important\n\npytest ne dit rien. Marqueurs, dossiers de tests, seuils de couverture et mode de pytest-asyncio passent pour actifs et ne\nle sont pas.\n\n### Comment corriger\n\nRenommez la section.\n\n### Limites connues\n\n`pytest -c autre.ini` peut désigner le fichier malgré tout. `[tool.pytest]` de `pyproject.toml` est lu par pytest 9 et laissé en\npaix."
    }
  } },
  { rule: rule89, meta: {
    "id": "python-version-mismatch",
    "axis": "delivery",
    "severity": "minor",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Python versions that contradict each other",
      "fr": "Versions de Python qui se contredisent"
    },
    "message": {
      "en": "Production runs Python {minor} (`{reference}`), but not `{parts}`.",
      "fr": "La production tourne avec Python {minor} (`{reference}`), mais pas `{parts}`."
    },
    "remedy": {
      "en": "Choose one version and write it everywhere; in the workflow `python-version: \"{minor}\"`, or better a `.python-version` file that `actions/setup-python` reads (`python-version-file: .python-version`).",
      "fr": "Choisissez une version et écrivez-la partout ; dans le workflow `python-version: \"{minor}\"`, ou mieux un fichier `.python-version` que lit `actions/setup-python` (`python-version-file: .python-version`)."
    },
    "variants": {
      "requires": {
        "message": {
          "en": "The project asks for another Python (`{reference}`) than `{parts}`.",
          "fr": "Le projet demande un autre Python (`{reference}`) que `{parts}`."
        },
        "remedy": {
          "en": "Bring them in line: what is used has to be a version that `{path}` admits.",
          "fr": "Alignez-les : la version utilisée doit être admise par `{path}`."
        }
      }
    },
    "related": {
      "reference": {
        "en": "`{text}`",
        "fr": "`{text}`"
      },
      "other": {
        "en": "`{text}`",
        "fr": "`{text}`"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nOne finding for each project in which these disagree about the minor version of Python 3:\n\n- what production starts: `FROM python:…` of the Dockerfiles, with the defaults of build arguments, `runtime.txt`, the runtime of App Engine and Serverless;\n- what the package admits: `requires-python`, Poetry's `python`, `python_requires`, the `python_version` of a Pipfile;\n- what people use: `.python-version`, `.tool-versions`;\n- what is tested: `actions/setup-python` and `setup-uv` of the workflow's jobs that run tests, matrices included, and tox. It is enough that one of them is what production runs;\n- the syntax that ruff, black, mypy and pyright allow, where it is newer than what production understands.\n\n## Why it matters\n\nA workflow on 3.12 accepts code that an image on 3.10 cannot import. And with a `requires-python` that the image does not meet, `pip` and Poetry refuse to install.\n\n## How to fix it\n\nWrite the version down once, and let the others read it: `python-version-file` in the workflow, `ARG PYTHON_VERSION` in the Dockerfile.\n\n## Known limits\n\n- Dockerfiles for development, tests and documentation are not production; jobs that only lint or publish are not tests.\n- Ranges agree when they have one version in common. Versions that are computed, or that stand in variables of the platform, are not known.",
      "fr": "### Ce que la règle détecte\n\nUn constat par projet dans lequel ne concordent pas, pour la version mineure de Python 3 : ce que la production démarre (`FROM python:…`, `runtime.txt`, App Engine, Serverless), ce que le paquet admet (`requires-python`, Poetry, `python_requires`, Pipfile), ce que les développeurs utilisent (`.python-version`, `.tool-versions`), ce qui est testé (`actions/setup-python` des jobs de tests, matrices comprises, et tox : il suffit que l'une des versions soit celle de la production), et la syntaxe que ruff, black, mypy et pyright admettent lorsqu'elle est plus récente que ce que la production comprend.\n\n### Pourquoi c'est important\n\nUn workflow en 3.12 accepte du code qu'une image en 3.10 ne sait pas importer. Et si l'image ne satisfait pas `requires-python`, `pip` et Poetry refusent l'installation.\n\n### Comment corriger\n\nÉcrivez la version une fois et faites-la lire par les autres : `python-version-file` dans le workflow, `ARG PYTHON_VERSION` dans le Dockerfile.\n\n### Limites connues\n\nLes Dockerfiles de développement, de test et de documentation ne sont pas la production ; les jobs qui ne font qu'analyser ou publier ne sont pas des tests. Deux plages concordent si elles ont une version en commun."
    }
  } },
  { rule: rule90, meta: {
    "id": "rate-limit-missing",
    "axis": "security",
    "severity": "minor",
    "confidence": "medium",
    "stage": "stable",
    "title": {
      "en": "Nothing limits guesses at passwords",
      "fr": "Rien ne limite les essais de mots de passe"
    },
    "message": {
      "en": "`{app}` lets anybody call `{routes}` as often as they like: neither its code nor a proxy of the repository limits requests.",
      "fr": "`{app}` laisse n'importe qui appeler `{routes}` aussi souvent qu'il veut : ni le code ni un proxy du dépôt ne limite les requêtes."
    },
    "remedy": {
      "en": "Limit these routes by address and by account, for example with slowapi:\n```python\nlimiter = Limiter(key_func=get_remote_address)\napp.state.limiter = limiter\napp.add_exception_handler(RateLimitExceeded, _rate_limit_exceeded_handler)\n\n@limiter.limit(\"5/minute\")  # below the route's decorator\nasync def {handler}(request: Request, …):\n```\nWith several processes, give the limiter a Redis as `storage_uri`. If a gateway outside of the repository already limits them, say so with a suppression.",
      "fr": "Limitez ces routes par adresse et par compte, par exemple avec slowapi :\n```python\nlimiter = Limiter(key_func=get_remote_address)\napp.state.limiter = limiter\napp.add_exception_handler(RateLimitExceeded, _rate_limit_exceeded_handler)\n\n@limiter.limit(\"5/minute\")  # sous le décorateur de la route\nasync def {handler}(request: Request, …):\n```\nAvec plusieurs processus, donnez un Redis au limiteur (`storage_uri`). Si une passerelle hors du dépôt s'en charge déjà, dites-le par une suppression."
    },
    "variants": {
      "flask": {
        "message": {
          "en": "`{app}` lets anybody call `{routes}` as often as they like: neither its code nor a proxy of the repository limits requests.",
          "fr": "`{app}` laisse n'importe qui appeler `{routes}` aussi souvent qu'il veut : ni le code ni un proxy du dépôt ne limite les requêtes."
        },
        "remedy": {
          "en": "Limit these routes by address and by account, for example with Flask-Limiter:\n```python\nlimiter = Limiter(get_remote_address, app=app, storage_uri=\"redis://…\")\n\n@limiter.limit(\"5 per minute\")  # below the route's decorator\ndef {handler}(…):\n```\nIf a gateway outside of the repository already limits them, say so with a suppression.",
          "fr": "Limitez ces routes par adresse et par compte, par exemple avec Flask-Limiter :\n```python\nlimiter = Limiter(get_remote_address, app=app, storage_uri=\"redis://…\")\n\n@limiter.limit(\"5 per minute\")  # sous le décorateur de la route\ndef {handler}(…):\n```\nSi une passerelle hors du dépôt s'en charge déjà, dites-le par une suppression."
        }
      },
      "others": {
        "message": {
          "en": "`{limited}` is limited (`{by}`), but on the same application `{routes}` can be called as often as one likes.",
          "fr": "`{limited}` est limitée (`{by}`), mais sur la même application `{routes}` peut être appelée sans limite."
        },
        "remedy": {
          "en": "Put the limit of `{limited}` on `{handler}` too, with a small number for each address and account: this is where passwords and codes are guessed.",
          "fr": "Appliquez aussi à `{handler}` la limite de `{limited}`, avec un petit nombre par adresse et par compte : c'est là que l'on devine mots de passe et codes."
        }
      }
    },
    "related": {
      "route": {
        "en": "`{route}` is not limited either",
        "fr": "`{route}` n'est pas limitée non plus"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nRoutes that anybody may call with `POST` to sign in, to get a token, to register, to have a password reset or a code sent or checked, in an application where nothing limits how often. One finding for an application, with its routes; routes that take files from anybody are listed with them. Where other routes of the application are limited and these are not, the finding says which one is.\n\nA limit may be anything: slowapi, fastapi-limiter, Flask-Limiter, a dependency or decorator of the project, a counter of attempts, a lock after failures, a captcha, a middleware, `limit_req` of nginx, labels of traefik, an ingress, a gateway, a rule of a cloud in Terraform.\n\n## Why it matters\n\nLists of leaked passwords are tried against every login that answers fast enough, and a code of six digits is found in an hour at three hundred requests a second. A route that sends mail or text messages to an address of the caller's choice costs money and reputation.\n\n## How to fix it\n\nCount by address and by account, answer 429, and keep the counter where all processes see it.\n\n## Known limits\n\nWhat is not in the repository (Cloudflare, an API gateway set up by hand) is not seen: suppress the finding with the reason. A limit behind a name that says nothing of it is not recognised. Applications that leave signing in to somebody else have no such routes.",
      "fr": "### Ce que la règle détecte\n\nLes routes ouvertes à tous, appelées en `POST`, qui connectent, délivrent un jeton, inscrivent, réinitialisent un mot de passe, envoient ou vérifient un code, dans une application où rien n'en limite le nombre d'appels. Un seul constat par application. Si d'autres routes sont limitées et pas celles-ci, le constat dit lesquelles.\n\n### Pourquoi c'est important\n\nDes listes de mots de passe volés sont essayées partout où l'on répond assez vite, et un code à six chiffres se trouve en une heure.\n\n### Comment corriger\n\nCompter par adresse et par compte, répondre 429, et garder le compteur là où tous les processus le voient.\n\n### Limites connues\n\nCe qui n'est pas dans le dépôt (Cloudflare, une passerelle configurée à la main) ne se voit pas : supprimez le constat en donnant la raison."
    }
  } },
  { rule: rule91, meta: {
    "id": "readiness-probe-missing",
    "axis": "observability",
    "severity": "info",
    "confidence": "medium",
    "stage": "preview",
    "title": {
      "en": "Healthy without its database",
      "fr": "En bonne santé sans sa base"
    },
    "message": {
      "en": "`{path}` answers that all is well without looking at anything, and no other route tells whether the database can be reached: a release that cannot is put in place.",
      "fr": "`{path}` répond que tout va bien sans rien regarder, et aucune autre route ne dit si la base est joignable : une version qui ne la joint pas est mise en place."
    },
    "remedy": {
      "en": "Keep `{path}` for \"the process runs\", and add one for \"it can work\", which the deployment asks:\n```python\n@router.get(\"/ready\")\nasync def ready(session: SessionDep):\n    await session.execute(text(\"SELECT 1\"))\n    return {{\"status\": \"ready\"}}\n```",
      "fr": "Gardez `{path}` pour « le processus tourne », et ajoutez une route pour « il peut travailler », que le déploiement interroge :\n```python\n@router.get(\"/ready\")\nasync def ready(session: SessionDep):\n    await session.execute(text(\"SELECT 1\"))\n    return {{\"status\": \"ready\"}}\n```"
    },
    "variants": {},
    "related": {
      "too": {
        "en": "`{path}` neither",
        "fr": "`{path}` non plus"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nAn application with a database that some manifest starts, whose health routes reach no session, cursor, engine or other system, and that has no route called ready. It is information, once.\n\n## Why it matters\n\nWhoever restarts a process that hangs wants to know that it is alive; whoever sends requests to it wants to know that it can answer them. One route cannot say both: a liveness check that asks the database restarts every process when the database does.\n\n## How to fix it\n\nTwo routes, and the second one in `readinessProbe` or in the platform's health check.\n\n## Known limits\n\nA route that calls a service, or takes a dependency, may look at the database there, and is left alone.",
      "fr": "### Ce que la règle détecte\n\nUne application avec une base, qu'un manifeste démarre, dont les routes de santé n'atteignent ni session, ni curseur, ni moteur, ni autre système, et qui n'a pas de route de disponibilité. Simple information, une fois.\n\n### Pourquoi c'est important\n\nQui redémarre un processus figé veut savoir s'il vit ; qui lui envoie des requêtes veut savoir s'il peut y répondre. Une seule route ne dit pas les deux.\n\n### Comment corriger\n\nDeux routes, et la seconde dans `readinessProbe` ou dans le contrôle de santé de la plateforme.\n\n### Limites connues\n\nUne route qui appelle un service ou prend une dépendance peut y regarder la base : elle est laissée de côté."
    }
  } },
  { rule: rule92, meta: {
    "id": "readme-missing",
    "axis": "delivery",
    "severity": "info",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "No README",
      "fr": "Pas de README"
    },
    "message": {
      "en": "Nothing tells newcomers what `{app}` is, how to start it and how to run its tests.",
      "fr": "Rien ne dit aux nouveaux venus ce qu'est `{app}`, comment le démarrer ni lancer ses tests."
    },
    "remedy": {
      "en": "A `README.md` of four paragraphs: what it is for, how to start it on one's machine, how to run the tests, how it is deployed.",
      "fr": "Un `README.md` de quatre paragraphes : à quoi il sert, comment le démarrer chez soi, comment lancer les tests, comment il est déployé."
    },
    "variants": {},
    "related": {},
    "options": {},
    "help": {
      "en": "## What it catches\n\nA repository with an application and no README, neither at its root nor in one of its parts.\n\n## Why it matters\n\nThe first hour of everybody who joins, and of whoever is called at night, goes into finding out what four paragraphs would have said.\n\n## How to fix it\n\nWrite them; the commands are the ones that you type every day.\n\n## Known limits\n\nWhat the README says is not read.",
      "fr": "### Ce que la règle détecte\n\nUn dépôt qui contient une application et aucun README, ni à la racine ni dans l'une de ses parties.\n\n### Pourquoi c'est important\n\nLa première heure de chaque nouveau venu passe à retrouver ce que quatre paragraphes auraient dit.\n\n### Comment corriger\n\nÉcrivez-les ; les commandes sont celles que vous tapez tous les jours.\n\n### Limites connues\n\nLe contenu du README n'est pas lu."
    }
  } },
  { rule: rule93, meta: {
    "id": "redundant-stdlib-backport",
    "axis": "delivery",
    "severity": "minor",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Backport of a module that Python has",
      "fr": "Rétroportage d'un module que Python possède"
    },
    "message": {
      "en": "`{manifest}` installs `{name}`, an old copy of what Python itself has as `{module}` since {since}.",
      "fr": "`{manifest}` installe `{name}`, une ancienne copie de ce que Python possède comme `{module}` depuis {since}."
    },
    "remedy": {
      "en": "Remove the line: `{module}` of the standard library is what the code gets, or is to get.",
      "fr": "Retirez la ligne : c'est `{module}` de la bibliothèque standard que le code obtient, ou doit obtenir."
    },
    "variants": {},
    "related": {},
    "options": {},
    "help": {
      "en": "## What it catches\n\nDistributions that bring to an old Python what every supported one has (`pathlib`, `enum34`, `dataclasses`, `typing`, `asyncio`, `uuid`, `argparse`, `futures` …), in any requirements, `pyproject.toml`, `Pipfile` or `setup.py`, where `requires-python`, or else the oldest Python with fixes, has the module.\n\n## Why it matters\n\nThe best of them are dead weight. Others break: `enum34` and `typing` shadow the standard library where packages are built, `pathlib`, `asyncio` and `uuid` are written for versions that no longer exist, and nobody maintains or watches any of them.\n\n## How to fix it\n\nRemove the line, and reinstall the environment.\n\n## Known limits\n\nA line with a marker for old versions (`; python_version < \"3.11\"`) is how it should be. Backports that go on beyond the standard library (`importlib-metadata`, `typing-extensions`, `tomli`, `exceptiongroup`) are not in the list.",
      "fr": "### Ce que la règle détecte\n\nDes distributions qui apportent à un vieux Python ce que toutes les versions maintenues possèdent (`pathlib`, `enum34`, `dataclasses`, `typing`, `asyncio`, `uuid`, `argparse`…), dans tout manifeste, lorsque `requires-python`, ou à défaut le plus ancien Python maintenu, a le module.\n\n### Pourquoi c'est important\n\nLes meilleures ne servent à rien. D'autres cassent : `enum34` et `typing` masquent la bibliothèque standard lors de la construction de paquets, `pathlib`, `asyncio` et `uuid` sont écrits pour des versions disparues, et personne ne les maintient ni ne les surveille.\n\n### Comment corriger\n\nRetirez la ligne et réinstallez l'environnement.\n\n### Limites connues\n\nUne ligne avec un marqueur pour les anciennes versions (`; python_version < \"3.11\"`) est correcte. Les rétroportages qui vont au-delà de la bibliothèque standard (`importlib-metadata`, `typing-extensions`, `tomli`) ne sont pas dans la liste."
    }
  } },
  { rule: rule94, meta: {
    "id": "request-id-missing",
    "axis": "observability",
    "severity": "minor",
    "confidence": "medium",
    "stage": "stable",
    "title": {
      "en": "Log lines of one request cannot be told apart",
      "fr": "Les lignes de journal d'une requête ne se distinguent pas"
    },
    "message": {
      "en": "Every request is logged here without an identifier, and nothing gives it one: the lines of two requests at the same time cannot be told apart.",
      "fr": "Chaque requête est journalisée ici sans identifiant, et rien ne lui en donne : les lignes de deux requêtes simultanées se confondent."
    },
    "remedy": {
      "en": "Take the caller's identifier or make one, keep it for the logs, and give it back:\n```python\n@app.middleware(\"http\")\nasync def request_id(request: Request, call_next):\n    rid = request.headers.get(\"X-Request-ID\") or uuid4().hex\n    request_id_ctx.set(rid)  # a ContextVar that a logging filter reads\n    response = await call_next(request)\n    response.headers[\"X-Request-ID\"] = rid\n    return response\n```",
      "fr": "Reprenez l'identifiant de l'appelant ou créez-en un, gardez-le pour les journaux, et renvoyez-le :\n```python\n@app.middleware(\"http\")\nasync def request_id(request: Request, call_next):\n    rid = request.headers.get(\"X-Request-ID\") or uuid4().hex\n    request_id_ctx.set(rid)  # une ContextVar qu'un filtre de journal lit\n    response = await call_next(request)\n    response.headers[\"X-Request-ID\"] = rid\n    return response\n```"
    },
    "variants": {
      "logged": {
        "message": {
          "en": "Every request is logged here without an identifier, and nothing gives it one: the lines of two requests at the same time cannot be told apart.",
          "fr": "Chaque requête est journalisée ici sans identifiant, et rien ne lui en donne : les lignes de deux requêtes simultanées se confondent."
        },
        "remedy": {
          "en": "Take the caller's identifier or make one, keep it for the logs, and give it back:\n```python\n@app.middleware(\"http\")\nasync def request_id(request: Request, call_next):\n    rid = request.headers.get(\"X-Request-ID\") or uuid4().hex\n    request_id_ctx.set(rid)  # a ContextVar that a logging filter reads\n    response = await call_next(request)\n    response.headers[\"X-Request-ID\"] = rid\n    return response\n```",
          "fr": "Reprenez l'identifiant de l'appelant ou créez-en un, gardez-le pour les journaux, et renvoyez-le :\n```python\n@app.middleware(\"http\")\nasync def request_id(request: Request, call_next):\n    rid = request.headers.get(\"X-Request-ID\") or uuid4().hex\n    request_id_ctx.set(rid)  # une ContextVar qu'un filtre de journal lit\n    response = await call_next(request)\n    response.headers[\"X-Request-ID\"] = rid\n    return response\n```"
        }
      },
      "read": {
        "message": {
          "en": "The identifier of the request is read here, and nothing in the application gives one: it is there only if the caller sent it, and no log line holds it.",
          "fr": "L'identifiant de la requête est lu ici, et rien dans l'application n'en donne : il n'existe que si l'appelant l'a envoyé, et aucune ligne de journal ne le contient."
        },
        "remedy": {
          "en": "Take the caller's identifier or make one, keep it for the logs, and give it back:\n```python\n@app.middleware(\"http\")\nasync def request_id(request: Request, call_next):\n    rid = request.headers.get(\"X-Request-ID\") or uuid4().hex\n    request_id_ctx.set(rid)  # a ContextVar that a logging filter reads\n    response = await call_next(request)\n    response.headers[\"X-Request-ID\"] = rid\n    return response\n```",
          "fr": "Reprenez l'identifiant de l'appelant ou créez-en un, gardez-le pour les journaux, et renvoyez-le :\n```python\n@app.middleware(\"http\")\nasync def request_id(request: Request, call_next):\n    rid = request.headers.get(\"X-Request-ID\") or uuid4().hex\n    request_id_ctx.set(rid)  # une ContextVar qu'un filtre de journal lit\n    response = await call_next(request)\n    response.headers[\"X-Request-ID\"] = rid\n    return response\n```"
        }
      }
    },
    "related": {
      "read": {
        "en": "Reads the identifier that nobody gives",
        "fr": "Lit l'identifiant que personne ne donne"
      },
      "logged": {
        "en": "Logs every request without it",
        "fr": "Journalise chaque requête sans lui"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nAn application that logs each request in a middleware, or reads `X-Request-ID` (or a correlation or trace identifier), while nothing in it sets one: no header of a response, no `request.state.request_id`, no context variable, no `bind_contextvars`, no library that traces requests. One finding for the repository.\n\n## Why it matters\n\nA user sends the time of an error; ten requests were running. With an identifier in each line and in the response, one search shows what happened.\n\n## How to fix it\n\nA middleware of six lines and a logging filter, or `asgi-correlation-id`.\n\n## Known limits\n\nAn application that neither logs requests nor asks for an identifier is left alone. A proxy may set the header, but then the logs still do not hold it.",
      "fr": "### Ce que la règle détecte\n\nUne application qui journalise chaque requête dans un middleware, ou qui lit `X-Request-ID` (ou un identifiant de corrélation ou de trace), alors que rien n'en pose : ni en-tête de réponse, ni `request.state.request_id`, ni variable de contexte, ni `bind_contextvars`, ni bibliothèque de traces. Un seul constat par dépôt.\n\n### Pourquoi c'est important\n\nUn utilisateur donne l'heure d'une erreur ; dix requêtes étaient en cours. Avec un identifiant dans chaque ligne et dans la réponse, une recherche montre ce qui s'est passé.\n\n### Comment corriger\n\nUn middleware de six lignes et un filtre de journal, ou `asgi-correlation-id`.\n\n### Limites connues\n\nUne application qui ne journalise pas les requêtes et ne demande pas d'identifiant est laissée de côté."
    }
  } },
  { rule: rule95, meta: {
    "id": "retry-without-backoff",
    "axis": "async",
    "severity": "info",
    "confidence": "medium",
    "stage": "preview",
    "title": {
      "en": "Retry without a pause",
      "fr": "Nouvel essai sans pause"
    },
    "message": {
      "en": "`{function}` tries `{tried}` again at once.",
      "fr": "`{function}` réessaie `{tried}` aussitôt."
    },
    "remedy": {
      "en": "Wait before each attempt, longer every time: `{sleep}(2 ** attempt + random.random())`.",
      "fr": "Attendez avant chaque essai, de plus en plus longtemps : `{sleep}(2 ** attempt + random.random())`."
    },
    "variants": {
      "recursion": {
        "message": {
          "en": "`{function}` calls itself again the moment it has failed: all attempts are over before whatever is down has come back (such places: {count}).",
          "fr": "`{function}` se rappelle elle-même dès qu'elle a échoué : tous les essais sont épuisés avant que ce qui est en panne ne soit revenu (endroits de ce genre : {count})."
        },
        "remedy": {
          "en": "Wait before the call, longer every time: `{sleep}(2 ** attempt + random.random())`, or leave it to tenacity: `@retry(wait=wait_random_exponential(max=30), stop=stop_after_attempt(3))`.",
          "fr": "Attendez avant l'appel, de plus en plus longtemps : `{sleep}(2 ** attempt + random.random())`, ou confiez-le à tenacity : `@retry(wait=wait_random_exponential(max=30), stop=stop_after_attempt(3))`."
        }
      },
      "loop": {
        "message": {
          "en": "The loop in `{function}` tries `{tried}` again the moment it has failed: all attempts are over before whatever is down has come back (such places: {count}).",
          "fr": "La boucle de `{function}` réessaie `{tried}` dès qu'il a échoué : tous les essais sont épuisés avant que ce qui est en panne ne soit revenu (endroits de ce genre : {count})."
        },
        "remedy": {
          "en": "Wait before the next attempt, longer every time: `{sleep}(2 ** attempt + random.random())`, or leave it to tenacity: `@retry(wait=wait_random_exponential(max=30), stop=stop_after_attempt(3))`.",
          "fr": "Attendez avant l'essai suivant, de plus en plus longtemps : `{sleep}(2 ** attempt + random.random())`, ou confiez-le à tenacity : `@retry(wait=wait_random_exponential(max=30), stop=stop_after_attempt(3))`."
        }
      }
    },
    "related": {
      "too": {
        "en": "`{symbol}` does so, too",
        "fr": "`{symbol}` le fait aussi"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nA function that calls itself from an `except` with a count of attempts, and a counted loop around a `try` with a remote call whose `except` goes on, where nothing in the function pauses.\n\n## Why it matters\n\nWhat refuses for a second refuses all attempts; a service that is coming back is met by all of its clients at once.\n\n## How to fix it\n\nA pause that grows, with some chance in it.\n\n## Known limits\n\n- Silent where the failure is no failure of a remote side: an answer that does not parse, a value that is taken.\n- Any name in the function that speaks of a pause is believed.",
      "fr": "### Ce que la règle détecte\n\nUne fonction qui se rappelle depuis un `except` avec un compte d'essais, et une boucle comptée autour d'un `try` avec un appel distant dont l'`except` continue, quand rien dans la fonction ne fait de pause.\n\n### Pourquoi c'est important\n\nCe qui refuse pendant une seconde refuse tous les essais ; un service qui revient est assailli par tous ses clients à la fois.\n\n### Comment corriger\n\nUne pause qui grandit, avec une part de hasard.\n\n### Limites connues\n\nSilence quand l'échec n'est pas celui d'un service distant. Tout nom qui parle d'une pause est cru."
    }
  } },
  { rule: rule96, meta: {
    "id": "route-prefix-doubled",
    "axis": "architecture",
    "severity": "minor",
    "confidence": "medium",
    "stage": "stable",
    "title": {
      "en": "Prefix applied twice",
      "fr": "Préfixe appliqué deux fois"
    },
    "message": {
      "en": "`{repeated}` stands twice in `{route}`: once from the prefix `{outer}`, once from `{inner}` ({count} route(s)).",
      "fr": "`{repeated}` figure deux fois dans `{route}` : une fois par le préfixe `{outer}`, une fois par `{inner}` ({count} route(s))."
    },
    "remedy": {
      "en": "Let one place give it: take `{repeated}` out of one of the two prefixes, so that clients find `{meant}`.",
      "fr": "Qu'un seul endroit le donne : retirez `{repeated}` de l'un des deux préfixes, pour que les clients trouvent `{meant}`."
    },
    "variants": {},
    "related": {
      "outer": {
        "en": "`{outer}` is given here",
        "fr": "`{outer}` est donné ici"
      },
      "route": {
        "en": "`{route}` is one of the routes",
        "fr": "`{route}` est l'une des routes"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nA router whose own prefix begins with what the prefixes around it end in: `include_router(router, prefix=\"/api/bookmarks\")` around `APIRouter(prefix=\"/bookmarks\")`, or `/api/v1` given by the package, and once more by the module. One finding for each router, with the number of routes.\n\nOnly prefixes of two places are compared. A path that repeats a word by itself (`@router.get(\"/users\")` below `/users`), or with a parameter in between (`/users/{id}/users`), is taken for meant.\n\n## Why it matters\n\nClients, the gateway and the documentation expect `/api/bookmarks`: they get a 404. Where a client was written against the doubled path, correcting it later breaks that client. Rules of a proxy or a middleware that match by prefix do not match any more.\n\n## How to fix it\n\n1. Decide who gives the prefix: the router itself, or whoever includes it; the same for all routers of the project.\n2. Take it out of the other place.\n3. If clients already use the doubled path, include the router at both for one release.\n\n## Known limits\n\n- A product may have a section of the same name inside a section (`/admin/admin`). Silence the inclusion then.\n- Prefixes that could not be read are not compared: see `vigie routes`.",
      "fr": "### Ce que la règle détecte\n\nUn routeur dont le préfixe commence par ce par quoi finissent ceux qui l'entourent : `include_router(router, prefix=\"/api/bookmarks\")` autour de `APIRouter(prefix=\"/bookmarks\")`. Un constat par routeur, avec le nombre de routes. Seuls des préfixes donnés à deux endroits sont comparés : un chemin qui répète lui-même un mot, ou avec un paramètre entre les deux (`/users/{id}/users`), est considéré comme voulu.\n\n### Pourquoi c'est important\n\nLes clients, la passerelle et la documentation attendent `/api/bookmarks` et reçoivent une 404. Corriger plus tard casse les clients écrits pour le chemin doublé.\n\n### Comment corriger\n\nDécidez qui donne le préfixe, le routeur ou celui qui l'inclut, et retirez-le de l'autre endroit.\n\n### Limites connues\n\nUne section peut porter le nom de celle qui la contient (`/admin/admin`). Les préfixes qui n'ont pas pu être lus ne sont pas comparés."
    }
  } },
  { rule: rule97, meta: {
    "id": "route-shadowed",
    "axis": "architecture",
    "severity": "major",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Route behind one that answers in its place",
      "fr": "Route masquée par une autre"
    },
    "message": {
      "en": "No request reaches `{route}` (`{later}`): `{first}` (`{pattern}`), registered before it, answers in its place.",
      "fr": "Aucune requête n'atteint `{route}` (`{later}`) : `{first}` (`{pattern}`), déclarée avant, répond à sa place."
    },
    "remedy": {
      "en": "In `{file}`, move what line {below} registers above line {above}: the narrower path must come first.",
      "fr": "Dans `{file}`, déplacez ce que déclare la ligne {below} au-dessus de la ligne {above} : le chemin le plus étroit doit venir en premier."
    },
    "variants": {
      "captured": {
        "message": {
          "en": "No request reaches `{route}` (`{later}`): `{first}` (`{pattern}`), registered before it, answers with `{parameter}` = `{text}`.",
          "fr": "Aucune requête n'atteint `{route}` (`{later}`) : `{first}` (`{pattern}`), déclarée avant, répond avec `{parameter}` = `{text}`."
        },
        "remedy": {
          "en": "In `{file}`, move what line {below} registers above line {above}: the narrower path must come first.",
          "fr": "Dans `{file}`, déplacez ce que déclare la ligne {below} au-dessus de la ligne {above} : le chemin le plus étroit doit venir en premier."
        }
      },
      "refused": {
        "message": {
          "en": "No request reaches `{route}` (`{later}`): `{first}` (`{pattern}`), registered before it, takes `{text}` for its `{parameter}`, and the client gets a 422 because that is no `{type}`.",
          "fr": "Aucune requête n'atteint `{route}` (`{later}`) : `{first}` (`{pattern}`), déclarée avant, prend `{text}` pour son `{parameter}`, et le client reçoit une 422 parce que ce n'est pas un `{type}`."
        },
        "remedy": {
          "en": "In `{file}`, move what line {below} registers above line {above}: the narrower path must come first.",
          "fr": "Dans `{file}`, déplacez ce que déclare la ligne {below} au-dessus de la ligne {above} : le chemin le plus étroit doit venir en premier."
        }
      },
      "constrainable": {
        "message": {
          "en": "No request reaches `{route}` (`{later}`): `{first}` (`{pattern}`), registered before it, takes `{text}` for its `{parameter}`, and the client gets a 422 because that is no `{type}`.",
          "fr": "Aucune requête n'atteint `{route}` (`{later}`) : `{first}` (`{pattern}`), déclarée avant, prend `{text}` pour son `{parameter}`, et le client reçoit une 422 parce que ce n'est pas un `{type}`."
        },
        "remedy": {
          "en": "In `{file}`, move what line {below} registers above line {above}. Or let the path itself take nothing else: write `{constrained}` for `{{{parameter}}}` in `{first}`.",
          "fr": "Dans `{file}`, déplacez ce que déclare la ligne {below} au-dessus de la ligne {above}. Ou restreignez le chemin lui-même : écrivez `{constrained}` au lieu de `{{{parameter}}}` dans `{first}`."
        }
      },
      "apart": {
        "message": {
          "en": "No request reaches `{route}` (`{later}`): `{first}` (`{pattern}`), registered before it, answers in its place.",
          "fr": "Aucune requête n'atteint `{route}` (`{later}`) : `{first}` (`{pattern}`), déclarée avant, répond à sa place."
        },
        "remedy": {
          "en": "Register `{later}` before `{first}`, or give it a path that `{pattern}` does not match.",
          "fr": "Déclarez `{later}` avant `{first}`, ou donnez-lui un chemin que `{pattern}` ne recouvre pas."
        }
      },
      "catch-all": {
        "message": {
          "en": "`{first}` (`{pattern}`) takes every path, and is registered before `{parts}`: no request reaches what comes after it.",
          "fr": "`{first}` (`{pattern}`) prend tous les chemins, et est déclarée avant `{parts}` : aucune requête n'atteint ce qui vient après."
        },
        "remedy": {
          "en": "Register `{first}` last, after every router that is included.",
          "fr": "Déclarez `{first}` en dernier, après l'inclusion de tous les routeurs."
        }
      },
      "mount": {
        "message": {
          "en": "`{what}` is mounted at `{mount}`, takes every request below it, and is mounted before `{parts}`: no request reaches what comes after it.",
          "fr": "`{what}` est monté sur `{mount}`, prend toutes les requêtes en dessous, et l'est avant `{parts}` : aucune requête n'atteint ce qui vient après."
        },
        "remedy": {
          "en": "Mount `{what}` last, after every route and every router of `{app}`.",
          "fr": "Montez `{what}` en dernier, après toutes les routes et tous les routeurs de `{app}`."
        }
      }
    },
    "related": {
      "first": {
        "en": "`{first}` answers",
        "fr": "`{first}` répond"
      },
      "include": {
        "en": "The order of inclusion is decided here",
        "fr": "L'ordre d'inclusion se décide ici"
      },
      "prefix": {
        "en": "`{prefix}` is given here",
        "fr": "`{prefix}` est donné ici"
      },
      "shadowed": {
        "en": "`{route}` is never reached",
        "fr": "`{route}` n'est jamais atteinte"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nTwo mounted routes of one application where the earlier one matches every request that the later one would answer:\n\n- a parameter before a word: `/users/{user_id}`, then `/users/me`;\n- a parameter before a narrower one: `/items/{key}`, then `/items/{id:int}`;\n- the rest of a path before anything below it: `/{path:path}`, then `/api/health`. One finding at the catch-all lists what it hides;\n- a mounted application or `StaticFiles` before anything below its path: `app.mount(\"/\", …)`, then `app.include_router(…)`. A mount answers 404 rather than pass a request on.\n\nPrefixes are applied first, and the order is that of registration, through every `include_router`: two modules that look innocent may hide each other. An annotation (`user_id: int`) does not narrow the path: FastAPI takes the route, then answers 422. A converter (`{user_id:int}`) does.\n\n## Why it matters\n\nThe later handler never runs. The client gets the answer of another one, with `me` for an identifier: mostly a 404 or a 422 that looks like bad input, and for `DELETE /cart/{id}` before `DELETE /cart/clear` something else than was asked for. Tests that call the function rather than the URL pass.\n\n## How to fix it\n\n1. Register the narrower path first: move its function above the other, or include its router earlier.\n2. Or narrow the earlier path with a converter, `{user_id:int}` or `{id:uuid}`, where its values allow that.\n3. Add a test that asks for the URL.\n\n## Known limits\n\n- Flask is left alone: Werkzeug sorts routes by weight, and a static path wins wherever it is registered.\n- `/users/me/` is not matched by `/users/{user_id}`: a slash at the end makes another path.\n- Equal paths are the business of `duplicate-route`; so is a route that was registered twice.\n- Routes for two hosts, or on the two sides of one `if`, never meet. Where one of the two is conditional, the confidence is medium.\n- Mounts are compared with what the same function, or the same module, registers on the same application further down.\n- A converter of the project (`register_url_convertor`) may match anything: only equal ones are compared.",
      "fr": "### Ce que la règle détecte\n\nDeux routes montées d'une même application dont la première déclarée répond à tout ce que la seconde devrait servir : un paramètre avant un mot (`/users/{user_id}` puis `/users/me`), un paramètre avant un plus étroit (`/items/{key}` puis `/items/{id:int}`), la fin d'un chemin avant ce qu'elle recouvre (`/{path:path}` puis `/api/health` ; un seul constat énumère alors tout ce qui est masqué), une application montée ou `StaticFiles` avant ce qui se trouve sous son chemin. Les préfixes sont appliqués et l'ordre est celui de la déclaration, à travers tous les `include_router`. Une annotation (`user_id: int`) ne restreint pas le chemin : FastAPI retient la route, puis répond 422. Un convertisseur (`{user_id:int}`) le restreint.\n\n### Pourquoi c'est important\n\nLe second gestionnaire ne s'exécute jamais. Le client reçoit la réponse d'un autre, le plus souvent une 404 ou une 422 qui ressemble à une erreur de saisie. Les tests qui appellent la fonction au lieu de l'URL passent.\n\n### Comment corriger\n\nDéclarez d'abord le chemin le plus étroit : remontez sa fonction, ou incluez son routeur plus tôt. Ou restreignez le premier chemin par un convertisseur. Ajoutez un test qui demande l'URL.\n\n### Limites connues\n\nFlask trie ses routes : l'ordre n'y compte pas. Une barre finale fait un autre chemin. Les chemins égaux relèvent de `duplicate-route`. Les routes de deux hôtes, ou des deux côtés d'un même `if`, ne se rencontrent pas."
    }
  } },
  { rule: rule98, meta: {
    "id": "route-without-auth",
    "axis": "security",
    "severity": "major",
    "confidence": "medium",
    "stage": "stable",
    "title": {
      "en": "Route that asks nobody who they are",
      "fr": "Route qui ne demande à personne qui il est"
    },
    "message": {
      "en": "Anyone can call `{parts}`: nothing on the way there refuses callers without credentials, while others of this application ask `{guard}` (`{example}`).",
      "fr": "N'importe qui peut appeler `{parts}` : rien n'y refuse un appelant non identifié, alors que d'autres routes de l'application passent par `{guard}` (`{example}`)."
    },
    "remedy": {
      "en": "Add the dependency: `dependencies=[Depends({guard})]` in the decorator, or a parameter `user = Depends({guard})` where the handler needs to know whose data it touches. If the route is meant for everybody, say so with `# vigie: ignore[route-without-auth] reason`.",
      "fr": "Ajoutez la dépendance : `dependencies=[Depends({guard})]` dans le décorateur, ou un paramètre `user = Depends({guard})` si le gestionnaire doit savoir de qui sont les données. Si la route est ouverte à tous à dessein, dites-le par `# vigie: ignore[route-without-auth] raison`."
    },
    "variants": {
      "router": {
        "message": {
          "en": "None of the routes of `{file}` that change or administer something asks who calls (`{parts}`); others of this application ask `{guard}` (`{example}`).",
          "fr": "Aucune des routes de `{file}` qui modifient ou administrent ne demande qui appelle (`{parts}`) ; d'autres routes de l'application passent par `{guard}` (`{example}`)."
        },
        "remedy": {
          "en": "Ask once for all of them: `APIRouter(…, dependencies=[Depends({guard})])`, or `include_router(…, dependencies=[Depends({guard})])`. Handlers that touch data of one user also take it as a parameter and compare.",
          "fr": "Demandez-le une fois pour toutes : `APIRouter(…, dependencies=[Depends({guard})])`, ou `include_router(…, dependencies=[Depends({guard})])`. Les gestionnaires qui touchent aux données d'un utilisateur le prennent aussi en paramètre et comparent."
        }
      },
      "folder": {
        "message": {
          "en": "{count} routes of `{file}` that change or administer something ask nobody who calls (`{parts}`); others of this application ask `{guard}` (`{example}`).",
          "fr": "{count} routes de `{file}` qui modifient ou administrent ne demandent à personne qui appelle (`{parts}`) ; d'autres routes de l'application passent par `{guard}` (`{example}`)."
        },
        "remedy": {
          "en": "Ask where these routers are included, once for all of them: `include_router(…, dependencies=[Depends({guard})])`, and leave out by name what is meant for everybody.",
          "fr": "Demandez-le là où ces routeurs sont inclus, une fois pour tous : `include_router(…, dependencies=[Depends({guard})])`, en exceptant nommément ce qui est ouvert à tous."
        }
      },
      "decorator": {
        "message": {
          "en": "Anyone can call `{parts}`: nothing on the way there refuses callers without credentials, while others of this application stand behind `@{guard}` (`{example}`).",
          "fr": "N'importe qui peut appeler `{parts}` : rien n'y refuse un appelant non identifié, alors que d'autres routes de l'application sont derrière `@{guard}` (`{example}`)."
        },
        "remedy": {
          "en": "Put `@{guard}` between the route's decorator and the function. If the route is meant for everybody, say so with `# vigie: ignore[route-without-auth] reason`.",
          "fr": "Placez `@{guard}` entre le décorateur de la route et la fonction. Si la route est ouverte à tous à dessein, dites-le par `# vigie: ignore[route-without-auth] raison`."
        }
      },
      "decorators": {
        "message": {
          "en": "None of the routes of `{file}` that change or administer something asks who calls (`{parts}`); others of this application stand behind `@{guard}` (`{example}`).",
          "fr": "Aucune des routes de `{file}` qui modifient ou administrent ne demande qui appelle (`{parts}`) ; d'autres routes de l'application sont derrière `@{guard}` (`{example}`)."
        },
        "remedy": {
          "en": "Put `@{guard}` on each of them, or refuse once for all in a `before_request` of their blueprint.",
          "fr": "Placez `@{guard}` sur chacune, ou refusez une fois pour toutes dans un `before_request` de leur blueprint."
        }
      },
      "body": {
        "message": {
          "en": "Anyone can call `{parts}`: nothing there refuses callers without credentials, while others of this application do so themselves (`{example}`).",
          "fr": "N'importe qui peut appeler `{parts}` : rien n'y refuse un appelant non identifié, alors que d'autres routes de l'application le font elles-mêmes (`{example}`)."
        },
        "remedy": {
          "en": "Refuse at the beginning of the handler, as `{example}` does; better, move that check into one dependency or decorator that all of them share.",
          "fr": "Refusez au début du gestionnaire, comme `{example}` ; mieux, faites de ce contrôle une dépendance ou un décorateur que toutes partagent."
        }
      }
    },
    "related": {
      "open": {
        "en": "`{route}`, open as well",
        "fr": "`{route}`, ouverte aussi"
      },
      "guarded": {
        "en": "`{route}` asks `{guard}`",
        "fr": "`{route}` passe par `{guard}`"
      }
    },
    "options": {
      "guardedFrom": 3
    },
    "help": {
      "en": "## What it catches\n\nA route that changes something, administers, or opens a web socket for a named user, and that a request without credentials\ngets through to, in an application that asks for credentials elsewhere. A request without credentials is followed through\ndependencies, decorators, `before_request` hooks, middlewares and the handler itself: what counts is whether one of them\nrefuses, not what it is called.\n\n## Why it matters\n\nAn endpoint that was forgotten looks like all others and works in every test that sends a token. Whoever lists the\nroutes of the service finds it first.\n\n## How to fix it\n\nAsk on the router, so that a new route is closed unless somebody opens it; name the exceptions.\n\n## Known limits\n\nSilent wherever doubt remains: routes that are open by nature (login, registration, password reset, webhooks, health,\nsearch, contact forms), links with a token in them, handlers that look at the caller themselves or that handle a password,\ntoken or signature, and applications with fewer than `guarded-from` routes that change something behind authentication.\nWhat a proxy or gateway refuses in front of the service is not seen.",
      "fr": "Signale une route qui modifie, administre ou ouvre un web socket pour un utilisateur nommé, et qu'une requête non\nidentifiée atteint, dans une application qui identifie ses appelants ailleurs. La requête est suivie à travers les\ndépendances, décorateurs, `before_request`, middlewares et le gestionnaire : ce qui compte est que l'un d'eux refuse, non\nson nom.\n\nUne route oubliée ressemble aux autres et passe tous les tests qui envoient un jeton ; celui qui liste les routes du service\nla trouve en premier. Demandez l'identité au niveau du routeur, pour qu'une nouvelle route soit fermée tant que personne ne\nl'ouvre.\n\nLa règle se tait dans le doute : routes ouvertes par nature (connexion, inscription, mot de passe oublié, webhooks, santé,\nrecherche, formulaires de contact), liens porteurs d'un jeton, gestionnaires qui regardent eux-mêmes l'appelant ou manient\nun mot de passe, un jeton ou une signature, et applications où moins de `guarded-from` routes qui modifient sont protégées.\nCe qu'un proxy refuse devant le service n'est pas vu."
    }
  } },
  { rule: rule99, meta: {
    "id": "router-file-too-large",
    "axis": "architecture",
    "severity": "minor",
    "confidence": "medium",
    "stage": "stable",
    "title": {
      "en": "Module with too many routes",
      "fr": "Module qui a trop de routes"
    },
    "message": {
      "en": "`{file}` has grown to {total} routes in {lines} lines: every change of the API meets every other one here.",
      "fr": "`{file}` compte désormais {total} routes en {lines} lignes : chaque changement de l'API y croise tous les autres."
    },
    "remedy": {
      "en": "Split it by resource, one `APIRouter` or blueprint each, and include them where this one is included:\n```\n{code}\n```",
      "fr": "Découpez-le par ressource, un `APIRouter` ou blueprint chacune, et incluez-les là où celui-ci est inclus :\n```\n{code}\n```"
    },
    "variants": {
      "one-resource": {
        "message": {
          "en": "`{file}` has grown to {total} routes in {lines} lines: every change of the API meets every other one here.",
          "fr": "`{file}` compte désormais {total} routes en {lines} lignes : chaque changement de l'API y croise tous les autres."
        },
        "remedy": {
          "en": "All of them are about one resource: separate reading from writing, or move what the handlers do into services until they only translate.",
          "fr": "Toutes concernent une même ressource : séparez la lecture de l'écriture, ou déplacez le travail des gestionnaires dans des services jusqu'à ce qu'ils ne fassent plus que traduire."
        }
      },
      "house": {
        "message": {
          "en": "{many} modules of routes have grown too large, first of all `{file}` ({total} routes in {lines} lines): `{files}`.",
          "fr": "{many} modules de routes sont devenus trop gros, à commencer par `{file}` ({total} routes en {lines} lignes) : `{files}`."
        },
        "remedy": {
          "en": "Split them by resource, one `APIRouter` or blueprint each, as they are next changed. `{file}` would become:\n```\n{code}\n```",
          "fr": "Découpez-les par ressource, un `APIRouter` ou blueprint chacune, à mesure que vous les modifiez. `{file}` deviendrait :\n```\n{code}\n```"
        }
      }
    },
    "related": {
      "another": {
        "en": "`{file}`: {total} routes in {lines} lines",
        "fr": "`{file}` : {total} routes en {lines} lignes"
      }
    },
    "options": {
      "maxLines": 1000,
      "fewRoutes": 10,
      "maxRoutes": 30,
      "mostFiles": 5
    },
    "help": {
      "en": "## What it catches\n\nA module with at least `few-routes` mounted handlers in more than `max-lines` lines, or with more than `max-routes` of them in more than half as many lines. A module that is about one resource only may be twice as large. The remedy lists the modules that it could become, with the routes of each: by the first word of the path after what all paths share, or by tag.\n\nWhere more than `most-files` modules are too large, the project hears it once. In a pull request the rule speaks when a module crosses a limit, and not again with each route that it is given.\n\nA list of routes whose handlers stand in other modules is a table of contents, and may be as long as it likes.\n\n## Why it matters\n\nEverybody edits the file, and merges collide. Imports, helpers and dependencies of one resource are in reach of all others, so that none of them can be moved. A review of ten lines has a thousand lines of context.\n\n## How to fix it\n\n1. Take the resource with the most routes, and move its handlers, with the helpers that only they use, to a module of its own.\n2. Give that module a router with the prefix that its paths share; include it where the large one is included, in the same place of the order.\n3. Go on with the next one, one pull request each.\n\n## Known limits\n\n- Lines count as they are, docstrings and comments included.\n- Handlers of tests, examples and scripts are not counted.",
      "fr": "### Ce que la règle détecte\n\nUn module d'au moins `few-routes` gestionnaires montés en plus de `max-lines` lignes, ou de plus de `max-routes` en plus de la moitié de ces lignes. Un module consacré à une seule ressource peut être deux fois plus gros. Au-delà de `most-files` modules, le projet ne l'entend qu'une fois. Le remède énumère les modules qu'il pourrait devenir, avec leurs routes : d'après le premier mot du chemin après ce que tous partagent, ou d'après l'étiquette. Dans une demande de tirage, la règle parle quand un module franchit une limite, et non à chaque route qu'il reçoit ensuite. Une liste de routes dont les gestionnaires sont ailleurs est une table des matières.\n\n### Pourquoi c'est important\n\nTout le monde modifie ce fichier, et les fusions s'y heurtent. Les fonctions d'une ressource sont à portée de toutes les autres, si bien qu'aucune ne peut être déplacée.\n\n### Comment corriger\n\nDéplacez la ressource qui a le plus de routes dans un module à elle, avec un routeur au préfixe commun, inclus au même endroit ; puis la suivante, une demande de tirage chacune.\n\n### Limites connues\n\nLes lignes sont comptées telles quelles. Les tests, exemples et scripts ne comptent pas."
    }
  } },
  { rule: rule100, meta: {
    "id": "router-included-twice",
    "axis": "architecture",
    "severity": "minor",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Router included twice",
      "fr": "Routeur inclus deux fois"
    },
    "message": {
      "en": "This router is included a second time under the same prefix on `{app}`: {count} route(s) are registered twice, `{route}` first.",
      "fr": "Ce routeur est inclus une seconde fois sous le même préfixe sur `{app}` : {count} route(s) déclarée(s) deux fois, à commencer par `{route}`."
    },
    "remedy": {
      "en": "Remove one of the two inclusions, or give the second another prefix.",
      "fr": "Supprimez l'une des deux inclusions, ou donnez à la seconde un autre préfixe."
    },
    "variants": {
      "guard-lost": {
        "message": {
          "en": "This router is included a second time under the same prefix on `{app}`, and only this time behind `{guard}`: the first inclusion answers, and lets everybody in ({count} route(s), `{route}` first).",
          "fr": "Ce routeur est inclus une seconde fois sous le même préfixe sur `{app}`, et cette fois seulement derrière `{guard}` : c'est la première inclusion qui répond, et elle laisse entrer tout le monde ({count} route(s), à commencer par `{route}`)."
        },
        "remedy": {
          "en": "Remove the first inclusion: the one with the dependencies must be the only one.",
          "fr": "Supprimez la première inclusion : celle qui porte les dépendances doit être la seule."
        }
      }
    },
    "related": {
      "include": {
        "en": "It is included here already",
        "fr": "Il est déjà inclus ici"
      },
      "route": {
        "en": "`{route}` is one of its routes",
        "fr": "`{route}` est l'une de ses routes"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nAn `APIRouter` or a blueprint that reaches one application by two inclusions under the same full prefix: two `include_router` lines after a merge, or once by a package that collects routers and once by hand. One finding for the second inclusion, with the number of routes.\n\nWhere only the second inclusion asks for credentials (`dependencies=[Depends(…)]`), the finding is major: the first one answers, without asking.\n\nTwo different prefixes (`/api` and `/api/v1`) are aliases or versions, and are left alone.\n\n## Why it matters\n\nDependencies, tags and response settings of the second inclusion never apply. The OpenAPI document warns of duplicate operation ids, and clients that are generated from it may have each method twice. Whoever later changes the second line sees no effect.\n\n## How to fix it\n\n1. See which of the two inclusions has the dependencies, tags and prefix that are meant.\n2. Keep that one, and delete the other.\n\n## Known limits\n\n- Inclusions on the two sides of one `if` are alternatives. Where one of the two is conditional, the confidence is medium.\n- Applications of tests are not looked at.",
      "fr": "### Ce que la règle détecte\n\nUn routeur ou un blueprint qui arrive dans une même application par deux inclusions, sous le même préfixe complet. Un seul constat, à la seconde inclusion, avec le nombre de routes. Si seule la seconde inclusion exige une authentification, le constat est majeur : c'est la première qui répond. Deux préfixes différents sont des alias ou des versions, et ne sont pas signalés.\n\n### Pourquoi c'est important\n\nLes dépendances, les étiquettes et les réglages de la seconde inclusion ne s'appliquent jamais, et le document OpenAPI signale des identifiants d'opération en double.\n\n### Comment corriger\n\nGardez l'inclusion qui porte les dépendances et le préfixe voulus, supprimez l'autre.\n\n### Limites connues\n\nDeux inclusions des deux côtés d'un même `if` sont des alternatives. Les applications des tests ne sont pas examinées."
    }
  } },
  { rule: rule101, meta: {
    "id": "router-registered-in-lifespan",
    "axis": "architecture",
    "severity": "minor",
    "confidence": "medium",
    "stage": "stable",
    "title": {
      "en": "Routes registered while the application starts",
      "fr": "Routes déclarées pendant le démarrage de l'application"
    },
    "message": {
      "en": "`{function}` registers {count} of the {total} routes of `{app}` while the application starts: until then, and wherever it is imported without being started, they do not exist.",
      "fr": "`{function}` déclare {count} des {total} routes de `{app}` pendant le démarrage : d'ici là, et partout où l'application est importée sans être démarrée, elles n'existent pas."
    },
    "remedy": {
      "en": "Include the routers where `{app}` is made, and let the start-up code only fill what handlers ask for: put it on `app.state`, and read it in a dependency (`request.app.state.…`).",
      "fr": "Incluez les routeurs là où `{app}` est créée, et que le démarrage ne fasse que remplir ce que demandent les gestionnaires : posez-le sur `app.state`, lisez-le dans une dépendance (`request.app.state.…`)."
    },
    "variants": {},
    "related": {
      "too": {
        "en": "Here as well",
        "fr": "Ici aussi"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\n`include_router`, `mount` and routes that are registered in a lifespan, in a handler of the `startup` event, or in a function that one of them calls. One finding for each application, at the first registration, with the number of routes.\n\n## Why it matters\n\nA test that uses `TestClient(app)` without `with` gets 404 for all of them. `app.openapi()` in a script or in CI knows nothing of them, and so do generated clients. A second start in the same process (a reload, tests) registers them again. If start-up fails half-way, half of the API is missing, and the imports that this needed stand at the bottom of the file.\n\n## How to fix it\n\n1. Include the routers at module level, or in the factory that makes the application.\n2. If a router was made by a function because it needed services, let its handlers ask for them by `Depends`.\n3. Let the lifespan only create, connect and close those services.\n\n## Known limits\n\n- Calls are followed through the functions of the repository, services not entered.\n- Plug-ins that are loaded from a database at start-up have no other place. Silence the finding there.",
      "fr": "### Ce que la règle détecte\n\n`include_router`, `mount` et les routes déclarées dans un lifespan, dans un gestionnaire de l'événement `startup`, ou dans une fonction que l'un d'eux appelle. Un constat par application, à la première déclaration, avec le nombre de routes.\n\n### Pourquoi c'est important\n\nUn test qui utilise `TestClient(app)` sans `with` reçoit des 404. `app.openapi()` dans un script ne connaît pas ces routes. Un second démarrage dans le même processus les déclare une seconde fois.\n\n### Comment corriger\n\nIncluez les routeurs au niveau du module ou dans la fabrique de l'application ; donnez les services aux gestionnaires par `Depends` ; que le lifespan ne fasse que créer, connecter et fermer ces services.\n\n### Limites connues\n\nLes extensions chargées depuis une base au démarrage n'ont pas d'autre endroit : faites taire le constat."
    }
  } },
  { rule: rule102, meta: {
    "id": "secret-committed",
    "axis": "security",
    "severity": "critical",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Secret in the repository",
      "fr": "Secret dans le dépôt"
    },
    "message": {
      "en": "`{name}` is given what looks like a live credential (`{masked}`).",
      "fr": "`{name}` reçoit ce qui ressemble à un identifiant réel (`{masked}`)."
    },
    "remedy": {
      "en": "Replace the credential where it is issued, read the new one from the environment (`{read}`), and remove the old one from the history (`git filter-repo --replace-text`).",
      "fr": "Remplacez l'identifiant à la source, lisez le nouveau depuis l'environnement (`{read}`) et retirez l'ancien de l'historique (`git filter-repo --replace-text`)."
    },
    "variants": {
      "token": {
        "message": {
          "en": "{label} in the repository: `{masked}`.",
          "fr": "{label} dans le dépôt : `{masked}`."
        },
        "remedy": {
          "en": "Revoke it now at {revoke}, read its successor from the environment (`{read}`) or a secret manager, and remove the old one from the history (`git filter-repo --replace-text`). If it is public by design, put `{allow}` into the option `allow` of this rule.",
          "fr": "Révoquez-le dès maintenant sur {revoke}, lisez son successeur depuis l'environnement (`{read}`) ou un gestionnaire de secrets, et retirez l'ancien de l'historique (`git filter-repo --replace-text`). S'il est public par nature, ajoutez `{allow}` à l'option `allow` de cette règle."
        }
      },
      "token-without-page": {
        "message": {
          "en": "{label} in the repository: `{masked}`.",
          "fr": "{label} dans le dépôt : `{masked}`."
        },
        "remedy": {
          "en": "Replace the credential where it is issued, read the new one from the environment (`{read}`), and remove the old one from the history (`git filter-repo --replace-text`).",
          "fr": "Remplacez l'identifiant à la source, lisez le nouveau depuis l'environnement (`{read}`) et retirez l'ancien de l'historique (`git filter-repo --replace-text`)."
        }
      },
      "checksum": {
        "message": {
          "en": "{label} in the repository: `{masked}`. Its checksum is wrong, so it may be made up.",
          "fr": "{label} dans le dépôt : `{masked}`. Sa somme de contrôle est fausse : il est peut-être inventé."
        },
        "remedy": {
          "en": "If it is real, revoke it at {revoke} and remove it from the history of git; if it is made up, write a value that says so.",
          "fr": "S'il est réel, révoquez-le sur {revoke} et retirez-le de l'historique git ; s'il est inventé, écrivez une valeur qui le dise."
        }
      },
      "url": {
        "message": {
          "en": "A connection URL carries a password for a remote server (`{masked}`).",
          "fr": "Une URL de connexion porte le mot de passe d'un serveur distant (`{masked}`)."
        },
        "remedy": {
          "en": "Change the password on the server, read the whole URL from the environment (`{read}`), and remove the old one from the history (`git filter-repo --replace-text`).",
          "fr": "Changez le mot de passe sur le serveur, lisez l'URL entière depuis l'environnement (`{read}`) et retirez l'ancienne de l'historique (`git filter-repo --replace-text`)."
        }
      },
      "private-key": {
        "message": {
          "en": "Private key in the repository ({label}).",
          "fr": "Clé privée dans le dépôt ({label})."
        },
        "remedy": {
          "en": "Make a new key pair, withdraw the old one wherever its public half is trusted, keep the new one outside of git, and remove the old one from the history.",
          "fr": "Créez une nouvelle paire de clés, retirez l'ancienne partout où sa moitié publique est acceptée, gardez la nouvelle hors de git et retirez l'ancienne de l'historique."
        }
      },
      "json-web-token": {
        "message": {
          "en": "JSON Web Token in the repository (`{masked}`), without a short expiry.",
          "fr": "JSON Web Token dans le dépôt (`{masked}`), sans expiration courte."
        },
        "remedy": {
          "en": "Revoke the session or change the signing key, and get tokens at run time.",
          "fr": "Révoquez la session ou changez la clé de signature, et obtenez les jetons à l'exécution."
        }
      },
      "password": {
        "message": {
          "en": "`{name}` is given a literal password (`{masked}`).",
          "fr": "`{name}` reçoit un mot de passe en dur (`{masked}`)."
        },
        "remedy": {
          "en": "Change the password, read it from the environment (`{read}`) or a secret manager, and remove the old one from the history (`git filter-repo --replace-text`).",
          "fr": "Changez le mot de passe, lisez-le depuis l'environnement (`{read}`) ou un gestionnaire de secrets et retirez l'ancien de l'historique (`git filter-repo --replace-text`)."
        }
      },
      "key": {
        "message": {
          "en": "`{name}` is given a literal secret (`{masked}`).",
          "fr": "`{name}` reçoit un secret en dur (`{masked}`)."
        },
        "remedy": {
          "en": "Replace it where it is issued, read the new one from the environment (`{read}`), and remove the old one from the history (`git filter-repo --replace-text`). If it is public by design, put `{allow}` into the option `allow` of this rule.",
          "fr": "Remplacez-le à la source, lisez le nouveau depuis l'environnement (`{read}`) et retirez l'ancien de l'historique (`git filter-repo --replace-text`). S'il est public par nature, ajoutez `{allow}` à l'option `allow` de cette règle."
        }
      },
      "chosen-key": {
        "message": {
          "en": "`{name}` is given a literal secret (`{masked}`).",
          "fr": "`{name}` reçoit un secret en dur (`{masked}`)."
        },
        "remedy": {
          "en": "Replace the credential where it is issued, read the new one from the environment (`{read}`), and remove the old one from the history (`git filter-repo --replace-text`).",
          "fr": "Remplacez l'identifiant à la source, lisez le nouveau depuis l'environnement (`{read}`) et retirez l'ancien de l'historique (`git filter-repo --replace-text`)."
        }
      }
    },
    "related": {
      "again": {
        "en": "The same value again",
        "fr": "La même valeur"
      },
      "another": {
        "en": "Another one of the kind",
        "fr": "Un autre du même genre"
      }
    },
    "fixed": {
      "en": "It is still in the history of git, where everybody who could read the repository may have copied it: revoke it if that is not done yet.",
      "fr": "Il reste dans l'historique git, où quiconque pouvait lire le dépôt a pu le copier : révoquez-le si ce n'est pas encore fait."
    },
    "options": {
      "allow": [],
      "blockHistory": false
    },
    "help": {
      "en": "## What it catches\n\nValues that look live, in every tracked text file: source, configuration, notebooks, scripts, documentation, tests.\n\n- Tokens of providers, by their form: Google and Gemini, OpenAI, Anthropic, Runway, Hugging Face, AWS, GitHub, GitLab, Stripe, Slack, SendGrid, npm, PyPI, Neon, Supabase and many more; those without a form of their own (Datadog, Twilio, an AWS secret key) by the name they are given to.\n- Private keys in PEM, on several lines, on one with `\\n`, or encoded as a whole; service account files of Google Cloud.\n- Passwords in connection URLs, when the host is remote.\n- Values given to a name that means credential (`SECRET_KEY`, `db_password`, `clientSecret`, `mot_de_passe`, `contraseña`): random ones, and the passwords that people choose. In Python as an assignment to one name or several, an argument, a default, an entry, a comparison, in several literals; as markup, properties, HCL, YAML, JSON, TOML, INI, Dockerfile, shell, JavaScript, notebooks.\n- Arguments of well-known functions, by their position: `Fernet(…)`, `jwt.encode(claims, …)`, `smtp.login(user, …)`; options of commands: `curl -u`, `mysql -p`, `sshpass -p`, `redis-cli -a`, `docker login -p`; statements of SQL: `IDENTIFIED BY`.\n- What is written in base64: `data` of a Kubernetes `Secret`, the `auth` of a registry, `Authorization: Basic`.\n- What a document tells people: \"Password: …\", \"login: admin / …\", lines of `.netrc` and `.pgpass`.\n\nA provider's token weighs critical in production code and in `.env.example` alike, and major in tests and documentation. What opens little (the webhook of a channel, the key of a search) weighs one step less. A random value without a provider weighs critical in production code, little in documentation, nothing in tests. One value is one finding, however many files hold it: it stands where the pull request copies it, else at its worst place, and counts the others. More than five values of one type in a file are one finding as well, and so are those without a provider in one page of documentation.\n\n## Why it matters\n\nKeys in public repositories are found by robots within minutes, and those in private ones leave with every clone, fork, backup and former colleague. Deleting the line does not help: git keeps it.\n\n## How to fix it\n\n1. Revoke or change the credential first, where it was issued. This alone makes the leak harmless.\n2. Read the new one from the environment or a secret manager, and let the application refuse to start without it.\n3. Remove the old one from the history (`git filter-repo --replace-text`) when the repository is shared.\n\nIf a value is public by design, put the digest that the finding shows into the option `allow`: one decision for all the places of that value, and for no other. Names of variables work as well, and `# vigie: ignore[secret-committed] -- reason` above the line:\n\n```yaml\nrules:\n  secret-committed: { allow: [\"digest:1f9d3c07\", SENTRY_PUBLIC_KEY] }\n```\n\nPasswords have no such digest, because a digest that everybody can compute would let everybody try out the words that people choose: allow them by name.\n\nA value that one commit of a pull request brings and a later one takes away is told as minor: it must be revoked, and squashing keeps it out of the branch. With `block-history: true` it weighs as if it were still there, until the history of the pull request is rewritten.\n\n## Known limits\n\n- Short or wordy passwords are left to people: without context `Tournesol` is a word. Letters alone count where they follow each other as in no word, from five of them on, unless they stand nearby once more, as the name of a database does. A password that says what it is for (`test`, `changeme`, `local`), or that everybody tries (`admin123`), is taken at its word.\n- In templates, workflows and documentation, what is not drawn at random is told as information at most: passwords in the body of a request, tokens of a session, URLs of local servers. Everything but tokens and strong URLs is silent in tests.\n- The password of a server on one's own machine or network is told only where it is drawn, and as major.\n- Sandbox keys (`sk_test_…`), public client keys (Firebase configuration, Supabase `anon`) and tokens that lived for a day at most are not reported.\n- Values that are put together at run time or encrypted are not seen. What a build puts into pages for browsers (`VITE_…`, `NEXT_PUBLIC_…`) weighs less, unless it is a token of a provider.\n- A token whose checksum is wrong is reported with low confidence, outside of tests.",
      "fr": "### Ce que la règle détecte\n\nLes valeurs qui paraissent réelles, dans tout fichier texte suivi par git : jetons de fournisseurs reconnus à leur forme ou au nom qui les reçoit, clés privées PEM, mots de passe dans les URL de connexion vers un hôte distant, valeurs aléatoires ou mots de passe choisis, affectés à un nom d'identifiant (`SECRET_KEY`, `db_password`, `mot_de_passe`…), donnés par position à une fonction connue (`Fernet(…)`, `jwt.encode(claims, …)`), à une commande (`curl -u`, `mysql -p`), écrits en base64 ou dans une phrase (« Mot de passe : … »). Un jeton de fournisseur est critique dans le code de production comme dans `.env.example`, majeur dans les tests et la documentation ; ce qui ouvre peu (webhook d'un canal, clé de recherche) pèse un cran de moins. Une même valeur donne un seul constat, quel que soit le nombre de fichiers qui la contiennent : là où la pull request la copie, sinon à sa place la plus grave, avec le nombre des autres. Plus de cinq valeurs d'un même type dans un fichier donnent aussi un seul constat, comme celles sans fournisseur d'une page de documentation.\n\n### Pourquoi c'est important\n\nDes robots trouvent en quelques minutes les clés des dépôts publics ; celles des dépôts privés partent avec chaque clone, sauvegarde ou ancien collègue. Supprimer la ligne ne suffit pas : git la garde.\n\n### Comment corriger\n\nRévoquez ou changez d'abord l'identifiant à la source. Lisez ensuite le nouveau depuis l'environnement ou un gestionnaire de secrets. Retirez enfin l'ancien de l'historique (`git filter-repo --replace-text`). Si une valeur est publique par nature, ajoutez à l'option `allow` l'empreinte que montre le constat (`digest:1f9d3c07`) : une seule décision pour toutes les places de cette valeur. Un mot de passe n'a pas d'empreinte publique, car chacun pourrait alors essayer les mots que les gens choisissent : nommez sa variable.\n\nUne valeur qu'un commit de la pull request apporte et qu'un autre retire est un constat mineur : elle doit être révoquée, et fusionner en un seul commit l'écarte de la branche. Avec `block-history: true`, elle pèse comme si elle était encore là, jusqu'à la réécriture de l'historique.\n\n### Limites connues\n\nLes mots de passe courts, faits de mots ou connus de tous sont laissés aux humains. Des lettres seules comptent quand elles se suivent comme dans aucun mot, à partir de cinq, sauf si elles reviennent à proximité, comme le nom d'une base. Dans les modèles, les workflows et la documentation, ce qui n'est pas tiré au hasard n'est signalé qu'à titre d'information ; le mot de passe d'un serveur local ne l'est que s'il est tiré au hasard. Les clés de bac à sable, les clés clientes publiques et les jetons valables un jour au plus ne sont pas signalés. Les valeurs assemblées à l'exécution ou chiffrées ne sont pas vues. Ce qu'une compilation place dans les pages du navigateur (`VITE_…`, `NEXT_PUBLIC_…`) pèse moins, sauf jeton de fournisseur."
    }
  } },
  { rule: rule103, meta: {
    "id": "sensitive-data-logged",
    "axis": "security",
    "severity": "major",
    "confidence": "medium",
    "stage": "stable",
    "title": {
      "en": "Credential written to the log",
      "fr": "Identifiant secret écrit dans le journal"
    },
    "message": {
      "en": "`{call}` writes a credential in plain text: `{parts}`.",
      "fr": "`{call}` écrit un secret en clair : `{parts}`."
    },
    "remedy": {
      "en": "Log who or what it belongs to (a user id, the name of the service), or whether it is set: `bool({value})`. If this code has run in production, treat the value as known and replace it.",
      "fr": "Journalisez à qui ou à quoi il appartient (un identifiant d'utilisateur, le nom du service), ou s'il est défini : `bool({value})`. Si ce code a tourné en production, tenez la valeur pour connue et remplacez-la."
    },
    "variants": {
      "url": {
        "message": {
          "en": "`{call}` writes a connection address with its password: `{parts}`.",
          "fr": "`{call}` écrit une adresse de connexion avec son mot de passe : `{parts}`."
        },
        "remedy": {
          "en": "Log the host only. SQLAlchemy masks the password of a database address:\n```python\nmake_url({value}).render_as_string(hide_password=True)\n```",
          "fr": "Ne journalisez que l'hôte. Pour l'adresse d'une base, SQLAlchemy masque le mot de passe :\n```python\nmake_url({value}).render_as_string(hide_password=True)\n```"
        }
      },
      "queue": {
        "message": {
          "en": "`{call}` writes the whole address of a cache or queue, with its password where there is one: `{parts}`.",
          "fr": "`{call}` écrit l'adresse entière d'un cache ou d'une file, avec son mot de passe s'il y en a un : `{parts}`."
        },
        "remedy": {
          "en": "Log where it is, and not how to get in: `urlsplit({value}).hostname`.",
          "fr": "Journalisez où il se trouve, pas comment y entrer : `urlsplit({value}).hostname`."
        }
      },
      "headers": {
        "message": {
          "en": "`{call}` writes all headers of the request, `Authorization` and `Cookie` among them: `{parts}`.",
          "fr": "`{call}` écrit tous les en-têtes de la requête, dont `Authorization` et `Cookie` : `{parts}`."
        },
        "remedy": {
          "en": "Log the headers that you need by name, or leave out `authorization`, `cookie` and `x-api-key`.",
          "fr": "Journalisez par leur nom les en-têtes utiles, ou retirez `authorization`, `cookie` et `x-api-key`."
        }
      },
      "body": {
        "message": {
          "en": "`{call}` writes a whole object whose field `{field}` is a credential: `{parts}`.",
          "fr": "`{call}` écrit un objet entier dont le champ `{field}` est un secret : `{parts}`."
        },
        "remedy": {
          "en": "Declare the field as `SecretStr`, which shows `**********`, or log the fields that you need by name.",
          "fr": "Déclarez le champ comme `SecretStr`, qui affiche `**********`, ou journalisez par leur nom les champs utiles."
        }
      }
    },
    "related": {
      "place": {
        "en": "Here as well, in `{symbol}`",
        "fr": "Ici aussi, dans `{symbol}`"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nA value written by a logger (standard library, structlog, loguru, or anything called `logger`) or by `print`, in application code:\n\n- passwords and their hashes, API keys, secret keys, one-time codes;\n- access, refresh, reset and other tokens, the `Authorization` header, links that carry a token;\n- connection addresses with their password (`DATABASE_URL`, a Redis or Mongo address, `render_as_string(hide_password=False)`);\n- all headers of a request;\n- a pydantic model or data class that holds such a field and shows it.\n\nValues are told by the name of the variable, attribute, key or field, inside f-strings, `%` and `{}` arguments, keyword fields and `extra=`, and one assignment further back. One finding per file and kind.\n\n## Why it matters\n\nWhoever can read the logs, or the service that collects them, can sign in as the user, or connect to the database.\n\n## How to fix it\n\nLog what identifies the case and not what opens it. Make the type do the work where you can: `SecretStr` never shows its value.\n\n## Known limits\n\n- Values that are masked, hashed, cut, counted or compared are left alone, as are names that speak of a credential and are none (`token_type`, `has_password`, `secret_name`, `max_tokens`).\n- A bare `token` counts only in code about signing in: elsewhere it is a word of a text.\n- Scripts, command lines, migrations, seeds and tests are left alone.\n- A filter that removes values when the record is written is not seen.",
      "fr": "### Ce que la règle détecte\n\nUne valeur secrète écrite par un journaliseur ou par `print` dans le code de l'application : mots de passe et leurs empreintes, clés, jetons, en-tête `Authorization`, adresses de connexion avec mot de passe, tous les en-têtes d'une requête, modèles pydantic et classes de données qui contiennent un tel champ et l'affichent. Les valeurs se reconnaissent au nom de la variable, de l'attribut, de la clé ou du champ. Un constat par fichier et par sorte.\n\n### Pourquoi c'est important\n\nQui lit les journaux peut se connecter à la place de l'utilisateur ou à la base. Les journaux sont copiés, gardés et lus bien plus largement que la base.\n\n### Comment corriger\n\nJournalisez ce qui identifie le cas, pas ce qui l'ouvre. `SecretStr` n'affiche jamais sa valeur.\n\n### Limites connues\n\nCe qui est masqué, haché, coupé, compté ou comparé est laissé tranquille, de même que les noms qui parlent d'un secret sans en être un. Un simple `token` ne compte que dans du code d'authentification. Scripts, commandes, migrations, données initiales et tests sont ignorés."
    }
  } },
  { rule: rule104, meta: {
    "id": "shared-mutable-state",
    "axis": "architecture",
    "severity": "major",
    "confidence": "medium",
    "stage": "preview",
    "title": {
      "en": "Request data left on a shared object",
      "fr": "Donnée d'une requête laissée sur un objet partagé"
    },
    "message": {
      "en": "`{function}` ({route}) writes {parts} on `{holder}`, of which there is one for all requests: two users at once, and one of them gets the data of the other.",
      "fr": "`{function}` ({route}) écrit {parts} sur `{holder}`, dont il n'existe qu'un exemplaire pour toutes les requêtes : deux utilisateurs en même temps, et l'un reçoit les données de l'autre."
    },
    "remedy": {
      "en": "Pass it as an argument to the methods that need it, and take `{attribute}` off `{holder}`; or make an object for each request (`Depends(get_service)`, where `get_service` returns a new one). What must be known everywhere goes into a `contextvars.ContextVar`.",
      "fr": "Passez-la en argument aux méthodes qui en ont besoin et retirez `{attribute}` de `{holder}` ; ou construisez un objet par requête (`Depends(get_service)`, où `get_service` en renvoie un nouveau). Ce qui doit être connu partout va dans une `contextvars.ContextVar`."
    },
    "variants": {
      "self": {
        "message": {
          "en": "`{function}` ({route}) writes {parts}, and the program keeps one `{holder}` for all requests: two users at once, and one of them gets the data of the other.",
          "fr": "`{function}` ({route}) écrit {parts}, et le programme garde un seul `{holder}` pour toutes les requêtes : deux utilisateurs en même temps, et l'un reçoit les données de l'autre."
        },
        "remedy": {
          "en": "Pass it as an argument to the methods that need it, and take `{attribute}` off `{holder}`; or make an object for each request (`Depends(get_service)`, where `get_service` returns a new one). What must be known everywhere goes into a `contextvars.ContextVar`.",
          "fr": "Passez-la en argument aux méthodes qui en ont besoin et retirez `{attribute}` de `{holder}` ; ou construisez un objet par requête (`Depends(get_service)`, où `get_service` en renvoie un nouveau). Ce qui doit être connu partout va dans une `contextvars.ContextVar`."
        }
      },
      "global": {
        "message": {
          "en": "`{function}` ({route}) writes the global {parts} from the data of a request: two users at once, and one of them gets the data of the other.",
          "fr": "`{function}` ({route}) écrit la variable globale {parts} à partir des données d'une requête : deux utilisateurs en même temps, et l'un reçoit les données de l'autre."
        },
        "remedy": {
          "en": "Pass it as an argument, or keep it in a `contextvars.ContextVar`, which each request has for itself: `{holder}_var.set(…)`, `{holder}_var.get()`.",
          "fr": "Passez-la en argument, ou gardez-la dans une `contextvars.ContextVar`, que chaque requête a pour elle : `{holder}_var.set(…)`, `{holder}_var.get()`."
        }
      },
      "module": {
        "message": {
          "en": "`{function}` ({route}) writes {parts} from the data of a request: the module `{holder}` is the same for all requests, so one is sent with the credentials of another.",
          "fr": "`{function}` ({route}) écrit {parts} à partir des données d'une requête : le module `{holder}` est le même pour toutes, si bien que l'une part avec les identifiants d'une autre."
        },
        "remedy": {
          "en": "Give the key to a client made for this request, or to the call itself (`{attribute}=…`).",
          "fr": "Donnez la clé à un client construit pour cette requête, ou à l'appel lui-même (`{attribute}=…`)."
        }
      }
    },
    "related": {
      "too": {
        "en": "`{target}` in `{function}`",
        "fr": "`{target}` dans `{function}`"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nIn functions that run while a request is answered, what belongs to whoever asks (user, session, tenant, token, conversation …), made from a parameter, and written\n\n- on an object that a module holds (`service.current_user = user`);\n- on `self`, in a class of which the program keeps one instance;\n- into a `global`;\n- on the module of a library that keeps credentials (`openai.api_key = body.key`).\n\nOne finding for each file and object.\n\n## Why it matters\n\nBetween the write and the read another request writes, too: at the next `await`, or in the next thread. It cannot be seen in tests and in development, where one person clicks, and it shows one customer the data of another.\n\n## How to fix it\n\nArguments belong to one call. Where many functions need the value, an object for each request carries it, or a `ContextVar`.\n\n## Known limits\n\n- Left alone: methods that prepare an object (`connect`, `login`, `configure` …), what is made once behind `if … is None`, `request.state`, Flask's `g`, thread-locals, context variables and the proxies of libraries that stand for them.\n- Names that do not speak of whoever asks are not taken for such data.",
      "fr": "### Ce que la règle détecte\n\nPendant une requête, ce qui appartient à celui qui demande (utilisateur, session, client, jeton, conversation…), tiré d'un paramètre et écrit sur un objet de module, sur `self` dans une classe à instance unique, dans une variable `global`, ou sur le module d'une bibliothèque (`openai.api_key = body.key`). Un constat par fichier et par objet.\n\n### Pourquoi c'est important\n\nEntre l'écriture et la lecture, une autre requête écrit aussi : au prochain `await`, ou dans un autre fil. Cela ne se voit ni en test ni en développement, et montre à un client les données d'un autre.\n\n### Comment corriger\n\nUn argument appartient à un seul appel. Si beaucoup de fonctions en ont besoin, un objet par requête ou une `ContextVar` le porte.\n\n### Limites connues\n\nSont laissés tranquilles : les méthodes de préparation, ce qui n'est fait qu'une fois, `request.state`, le `g` de Flask, les variables de contexte ou de fil et les objets de bibliothèques qui en tiennent lieu."
    }
  } },
  { rule: rule105, meta: {
    "id": "single-process-server",
    "axis": "delivery",
    "severity": "info",
    "confidence": "medium",
    "stage": "stable",
    "title": {
      "en": "One process answers everything",
      "fr": "Un seul processus répond à tout"
    },
    "message": {
      "en": "`{manifest}` runs one process (`{server}`): it uses one core, and one request that computes or blocks holds up all others.",
      "fr": "`{manifest}` lance un seul processus (`{server}`) : il n'utilise qu'un cœur, et une requête qui calcule ou bloque retarde toutes les autres."
    },
    "remedy": {
      "en": "As many as there are cores, or several instances:\n```\n{instead}\n```\nState that lives in the process (caches, jobs, web socket rooms) has to move to Redis or the database first.",
      "fr": "Autant que de cœurs, ou plusieurs instances :\n```\n{instead}\n```\nL'état qui vit dans le processus (caches, tâches, salons WebSocket) doit d'abord passer dans Redis ou la base."
    },
    "variants": {
      "single": {
        "message": {
          "en": "`{manifest}` runs one process (`{server}`): it uses one core, and one request that computes or blocks holds up all others.",
          "fr": "`{manifest}` lance un seul processus (`{server}`) : il n'utilise qu'un cœur, et une requête qui calcule ou bloque retarde toutes les autres."
        },
        "remedy": {
          "en": "As many as there are cores, or several instances:\n```\n{instead}\n```\nState that lives in the process (caches, jobs, web socket rooms) has to move to Redis or the database first.",
          "fr": "Autant que de cœurs, ou plusieurs instances :\n```\n{instead}\n```\nL'état qui vit dans le processus (caches, tâches, salons WebSocket) doit d'abord passer dans Redis ou la base."
        }
      },
      "development": {
        "message": {
          "en": "`{manifest}` runs the development server (`{server}`), which was made for one developer: it is neither fast nor safe under load.",
          "fr": "`{manifest}` lance le serveur de développement (`{server}`), fait pour un seul développeur : il n'est ni rapide ni sûr en charge."
        },
        "remedy": {
          "en": "A server for production:\n```\n{instead}\n```",
          "fr": "Un serveur de production :\n```\n{instead}\n```"
        }
      }
    },
    "related": {
      "too": {
        "en": "Here, too",
        "fr": "Ici aussi"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nA service of production on Render, Railway, Heroku or compose whose start command makes one process for requests: `uvicorn` without `--workers`, `gunicorn` without workers or configuration, a script that calls `uvicorn.run` without `workers`. Flask's development server in production is minor.\n\n## Why it matters\n\nOne process is one core; where it blocks, everybody waits, and where it dies, nobody is answered until it is back.\n\n## How to fix it\n\nStart several workers, or several instances, once nothing in the process has to be shared.\n\n## Known limits\n\nKubernetes, Fly and App Engine multiply containers and are left alone, as are `numInstances`, `scaling`, `replicas` and `WEB_CONCURRENCY`. The size of the machine cannot be seen: on a free plan with one core, one process is right.",
      "fr": "### Ce que la règle détecte\n\nUn service de production sur Render, Railway, Heroku ou compose dont la commande ne crée qu'un processus : `uvicorn` sans `--workers`, `gunicorn` sans `workers` ni configuration, un script qui appelle `uvicorn.run` sans `workers`. Le serveur de développement de Flask en production est mineur.\n\n### Pourquoi c'est important\n\nUn processus, c'est un cœur : quand il bloque, tout le monde attend ; quand il meurt, personne n'a de réponse.\n\n### Comment corriger\n\nLancez plusieurs processus ou plusieurs instances, une fois que rien ne doit être partagé en mémoire.\n\n### Limites connues\n\nKubernetes, Fly et App Engine multiplient les conteneurs et sont laissés de côté, comme `numInstances`, `scaling`, `replicas` et `WEB_CONCURRENCY`. La taille de la machine ne se voit pas."
    }
  } },
  { rule: rule106, meta: {
    "id": "skipped-tests",
    "axis": "tests",
    "severity": "minor",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Tests that never run",
      "fr": "Tests qui ne tournent jamais"
    },
    "message": {
      "en": "Skipped in every run, without a condition: `{parts}`.",
      "fr": "Sauté à chaque fois, sans condition : `{parts}`."
    },
    "remedy": {
      "en": "Repair or delete them. What must wait says for whom: `@pytest.mark.xfail(strict=True, reason=\"#123\")` fails as soon as the test passes, and `@pytest.mark.skipif(…)` names the circumstance.",
      "fr": "Réparez-les ou supprimez-les. Ce qui doit attendre dit quoi : `@pytest.mark.xfail(strict=True, reason=\"#123\")` échoue dès que le test passe, et `@pytest.mark.skipif(…)` nomme la circonstance."
    },
    "variants": {
      "mark": {
        "message": {
          "en": "No plugin runs these coroutines: `{parts}` ({count} in all). They have no mark, and no configuration sets `asyncio_mode = auto`: pytest skips them, from version 8.4 on it fails.",
          "fr": "Aucune extension n'exécute ces coroutines : `{parts}` ({count} au total). Elles n'ont pas de marque, et aucune configuration ne fixe `asyncio_mode = auto` : pytest les saute, et échoue depuis la version 8.4."
        },
        "remedy": {
          "en": "Install pytest-asyncio and let it run every coroutine:\n```toml\n[tool.pytest.ini_options]\nasyncio_mode = \"auto\"\n```\nor mark them, the whole module with `pytestmark = pytest.mark.asyncio`.",
          "fr": "Installez pytest-asyncio et laissez-le exécuter toutes les coroutines :\n```toml\n[tool.pytest.ini_options]\nasyncio_mode = \"auto\"\n```\nou marquez-les, le module entier avec `pytestmark = pytest.mark.asyncio`."
        }
      },
      "plugin": {
        "message": {
          "en": "`{parts}` are marked `asyncio`, and no manifest declares pytest-asyncio: pytest skips them ({count} in all), from version 8.4 on it fails.",
          "fr": "`{parts}` portent la marque `asyncio`, et aucun manifeste ne déclare pytest-asyncio : pytest les saute ({count} au total), et échoue depuis la version 8.4."
        },
        "remedy": {
          "en": "Declare `pytest-asyncio` where pytest is declared.",
          "fr": "Déclarez `pytest-asyncio` là où pytest est déclaré."
        }
      },
      "await": {
        "message": {
          "en": "Coroutines in a `unittest.TestCase` are never awaited, and pass whatever they assert: `{parts}`.",
          "fr": "Les coroutines d'un `unittest.TestCase` ne sont jamais attendues et passent quoi qu'elles affirment : `{parts}`."
        },
        "remedy": {
          "en": "Derive the class from `unittest.IsolatedAsyncioTestCase`.",
          "fr": "Dérivez la classe de `unittest.IsolatedAsyncioTestCase`."
        }
      },
      "shadowed": {
        "message": {
          "en": "Never run, since a definition further down has the same name and takes its place: `{parts}`.",
          "fr": "Jamais exécuté, car une définition plus bas porte le même nom et prend sa place : `{parts}`."
        },
        "remedy": {
          "en": "Rename one of the two, and look at what the first one says when it runs again.",
          "fr": "Renommez l'un des deux, et regardez ce que dit le premier quand il tourne de nouveau."
        }
      }
    },
    "related": {
      "later": {
        "en": "This definition takes its place",
        "fr": "Cette définition prend sa place"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nTests that are there and do nothing:\n\n- skipped without a condition, by a decorator, by `pytestmark`, by a first statement (`pytest.skip(…)`, `self.skipTest(…)`) or\n  by the module; `xfail(run=False)`;\n- `async def test_…` that no plugin runs: no mark, no `asyncio_mode = auto`, no hook in a `conftest.py`;\n- the same with a mark, where pytest-asyncio is declared nowhere;\n- coroutines in a plain `unittest.TestCase`, which pass without being awaited;\n- tests whose name a later definition in the same class or module takes.\n\nOne finding for each of these kinds, which names them all. Skips whose reasons all name an issue are information.\n\n## Why it matters\n\nThey are counted, reviewed and believed in. What they were to protect is not protected.\n\n## How to fix it\n\nRepair, delete, or name the circumstance in which they cannot run.\n\n## Known limits\n\nSkips on a condition (`skipif`, a fixture, an `if`) are how it should be, and left alone; so are tests that are expected to\nfail and run. Decorators that are no marks may run a coroutine, and classes with a base of their own too.",
      "fr": "### Ce que la règle détecte\n\nDes tests qui existent et ne font rien : sautés sans condition (décorateur, `pytestmark`, première instruction, module\nentier, `xfail(run=False)`) ; `async def test_…` qu'aucune extension n'exécute, ou marqués alors que\npytest-asyncio n'est déclaré nulle part ; coroutines d'un simple `unittest.TestCase`, qui\npassent sans être attendues ; tests dont une définition ultérieure de la même classe ou du même module prend le nom. Un\nsignalement par cas, qui les nomme tous. Les sauts dont chaque raison cite un ticket sont une\nsimple information.\n\n### Pourquoi c'est important\n\nOn les compte, on les relit, on y croit. Ce qu'ils devaient protéger ne l'est pas.\n\n### Comment corriger\n\nRéparez, supprimez, ou nommez la circonstance qui les empêche de tourner.\n\n### Limites connues\n\nLes sauts sous condition (`skipif`, une fixture, un `if`) sont la bonne manière et restent silencieux, comme les tests dont\nl'échec est attendu mais qui tournent. Un décorateur qui n'est pas une marque peut exécuter une coroutine, de même qu'une\nclasse qui hérite d'une autre."
    }
  } },
  { rule: rule107, meta: {
    "id": "stdlib-logger-kwargs",
    "axis": "correctness",
    "severity": "major",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Keyword fields given to a logger of the standard library",
      "fr": "Champs nommés donnés à un journaliseur de la bibliothèque standard"
    },
    "message": {
      "en": "`{call}` is given `{fields}` by name, which a `logging.Logger` refuses: the line raises `TypeError` when it is reached (such calls in this file: {count}).",
      "fr": "`{call}` reçoit `{fields}` par nom, ce qu'un `logging.Logger` refuse : la ligne lève `TypeError` quand elle est atteinte (appels de ce genre dans ce fichier : {count})."
    },
    "remedy": {
      "en": "Write `{extra}`, or put the values into the message (`\"… %s\", value`). If you want fields by name everywhere, get the logger from structlog.",
      "fr": "Écrivez `{extra}`, ou placez les valeurs dans le message (`\"… %s\", valeur`). Pour des champs nommés partout, prenez le journaliseur de structlog."
    },
    "variants": {},
    "related": {
      "call": {
        "en": "`{symbol}` does the same",
        "fr": "`{symbol}` fait de même"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\n`logger.error(\"failed\", error=str(e))` where the logger comes from `logging.getLogger` for certain: followed through variables, attributes, other modules and functions of the project. One finding per file.\n\n## Why it matters\n\n`Logger._log() got an unexpected keyword argument 'error'` is raised in the middle of an `except` block: the original exception is replaced, the clean-up after the call does not run, and a check that should have returned `False` raises. Calls below the configured level do not raise, so that tests rarely see it.\n\n## How to fix it\n\n`extra={\"error\": …}` attaches fields to the record, for a formatter that writes them. Names of the record itself (`name`, `message`, `args`) are refused there.\n\n## Known limits\n\n- Where a name may hold two kinds of loggers, where its origin cannot be told, or where the project calls `logging.setLoggerClass`, nothing is said.\n- structlog, loguru and adapters take such fields.",
      "fr": "### Ce que la règle détecte\n\n`logger.error(\"failed\", error=str(e))` quand le journaliseur vient de `logging.getLogger` avec certitude, suivi à travers variables, attributs, modules et fonctions du projet. Un constat par fichier.\n\n### Pourquoi c'est important\n\n`TypeError` est levée au milieu d'un bloc `except` : l'exception d'origine est remplacée et la suite du bloc ne s'exécute pas. Les appels sous le niveau configuré ne lèvent rien, si bien que les tests le voient rarement.\n\n### Comment corriger\n\n`extra={\"error\": …}` attache les champs à l'enregistrement.\n\n### Limites connues\n\nRien n'est dit quand l'origine n'est pas certaine ou quand le projet appelle `logging.setLoggerClass`. structlog, loguru et les adaptateurs acceptent ces champs."
    }
  } },
  { rule: rule108, meta: {
    "id": "stub-endpoint",
    "axis": "architecture",
    "severity": "minor",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Route that is not implemented",
      "fr": "Route non implémentée"
    },
    "message": {
      "en": "Mounted and not implemented: `{parts}`.",
      "fr": "Monté et non implémenté : `{parts}`."
    },
    "remedy": {
      "en": "Mount the route when it works: clients, generated SDKs and the API documentation take it for a promise. A branch or a feature flag keeps `{handler}` until then.",
      "fr": "Montez la route quand elle fonctionne : les clients, les SDK générés et la documentation de l'API la prennent pour une promesse. D'ici là, une branche ou un drapeau garde `{handler}`."
    },
    "variants": {},
    "related": {
      "stub": {
        "en": "`{symbol}` is not implemented either",
        "fr": "`{symbol}` n'est pas implémentée non plus"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nA mounted route whose handler does nothing but raise `NotImplementedError`, answer 501, or return a constant that says \"not implemented\" or \"coming soon\". One finding per file.\n\n## Why it matters\n\n`NotImplementedError` becomes a 500 and an alert. The documentation lists the route, generated clients call it, and load balancers retry it.\n\n## How to fix it\n\nTake the route out until it works, or put it behind a flag that decides at start-up whether it is mounted.\n\n## Known limits\n\n- A handler that does part of its work first is not reported, nor is one without any body of its own (`pass`): its dependencies may do the work.\n- Routes that are marked `deprecated`, or that say they are gone or not supported, are left alone.\n- Routes that cannot be resolved to a function of the repository are not judged.",
      "fr": "### Ce que la règle détecte\n\nUne route montée dont le gestionnaire ne fait que lever `NotImplementedError`, répondre 501, ou rendre une constante qui dit « not implemented » ou « coming soon ». Un constat par fichier.\n\n### Pourquoi c'est important\n\n`NotImplementedError` devient une erreur 500 et une alerte. La documentation annonce la route, les clients générés l'appellent.\n\n### Comment corriger\n\nRetirez la route jusqu'à ce qu'elle fonctionne, ou placez-la derrière un drapeau lu au démarrage.\n\n### Limites connues\n\nUn gestionnaire qui fait d'abord une partie du travail n'est pas signalé, ni une route marquée `deprecated` ou annoncée comme retirée."
    }
  } },
  { rule: rule109, meta: {
    "id": "swallowed-exception",
    "axis": "correctness",
    "severity": "minor",
    "confidence": "medium",
    "stage": "stable",
    "title": {
      "en": "Exception swallowed without a trace",
      "fr": "Exception avalée sans laisser de trace"
    },
    "message": {
      "en": "`{clause}: {does}` around `{tried}` hides every failure, also those that nobody expected (such handlers in this file: {count}).",
      "fr": "`{clause}: {does}` autour de `{tried}` cache toute défaillance, même imprévue (clauses de ce genre dans ce fichier : {count})."
    },
    "remedy": {
      "en": "Name what may happen and let the rest through, or leave a trace of it:\n```python\nexcept Exception:\n    logger.warning(\"{tried} failed\", exc_info=True)\n```",
      "fr": "Nommez ce qui peut arriver et laissez passer le reste, ou gardez-en une trace :\n```python\nexcept Exception:\n    logger.warning(\"{tried} failed\", exc_info=True)\n```"
    },
    "variants": {
      "cancellation": {
        "message": {
          "en": "`{clause}: {does}` around an `await` (`{tried}`) swallows the cancellation of the task, too: a shutdown or a time-out that strikes there is lost (such handlers in this file: {count}).",
          "fr": "`{clause}: {does}` autour d'un `await` (`{tried}`) avale aussi l'annulation de la tâche : un arrêt ou un délai dépassé à cet endroit est perdu (clauses de ce genre dans ce fichier : {count})."
        },
        "remedy": {
          "en": "`except Exception` lets cancellation through:\n```python\nexcept Exception:\n    logger.debug(\"{tried} failed\", exc_info=True)\n```",
          "fr": "`except Exception` laisse passer l'annulation :\n```python\nexcept Exception:\n    logger.debug(\"{tried} failed\", exc_info=True)\n```"
        }
      },
      "everywhere": {
        "message": {
          "en": "{count} handlers in {files} files hide every failure, as `{clause}: {does}` around `{tried}` does here.",
          "fr": "{count} clauses dans {files} fichiers cachent toute défaillance, comme ici `{clause}: {does}` autour de `{tried}`."
        },
        "remedy": {
          "en": "Name what may happen and let the rest through, or log it with its stack. The linter ruff refuses new ones (`S110`, `S112`, `BLE001`).",
          "fr": "Nommez ce qui peut arriver et laissez passer le reste, ou journalisez-le avec sa trace. Le linter ruff refuse les nouvelles (`S110`, `S112`, `BLE001`)."
        }
      }
    },
    "related": {
      "handler": {
        "en": "`{symbol}` does the same",
        "fr": "`{symbol}` fait de même"
      }
    },
    "options": {
      "mostFiles": 8
    },
    "help": {
      "en": "## What it catches\n\n`except:`, `except Exception` or `except BaseException` whose body is `pass`, `...` or `continue`, and `contextlib.suppress(Exception)`, in application code. A bare `except` around an `await` is reported whatever it does the work for: it also swallows `CancelledError`. One finding per file; where more than `most-files` do it, one for the project.\n\n## Why it matters\n\nA misspelt name, a changed API, a lost connection: all of them look like success. The defect shows later, elsewhere, without a stack trace.\n\n## How to fix it\n\nCatch the class that you expect. Where anything may happen and the work must go on, log it with its stack.\n\n## Known limits\n\n- Left alone: tidying up (`close`, `unlink`, `rollback`, `disconnect` …), logging and metrics, mere conversions, what is tried while another failure is handled, and handlers beside which a comment stands.\n- A handler that assigns or returns a default is not reported.",
      "fr": "### Ce que la règle détecte\n\n`except:`, `except Exception` ou `except BaseException` dont le corps est `pass`, `...` ou `continue`, et `contextlib.suppress(Exception)`, dans le code de l'application. Un `except` nu autour d'un `await` est toujours signalé : il avale aussi `CancelledError`. Un constat par fichier, ou un seul pour le projet au-delà de `most-files` fichiers.\n\n### Pourquoi c'est important\n\nUn nom mal écrit, une API qui change, une connexion perdue : tout ressemble à une réussite. Le défaut apparaît plus tard, ailleurs, sans trace.\n\n### Comment corriger\n\nAttrapez la classe attendue. Là où tout peut arriver et où le travail doit continuer, journalisez avec la trace.\n\n### Limites connues\n\nLe ménage (`close`, `unlink`, `rollback`…), la journalisation et les métriques, les simples conversions, ce qui est tenté pendant le traitement d'une autre défaillance et les clauses commentées sont laissés tranquilles."
    }
  } },
  { rule: rule110, meta: {
    "id": "sync-api-on-async-session",
    "axis": "async",
    "severity": "major",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Session used as what it is not",
      "fr": "Session utilisée pour ce qu'elle n'est pas"
    },
    "message": {
      "en": "`{call}` in `{function}` treats the session as what it is not (such calls in this file: {count}).",
      "fr": "`{call}` dans `{function}` traite la session comme ce qu'elle n'est pas (appels de ce genre dans ce fichier : {count})."
    },
    "remedy": {
      "en": "Use the session as its type asks.",
      "fr": "Utilisez la session comme son type le demande."
    },
    "variants": {
      "query": {
        "message": {
          "en": "`{session}` is an `AsyncSession`, which does not have this method: `{call}` in `{function}` raises `AttributeError` (such calls in this file: {count}).",
          "fr": "`{session}` est une `AsyncSession`, qui n'a pas cette méthode : `{call}` dans `{function}` lève `AttributeError` (appels de ce genre dans ce fichier : {count})."
        },
        "remedy": {
          "en": "Select instead: `result = await {session}.execute(select(Model).where(…))`, then `result.scalars().all()`.",
          "fr": "Faites un select : `result = await {session}.execute(select(Model).where(…))`, puis `result.scalars().all()`."
        }
      },
      "unawaited": {
        "message": {
          "en": "`{session}` is an `AsyncSession` and `{call}` is not awaited in `{function}`: nothing reaches the database (such calls in this file: {count}).",
          "fr": "`{session}` est une `AsyncSession` et `{call}` n'est pas attendu dans `{function}` : rien n'atteint la base (appels de ce genre dans ce fichier : {count})."
        },
        "remedy": {
          "en": "Write `await {call}(…)`.",
          "fr": "Écrivez `await {call}(…)`."
        }
      },
      "passed": {
        "message": {
          "en": "`{call}` is given `{session}`, an `AsyncSession`, by `{function}`, and asks it as a synchronous one with `{use}`: that fails, or nothing reaches the database (such calls in this file: {count}).",
          "fr": "`{call}` reçoit de `{function}` `{session}`, une `AsyncSession`, et l'interroge comme une session synchrone avec `{use}` : cela échoue, ou rien n'atteint la base (appels de ce genre dans ce fichier : {count})."
        },
        "remedy": {
          "en": "Make it a coroutine that awaits the session (`await db.execute(select(…))`), or let the session call it: `await {session}.run_sync({call}, …)`.",
          "fr": "Faites-en une coroutine qui attend la session (`await db.execute(select(…))`), ou laissez la session l'appeler : `await {session}.run_sync({call}, …)`."
        }
      },
      "awaited": {
        "message": {
          "en": "`{session}` is a synchronous `Session` and `{call}` is awaited in `{function}`: the query runs, then `await` raises `TypeError` (such calls in this file: {count}).",
          "fr": "`{session}` est une `Session` synchrone et `{call}` est attendu dans `{function}` : la requête s'exécute, puis `await` lève `TypeError` (appels de ce genre dans ce fichier : {count})."
        },
        "remedy": {
          "en": "Inject an `AsyncSession`, or drop the `await`.",
          "fr": "Injectez une `AsyncSession`, ou retirez le `await`."
        }
      }
    },
    "related": {
      "use": {
        "en": "`{use}` asks the session here",
        "fr": "`{use}` interroge la session ici"
      },
      "other": {
        "en": "`{call}` in `{function}`, too",
        "fr": "`{call}` dans `{function}` aussi"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\n- `db.query(…)`, `bulk_save_objects` and the like on an `AsyncSession`.\n- `db.commit()`, `db.execute(…).scalars()` on an `AsyncSession` without `await`.\n- An `AsyncSession` that is passed to a function which works with a synchronous one.\n- `await db.execute(…)` on a synchronous `Session`.\n\nWhether a session is asynchronous is told by its annotation, by what is injected, or by what makes it.\n\n## Why it matters\n\nEach of them fails at the first call, or silently writes nothing. They stand where no test goes.\n\n## How to fix it\n\n`await` and `select` with an `AsyncSession`; `run_sync` for what must stay synchronous.\n\n## Known limits\n\n- A coroutine that is returned, gathered or kept to be awaited later is left alone.\n- Annotations of an `AsyncSession` are believed. One of a synchronous `Session` is not, where the session is awaited: it was forgotten when sessions became asynchronous. There, what makes the session must stand in the function.",
      "fr": "### Ce que la règle détecte\n\n`db.query(…)` sur une `AsyncSession` ; `db.commit()` ou `db.execute(…).scalars()` sans `await` ; une `AsyncSession` passée à une fonction qui travaille avec une session synchrone ; `await` sur une `Session` synchrone.\n\n### Pourquoi c'est important\n\nChacun échoue au premier appel, ou n'écrit rien sans le dire, là où aucun test ne passe.\n\n### Comment corriger\n\n`await` et `select` avec une `AsyncSession` ; `run_sync` pour ce qui doit rester synchrone.\n\n### Limites connues\n\nUne coroutine renvoyée, rassemblée ou gardée pour plus tard est laissée tranquille. L'annotation d'une `AsyncSession` est crue ; celle d'une `Session` synchrone ne l'est pas là où la session est attendue."
    }
  } },
  { rule: rule111, meta: {
    "id": "sync-orm-in-async",
    "axis": "async",
    "severity": "major",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Synchronous database access in coroutines",
      "fr": "Accès synchrone à la base dans des coroutines"
    },
    "message": {
      "en": "`{function}` is a coroutine and asks the database with `{call}` of a synchronous driver.",
      "fr": "`{function}` est une coroutine et interroge la base avec `{call}`, d'un pilote synchrone."
    },
    "remedy": {
      "en": "Declare these functions `def` (FastAPI runs such handlers in a thread), or use the asynchronous driver of the database.",
      "fr": "Déclarez ces fonctions `def` (FastAPI exécute de tels handlers dans un thread), ou utilisez le pilote asynchrone de la base."
    },
    "variants": {
      "session": {
        "message": {
          "en": "`{function}` is a coroutine and works with a synchronous session (`{call}`): the event loop stands still during every query, and the process answers one request at a time (such coroutines: {functions}, in files: {files}).",
          "fr": "`{function}` est une coroutine et travaille avec une session synchrone (`{call}`) : la boucle d'événements s'arrête à chaque requête SQL, et le processus ne traite qu'une requête à la fois (coroutines de ce genre : {functions}, fichiers : {files})."
        },
        "remedy": {
          "en": "Declare the handlers that only use the database `def`: FastAPI runs them in a thread. Where coroutines are wanted:\n```python\nengine = create_async_engine(settings.database_url)  # postgresql+asyncpg://…\nSessionLocal = async_sessionmaker(engine, expire_on_commit=False)\n…\nresult = await db.execute(select(User).where(User.id == user_id))\n```",
          "fr": "Déclarez `def` les handlers qui n'utilisent que la base : FastAPI les exécute dans un thread. Là où des coroutines sont voulues :\n```python\nengine = create_async_engine(settings.database_url)  # postgresql+asyncpg://…\nSessionLocal = async_sessionmaker(engine, expire_on_commit=False)\n…\nresult = await db.execute(select(User).where(User.id == user_id))\n```"
        }
      },
      "driver": {
        "message": {
          "en": "`{function}` is a coroutine and asks the database through a synchronous driver (`{call}`): the event loop stands still during every query, and the process answers one request at a time (such coroutines: {functions}, in files: {files}).",
          "fr": "`{function}` est une coroutine et interroge la base par un pilote synchrone (`{call}`) : la boucle d'événements s'arrête à chaque requête, et le processus ne traite qu'une requête à la fois (coroutines de ce genre : {functions}, fichiers : {files})."
        },
        "remedy": {
          "en": "Declare the handlers that only use the database `def`: FastAPI runs them in a thread. Or use the asynchronous driver (asyncpg or `psycopg.AsyncConnection` for PostgreSQL, `pymongo.AsyncMongoClient` for MongoDB).",
          "fr": "Déclarez `def` les handlers qui n'utilisent que la base : FastAPI les exécute dans un thread. Ou utilisez le pilote asynchrone (asyncpg ou `psycopg.AsyncConnection` pour PostgreSQL, `pymongo.AsyncMongoClient` pour MongoDB)."
        }
      }
    },
    "related": {
      "made": {
        "en": "What is synchronous is made here",
        "fr": "Ce qui est synchrone est créé ici"
      },
      "function": {
        "en": "`{symbol}` does so, too",
        "fr": "`{symbol}` le fait aussi"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nCoroutines that run while requests are answered, and that ask a synchronous SQLAlchemy or SQLModel session, a psycopg2, PyMySQL or sqlite3 cursor, a `pymongo.MongoClient`: themselves, or through synchronous functions of the repository, four calls deep. It is one finding for the project.\n\n## Why it matters\n\nSuch code is slower than plain functions: those run in a pool of threads, forty at a time; these run one after the other, and a slow query stops health checks, web sockets and streams.\n\n## How to fix it\n\n`def` instead of `async def` is the smallest change, and right for most. Otherwise an asynchronous engine.\n\n## Known limits\n\n- Left alone: sessions inside `run_sync`, `to_thread` and executors; start-up; tasks of workers; scripts and tests; Flask.\n- Whether a session is synchronous is told by what makes it. One that is injected without a type is not seen.",
      "fr": "### Ce que la règle détecte\n\nLes coroutines qui, pendant qu'on répond à des requêtes, interrogent une session synchrone de SQLAlchemy ou SQLModel, un curseur psycopg2, PyMySQL ou sqlite3, un `pymongo.MongoClient` : elles-mêmes, ou par des fonctions synchrones du dépôt. C'est un seul constat par projet.\n\n### Pourquoi c'est important\n\nUn tel code est plus lent que de simples fonctions : celles-ci s'exécutent dans un pool de quarante threads ; celles-là l'une après l'autre, et une requête lente arrête sondes, websockets et flux.\n\n### Comment corriger\n\n`def` au lieu de `async def` est le plus petit changement, et le bon pour la plupart. Sinon, un moteur asynchrone.\n\n### Limites connues\n\n`run_sync`, `to_thread`, le démarrage, les workers, les scripts et les tests sont laissés tranquilles. Une session injectée sans type n'est pas vue."
    }
  } },
  { rule: rule112, meta: {
    "id": "task-runner-missing",
    "axis": "delivery",
    "severity": "info",
    "confidence": "medium",
    "stage": "preview",
    "title": {
      "en": "Commands are written down nowhere",
      "fr": "Les commandes ne sont écrites nulle part"
    },
    "message": {
      "en": "Starting, testing and migrating are commands that everybody has to know: no Makefile, justfile, nox, scripts or tasks in `pyproject.toml`.",
      "fr": "Démarrer, tester et migrer sont des commandes que chacun doit connaître : ni Makefile, ni justfile, ni nox, ni scripts, ni tâches dans `pyproject.toml`."
    },
    "remedy": {
      "en": "```makefile\nrun:     ; uvicorn app.main:app --reload\ntest:    ; pytest\nlint:    ; ruff check .\nmigrate: ; alembic upgrade head\n```",
      "fr": "```makefile\nrun:     ; uvicorn app.main:app --reload\ntest:    ; pytest\nlint:    ; ruff check .\nmigrate: ; alembic upgrade head\n```"
    },
    "variants": {},
    "related": {},
    "options": {
      "filesFrom": 25
    },
    "help": {
      "en": "## What it catches\n\nAn application of at least `files-from` modules, with tests or migrations, and no place that holds its commands: Makefile, justfile, Taskfile, tox, nox, invoke, a `scripts` folder, tasks in `pyproject.toml`, a root `package.json`. It is information, once.\n\n## Why it matters\n\nThe CI, the README and three people type three versions of the same command.\n\n## How to fix it\n\nFive lines of a Makefile, which the CI calls as well.\n\n## Known limits\n\nA matter of taste; turn the rule off where the README is meant to be the place.",
      "fr": "### Ce que la règle détecte\n\nUne application d'au moins `files-from` modules, avec des tests ou des migrations, et aucun endroit qui contienne ses commandes : Makefile, justfile, Taskfile, tox, nox, invoke, dossier `scripts`, tâches dans `pyproject.toml`, `package.json` à la racine. Simple information, une fois.\n\n### Pourquoi c'est important\n\nLa CI, le README et trois personnes tapent trois versions de la même commande.\n\n### Comment corriger\n\nCinq lignes de Makefile, que la CI appelle aussi.\n\n### Limites connues\n\nAffaire de goût ; désactivez la règle si le README est l'endroit voulu."
    }
  } },
  { rule: rule113, meta: {
    "id": "test-module-side-effects",
    "axis": "tests",
    "severity": "minor",
    "confidence": "high",
    "stage": "preview",
    "title": {
      "en": "Test file that acts on import",
      "fr": "Fichier de test qui agit à l'import"
    },
    "message": {
      "en": "`{call}` runs while pytest collects `{path}`: `{effect}` happens before any test, whichever tests are asked for.",
      "fr": "`{call}` s'exécute pendant que pytest collecte `{path}` : `{effect}` a lieu avant tout test, quels que soient les tests demandés."
    },
    "remedy": {
      "en": "If it is a test, make it one (`def test_…`), with what it needs in a fixture. If it is a script, put the call under\n```python\nif __name__ == \"__main__\":\n    {call}\n```\nand give the file a name that does not begin with `test_`.",
      "fr": "Si c'est un test, faites-en un (`def test_…`), avec ce qu'il lui faut dans une fixture. Si c'est un script, mettez l'appel sous\n```python\nif __name__ == \"__main__\":\n    {call}\n```\net donnez au fichier un nom qui ne commence pas par `test_`."
    },
    "variants": {
      "several": {
        "message": {
          "en": "{files} files that pytest collects act while they are imported, such as `{call}` in `{path}`: it happens before any test, whichever tests are asked for.",
          "fr": "{files} fichiers que pytest collecte agissent dès leur import, comme `{call}` dans `{path}` : cela a lieu avant tout test, quels que soient les tests demandés."
        },
        "remedy": {
          "en": "If it is a test, make it one (`def test_…`), with what it needs in a fixture. If it is a script, put the call under\n```python\nif __name__ == \"__main__\":\n    {call}\n```\nand give the file a name that does not begin with `test_`.",
          "fr": "Si c'est un test, faites-en un (`def test_…`), avec ce qu'il lui faut dans une fixture. Si c'est un script, mettez l'appel sous\n```python\nif __name__ == \"__main__\":\n    {call}\n```\net donnez au fichier un nom qui ne commence pas par `test_`."
        }
      }
    },
    "related": {
      "too": {
        "en": "`{symbol}` as well",
        "fr": "`{symbol}` aussi"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nFiles that pytest collects by their name, and that do something as soon as they are imported: a request (`requests.get`,\n`httpx.post`), an event loop (`asyncio.run`), a process, `sys.exit`, a test that the module calls itself; directly or through a\nfunction of the same file.\n\n## Why it matters\n\nCollection imports every test file. A request that fails there takes the whole run along; one that succeeds has been sent by\neverybody who ran one unrelated test.\n\n## How to fix it\n\nA fixture, a test, or `if __name__ == \"__main__\":` in a file of another name.\n\n## Known limits\n\nOnly the module itself is followed, not what it imports. Conditions are taken as intent, and so are answers that are kept to\ndecide which tests run (`HAS_DOCKER = subprocess.run(…)`). Files outside of `testpaths` are not collected, and left alone.",
      "fr": "### Ce que la règle détecte\n\nDes fichiers que pytest collecte d'après leur nom et qui agissent dès l'import : requête (`requests.get`, `httpx.post`), boucle\nd'événements (`asyncio.run`), processus, `sys.exit`, test que le module appelle lui-même ; directement ou par une fonction du\nfichier.\n\n### Pourquoi c'est important\n\nLa collecte importe tous les fichiers de test. Une requête qui y échoue emporte toute la campagne ; une requête qui réussit a\nété envoyée par quiconque a lancé un test sans rapport.\n\n### Comment corriger\n\nUne fixture, un test, ou `if __name__ == \"__main__\":` dans un fichier d'un autre nom.\n\n### Limites connues\n\nSeul le module est suivi, pas ce qu'il importe. Une condition vaut intention, de même qu'une réponse gardée pour choisir les\ntests (`HAS_DOCKER = subprocess.run(…)`). Les fichiers hors de `testpaths` ne sont pas collectés."
    }
  } },
  { rule: rule114, meta: {
    "id": "tests-missing",
    "axis": "tests",
    "severity": "major",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Back-end without tests",
      "fr": "Back-end sans tests"
    },
    "message": {
      "en": "There is not one Python test for the {routes} routes of this back-end.",
      "fr": "Il n'y a pas un seul test Python pour les {routes} routes de ce back-end."
    },
    "remedy": {
      "en": "Begin with one request that goes through the whole application, `tests/test_api.py`:\n```python\ndef test_answers(client):\n    assert client.get(\"{path}\").status_code == 200\n```\nwhere `client` is a fixture in `tests/conftest.py` that starts the application in the process (`TestClient(app)`, `app.test_client()`).\nRun it with `{install}`.",
      "fr": "Commencez par une requête qui traverse toute l'application, `tests/test_api.py` :\n```python\ndef test_answers(client):\n    assert client.get(\"{path}\").status_code == 200\n```\noù `client` est une fixture de `tests/conftest.py` qui démarre l'application dans le processus (`TestClient(app)`, `app.test_client()`).\nLancez-le avec `{install}`."
    },
    "variants": {},
    "related": {},
    "options": {
      "minRoutes": 3
    },
    "help": {
      "en": "## What it catches\n\nA repository with at least `min-routes` routes and no test at all: no function that pytest or unittest would find, no\nfeature of behave, no Tavern, Robot or hurl file. A `tests` folder that holds an `__init__.py` is no test.\n\n## Why it matters\n\nEvery change is tried out by hand, or in production.\n\n## How to fix it\n\nOne test that makes a request to the application in the process costs an hour, and finds most of what breaks imports,\nconfiguration, routing and serialisation.\n\n## Known limits\n\nTests in other languages against the running service, and tests in another repository, are not seen.",
      "fr": "### Ce que la règle détecte\n\nUn dépôt d'au moins `min-routes` routes sans aucun test : ni fonction que pytest ou unittest trouverait, ni scénario behave,\nni fichier Tavern, Robot ou hurl. Un dossier `tests` qui ne contient qu'un `__init__.py` n'est pas un test.\n\n### Pourquoi c'est important\n\nChaque modification est essayée à la main, ou en production.\n\n### Comment corriger\n\nUn test qui adresse une requête à l'application dans le processus coûte une heure et trouve l'essentiel de ce qui casse :\nimports, configuration, routage, sérialisation.\n\n### Limites connues\n\nLes tests écrits dans un autre langage contre le service démarré, ou dans un autre dépôt, ne sont pas vus."
    }
  } },
  { rule: rule115, meta: {
    "id": "tests-need-live-server",
    "axis": "tests",
    "severity": "minor",
    "confidence": "medium",
    "stage": "preview",
    "title": {
      "en": "Tests that need a running server",
      "fr": "Tests qui exigent un serveur démarré"
    },
    "message": {
      "en": "Tests in {files} files send requests to `{url}`, and `{workflow}` runs `{command}` without starting a server: they fail, or are not run.",
      "fr": "Des tests de {files} fichiers envoient des requêtes à `{url}`, et `{workflow}` lance `{command}` sans démarrer de serveur : ils échouent, ou ne sont pas lancés."
    },
    "remedy": {
      "en": "Call the application in the process:\n```python\n@pytest.fixture\nasync def client():\n    transport = httpx.ASGITransport(app=app)\n    async with httpx.AsyncClient(transport=transport, base_url=\"http://test\") as client:\n        yield client\n```\nor start the server in the job before the tests.",
      "fr": "Appelez l'application dans le processus :\n```python\n@pytest.fixture\nasync def client():\n    transport = httpx.ASGITransport(app=app)\n    async with httpx.AsyncClient(transport=transport, base_url=\"http://test\") as client:\n        yield client\n```\nou démarrez le serveur dans le job avant les tests."
    },
    "variants": {
      "unattended": {
        "message": {
          "en": "Tests in {files} files send requests to `{url}`, and nothing in the repository starts that server for them: a plain `pytest` fails.",
          "fr": "Des tests de {files} fichiers envoient des requêtes à `{url}`, et rien dans le dépôt ne démarre ce serveur pour eux : un simple `pytest` échoue."
        },
        "remedy": {
          "en": "Call the application in the process:\n```python\n@pytest.fixture\nasync def client():\n    transport = httpx.ASGITransport(app=app)\n    async with httpx.AsyncClient(transport=transport, base_url=\"http://test\") as client:\n        yield client\n```\nor start the server in the job before the tests.",
          "fr": "Appelez l'application dans le processus :\n```python\n@pytest.fixture\nasync def client():\n    transport = httpx.ASGITransport(app=app)\n    async with httpx.AsyncClient(transport=transport, base_url=\"http://test\") as client:\n        yield client\n```\nou démarrez le serveur dans le job avant les tests."
        }
      }
    },
    "related": {
      "too": {
        "en": "Requests to `{url}`",
        "fr": "Requêtes vers `{url}`"
      },
      "ci": {
        "en": "CI runs the tests here",
        "fr": "La CI lance les tests ici"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nTests and `conftest.py` files that send requests to `localhost` with `requests`, `httpx`, `aiohttp` or `websockets`, while CI runs\nthe tests and starts no server, or while nothing in the repository starts one.\n\n## Why it matters\n\nThey pass on the machine where the server happens to run, and against the code that it happens to run. Everywhere else they\nfail, and end up not being run at all.\n\n## How to fix it\n\n`TestClient(app)` or `httpx.ASGITransport(app=app)` needs no port, no second process and no waiting.\n\n## Known limits\n\nSilent where the requests are mocked, where a fixture starts the server or skips without it, where CI may start it in a way\nthat is not read, and where the tests are deselected by folder or mark. Addresses are followed through constants of the same\nfile.",
      "fr": "### Ce que la règle détecte\n\nDes tests et des `conftest.py` qui envoient des requêtes à `localhost` avec `requests`, `httpx`, `aiohttp` ou `websockets`, alors\nque la CI lance les tests sans démarrer de serveur, ou que rien dans le dépôt n'en démarre un.\n\n### Pourquoi c'est important\n\nIls passent sur la machine où le serveur se trouve tourner, et contre le code qu'il se trouve exécuter. Partout ailleurs ils\néchouent, et finissent par ne plus être lancés.\n\n### Comment corriger\n\n`TestClient(app)` ou `httpx.ASGITransport(app=app)` ne demandent ni port, ni second processus, ni attente.\n\n### Limites connues\n\nLa règle se tait quand les requêtes sont simulées, quand une fixture démarre le serveur ou saute sans lui, quand la CI peut le\ndémarrer d'une manière qui ne se lit pas, quand les tests sont écartés par dossier ou par marque."
    }
  } },
  { rule: rule116, meta: {
    "id": "tracing-missing",
    "axis": "observability",
    "severity": "info",
    "confidence": "medium",
    "stage": "preview",
    "title": {
      "en": "Nothing follows a request through what it waits for",
      "fr": "Rien ne suit une requête à travers ce qu'elle attend"
    },
    "message": {
      "en": "Requests wait for {count} kinds of other systems (`{systems}`), and no tracing says which of them was slow or failed.",
      "fr": "Les requêtes attendent {count} sortes d'autres systèmes (`{systems}`), et aucune trace ne dit lequel a été lent ou a échoué."
    },
    "remedy": {
      "en": "OpenTelemetry instruments all of them without a change of code:\n```\npip install opentelemetry-distro opentelemetry-exporter-otlp && opentelemetry-bootstrap -a install\nopentelemetry-instrument uvicorn app.main:app\n```",
      "fr": "OpenTelemetry les instrumente tous sans changer le code :\n```\npip install opentelemetry-distro opentelemetry-exporter-otlp && opentelemetry-bootstrap -a install\nopentelemetry-instrument uvicorn app.main:app\n```"
    },
    "variants": {},
    "related": {},
    "options": {
      "systemsFrom": 3,
      "routesFrom": 20
    },
    "help": {
      "en": "## What it catches\n\nAn application with at least `routes-from` routes that imports clients of at least `systems-from` kinds of systems (database, cache, HTTP, language models, cloud services, queues), and no library that traces or reports errors with their context. It is information, once.\n\n## Why it matters\n\n\"The page is slow\" has as many causes as there are systems; a trace names one.\n\n## How to fix it\n\nOpenTelemetry, or the agent of the platform you already have.\n\n## Known limits\n\nAn agent that is added when the process is started, outside of the repository, cannot be seen.",
      "fr": "### Ce que la règle détecte\n\nUne application d'au moins `routes-from` routes qui importe des clients d'au moins `systems-from` sortes de systèmes (base, cache, HTTP, modèles de langage, services, files), et aucune bibliothèque de traces ou de suivi d'erreurs. Simple information, une fois.\n\n### Pourquoi c'est important\n\n« La page est lente » a autant de causes que de systèmes ; une trace en nomme une.\n\n### Comment corriger\n\nOpenTelemetry, ou l'agent de la plateforme que vous avez déjà.\n\n### Limites connues\n\nUn agent ajouté au démarrage, hors du dépôt, ne se voit pas."
    }
  } },
  { rule: rule117, meta: {
    "id": "undeclared-dependency",
    "axis": "delivery",
    "severity": "minor",
    "confidence": "medium",
    "stage": "stable",
    "title": {
      "en": "Imported package that nothing installs",
      "fr": "Paquet importé que rien n'installe"
    },
    "message": {
      "en": "The application imports `{parts}`, which `{manifest}` does not ask for: a fresh installation has them only if another package happens to bring them.",
      "fr": "L'application importe `{parts}`, que `{manifest}` ne demande pas : une installation neuve ne les a que si un autre paquet les apporte par hasard."
    },
    "remedy": {
      "en": "Add to `{manifest}`, with the version that you run today:\n```\n{code}\n```\nOr remove the import where the code no longer needs it.",
      "fr": "Ajoutez à `{manifest}`, avec la version que vous utilisez aujourd'hui :\n```\n{code}\n```\nOu retirez l'import si le code n'en a plus besoin."
    },
    "variants": {
      "command": {
        "message": {
          "en": "The application imports `{parts}`, which neither `{manifest}` nor its lock file holds: a fresh installation fails at the import.",
          "fr": "L'application importe `{parts}`, que ni `{manifest}` ni son fichier de verrouillage ne contiennent : une installation neuve échoue à l'import."
        },
        "remedy": {
          "en": "Add what the code imports:\n```sh\n{code}\n```\nOr remove the import where the code no longer needs it.",
          "fr": "Ajoutez ce que le code importe :\n```sh\n{code}\n```\nOu retirez l'import si le code n'en a plus besoin."
        }
      }
    },
    "related": {
      "import": {
        "en": "`{module}` is imported here",
        "fr": "`{module}` est importé ici"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nImports of the application that no manifest of the project or of the folders above it declares: `requirements*.txt` with what they include, `pyproject.toml` (PEP 621, dependency groups, Poetry, PDM, uv), `Pipfile`, `setup.py`, `setup.cfg`, conda environments, what the Dockerfile installs by itself, and everything that a lock file holds. The names of imports are translated into those of distributions (`jwt` is PyJWT, `PIL` is Pillow). One finding for each manifest; major where a lock file tells for certain that the package is not installed.\n\n## Why it matters\n\nThe next image that is built, the next machine, the next colleague gets `ModuleNotFoundError`: at start-up, or, for an import inside a function, when the first request takes that branch.\n\n## How to fix it\n\nDeclare the package where the application's other dependencies are, and lock it. Two packages that do the same (`python-jose` and `PyJWT`) are a reason to keep one.\n\n## Known limits\n\n- Imports that the code can do without (`except ImportError`, behind a condition, for type checkers only) are left alone, as are tests, scripts and examples.\n- What installing a package is known to bring (`starlette` by `fastapi`) counts as there. Declare it all the same when you rely on its version.\n- Only modules whose distribution is known are told of: some six hundred, see [import-names.ts](../../../src/project/dependencies/import-names.ts).\n- What another project of the repository declares is left alone, as code may be shared.\n- A manifest that takes requirements from a place that cannot be read (an address without a name, a missing file, computed code) silences the rule.",
      "fr": "### Ce que la règle détecte\n\nLes imports de l'application qu'aucun manifeste du projet ni des dossiers au-dessus ne déclare : `requirements*.txt` et ce qu'ils incluent, `pyproject.toml` (PEP 621, groupes, Poetry, PDM, uv), `Pipfile`, `setup.py`, `setup.cfg`, environnements conda, ce que le Dockerfile installe lui-même, et tout ce que contient un fichier de verrouillage. Les noms d'import sont traduits en noms de distributions (`jwt` est PyJWT, `PIL` est Pillow). Un constat par manifeste ; majeur lorsqu'un fichier de verrouillage établit que le paquet n'est pas installé.\n\n### Pourquoi c'est important\n\nLa prochaine image, la prochaine machine, le prochain collègue obtiendra `ModuleNotFoundError` : au démarrage ou, pour un import dans une fonction, à la première requête qui prend cette branche.\n\n### Comment corriger\n\nDéclarez le paquet avec les autres dépendances de l'application, et verrouillez-le. Deux paquets qui font la même chose (`python-jose` et `PyJWT`) sont une raison de n'en garder qu'un.\n\n### Limites connues\n\nLes imports dont le code sait se passer, les tests, les scripts et les exemples sont laissés de côté. Ce qu'un paquet est connu pour apporter (`starlette` par `fastapi`) compte comme présent. Seuls les modules dont la distribution est connue sont signalés (environ six cents). Ce qu'un autre projet du dépôt déclare est laissé de côté, car le code peut être partagé."
    }
  } },
  { rule: rule118, meta: {
    "id": "unit-tests-missing",
    "axis": "tests",
    "severity": "info",
    "confidence": "medium",
    "stage": "preview",
    "title": {
      "en": "No unit tests",
      "fr": "Pas de tests unitaires"
    },
    "message": {
      "en": "`{path}` declares the marker `unit`, and no test has it: all {tests} tests stand in `{folders}`.",
      "fr": "`{path}` déclare le marqueur `unit`, et aucun test ne le porte : les {tests} tests sont tous dans `{folders}`."
    },
    "remedy": {
      "en": "Write tests of services and calculations that need no database and no network (`tests/unit/`), with what they call replaced by fakes; or drop the marker.",
      "fr": "Écrivez des tests de services et de calculs sans base ni réseau (`tests/unit/`), leurs appels remplacés par des doublures ; ou retirez le marqueur."
    },
    "variants": {},
    "related": {},
    "options": {
      "minTests": 5
    },
    "help": {
      "en": "## What it catches\n\nA configuration of pytest that declares a marker `unit`, in a repository whose tests all stand in folders of integration or\nend-to-end tests and never use it.\n\n## Why it matters\n\nSomebody meant to write fast tests, and what there is needs the whole system: it is slow, and a failure does not say where.\n\n## How to fix it\n\nBegin with the code that decides: prices, permissions, transitions between states.\n\n## Known limits\n\nOnly what the project itself declared is held against it: a repository without the marker may test as it likes.",
      "fr": "Signale, à titre d'information, une configuration de pytest qui déclare un marqueur `unit` alors que tous les tests du dépôt\nsont des tests d'intégration ou de bout en bout et qu'aucun ne le porte. Commencez par le code qui décide : prix, droits,\ntransitions d'état. Seul ce que le projet a lui-même déclaré lui est opposé."
    }
  } },
  { rule: rule119, meta: {
    "id": "unknown-model-attribute",
    "axis": "correctness",
    "severity": "major",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Attribute that the model does not have",
      "fr": "Attribut absent du modèle"
    },
    "message": {
      "en": "`{class}` has no such attribute: `{parts}`. Neither the class nor its bases declare it, and nothing in the repository assigns it: the line raises AttributeError.",
      "fr": "`{class}` n'a pas cet attribut : `{parts}`. Ni la classe ni ses bases ne le déclarent, et rien dans le dépôt ne l'affecte : la ligne lève AttributeError."
    },
    "remedy": {
      "en": "Use the attribute that `{class}` declares now, or declare the one that is missing, with its migration if it is a column.",
      "fr": "Utilisez l'attribut que `{class}` déclare aujourd'hui, ou déclarez celui qui manque, avec sa migration si c'est une colonne."
    },
    "variants": {
      "keyword": {
        "message": {
          "en": "`{class}(…)` is given what it does not declare: `{parts}`. A declarative class answers with TypeError; a table of SQLModel drops the value without a word.",
          "fr": "`{class}(…)` reçoit ce qu'elle ne déclare pas : `{parts}`. Une classe déclarative répond par TypeError ; une table de SQLModel perd la valeur sans rien dire."
        },
        "remedy": {
          "en": "Use the attribute that `{class}` declares now, or declare the one that is missing, with its migration if it is a column.",
          "fr": "Utilisez l'attribut que `{class}` déclare aujourd'hui, ou déclarez celui qui manque, avec sa migration si c'est une colonne."
        }
      },
      "near": {
        "message": {
          "en": "`{class}` has no such attribute: `{parts}`. It has `{meant}`. The line raises AttributeError.",
          "fr": "`{class}` n'a pas cet attribut : `{parts}`. Elle a `{meant}`. La ligne lève AttributeError."
        },
        "remedy": {
          "en": "Write `{meant}`.",
          "fr": "Écrivez `{meant}`."
        }
      }
    },
    "related": {
      "also": {
        "en": "`{text}` as well",
        "fr": "`{text}` aussi"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\n`User.emial` on a mapped class, or on a variable that is certainly an instance of one (made by its constructor, or a parameter annotated with it), where the class, its mixins and its bases declare nothing of that name: no column, relationship, backref, property, hybrid, synonym, proxy or method. One finding for each class, which lists the attributes.\n\n## Why it matters\n\nRenamed and planned columns leave such lines behind. They are in branches that tests with fakes never run, and type checkers are often off for models.\n\n## How to fix it\n\nUse the name that exists, or add the column together with its migration.\n\n## Known limits\n\nSilent where a base of the class is outside of the repository and not known, where the class has `__getattr__`, decorators or a metaclass, where any code assigns an attribute of that name to anything, and after `hasattr`. Variables that are assigned twice and results of queries are not followed.",
      "fr": "### Ce que la règle détecte\n\n`User.emial` sur une classe mappée, ou sur une variable qui en est certainement une instance, quand la classe, ses mixins et ses bases ne déclarent rien de ce nom : ni colonne, ni relation, ni backref, ni propriété, ni méthode. Un constat par classe.\n\n### Pourquoi c'est important\n\nLes colonnes renommées ou prévues laissent de telles lignes, dans des branches que les tests n'exécutent pas.\n\n### Comment corriger\n\nUtilisez le nom existant, ou ajoutez la colonne avec sa migration.\n\n### Limites connues\n\nLa règle se tait quand une base de la classe est inconnue, avec `__getattr__`, un décorateur ou une métaclasse, quand du code affecte un attribut de ce nom, et après `hasattr`."
    }
  } },
  { rule: rule120, meta: {
    "id": "unlocked-shared-state",
    "axis": "architecture",
    "severity": "minor",
    "confidence": "medium",
    "stage": "preview",
    "title": {
      "en": "Shared entry made without a lock",
      "fr": "Entrée partagée créée sans verrou"
    },
    "message": {
      "en": "`{function}` looks whether `{key}` is in `{state}`, waits, and writes it: two tasks that look before either has written both make the entry, and one of the two is lost with all that went into it.",
      "fr": "`{function}` regarde si `{key}` est dans `{state}`, attend, puis l'écrit : deux tâches qui regardent avant que l'une ait écrit créent toutes deux l'entrée, et l'une des deux est perdue avec ce qu'elle a reçu."
    },
    "remedy": {
      "en": "Look and write under one lock (`{lock} = asyncio.Lock()`, made once):\n```\nasync with {lock}:\n    if {key} not in {state}:\n        {state}[{key}] = …\n```",
      "fr": "Regardez et écrivez sous un même verrou (`{lock} = asyncio.Lock()`, créé une fois) :\n```\nasync with {lock}:\n    if {key} not in {state}:\n        {state}[{key}] = …\n```"
    },
    "variants": {},
    "related": {
      "wait": {
        "en": "Other tasks run here",
        "fr": "D'autres tâches s'exécutent ici"
      },
      "set": {
        "en": "`{state}` is written here",
        "fr": "`{state}` est écrit ici"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nIn an `async def`, `if key not in state:` (or `state.get(key) is None`), where the branch waits and then writes `state[key]`, or waits for a method that does, and no lock is held. `state` is a dictionary of the module, or one that the constructor of a service, manager, store or the like makes.\n\n## Why it matters\n\nIt happens when two messages of one client arrive together: both find nothing, both open a stream, a connection or a session, and the second overwrites the first, which nobody closes.\n\n## How to fix it\n\nOne `asyncio.Lock` around the look and the write. Where the entry can be made without waiting, make it first and wait afterwards: then no lock is needed.\n\n## Known limits\n\n- Left alone: caches, which only work twice; branches that look again after they have waited, or use `setdefault`.\n- What is shared by threads, and locks that are taken by the caller, are not seen.",
      "fr": "### Ce que la règle détecte\n\nDans un `async def`, `if key not in state:` dont la branche attend puis écrit `state[key]`, ou attend une méthode qui le fait, sans verrou. `state` est un dictionnaire de module, ou celui que crée le constructeur d'un service, d'un gestionnaire, d'un magasin.\n\n### Pourquoi c'est important\n\nDeux messages d'un même client arrivent ensemble : les deux ne trouvent rien, les deux ouvrent un flux ou une connexion, et le second écrase le premier, que personne ne ferme.\n\n### Comment corriger\n\nUn `asyncio.Lock` autour du regard et de l'écriture. Si l'entrée peut être créée sans attendre, créez-la d'abord.\n\n### Limites connues\n\nSont laissés tranquilles les caches et les branches qui regardent à nouveau. Les fils d'exécution et les verrous pris par l'appelant ne sont pas vus."
    }
  } },
  { rule: rule121, meta: {
    "id": "unmounted-router",
    "axis": "architecture",
    "severity": "minor",
    "confidence": "medium",
    "stage": "stable",
    "title": {
      "en": "Router that no application includes",
      "fr": "Routeur qu'aucune application n'inclut"
    },
    "message": {
      "en": "No application includes `{router}`: its {count} route(s) answer 404 (`{routes}`).",
      "fr": "Aucune application n'inclut `{router}` : ses {count} route(s) répondent 404 (`{routes}`)."
    },
    "remedy": {
      "en": "Include it beside `{sibling}`, or delete the module:\n```\n{code}\n```",
      "fr": "Incluez-le à côté de `{sibling}`, ou supprimez le module :\n```\n{code}\n```"
    },
    "variants": {},
    "related": {
      "sibling": {
        "en": "`{sibling}` is included here",
        "fr": "`{sibling}` est inclus ici"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nAn `APIRouter` or a blueprint with routes that nothing in the repository includes, while its neighbours (the routers of the same folder, or one folder away) are included. The finding stands where the router is made, and shows where a neighbour is included.\n\n## Why it matters\n\nThe pull request that adds the module is merged, its unit tests pass because they call the functions, and the endpoint does not exist. Or the inclusion was lost in a merge, and an API disappears. A module that is dead on purpose misleads everybody who searches the code.\n\n## How to fix it\n\n1. Include the router where its neighbours are included, with their dependencies.\n2. Or delete the module; git keeps it.\n\n## Known limits\n\n- Silent wherever something that could not be followed may include it: a loop over imported modules, a plug-in loader, a function that is handed the router.\n- Silent in tests, examples, plug-ins and templates, and in packages none of whose routers is included: they are made for others.\n- A router that a function makes is not looked at.",
      "fr": "### Ce que la règle détecte\n\nUn `APIRouter` ou un blueprint avec des routes que rien n'inclut dans le dépôt, alors que ses voisins (même dossier, ou un dossier plus loin) sont inclus. Le constat se place là où le routeur est créé, et montre où un voisin est inclus.\n\n### Pourquoi c'est important\n\nLa demande de tirage est fusionnée, ses tests unitaires passent parce qu'ils appellent les fonctions, et l'API n'existe pas. Ou l'inclusion s'est perdue dans une fusion.\n\n### Comment corriger\n\nIncluez le routeur à côté de ses voisins, avec leurs dépendances, ou supprimez le module.\n\n### Limites connues\n\nRien n'est dit si quelque chose qui n'a pas pu être suivi pourrait l'inclure, ni dans les tests, les exemples, les extensions et les modèles, ni dans un paquet dont aucun routeur n'est inclus."
    }
  } },
  { rule: rule122, meta: {
    "id": "unpinned-dependency",
    "axis": "delivery",
    "severity": "minor",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Dependencies without a version",
      "fr": "Dépendances sans version fixe"
    },
    "message": {
      "en": "{open} of {total} runtime dependencies in `{manifest}` may be of any version (`{example}`), and no lock file says which: two builds of one commit differ.",
      "fr": "{open} des {total} dépendances d'exécution de `{manifest}` peuvent être de n'importe quelle version (`{example}`), et aucun fichier de verrouillage ne dit laquelle : deux constructions d'un même commit diffèrent."
    },
    "remedy": {
      "en": "Run `uv lock`, commit `uv.lock`, and install with `uv sync --locked`.",
      "fr": "Exécutez `uv lock`, versionnez `uv.lock` et installez avec `uv sync --locked`."
    },
    "variants": {
      "most": {
        "message": {
          "en": "{open} of {total} dependencies in `{manifest}` may be of any version (`{example}`), and no lock file says which: two builds of one commit differ.",
          "fr": "{open} des {total} dépendances de `{manifest}` peuvent être de n'importe quelle version (`{example}`), et aucun fichier de verrouillage ne dit laquelle : deux constructions d'un même commit diffèrent."
        },
        "remedy": {
          "en": "Keep the ranges in `{source}` and let a tool write down what they lead to, with everything below:\n```sh\ngit mv {manifest} {source}\nuv pip compile {source} -o {manifest}\n```",
          "fr": "Gardez les plages dans `{source}` et laissez un outil écrire ce à quoi elles mènent, avec tout ce qui en dépend :\n```sh\ngit mv {manifest} {source}\nuv pip compile {source} -o {manifest}\n```"
        }
      },
      "few": {
        "message": {
          "en": "`{manifest}` pins its dependencies, but not `{parts}`: the next build may bring another version of them.",
          "fr": "`{manifest}` fixe ses dépendances, sauf `{parts}` : la prochaine construction peut en apporter une autre version."
        },
        "remedy": {
          "en": "Give them the version that you run today (`pip freeze` says which), as the others have; a lower bound for a fix of security stays true with `==`.",
          "fr": "Donnez-leur la version que vous utilisez aujourd'hui (`pip freeze` la donne), comme aux autres ; une borne inférieure posée pour un correctif de sécurité reste respectée avec `==`."
        }
      },
      "lock": {
        "message": {
          "en": "{open} of {total} runtime dependencies in `{manifest}` may be of any version (`{example}`), and there is no lock file: two builds of one commit differ.",
          "fr": "{open} des {total} dépendances d'exécution de `{manifest}` peuvent être de n'importe quelle version (`{example}`), et il n'y a pas de fichier de verrouillage : deux constructions d'un même commit diffèrent."
        },
        "remedy": {
          "en": "Run `{tool}`, commit the lock file, and let the image and the workflow install from it.",
          "fr": "Exécutez `{tool}`, versionnez le fichier de verrouillage, et installez-en l'image et le workflow."
        }
      }
    },
    "related": {
      "open": {
        "en": "`{entry}`",
        "fr": "`{entry}`"
      }
    },
    "options": {
      "few": 25
    },
    "help": {
      "en": "## What it catches\n\nAn application whose runtime dependencies have no exact version, neither in `requirements.txt` nor in constraints or a lock file (`poetry.lock`, `uv.lock`, `pdm.lock`, `Pipfile.lock`, `pylock.toml`, conda's). One finding for each project. Where at most a quarter (`few`, in percent) of them is open, they are named one by one, and a pull request that adds another is told so.\n\n## Why it matters\n\nA release of any of those packages, or of one that they bring along, changes what is built without a commit: the image that fails, or behaves otherwise, cannot be built again as it was.\n\n## How to fix it\n\nSay what is needed in one file, as ranges, and let a tool write exact versions into another that is committed. Renovate or Dependabot then propose new versions as pull requests that are tested.\n\n## Known limits\n\n- Packages that are published for others to install (a workflow sends them to an index), or that nothing deploys, are to leave versions open: they are left alone.\n- What another file of requirements of the project gives exactly counts as pinned.\n- `~=1.2` counts as a choice that somebody made. Addresses, paths and commits count as fixed.\n- `pip`, `setuptools` and `wheel` do not count, nor do the requirements of documentation, tests and tools.",
      "fr": "### Ce que la règle détecte\n\nUne application dont les dépendances d'exécution n'ont pas de version exacte, ni dans `requirements.txt`, ni dans des contraintes, ni dans un fichier de verrouillage (`poetry.lock`, `uv.lock`, `pdm.lock`, `Pipfile.lock`, `pylock.toml`). Un constat par projet. Lorsqu'un quart au plus (`few`, en pourcentage) est ouvert, elles sont nommées une à une.\n\n### Pourquoi c'est important\n\nUne nouvelle version de l'un de ces paquets, ou de ceux qu'ils apportent, change ce qui est construit sans aucun commit : l'image qui échoue ou se comporte autrement ne peut pas être reconstruite telle qu'elle était.\n\n### Comment corriger\n\nDites ce qu'il faut dans un fichier, sous forme de plages, et laissez un outil écrire les versions exactes dans un autre, versionné. Renovate ou Dependabot proposent ensuite les mises à jour sous forme de pull requests testées.\n\n### Limites connues\n\nLes paquets qu'un workflow publie, ou que rien ne déploie, sont laissés de côté, ainsi que la documentation, les tests et les outils. `~=1.2` compte comme un choix ; une adresse, un chemin ou un commit compte comme fixe."
    }
  } },
  { rule: rule123, meta: {
    "id": "unregistered-service-key",
    "axis": "architecture",
    "severity": "major",
    "confidence": "medium",
    "stage": "stable",
    "title": {
      "en": "Looked up under a key that nobody sets",
      "fr": "Recherche sous une clé que personne ne définit"
    },
    "message": {
      "en": "`{reader}` looks for `{key}` in `{registry}`, and no code puts it there: the registered keys are `{keys}`. What depends on it can never work.",
      "fr": "`{reader}` cherche `{key}` dans `{registry}`, où aucun code ne le met : les clés enregistrées sont `{keys}`. Ce qui en dépend ne peut jamais fonctionner."
    },
    "remedy": {
      "en": "Register it where the others are,\n```python\n{registry}[\"{key}\"] = …\n```\nor correct the key, or remove what asks for it.",
      "fr": "Enregistrez-le là où le sont les autres,\n```python\n{registry}[\"{key}\"] = …\n```\nou corrigez la clé, ou supprimez ce qui la demande."
    },
    "variants": {},
    "related": {
      "registry": {
        "en": "`{registry}` is made here",
        "fr": "`{registry}` est créé ici"
      },
      "read": {
        "en": "`{key}` is asked for here too",
        "fr": "`{key}` est aussi demandé ici"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nA dictionary of a module (`services`, `registry`, `clients`, `components` …) that is filled under constant keys only, and a look-up (`services[\"voice\"]`, `services.get(\"voice\")`) of a key that no code sets. The dictionary is followed into modules that import it and into functions that make routers from it.\n\n## Why it matters\n\n`get` answers `None` on every call: the route that needs it answers 503, or fails, always. It looks like a service that is down, and is a service that was never there.\n\n## How to fix it\n\nRegister it, or correct the name. Attributes of a class, or dependencies that are functions, are checked by the type checker.\n\n## Known limits\n\nA dictionary that gets a computed key, is updated from another one, bound to another name, returned, or handed to functions that may fill it, is left alone; and so is one whose name is used for two dictionaries.",
      "fr": "### Ce que la règle détecte\n\nUn dictionnaire de module (`services`, `registry`, `clients`…) rempli uniquement sous des clés constantes, et une recherche (`services[\"voice\"]`, `services.get(\"voice\")`) d'une clé qu'aucun code ne définit.\n\n### Pourquoi c'est important\n\n`get` répond toujours `None` : la route répond 503 ou échoue à chaque appel. On croit un service en panne, il n'a jamais existé.\n\n### Comment corriger\n\nL'enregistrer, ou corriger la clé.\n\n### Limites connues\n\nUn dictionnaire qui reçoit une clé calculée, est complété par un autre, renvoyé, ou confié à des fonctions qui peuvent le remplir est laissé en paix."
    }
  } },
  { rule: rule124, meta: {
    "id": "unresolved-import",
    "axis": "correctness",
    "severity": "major",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Import of something that does not exist",
      "fr": "Import de quelque chose qui n'existe pas"
    },
    "message": {
      "en": "`{module}` has no `{parts}`, which is imported from it: that fails with `ImportError`.",
      "fr": "`{module}` n'a pas de `{parts}`, qui en est importé : cela échoue avec `ImportError`."
    },
    "remedy": {
      "en": "Define `{parts}` in `{target}`, or remove the import together with the code that needs it.",
      "fr": "Définissez `{parts}` dans `{target}`, ou retirez l'import et le code qui en dépend."
    },
    "variants": {
      "similar": {
        "message": {
          "en": "`{module}` has no `{parts}`, which is imported from it, but `{similar}`: that fails with `ImportError`.",
          "fr": "`{module}` n'a pas de `{parts}`, qui en est importé, mais `{similar}` : cela échoue avec `ImportError`."
        },
        "remedy": {
          "en": "Probably the other name is meant:\n```python\nfrom {module} import {similar}\n```",
          "fr": "C'est sans doute l'autre nom qui est voulu :\n```python\nfrom {module} import {similar}\n```"
        }
      },
      "elsewhere": {
        "message": {
          "en": "`{module}` has no `{parts}`, which is imported from it: that fails with `ImportError`. `{elsewhere}` defines `{name}`.",
          "fr": "`{module}` n'a pas de `{parts}`, qui en est importé : cela échoue avec `ImportError`. `{elsewhere}` définit `{name}`."
        },
        "remedy": {
          "en": "Import it from where it is:\n```python\nfrom {elsewhere} import {name}\n```",
          "fr": "Importez-le d'où il se trouve :\n```python\nfrom {elsewhere} import {name}\n```"
        }
      },
      "module": {
        "message": {
          "en": "There is no module `{module}` in this repository, which `{parts}` imports: that fails with `ModuleNotFoundError`.",
          "fr": "Il n'y a pas de module `{module}` dans ce dépôt, que `{parts}` importe : cela échoue avec `ModuleNotFoundError`."
        },
        "remedy": {
          "en": "Commit the missing file (is it excluded by `.gitignore`?), correct the name, or remove the import together with the code that needs it.",
          "fr": "Ajoutez le fichier manquant (est-il exclu par `.gitignore` ?), corrigez le nom, ou retirez l'import et le code qui en dépend."
        }
      },
      "dead": {
        "message": {
          "en": "{files} modules that nothing imports would fail with `ImportError` if something did: `{parts}` do not exist.",
          "fr": "{files} modules que rien n'importe échoueraient avec `ImportError` si on les importait : `{parts}` n'existent pas."
        },
        "remedy": {
          "en": "Remove the modules that are no longer needed (`{path}` …), or bring their imports up to date: a linter and a reader take them for code that runs.",
          "fr": "Retirez les modules devenus inutiles (`{path}`…), ou mettez leurs imports à jour : un linter et un lecteur les prennent pour du code qui tourne."
        }
      }
    },
    "related": {
      "target": {
        "en": "what was looked into",
        "fr": "ce qui a été examiné"
      },
      "site": {
        "en": "`{name}` is imported here, too",
        "fr": "`{name}` est importé ici aussi"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\n`from app.models import Order` where `app/models.py` defines, imports or assigns no `Order`, and `import app.services.mail` where the package `app.services` has no `mail`. Only modules of the repository are looked into. One finding for each module, whoever imports from it; modules that nobody imports, and where it would fail, are one minor finding together.\n\n## Why it matters\n\nPython finds out when the module is imported. At the top of a module that the application imports, nothing starts. In a module that only a worker or a rare branch imports, it is found in production.\n\n## How to fix it\n\nImport the name from where it is today, or remove what remains of it. `ruff check --select F` does not see this kind of mistake, as it looks at one file at a time; `mypy` or `pyright` in the workflow does.\n\n## Known limits\n\n- Silent for modules that make names without writing them down (`__getattr__`, `globals()`, `setattr`, `exec`, `importlib`, star imports from outside), that do not parse, or that have a stub or a source in another language.\n- Silent where the code catches the failure or asks a question before, and for folders without `__init__.py`, which may continue elsewhere.\n- An absolute import is followed only where it means one file for certain: below a folder above the importer, no other file of the tree having its dotted name.\n- Generated modules (`*_pb2`, `_version`) are not expected to be committed.",
      "fr": "### Ce que la règle détecte\n\n`from app.models import Order` alors que `app/models.py` ne définit, n'importe et n'affecte aucun `Order`, et `import app.services.mail` alors que le paquet `app.services` n'a pas de `mail`. Seuls les modules du dépôt sont examinés. Un constat par module, quel que soit le nombre de ceux qui en importent ; les modules que personne n'importe, et dans lesquels cela échouerait, forment ensemble un seul constat mineur.\n\n### Pourquoi c'est important\n\nPython s'en aperçoit à l'import. En tête d'un module que l'application importe, rien ne démarre. Dans un module que seul un worker ou une branche rare importe, on le découvre en production.\n\n### Comment corriger\n\nImportez le nom d'où il se trouve aujourd'hui, ou retirez ce qui en reste. `ruff` ne voit pas cette erreur, car il lit un fichier à la fois ; `mypy` ou `pyright` dans le workflow la voient.\n\n### Limites connues\n\nSilencieuse pour les modules qui créent des noms sans les écrire (`__getattr__`, `globals()`, `setattr`, `importlib`, imports étoilés de l'extérieur), qui ne s'analysent pas ou qui ont un fichier de types ; là où le code rattrape l'échec ; et pour les modules générés."
    }
  } },
  { rule: rule125, meta: {
    "id": "unsafe-bytes-cast",
    "axis": "correctness",
    "severity": "minor",
    "confidence": "medium",
    "stage": "preview",
    "title": {
      "en": "Bytes made of whatever the client sends",
      "fr": "Octets construits avec ce qu'envoie le client"
    },
    "message": {
      "en": "`{call}` takes `{value}` as the client sent it: a number allocates that many bytes, a list of anything above 255 or of fractions fails, a text too.",
      "fr": "`{call}` prend `{value}` tel que le client l'envoie : un nombre alloue autant d'octets, une liste de valeurs au-delà de 255 ou décimales échoue, un texte aussi."
    },
    "remedy": {
      "en": "Say in the contract what arrives, and let it be checked: a base64 text in a model's field\n```python\naudio: Base64Bytes = Field(max_length=10_000_000)\n```\nor the raw body or an `UploadFile`. For samples, name their format and pack them with `struct` or `array`.",
      "fr": "Dites dans le contrat ce qui arrive, et faites-le contrôler : un texte base64 dans un champ de modèle\n```python\naudio: Base64Bytes = Field(max_length=10_000_000)\n```\nou bien le corps brut ou un `UploadFile`. Pour des échantillons, nommez leur format et assemblez-les avec `struct` ou `array`."
    },
    "variants": {},
    "related": {},
    "options": {},
    "help": {
      "en": "## What it catches\n\n`bytes(x)` and `bytearray(x)` with one argument in a handler, where `x` is taken from a body typed `dict`, `list` or `Any`, from `await request.json()`, `websocket.receive_json()` or `json.loads` of a received text, and nobody compares it before.\n\n## Why it matters\n\n`{{\"data\": 4000000000}}` asks for four gigabytes of zeros. A list of integers is bytes only below 256: audio samples, which go to 32767, raise `ValueError`; fractions raise `TypeError`. Both end as status 500.\n\n## How to fix it\n\nOne representation, declared in a model with a bound. Base64 costs a third more bytes; a list of numbers in JSON costs three to four times as many.\n\n## Known limits\n\nOnly what the handler itself does with what it received is followed. A check of the length or of every item before makes it silent.",
      "fr": "### Ce que la règle détecte\n\n`bytes(x)` ou `bytearray(x)` à un argument dans un gestionnaire, quand `x` vient d'un corps typé `dict`, `list` ou `Any`, de `await request.json()`, de `websocket.receive_json()` ou du `json.loads` d'un texte reçu, sans comparaison préalable.\n\n### Pourquoi c'est important\n\n`{{\"data\": 4000000000}}` demande quatre gigaoctets de zéros. Une liste d'entiers n'est faite d'octets que sous 256 : des échantillons audio lèvent `ValueError`, des décimales `TypeError`, et le client reçoit une erreur 500.\n\n### Comment corriger\n\nUne seule représentation, déclarée et bornée dans un modèle.\n\n### Limites connues\n\nSeul ce que fait le gestionnaire lui-même est suivi. Un contrôle de la longueur ou des éléments le rend silencieux."
    }
  } },
  { rule: rule126, meta: {
    "id": "unused-setting",
    "axis": "delivery",
    "severity": "minor",
    "confidence": "medium",
    "stage": "preview",
    "title": {
      "en": "Setting that nothing reads",
      "fr": "Réglage que rien ne lit"
    },
    "message": {
      "en": "Nothing reads `{parts}` of `{owner}`: whoever sets `{variable}` changes nothing.",
      "fr": "Rien ne lit `{parts}` de `{owner}` : définir `{variable}` ne change rien."
    },
    "remedy": {
      "en": "Use each where its value is meant (is a literal in its place?), or remove it from `{owner}` and from `.env.example`: with `extra=\"ignore\"`, a variable that is still set does no harm.",
      "fr": "Utilisez chacun là où sa valeur est voulue (un littéral y tient-il sa place ?), ou retirez-le de `{owner}` et de `.env.example` : avec `extra=\"ignore\"`, une variable encore définie ne gêne pas."
    },
    "variants": {},
    "related": {
      "field": {
        "en": "`{name}`",
        "fr": "`{name}`"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nFields of pydantic's `BaseSettings` classes whose name stands nowhere else in the repository's Python: as an attribute, as a text given to `getattr`, or in the class itself (a property, a validator of the model that reads them). One finding for each file; a pull request that adds a field without a reader is told of that field.\n\n## Why it matters\n\nSomebody sets `WS_MAX_CONNECTIONS=100` and believes in it. Mostly the code holds a literal for the same thing, which is what counts.\n\n## How to fix it\n\nRead the field where the literal is, or remove the field.\n\n## Known limits\n\n- A field with a name that is used for something else as well (`debug`, `host`) counts as read.\n- Silent for the whole repository where all fields may be read at once: `settings.model_dump()`, `vars(settings)`. With `getattr(settings, key)`, every text of the code counts as a key.\n- A class of which nothing is read is left alone: it is handed on as a whole, or for another program.\n- Templates and files in other languages are not looked at.",
      "fr": "### Ce que la règle détecte\n\nLes champs des classes `BaseSettings` de pydantic dont le nom n'apparaît nulle part ailleurs dans le Python du dépôt : ni comme attribut, ni comme texte donné à `getattr`, ni dans la classe elle-même (une propriété, un validateur du modèle). Un constat par fichier ; une pull request qui ajoute un champ sans lecteur est avertie de ce champ.\n\n### Pourquoi c'est important\n\nQuelqu'un définit `WS_MAX_CONNECTIONS=100` et s'y fie. Le plus souvent, le code tient un littéral pour la même chose, et c'est lui qui compte.\n\n### Comment corriger\n\nLisez le champ là où se trouve le littéral, ou retirez le champ.\n\n### Limites connues\n\nUn champ dont le nom sert aussi à autre chose (`debug`, `host`) compte comme lu. Silencieuse pour tout le dépôt si tous les champs peuvent être lus d'un coup (`settings.model_dump()`, `vars(settings)`). Une classe dont rien n'est lu est laissée de côté : elle est transmise en entier, ou sert un autre programme. Les gabarits et les autres langages ne sont pas examinés."
    }
  } },
  { rule: rule127, meta: {
    "id": "unvalidated-input",
    "axis": "security",
    "severity": "info",
    "confidence": "medium",
    "stage": "preview",
    "title": {
      "en": "Request body without a model",
      "fr": "Corps de requête sans modèle"
    },
    "message": {
      "en": "`{parts}` writes what a body without a model holds (`{body}`): nothing checks its fields, types or sizes.",
      "fr": "`{parts}` écrit ce que contient un corps sans modèle (`{body}`) : rien n'en contrôle les champs, les types ni les tailles."
    },
    "remedy": {
      "en": "Declare what you accept, and let FastAPI refuse the rest:\n```python\nclass Body(BaseModel):\n    model_config = ConfigDict(extra=\"forbid\")\n    …\n\nasync def {handler}(body: Body): …\n```",
      "fr": "Déclarez ce que vous acceptez, et laissez FastAPI refuser le reste :\n```python\nclass Body(BaseModel):\n    model_config = ConfigDict(extra=\"forbid\")\n    …\n\nasync def {handler}(body: Body): …\n```"
    },
    "variants": {},
    "related": {},
    "options": {},
    "help": {
      "en": "## What it catches\n\nHandlers of FastAPI for `POST`, `PUT` and `PATCH` that take `dict`, `Dict[str, Any]`, `Any` or `await request.json()` and write to a database, where nobody on the way makes a model of it, checks a schema, a signature or a list of allowed fields, or refuses with 400 or 422. One finding for a file.\n\n## Why it matters\n\nA missing key is a `KeyError` and status 500. A key that nobody expected becomes a column's new value, the owner's id or a role included. The OpenAPI document says nothing that a client could use.\n\n## How to fix it\n\nA model for each body. Where the shape is free by design, bound its size and keep it in a column of its own.\n\n## Known limits\n\nWebhooks, callbacks and collectors of events are left alone, and so are Flask and Starlette, which have no models.",
      "fr": "### Ce que la règle détecte\n\nLes gestionnaires FastAPI (`POST`, `PUT`, `PATCH`) qui reçoivent `dict`, `Dict[str, Any]`, `Any` ou `await request.json()` et écrivent en base sans que personne n'en fasse un modèle, ne contrôle un schéma, une signature ou une liste de champs, ni ne refuse par 400 ou 422.\n\n### Pourquoi c'est important\n\nUne clé absente donne une erreur 500 ; une clé inattendue devient la nouvelle valeur d'une colonne, identifiant du propriétaire ou rôle compris.\n\n### Comment corriger\n\nUn modèle pour chaque corps de requête.\n\n### Limites connues\n\nLes webhooks et collecteurs d'événements sont laissés en paix, comme Flask et Starlette, qui n'ont pas de modèles."
    }
  } },
  { rule: rule128, meta: {
    "id": "upload-not-validated",
    "axis": "security",
    "severity": "minor",
    "confidence": "medium",
    "stage": "stable",
    "title": {
      "en": "Uploaded file taken as it comes",
      "fr": "Fichier envoyé, accepté sans contrôle"
    },
    "message": {
      "en": "`{parts}` takes files of any size and any type: neither the handler nor what it calls looks at either.",
      "fr": "`{parts}` accepte des fichiers de toute taille et de tout type : ni le gestionnaire ni ce qu'il appelle ne regarde l'un ou l'autre."
    },
    "remedy": {
      "en": "Refuse what you do not want before you use it, reading no more than you allow:\n```python\nif {upload}.content_type not in ALLOWED_TYPES:\n    raise HTTPException(415)\ncontent = await {upload}.read(MAX_BYTES + 1)\nif len(content) > MAX_BYTES:\n    raise HTTPException(413)\n```\nThe type is what the client says: where it matters, look at the first bytes too.",
      "fr": "Refusez ce que vous ne voulez pas avant de vous en servir, sans lire plus que permis :\n```python\nif {upload}.content_type not in ALLOWED_TYPES:\n    raise HTTPException(415)\ncontent = await {upload}.read(MAX_BYTES + 1)\nif len(content) > MAX_BYTES:\n    raise HTTPException(413)\n```\nLe type est celui que le client annonce : si cela compte, regardez aussi les premiers octets."
    },
    "variants": {
      "flask": {
        "message": {
          "en": "`{parts}` takes files of any size and any type: neither the handler nor what it calls looks at either, and `MAX_CONTENT_LENGTH` is not set.",
          "fr": "`{parts}` accepte des fichiers de toute taille et de tout type : ni le gestionnaire ni ce qu'il appelle ne regarde l'un ou l'autre, et `MAX_CONTENT_LENGTH` n'est pas réglé."
        },
        "remedy": {
          "en": "Bound all bodies once, and look at the type before saving:\n```python\napp.config[\"MAX_CONTENT_LENGTH\"] = 10 * 1024 * 1024\n\nif Path({upload}.filename).suffix.lower() not in ALLOWED_SUFFIXES:\n    abort(415)\n```",
          "fr": "Bornez toutes les requêtes une fois pour toutes, et regardez le type avant d'enregistrer :\n```python\napp.config[\"MAX_CONTENT_LENGTH\"] = 10 * 1024 * 1024\n\nif Path({upload}.filename).suffix.lower() not in ALLOWED_SUFFIXES:\n    abort(415)\n```"
        }
      }
    },
    "related": {},
    "options": {},
    "help": {
      "en": "## What it catches\n\nHandlers with an `UploadFile` (FastAPI, alone, in a list, in `Annotated`) or with `request.files` (Flask) where nobody on the file's way looks at its size or its type: not the handler, not the functions and services that it calls, no dependency, no middleware, no `MAX_CONTENT_LENGTH`, no body limit of a proxy in the repository. Parsing the file (an image library, a CSV or PDF reader) counts as looking at its type. One finding for a file of code. Behind authentication it is information only.\n\n## Why it matters\n\nOne large file fills memory or disk for everybody. A page with scripts, stored and served again, runs in the browsers of others; a program, stored beside the code, may run on the server.\n\n## How to fix it\n\nA list of allowed types, a number of bytes, both before anything is stored; a name of your own for the stored file.\n\n## Known limits\n\nWhere the file is given to something whose code cannot be found, nothing is said. Whether a check is a good one is not judged.",
      "fr": "### Ce que la règle détecte\n\nLes gestionnaires qui reçoivent un `UploadFile` (FastAPI) ou `request.files` (Flask) sans que personne, sur le chemin du fichier, ne regarde sa taille ou son type : ni le gestionnaire, ni les fonctions et services qu'il appelle, ni une dépendance, un middleware, `MAX_CONTENT_LENGTH` ou un proxy du dépôt. Lire le fichier avec une bibliothèque d'images, de CSV ou de PDF compte comme un contrôle du type. Un constat par fichier de code ; derrière une authentification, simple information.\n\n### Pourquoi c'est important\n\nUn gros fichier remplit la mémoire ou le disque pour tout le monde. Une page stockée puis servie s'exécute chez les autres.\n\n### Comment corriger\n\nUne liste de types permis et un nombre d'octets, avant tout stockage, et un nom choisi par vous.\n\n### Limites connues\n\nSi le fichier est confié à du code introuvable, la règle se tait. La qualité d'un contrôle n'est pas jugée."
    }
  } },
  { rule: rule129, meta: {
    "id": "version-mismatch",
    "axis": "delivery",
    "severity": "minor",
    "confidence": "medium",
    "stage": "stable",
    "title": {
      "en": "Two versions of one package",
      "fr": "Deux versions d'un même paquet"
    },
    "message": {
      "en": "`{name}` says {version}, `{manifest}` says {declared}: whoever reads one of them, in a report of an error or in the documentation, is misled.",
      "fr": "`{name}` indique {version}, `{manifest}` indique {declared} : qui lit l'une des deux, dans un rapport d'erreur ou dans la documentation, est induit en erreur."
    },
    "remedy": {
      "en": "Keep the version in `{manifest}` only, and read it from the installed package:\n```python\nfrom importlib.metadata import version\n\nVERSION = version(\"{package}\")\n```\nWhere the application is not installed as a package, write {declared} here, too.",
      "fr": "Gardez la version dans `{manifest}` seulement, et lisez-la depuis le paquet installé :\n```python\nfrom importlib.metadata import version\n\nVERSION = version(\"{package}\")\n```\nSi l'application n'est pas installée comme un paquet, écrivez ici aussi {declared}."
    },
    "variants": {},
    "related": {
      "declared": {
        "en": "{version} is declared here",
        "fr": "{version} est déclarée ici"
      },
      "other": {
        "en": "`{name}` says {version}",
        "fr": "`{name}` indique {version}"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nA constant of the code (`__version__` of the package, `PROJECT_VERSION`, `APP_VERSION` or `VERSION` of the settings, `FastAPI(version=\"…\")`) that says another version than the `pyproject.toml` that governs the module. One finding for each package. Where only the version of the OpenAPI document differs, which may be one of its own, it is information.\n\n## Why it matters\n\nThe version in `/health`, in Sentry and in the documentation is how people tell what is deployed. If it is wrong, the error of one release is looked for in another.\n\n## How to fix it\n\nHave one source, and read it from there.\n\n## Known limits\n\n- Compared within one package: a front end, another `pyproject.toml`, a package further down have versions of their own.\n- A manifest with the version that tools write into a new one (`0.1.0`, `0.0.1`) is taken as one that nobody keeps.\n- `API_VERSION`, and values that are no versions (`v1`), are not compared.",
      "fr": "### Ce que la règle détecte\n\nUne constante du code (`__version__` du paquet, `PROJECT_VERSION`, `APP_VERSION` ou `VERSION` de la configuration, `FastAPI(version=\"…\")`) qui indique une autre version que le `pyproject.toml` dont dépend le module. Un constat par paquet. Lorsque seule la version du document OpenAPI diffère, c'est une information.\n\n### Pourquoi c'est important\n\nLa version que montrent `/health`, Sentry et la documentation sert à savoir ce qui est déployé. Si elle est fausse, on cherche l'erreur d'une version dans une autre.\n\n### Comment corriger\n\nN'ayez qu'une source, et lisez-la.\n\n### Limites connues\n\nLa comparaison se fait au sein d'un même paquet : un front, un autre `pyproject.toml`, un sous-paquet ont leur propre version. Un manifeste resté à la version que les outils écrivent (`0.1.0`, `0.0.1`) est considéré comme non tenu. `API_VERSION` et les valeurs comme `v1` ne sont pas comparées."
    }
  } },
  { rule: rule130, meta: {
    "id": "weak-password-hash",
    "axis": "security",
    "severity": "critical",
    "confidence": "high",
    "stage": "stable",
    "title": {
      "en": "Passwords under a fast hash",
      "fr": "Mots de passe sous une empreinte rapide"
    },
    "message": {
      "en": "`{call}` keeps passwords as {algorithm}: whoever gets the table tries billions of passwords a second.",
      "fr": "`{call}` conserve les mots de passe en {algorithm} : quiconque obtient la table essaie des milliards de mots de passe par seconde."
    },
    "remedy": {
      "en": "Use a hash that is slow on purpose, `bcrypt.hashpw(password.encode(), bcrypt.gensalt())` or `argon2.PasswordHasher().hash(password)`, and rehash at the next login of each user.",
      "fr": "Utilisez une empreinte volontairement lente, `bcrypt.hashpw(password.encode(), bcrypt.gensalt())` ou `argon2.PasswordHasher().hash(password)`, et recalculez à la prochaine connexion de chacun."
    },
    "variants": {},
    "related": {
      "again": {
        "en": "The same here",
        "fr": "De même ici"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\n- `hashlib.md5`, `sha1`, `sha256` and their relatives over something called a password, in a function that registers, checks, hashes or authenticates; salted or not.\n- `werkzeug.security.generate_password_hash(…, method=\"sha256\")` and other methods of one round.\n- `passlib` contexts whose first scheme is `plaintext`, `md5_crypt`, `hex_sha256` and the like.\n\nAll places of a file are one finding.\n\n## Why it matters\n\nA graphics card computes billions of SHA-256 a second. With one salt for each user or with none, most of the passwords that people choose are found within hours once the table leaks.\n\n## How to fix it\n\n1. Hash new passwords with argon2, bcrypt, scrypt or PBKDF2 (600,000 rounds).\n2. Accept the old form at login once more, and replace it there.\n3. Force a reset for accounts that do not come back.\n\n## Known limits\n\n- Checksums, gravatar, cache keys, tokens and API keys, the lookup of leaked passwords, the digest before bcrypt and protocols of other servers are not the defect.\n- A password that goes by another name is not recognised.",
      "fr": "### Ce que la règle détecte\n\n`hashlib.md5`, `sha1`, `sha256`… sur un mot de passe, dans une fonction qui inscrit, vérifie ou authentifie, avec ou sans sel ; `generate_password_hash(…, method=\"sha256\")` ; un contexte `passlib` dont le premier schéma est faible. Tous les endroits d'un fichier forment un seul constat.\n\n### Pourquoi c'est important\n\nUne carte graphique calcule des milliards de SHA-256 par seconde : une fois la table volée, la plupart des mots de passe sont retrouvés en quelques heures.\n\n### Comment corriger\n\nPassez à argon2, bcrypt, scrypt ou PBKDF2, acceptez une dernière fois l'ancienne forme à la connexion et remplacez-la alors.\n\n### Limites connues\n\nLes sommes de contrôle, clés de cache, jetons, clés d'API, la recherche de mots de passe divulgués, le condensé avant bcrypt et les protocoles d'autres serveurs ne sont pas le défaut."
    }
  } },
];
