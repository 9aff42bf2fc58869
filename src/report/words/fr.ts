/** Les rapports en français. `\u00a0` est l'espace insécable que demande la ponctuation double. */
import type { Words } from './table.ts';

const plural = (count: number, one: string, many: string): string => `${group(count)} ${count < 2 ? one : many}`;
const group = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, '\u202f');

const SEVERITIES = {
  critical: ['critique', 'critiques'],
  major: ['majeur', 'majeurs'],
  minor: ['mineur', 'mineurs'],
  info: ['info', 'infos'],
} as const;

const GRAVITIES = { critical: 'critique', major: 'majeure', minor: 'mineure', info: 'info' } as const;

export const FR: Words = {
  axes: {
    security: 'Sécurité',
    architecture: 'Architecture',
    data: 'Données',
    async: 'Asynchronisme',
    correctness: 'Exactitude',
    tests: 'Tests',
    delivery: 'Livraison',
    observability: 'Observabilité',
  },
  severities: { critical: 'critique', major: 'majeur', minor: 'mineur', info: 'info' },
  confidences: { high: 'forte', medium: 'moyenne', low: 'faible' },
  stages: { preview: 'à l’essai', stable: 'stable', deprecated: 'obsolète' },
  verdicts: { success: 'Accepté', failure: 'Refusé', neutral: 'Pour information' },
  decimal: ',',
  thousands: '\u202f',
  colon: '\u00a0: ',
  semicolon: '\u00a0; ',
  counted: (severity, count) => plural(count, SEVERITIES[severity][0], SEVERITIES[severity][1]),

  score: 'Note',
  against: (base) => `par rapport à ${base}`,
  axis: 'Axe',
  base: 'Base',
  head: 'Tête',
  change: 'Écart',

  noFindings: 'Aucun constat.',
  noNewFindings: 'Aucun nouveau constat.',
  newFindings: (count) => plural(count, 'nouveau constat', 'nouveaux constats'),
  findings: (count) => plural(count, 'constat', 'constats'),
  infoFolded: (count) =>
    `${plural(count, 'constat de gravité info non affiché', 'constats de gravité info non affichés')}.`,
  existingTitle: (count) => plural(count, 'constat déjà présent', 'constats déjà présents'),
  existingFolded: (count) =>
    `${plural(count, 'constat existait déjà et n’est pas affiché', 'constats existaient déjà et ne sont pas affichés')}.`,
  suppressedFolded: (count) => plural(count, 'constat écarté', 'constats écartés'),
  previewFolded: (count) => plural(count, 'constat de règles à l’essai', 'constats de règles à l’essai'),
  previewNote: 'Ces règles sont à l’essai\u00a0: elles ne commentent pas et ne comptent pas dans le verdict.',
  fixedFindings: (count) => plural(count, 'constat corrigé', 'constats corrigés'),
  suppressedBy: {
    comment: 'écarté dans le code',
    configuration: 'écarté par la configuration',
    decision: 'écarté pour cette pull request',
  },
  until: (date) => `jusqu’au ${date}`,
  noReason: 'sans motif',

  remedy: 'Remède',
  related: 'Voir aussi',
  replaceLines: (from, to) => `Remplacer les lignes ${from} à ${to} par\u00a0:`,
  replaceLine: (line) => `Remplacer la ligne ${line} par\u00a0:`,
  deleteLines: 'rien\u00a0: ces lignes peuvent disparaître.',
  causedHere: (place) => `Ce changement provoque un constat à ${place}.`,
  causedBy: (place) => `Provoqué par le changement à ${place}.`,
  locatedAt: (place) => `À ${place}.`,
  confidence: (confidence) => `confiance\u00a0: ${confidence}`,

  coverage: (audited, files, count) => `${audited} ${count < 2 ? 'fichier audité' : 'fichiers audités'} sur ${files}`,
  skipped: (count) => plural(count, 'ignoré', 'ignorés'),
  more: (count) => plural(count, 'autre', 'autres'),
  problemsTitle: (count) => plural(count, 'problème pendant l’audit', 'problèmes pendant l’audit'),
  incomplete: 'incomplet',
  rulesCrashed: (count) => plural(count, 'règle a échoué', 'règles ont échoué'),
  filesPartial: (count) => plural(count, 'fichier lu en partie', 'fichiers lus en partie'),

  routesTitle: 'Routes',
  route: 'Route',
  access: 'Accès',
  routeChange: {
    opened: '**accès ouvert**',
    removed: 'supprimée',
    moved: 'déplacée',
    added: 'ajoutée',
    closed: 'accès fermé',
  },
  open: 'ouvert',
  authenticated: 'authentifié',
  accessUnknown: 'inconnu',
  routesBelow: (count) => plural(count, 'route', 'routes'),

  migrationsTitle: 'Migrations',
  statement: 'Instruction',
  lock: 'Verrou (PostgreSQL)',
  data: 'Données',
  noLock: 'aucun',
  rowLocks: 'sur les lignes modifiées',
  lasting: {
    instant: 'instantané',
    scan: 'le temps de lire toutes les lignes',
    build: 'le temps de construire l’index',
    rewrite: 'réécriture complète',
  },
  lockUnknown: 'hors PostgreSQL',
  newTable: 'aucun : nouvelle table',
  dataKept: 'conservées',
  dataWritten: { added: 'lignes ajoutées', changed: 'lignes modifiées' },
  notRead: 'non lu',
  line: (line) => `ligne ${line}`,
  dataLost: { table: 'table perdue', column: 'colonne perdue', rows: 'lignes supprimées' },
  downgrade: {
    missing: 'pas de downgrade',
    empty: 'downgrade sans effet',
    raises: 'downgrade lève une exception',
    partial: 'downgrade incomplet',
    fails: 'downgrade en échec',
    whole: 'avec downgrade',
    unread: 'downgrade indéterminé',
  },
  firstRevision: 'première révision',
  follows: (parents) => `après ${parents}`,
  newHead: ', nouvelle tête',
  noSchemaChange: 'ne change aucune table',
  steps: (count) => plural(count, 'étape', 'étapes'),
  rivalParent: (pull, revision, parent) =>
    `${pull} suit aussi ${parent}, avec ${revision}\u00a0: la seconde fusionnée laissera deux têtes, et \`alembic upgrade head\` s’arrêtera.`,
  rivalRoot: (pull, revision) =>
    `${pull} commence aussi la chaîne, avec ${revision}\u00a0: la seconde fusionnée laissera deux têtes, et \`alembic upgrade head\` s’arrêtera.`,
  rivalEnd: (pull, code) => `Une fois ${pull} fusionnée\u00a0: ${code} ici, ou \`alembic merge heads\`.`,
  rivalMerge: (pull) => `Une fois ${pull} fusionnée\u00a0: \`alembic merge heads\`.`,
  rivalId: (pull, revision, path) =>
    `${pull} apporte une autre révision ${revision}, dans ${path}\u00a0: une fois les deux fusionnées, Alembic n’en verra qu’une. Donnez un autre identifiant à l’une des deux.`,

  fullReportTitle: 'Le dépôt entier',
  scoreTitle: 'D’où vient la note',
  nothingCosts: 'Rien ne coûte de point.',
  buttons: {
    reaudit: { label: 'Auditer de nouveau', description: 'Auditer ce commit une nouvelle fois' },
    'explain-score': { label: 'Expliquer la note', description: 'Commenter où sont partis les points' },
  },

  decisionsTitle: 'Décisions',
  setAside: (rule, path, one) =>
    `${one ? `Un constat de ${rule}` : path === null ? `Tout ce que trouve ${rule}` : `Ce que ${rule} trouve dans ${path}`} est écarté`,
  decidedBy: (who, role, day) => `par ${who} (${role}), le ${day}`,
  passedByOverride: 'Passé par dérogation',
  overrideTitle: (who) => `PASSÉ PAR DÉROGATION (@${who})`,
  setAsideHere: 'Écarté pour cette pull request.',

  toGreen: 'Comment passer au vert',
  toGreenSeverity: (count, failOn) =>
    `Corriger ${count === 1 ? 'ce constat' : `ces ${group(count)} constats`} de gravité ${GRAVITIES[failOn]} ou pire\u00a0:`,
  toGreenScore: (count, score) =>
    `Corriger ${count === 1 ? 'celui-ci' : `ces ${group(count)} constats`} pour atteindre ${score}\u00a0:`,
  toGreenScoreUnknown: (count) =>
    `La note est inférieure à celle qui est demandée. ${count === 1 ? 'Ce constat coûte' : `Ces ${group(count)} constats coûtent`} le plus\u00a0:`,
  toGreenReach: (count, score) => `${count === 1 ? 'Le' : 'Les'} corriger porte la note à ${score}.`,
  ledgerTitle: 'Où sont partis les points',
  ledgerPoints: 'Points',
  rule: 'Règle',
  place: 'Endroit',
  auditedCommits: (head, base) =>
    base === null ? `Commit audité\u00a0: ${head}.` : `Commit audité\u00a0: ${head}, comparé à ${base}.`,
  leftOut: (count) =>
    `${plural(count, 'section omise', 'sections omises')} pour tenir dans la taille que GitHub accepte. \`vigie audit\` montre tout.`,

  notAudited: (cause) => `NON AUDITÉ\u00a0: ${cause}`,
  notAuditedConfig: 'configuration invalide',
  notAuditedMeans: {
    failure: 'Ce commit n’a pas de verdict. Sans verdict, le contrôle échoue.',
    neutral: 'Ce commit n’a pas de verdict. La configuration le laisse passer (`gate.on-error: neutral`).',
  },
  notAuditedNext: {
    config:
      'Corrigez la configuration et poussez, ou commentez `/audit` une fois qu’elle est corrigée sur la branche de base.',
    denied:
      'Il manque une permission à l’App. Un propriétaire du dépôt peut l’accepter dans les réglages de l’installation.',
    gone: 'Le commit ou le dépôt n’est plus lisible. Poussez de nouveau, ou commentez `/audit`.',
    transient: 'La panne semble passagère, et plusieurs essais ont été faits. Commentez `/audit` pour réessayer.',
    superseded: 'Un commit plus récent a rendu cet audit sans objet. Voyez le contrôle du dernier commit.',
    timeout: 'L’audit a duré plus longtemps que permis. Commentez `/audit` pour réessayer.',
    bug: 'C’est un défaut de Vigie, qui a été consigné. Commentez `/audit` pour réessayer.',
  },
  pendingTitle: 'Audit en cours',
  pendingSummary: 'Le verdict s’affichera ici dès qu’il sera connu.',

  reviewOpening: (score, count) =>
    `**${score}**. ${plural(count, 'remarque', 'remarques')} sur les lignes de ce changement.`,
  reviewRest: (count) =>
    `${plural(count, 'autre constat n’a pas de commentaire', 'autres constats n’ont pas de commentaire')} sur une ligne\u00a0:`,
  checkPage: 'Le rapport complet',
  fixedIn: (sha) => `Corrigé dans ${sha}.`,
  goneIn: (sha) => `Absent du code depuis ${sha}.`,
  originalComment: 'Commentaire d’origine',

  help: {
    title: 'Commandes',
    audit: 'auditer de nouveau cette pull request',
    full: 'de même, avec tous les constats qui existaient déjà',
    explain: 'ce qu’une règle détecte, pourquoi c’est important et comment corriger',
    fix: 'la migration qui manque à cette pull request, rédigée',
    ignore:
      'écarter des constats de cette pull request ou, en réponse sous un constat, celui-là seul (sans nommer la règle)',
    unignore: 'revenir sur cette décision',
    override: 'laisser passer ce commit\u00a0; la note reste telle quelle',
    help: 'cette liste',
    ruleArgument: 'règle',
    pathArgument: 'chemin',
    reasonArgument: 'motif',
    inCode: 'Pour écarter durablement un seul endroit, écrire sur sa ligne ou sur celle du dessus\u00a0:',
  },
  unknownCommand: (command) => `La commande ${command} n’existe pas.`,
  unknownRule: (rule) => `La règle ${rule} n’existe pas.`,
  didYouMean: (rules) => `Vouliez-vous dire ${rules}\u00a0?`,
  unfounded: (command) =>
    `${command} demande un motif d’au moins quelques mots\u00a0: écrivez-le après \`--\`. Il est conservé, et figure sur le contrôle.`,
  noFinding: (command) =>
    `${command} ne nomme pas de règle\u00a0: nommez-en une, ou répondez sous le constat en question.`,
  closed: (command) => `${command} ne décide plus de rien\u00a0: cette pull request est fermée.`,
  refused: (command, role) => `${command} demande au moins le rôle ${role} sur ce dépôt.`,
  ruleFacts: (axis, severity, confidence, stage) =>
    `Axe\u00a0: ${axis} · gravité\u00a0: ${GRAVITIES[severity]} · confiance\u00a0: ${confidence} · stade\u00a0: ${stage}`,
  readMore: 'En savoir plus, avec des exemples',
  options: 'Options',
};
