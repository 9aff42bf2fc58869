// Written by "npm run gen" from rules/*/*/README.md. Do not edit.
import type { CatalogueEntry } from '../src/rulekit/catalogue.ts';
import rule0 from './architecture/duplicate-health-endpoint/rule.ts';
import rule1 from './architecture/duplicate-route/rule.ts';
import rule2 from './security/env-file-committed/rule.ts';
import rule3 from './architecture/handler-bypasses-service/rule.ts';
import rule4 from './data/model-migration-drift/rule.ts';
import rule5 from './data/model-without-migration/rule.ts';
import rule6 from './security/secret-committed/rule.ts';

/** Every rule, sorted by id. */
export const catalogue: readonly CatalogueEntry[] = [
  { rule: rule0, meta: {
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
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nTwo mounted `GET` routes of one application that ask the same question, such as `/health` and `/api/v1/health`, or `/ready` and `/readyz`, with two handlers that both look at something that can be down: a database, a cache, another server, a service, a registry filled at start-up. The bodies are compared, not the names.\n\nGood practice is left alone: a static liveness body beside a detailed one; `/health/live` beside `/ready`; the health of one domain (`/api/admin/health`, `/payments/health`); one handler at two addresses; an old address that calls the new handler; two addresses that hand over to one shared check; two versions of an API.\n\n## Why it matters\n\nOne says \"degraded\" while the other says \"ok\", depending on which list of components was updated. The load balancer, the dashboard and the on-call engineer each trust another one. Checks that call a vendor are paid for twice.\n\n## How to fix it\n\n1. Put the inspection in one function or service, with a time limit for each component.\n2. Let one route return it: `/health/detailed`, `/ready` or `/api/v1/health`.\n3. Let the other be static: it answers when the process can answer, which is what a load balancer wants to know.\n4. Point each monitor at the right one.\n\n## Known limits\n\n- What a handler reaches is followed through a few levels of calls. A value whose origin cannot be told is not taken for a check.\n- Reading settings, the clock, the version or the machine's load is not an inspection of dependencies.\n- Health routes of two applications are never compared: two services each have their own.\n- Paths that are built at run time and not resolved are not compared: see `vigie routes`.",
      "fr": "### Ce que la règle détecte\n\nDeux routes `GET` d'une même application qui posent la même question (`/health` et `/api/v1/health`, `/ready` et `/readyz`) avec deux gestionnaires qui regardent tous deux quelque chose qui peut être en panne : base de données, cache, autre serveur, service, registre rempli au démarrage. Ce sont les corps qui sont comparés, pas les noms. Une réponse statique à côté d'une réponse détaillée, `/health/live` à côté de `/ready`, la santé d'un domaine, un gestionnaire à deux adresses et une ancienne adresse qui appelle la nouvelle sont de bonnes pratiques.\n\n### Pourquoi c'est important\n\nLa logique écrite deux fois diverge : l'une dit « dégradé », l'autre « ok ». Le répartiteur, le tableau de bord et l'astreinte croient chacun une autre réponse.\n\n### Comment corriger\n\nMettez l'inspection dans une seule fonction, servez-la à une seule adresse, et rendez l'autre statique. Dirigez chaque surveillance vers la bonne.\n\n### Limites connues\n\nLes appels sont suivis sur quelques niveaux ; une valeur d'origine inconnue n'est pas prise pour un contrôle. Les routes de deux applications ne sont jamais comparées."
    }
  } },
  { rule: rule1, meta: {
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
      "router-twice": {
        "message": {
          "en": "This router is included a second time under the same prefix on `{app}`: {count} route(s) are registered twice, `{route}` first.",
          "fr": "Ce routeur est inclus une seconde fois sous le même préfixe sur `{app}` : {count} route(s) déclarée(s) deux fois, à commencer par `{route}`."
        },
        "remedy": {
          "en": "Remove one of the two inclusions, or give the second another prefix.",
          "fr": "Supprimez l'une des deux inclusions, ou donnez à la seconde un autre préfixe."
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
        "en": "Its router is included here",
        "fr": "Son routeur est inclus ici"
      },
      "route": {
        "en": "`{route}` is one of its routes",
        "fr": "`{route}` est l'une de ses routes"
      }
    },
    "options": {},
    "help": {
      "en": "## What it catches\n\nThe same method and the same full path, after all prefixes are applied, twice on one running application.\n\n- Prefixes are followed through `APIRouter(prefix=…)`, `include_router`, `mount`, `Mount`, blueprints, packages that re-export routers, factories, loops, constants, f-strings and defaults of settings. Two decorators that look different may collide, and two that look the same may not.\n- Names of parameters do not count: `/users/{id}` and `/users/{user_id}` are one path.\n- A router included twice under one prefix is one finding, with the number of routes.\n- `/metrics` of a Prometheus instrumentator, of a mounted `make_asgi_app()` and of a hand-written route are compared like any other.\n\n`/x` and `/x/` are two paths: FastAPI, Starlette and Flask redirect from one to the other only when the other one is not registered, so both answer.\n\n## Why it matters\n\nThe later handler is never called. Nobody is told: no start-up error, a passing type check, an OpenAPI document that shows one of the two. A correction made in the dead copy changes nothing, and when the order of inclusion changes, so does the behaviour of the API, permissions included.\n\n## How to fix it\n\n1. Compare the two handlers: the first registered is what clients have been getting.\n2. Move what is missing from one into the other, and delete the other with its imports.\n3. If the later was meant to be another resource, change its path or prefix, and test that both answer.\n\n## Known limits\n\n- Applications of tests are not looked at, nor routers that no application includes.\n- Registrations on the two sides of one `if`, or under two different conditions, are taken for alternatives. When one of the two is conditional, the confidence is medium.\n- Routes on different hosts or subdomains are different routes.\n- A path with a converter (`{id:int}`) leaves other values to later routes: only equal converters collide. A static path that stands behind a parameter (`/users/me` after `/users/{id}`) is not a duplicate, and is not reported.\n- What the route table could not resolve is not compared: see `vigie routes`.",
      "fr": "### Ce que la règle détecte\n\nLa même méthode et le même chemin complet, préfixes appliqués, deux fois sur une même application : à travers `APIRouter(prefix=…)`, `include_router`, `mount`, `Mount`, les blueprints, les paquets qui réexportent des routeurs, les fabriques, les boucles, les constantes et les valeurs par défaut des réglages. Les noms des paramètres ne comptent pas. Un routeur inclus deux fois sous le même préfixe donne un seul constat. `/x` et `/x/` sont deux chemins : les cadriciels ne redirigent de l'un à l'autre que si l'autre n'est pas déclaré.\n\n### Pourquoi c'est important\n\nLe second gestionnaire n'est jamais appelé, sans erreur au démarrage. Une correction faite dans la copie morte ne change rien ; si l'ordre d'inclusion change, le comportement de l'API change aussi, permissions comprises.\n\n### Comment corriger\n\nComparez les deux gestionnaires, déplacez ce qui manque de l'un dans l'autre, supprimez l'autre. Si le second devait être une autre ressource, changez son chemin ou son préfixe.\n\n### Limites connues\n\nLes applications des tests et les routeurs jamais inclus ne sont pas comparés. Deux déclarations sous des conditions différentes sont prises pour des alternatives. Les hôtes différents et les convertisseurs différents séparent les routes. Ce que la table des routes n'a pas su résoudre n'est pas comparé."
    }
  } },
  { rule: rule2, meta: {
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
      "en": "## What it catches\n\nA tracked `.env`, `.env.production`, `prod.env` and the like that is not a template (`example`, `sample`, `template`, `dist`, `defaults`) nor the settings of a test run (`test`, `ci`). It is major when at least one value looks like a live credential, and information otherwise. One finding for each file, at its first line; it names the variables, never their values. What each value is and where to revoke it is said by `secret-committed`.\n\n## Why it matters\n\nAs long as the file is tracked, every new secret is one `git commit -a` away from everybody who reads the repository, and the values differ between machines anyway.\n\n## How to fix it\n\n`git rm --cached .env`, a line in `.gitignore`, a template with names and harmless values, and new values for all that was in the file: they stay in the history.\n\n## Known limits\n\nFrameworks for the browser (Vite, Create React App) expect a tracked `.env` with public settings: for them this is information only. Files with other names, such as `settings.local`, are not known.",
      "fr": "### Ce que la règle détecte\n\nUn `.env`, `.env.production`, `prod.env`… suivi par git, qui n'est ni un modèle (`example`, `sample`, `template`, `dist`) ni la configuration d'un test. Majeur s'il contient au moins une valeur qui paraît réelle, simple information sinon. Un seul constat par fichier, qui nomme les variables et jamais les valeurs.\n\n### Pourquoi c'est important\n\nTant que le fichier est suivi, le prochain secret est à un `git commit -a` de tous ceux qui lisent le dépôt.\n\n### Comment corriger\n\n`git rm --cached .env`, une ligne dans `.gitignore`, un modèle sans valeurs, et de nouvelles valeurs pour tout ce que contenait le fichier : elles restent dans l'historique.\n\n### Limites connues\n\nLes outils pour navigateur (Vite) attendent un `.env` suivi avec des réglages publics : la règle s'en tient alors à une information."
    }
  } },
  { rule: rule3, meta: {
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
      "en": "`{handler}` ({route}) talks to the database itself ({calls}), in a project whose services do that.",
      "fr": "`{handler}` ({route}) parle lui-même à la base ({calls}), dans un projet dont les services s'en chargent."
    },
    "remedy": {
      "en": "Move the query into `{place}` and call it from the handler; opening the session here and passing it on is fine.",
      "fr": "Déplacez la requête dans `{place}` et appelez-la depuis le gestionnaire ; ouvrir la session ici et la transmettre est correct."
    },
    "variants": {
      "helper": {
        "message": {
          "en": "`{handler}` ({route}) talks to the database through a helper beside it ({chain}: {calls}), in a project whose services do that.",
          "fr": "`{handler}` ({route}) parle à la base à travers une fonction voisine ({chain} : {calls}), dans un projet dont les services s'en chargent."
        },
        "remedy": {
          "en": "Move the query into `{place}` and call it from the handler; opening the session here and passing it on is fine.",
          "fr": "Déplacez la requête dans `{place}` et appelez-la depuis le gestionnaire ; ouvrir la session ici et la transmettre est correct."
        }
      },
      "vendor": {
        "message": {
          "en": "`{handler}` ({route}) calls a vendor's client itself ({calls}), past the services of the project.",
          "fr": "`{handler}` ({route}) appelle lui-même le client d'un fournisseur ({calls}), sans passer par les services du projet."
        },
        "remedy": {
          "en": "Give `{place}` a method that says what is wanted, and call that: time-outs, retries, cost and tests then have one home.",
          "fr": "Donnez à `{place}` une méthode qui dit ce qu'on veut, et appelez-la : délais, reprises, coûts et tests ont alors un seul lieu."
        }
      },
      "transaction": {
        "message": {
          "en": "`{handler}` ({route}) ends the transaction of a service itself ({calls}).",
          "fr": "`{handler}` ({route}) termine lui-même la transaction d'un service ({calls})."
        },
        "remedy": {
          "en": "Let `{place}` commit what it has done, or let the dependency that opens the session commit for all handlers.",
          "fr": "Laissez `{place}` valider ce qu'il a fait, ou laissez la dépendance qui ouvre la session valider pour tous les gestionnaires."
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
      "houseStyleFrom": 8
    },
    "help": {
      "en": "## What it catches\n\nIn a project whose services or repositories talk to the database, a mounted handler that does so itself:\n\n- an ORM session (`execute`, `query`, `add`, `scalars`, `get`, `delete`, `merge` …), told by its type: annotations, `Depends`, `Annotated` aliases, session makers, context managers, Flask-SQLAlchemy's `db.session`;\n- a driver's connection or cursor (psycopg, asyncpg, sqlite3, MySQL drivers, MongoDB …), an engine, an active record (`Model.query`, Tortoise, Beanie);\n- a vendor's client (`openai`, `google.generativeai`, `boto3`, `stripe` …), or the client inside a service (`gemini_service.client.generate_content`).\n\nFunctions inside the handler belong to it, and so do helpers in its module and in the modules beside it that answer routes too: the finding then shows the way. A module beside the handlers that answers no route is taken for what they should call. One finding per handler, at the first call; the others are listed.\n\nA handler that only commits after a service has worked is minor; where eight do, that is a design, and it is said once, as information. Where most handlers query the database themselves, that is the style of the house: one finding of low confidence says so, and no handler is blamed.\n\n## Why it matters\n\nThe rule that the service enforces (ownership, soft deletion, audit, cache) is missing on the way around it. The query cannot be reused or tested without HTTP, and a change of the model must be made in two layers.\n\n## How to fix it\n\n1. Move the query into the service of the same subject, with the session as a parameter, and give it a name that says what it finds.\n2. Call it from the handler. Opening the session in the handler, or by `Depends`, is fine.\n3. For a vendor, add a method to the wrapper: the handler names what it wants, not how it is asked.\n\n## Known limits\n\n- Services are told by folder and name (`services/`, `crud/`, `repositories/`, `user_service.py`, `class UserService`). `paths.services` in the configuration names them instead.\n- A project without services or repositories that touch a database or a vendor is left alone, and so is one whose handlers never ask them for data.\n- Health checks are left alone: asking the database is their work. So are dependencies such as `get_current_user`.\n- An object whose class cannot be told is known by its name only where both the name (`db`, `session`) and the method leave no doubt.\n- Helpers outside of the handlers' folder are taken for a layer of their own.",
      "fr": "### Ce que la règle détecte\n\nDans un projet dont les services ou dépôts parlent à la base, un gestionnaire monté qui le fait lui-même : session ORM, curseur ou connexion d'un pilote, moteur, enregistrement actif, client d'un fournisseur (`openai`, `boto3`, `stripe`…) ou client pris à l'intérieur d'un service. Les fonctions internes au gestionnaire et les fonctions voisines comptent, avec le chemin montré. Un constat par gestionnaire. Quand la plupart des gestionnaires interrogent la base eux-mêmes, un seul constat, de faible confiance, le dit.\n\n### Pourquoi c'est important\n\nCe que le service garantit (droits, suppression logique, audit, cache) manque sur le chemin qui le contourne. La requête ne peut être ni réutilisée ni testée sans HTTP.\n\n### Comment corriger\n\nDéplacez la requête dans le service du même sujet, la session en paramètre, et appelez-la. Ouvrir la session dans le gestionnaire est correct. Pour un fournisseur, ajoutez une méthode à l'enveloppe.\n\n### Limites connues\n\nLes services se reconnaissent à leurs dossiers et à leurs noms ; `paths.services` les nomme explicitement. Un projet sans couche de services est laissé tranquille, de même que les contrôles de santé et les dépendances. Les fonctions hors du dossier des gestionnaires, ou dans un module de ce dossier qui ne répond à aucune route, sont tenues pour une couche à part."
    }
  } },
  { rule: rule4, meta: {
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
      "en": "## What it catches\n\n* Columns that a model maps and no migration adds. One finding for each table, at the first of them; for a column of a mixin that several tables lack, one finding at the mixin.\n* Columns that migrations add and no model maps any more: minor, or major where they are NOT NULL without a default, because then every INSERT of the model fails.\n\nNames, not types: mixins, `declared_attr`, inheritance, column names that differ from the attribute (`mapped_column(\"class\", …)`), renames, raw SQL, loops and helper functions are followed.\n\nWhere the chain begins on an older database, the columns of tables that it never creates are not known: then only what the pull request adds is reported.\n\n## Why it matters\n\nTests that build the schema with `create_all` pass. In production the table is there already, `create_all` leaves it as it is, and the first query that names the column fails with `UndefinedColumn`. SQLAlchemy names every mapped column in every query, so one missing column takes the whole model down.\n\n## How to fix it\n\nWrite the revision with the lines of the remedy, or let `alembic revision --autogenerate` write it, and commit it with the model. A column that was renamed needs `op.alter_column(…, new_column_name=…)`: autogenerate writes a drop and an add, which loses the data.\n\n## Known limits\n\nSilent on a table whose history has a statement that could not be read, on views, on tables that `env.py` leaves out, and on everything where a migration calls `create_all`. Columns of a base class outside of the repository are not known: such a table is only compared in one direction. `vigie schema` lists what could not be read.",
      "fr": "### Ce que la règle détecte\n\n* Les colonnes qu'un modèle déclare et qu'aucune migration n'ajoute. Un constat par table, sur la première ; pour une colonne de mixin absente de plusieurs tables, un seul constat, sur le mixin.\n* Les colonnes que les migrations ajoutent et qu'aucun modèle ne déclare : mineur, ou majeur si elles sont NOT NULL sans valeur par défaut, car toute insertion du modèle échoue.\n\nLa comparaison porte sur les noms, pas sur les types. Si la chaîne part d'une base plus ancienne, seul ce que la pull request ajoute est signalé.\n\n### Pourquoi c'est important\n\nLes tests qui créent le schéma avec `create_all` passent. En production la table existe déjà, `create_all` n'y touche pas, et SQLAlchemy nomme toutes les colonnes dans chaque requête : une seule colonne absente met tout le modèle en panne.\n\n### Comment corriger\n\nÉcrivez la révision avec les lignes proposées, ou laissez `alembic revision --autogenerate` l'écrire, et livrez-la avec le modèle. Une colonne renommée demande `op.alter_column(…, new_column_name=…)` : la génération automatique supprime et recrée, et perd les données.\n\n### Limites connues\n\nLa règle se tait sur une table dont l'histoire contient une instruction illisible, sur les vues, sur les tables écartées par `env.py` et partout où une migration appelle `create_all`. Les colonnes d'une classe de base extérieure au dépôt ne sont pas connues."
    }
  } },
  { rule: rule5, meta: {
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
      "en": "## What it catches\n\nA class or `Table(…)` that is mapped (SQLAlchemy 1.3 to 2.x, SQLModel, Flask-SQLAlchemy) and whose table is created by no revision of the Alembic tree that serves it. `op.create_table`, `op.rename_table`, SQL in `op.execute` or `connection.execute`, loops over constant lists, helper functions and conditions on what the database already holds all count. It is said at the class.\n\nWhere the chain begins on an older database (its first revision creates nothing, or it alters tables that it never creates), and where the application calls `create_all` itself (then as minor), only a table that the pull request adds is reported.\n\n## Why it matters\n\nTests often build their tables with `create_all`, so they pass. Production runs `alembic upgrade head`, and the first request that touches the model fails with `UndefinedTable`.\n\n## How to fix it\n\nGenerate the revision with `alembic revision --autogenerate`, read it, and commit it with the model. If autogenerate writes nothing, `env.py` does not import the module of the model: import it there.\n\n## Known limits\n\nSilent where a statement of the chain could not be read, where a migration calls `create_all`, for tables that `env.py` leaves out, for views, for reflected tables, and for classes in test folders. A table whose name is computed in a way that cannot be followed is not compared: `vigie schema` lists those.",
      "fr": "### Ce que la règle détecte\n\nUne classe ou une `Table(…)` déclarée (SQLAlchemy 1.3 à 2.x, SQLModel, Flask-SQLAlchemy) dont aucune révision de l'arbre Alembic ne crée la table. Toutes les écritures comptent : `op.create_table`, renommages, SQL dans `op.execute`, boucles sur des listes constantes, fonctions auxiliaires, conditions sur ce que la base contient déjà. Le constat est posé sur la classe. Si la chaîne part d'une base plus ancienne, ou si l'application appelle `create_all` (constat alors mineur), seule une table ajoutée par la pull request est signalée.\n\n### Pourquoi c'est important\n\nLes tests créent souvent leurs tables avec `create_all` : ils passent. La production applique `alembic upgrade head`, et la première requête échoue avec `UndefinedTable`.\n\n### Comment corriger\n\nGénérez la révision avec `alembic revision --autogenerate`, relisez-la et livrez-la avec le modèle. Si elle est vide, `env.py` n'importe pas le module du modèle.\n\n### Limites connues\n\nLa règle se tait si une instruction de la chaîne n'a pas pu être lue, si une migration appelle `create_all`, pour les tables que `env.py` écarte, les vues, les tables réfléchies et les classes des dossiers de tests."
    }
  } },
  { rule: rule6, meta: {
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
      "en": "Replace the credential where it is issued, read the new one from the environment, and remove the old one from the history of git.",
      "fr": "Remplacez l'identifiant à la source, lisez le nouveau depuis l'environnement et retirez l'ancien de l'historique git."
    },
    "variants": {
      "token": {
        "message": {
          "en": "{label} in the repository: `{masked}`.",
          "fr": "{label} dans le dépôt : `{masked}`."
        },
        "remedy": {
          "en": "Revoke it now at {revoke}, read its successor from the environment or a secret manager, and remove the old one from the history of git.",
          "fr": "Révoquez-le dès maintenant sur {revoke}, lisez son successeur depuis l'environnement ou un gestionnaire de secrets, et retirez l'ancien de l'historique git."
        }
      },
      "token-without-page": {
        "message": {
          "en": "{label} in the repository: `{masked}`.",
          "fr": "{label} dans le dépôt : `{masked}`."
        },
        "remedy": {
          "en": "Replace the credential where it is issued, read the new one from the environment, and remove the old one from the history of git.",
          "fr": "Remplacez l'identifiant à la source, lisez le nouveau depuis l'environnement et retirez l'ancien de l'historique git."
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
          "en": "Change the password on the server, read the whole URL from the environment, and remove the old one from the history of git.",
          "fr": "Changez le mot de passe sur le serveur, lisez l'URL entière depuis l'environnement et retirez l'ancienne de l'historique git."
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
          "en": "Change the password, read it from the environment or a secret manager, and remove the old one from the history of git.",
          "fr": "Changez le mot de passe, lisez-le depuis l'environnement ou un gestionnaire de secrets et retirez l'ancien de l'historique git."
        }
      },
      "key": {
        "message": {
          "en": "`{name}` is given a literal secret (`{masked}`).",
          "fr": "`{name}` reçoit un secret en dur (`{masked}`)."
        },
        "remedy": {
          "en": "Replace the credential where it is issued, read the new one from the environment, and remove the old one from the history of git.",
          "fr": "Remplacez l'identifiant à la source, lisez le nouveau depuis l'environnement et retirez l'ancien de l'historique git."
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
      "allow": []
    },
    "help": {
      "en": "## What it catches\n\nValues that look live, in every tracked text file: source, configuration, notebooks, scripts, documentation, tests.\n\n- Tokens of providers, by their form: Google and Gemini, OpenAI, Anthropic, Runway, Hugging Face, AWS, GitHub, GitLab, Stripe, Slack, SendGrid, npm, PyPI, Neon, Supabase and many more; those without a form of their own (Datadog, Twilio, an AWS secret key) by the name they are given to.\n- Private keys in PEM, on several lines, on one with `\\n`, or encoded as a whole; service account files of Google Cloud.\n- Passwords in connection URLs, when the host is remote.\n- Random values given to a name that means credential: `SECRET_KEY`, `db_password`, `clientSecret`, as an assignment, an argument, a default of `getenv` or `Field`, an entry of a dictionary, of YAML, JSON, TOML, INI, a Dockerfile or a shell script.\n\nA provider's token weighs critical in production code and in `.env.example` alike, and major in tests and documentation. A random value without a provider weighs critical in production code, little in documentation, nothing in tests. One value in many places of a file is one finding, and so are more than five of one type.\n\n## Why it matters\n\nKeys in public repositories are found by robots within minutes, and those in private ones leave with every clone, fork, backup and former colleague. Deleting the line does not help: git keeps it.\n\n## How to fix it\n\n1. Revoke or change the credential first, where it was issued. This alone makes the leak harmless.\n2. Read the new one from the environment or a secret manager, and let the application refuse to start without it.\n3. Remove the old one from the history (`git filter-repo --replace-text`) when the repository is shared.\n\nIf a value is public by design, name its variable in the option `allow`, or write `# vigie: ignore[secret-committed] -- reason` above it.\n\n## Known limits\n\n- Short or wordy passwords are left to people: without context `Tournesol` is a word. A password that says what it is for (`test`, `changeme`, `local`) is taken at its word.\n- Sandbox keys (`sk_test_…`), public client keys (Firebase configuration, Supabase `anon`) and tokens that lived for a day at most are not reported.\n- Values that are put together at run time or encrypted are not seen. What a build puts into pages for browsers (`VITE_…`, `NEXT_PUBLIC_…`) weighs less, unless it is a token of a provider.\n- A token whose checksum is wrong is reported with low confidence, outside of tests.",
      "fr": "### Ce que la règle détecte\n\nLes valeurs qui paraissent réelles, dans tout fichier texte suivi par git : jetons de fournisseurs reconnus à leur forme ou au nom qui les reçoit, clés privées PEM, mots de passe dans les URL de connexion vers un hôte distant, valeurs aléatoires affectées à un nom d'identifiant (`SECRET_KEY`, `db_password`, `mot_de_passe`…). Un jeton de fournisseur est critique dans le code de production comme dans `.env.example`, majeur dans les tests et la documentation. Une même valeur répétée dans un fichier donne un seul constat, comme plus de cinq valeurs d'un même type.\n\n### Pourquoi c'est important\n\nDes robots trouvent en quelques minutes les clés des dépôts publics ; celles des dépôts privés partent avec chaque clone, sauvegarde ou ancien collègue. Supprimer la ligne ne suffit pas : git la garde.\n\n### Comment corriger\n\nRévoquez ou changez d'abord l'identifiant à la source. Lisez ensuite le nouveau depuis l'environnement ou un gestionnaire de secrets. Retirez enfin l'ancien de l'historique (`git filter-repo --replace-text`). Si une valeur est publique par nature, nommez sa variable dans l'option `allow`.\n\n### Limites connues\n\nLes mots de passe courts ou faits de mots sont laissés aux humains. Les clés de bac à sable, les clés clientes publiques et les jetons valables un jour au plus ne sont pas signalés. Les valeurs assemblées à l'exécution ou chiffrées ne sont pas vues. Ce qu'une compilation place dans les pages du navigateur (`VITE_…`, `NEXT_PUBLIC_…`) pèse moins, sauf jeton de fournisseur."
    }
  } },
];
