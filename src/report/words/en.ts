/** The reports in English. */
import type { Words } from './table.ts';

const plural = (count: number, one: string, many: string): string => `${group(count)} ${count === 1 ? one : many}`;
const group = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

export const EN: Words = {
  axes: {
    security: 'Security',
    architecture: 'Architecture',
    data: 'Data',
    async: 'Async',
    correctness: 'Correctness',
    tests: 'Tests',
    delivery: 'Delivery',
    observability: 'Observability',
  },
  severities: { critical: 'critical', major: 'major', minor: 'minor', info: 'info' },
  confidences: { high: 'high', medium: 'medium', low: 'low' },
  stages: { preview: 'preview', stable: 'stable', deprecated: 'deprecated' },
  verdicts: { success: 'Passed', failure: 'Failed', neutral: 'For information' },
  decimal: '.',
  thousands: ',',
  colon: ': ',
  semicolon: '; ',
  counted: (severity, count) => `${group(count)} ${severity}`,

  score: 'Score',
  against: (base) => `against ${base}`,
  axis: 'Axis',
  base: 'Base',
  head: 'Head',
  change: 'Change',

  noFindings: 'No findings.',
  noNewFindings: 'No new findings.',
  newFindings: (count) => plural(count, 'new finding', 'new findings'),
  findings: (count) => plural(count, 'finding', 'findings'),
  infoFolded: (count) => `${plural(count, 'finding', 'findings')} of severity info not shown.`,
  existingTitle: (count) => `${plural(count, 'finding', 'findings')} there before`,
  existingFolded: (count) =>
    `${plural(count, 'finding was', 'findings were')} there before and ${count === 1 ? 'is' : 'are'} not shown.`,
  suppressedFolded: (count) => `${plural(count, 'finding', 'findings')} suppressed`,
  previewFolded: (count) => `${plural(count, 'finding', 'findings')} from rules in preview`,
  previewNote: 'These rules are on trial: they neither comment nor count in the verdict.',
  fixedFindings: (count) => `${plural(count, 'finding', 'findings')} fixed`,
  suppressedBy: { comment: 'suppressed in the code', configuration: 'suppressed by the configuration' },
  until: (date) => `until ${date}`,
  noReason: 'no reason given',

  remedy: 'Remedy',
  related: 'Related',
  replaceLines: (from, to) => `Replace lines ${from} to ${to} with:`,
  replaceLine: (line) => `Replace line ${line} with:`,
  deleteLines: 'nothing: these lines can go.',
  causedHere: (place) => `This change causes a finding at ${place}.`,
  causedBy: (place) => `Caused by the change at ${place}.`,
  locatedAt: (place) => `At ${place}.`,
  confidence: (confidence) => `confidence: ${confidence}`,

  coverage: (audited, files) => `Audited ${audited} of ${files} files`,
  skipped: (count) => `${group(count)} skipped`,
  more: (count) => `${group(count)} more`,
  problemsTitle: (count) => plural(count, 'problem during the audit', 'problems during the audit'),
  incomplete: 'incomplete',
  rulesCrashed: (count) => plural(count, 'rule crashed', 'rules crashed'),
  filesPartial: (count) => plural(count, 'file not fully read', 'files not fully read'),

  toGreen: 'How to get to green',
  toGreenSeverity: (count, failOn) =>
    `Fix ${count === 1 ? 'this finding' : `these ${group(count)} findings`} of severity ${failOn} or worse:`,
  toGreenScore: (count, score) => `Fix ${count === 1 ? 'this one' : `these ${group(count)}`} to reach ${score}:`,
  toGreenScoreUnknown: (count) =>
    `The score is below what is asked for. ${count === 1 ? 'This finding costs' : `These ${group(count)} findings cost`} the most:`,
  toGreenReach: (count, score) => `Fixing ${count === 1 ? 'it' : 'them'} brings the score to ${score}.`,
  ledgerTitle: 'Where the points went',
  ledgerPoints: 'Points',
  rule: 'Rule',
  place: 'Place',
  auditedCommits: (head, base) => (base === null ? `Audited ${head}.` : `Audited ${head} against ${base}.`),
  leftOut: (count) =>
    `${plural(count, 'section was', 'sections were')} left out to stay within the size that GitHub accepts. \`vigie audit\` shows everything.`,

  notAudited: (cause) => `NOT AUDITED: ${cause}`,
  notAuditedConfig: 'invalid configuration',
  notAuditedMeans: {
    failure: 'This commit has no verdict. Without a verdict the check fails.',
    neutral: 'This commit has no verdict. The configuration lets it pass (`gate.on-error: neutral`).',
  },
  notAuditedNext: {
    config: 'Correct the configuration and push, or comment `/audit` once it is corrected on the base branch.',
    denied: 'The App lacks a permission. An owner of the repository can accept it in the settings of the installation.',
    gone: 'The commit or the repository can no longer be read. Push again, or comment `/audit`.',
    transient: 'This looks temporary, and was tried several times. Comment `/audit` to try again.',
    superseded: 'A newer commit made this audit pointless. Look at the check of the latest commit.',
    timeout: 'The audit took longer than it may. Comment `/audit` to try again.',
    bug: 'This is a defect of Vigie, and was logged. Comment `/audit` to try again.',
  },
  pendingTitle: 'Audit in progress',
  pendingSummary: 'The verdict appears here as soon as it is known.',

  reviewOpening: (score, count) => `**${score}**. ${plural(count, 'remark', 'remarks')} on the lines of this change.`,
  reviewRest: (count) => `${plural(count, 'more finding has', 'more findings have')} no comment on a line:`,
  checkPage: 'The whole report',
  fixedIn: (sha) => `Fixed in ${sha}.`,
  goneIn: (sha) => `No longer in the code as of ${sha}.`,
  originalComment: 'Original comment',

  help: {
    title: 'Commands',
    audit: 'audit this pull request again',
    full: 'the same, with every finding that was there before',
    explain: 'what a rule catches, why it matters and how to fix it',
    help: 'this list',
    ruleArgument: 'rule',
    reasonArgument: 'reason',
    inCode: 'To set a single place aside for good, write on its line or the line above:',
  },
  unknownCommand: (command) => `There is no command ${command}.`,
  unknownRule: (rule) => `There is no rule ${rule}.`,
  didYouMean: (rules) => `Did you mean ${rules}?`,
  refused: (command, role) => `${command} needs the role ${role} or higher on this repository.`,
  ruleFacts: (axis, severity, confidence, stage) =>
    `Axis: ${axis} · severity: ${severity} · confidence: ${confidence} · stage: ${stage}`,
  readMore: 'Read more, with examples',
  options: 'Options',
};
