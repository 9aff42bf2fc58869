/** The tokens of all providers, one file for each field; where two fit one value, the earlier is meant. */
import type { TokenType } from '../token-type.ts';
import { AI_TOKENS } from './ai.ts';
import { CLOUD_TOKENS } from './cloud.ts';
import { DATA_STORE_TOKENS } from './data-stores.ts';
import { MESSAGE_TOKENS } from './messages.ts';
import { PAYMENT_TOKENS } from './payments.ts';
import { SERVICE_TOKENS } from './services.ts';
import { SOURCE_CONTROL_TOKENS } from './source-control.ts';

export const TOKEN_TYPES: readonly TokenType[] = [
  ...AI_TOKENS,
  ...CLOUD_TOKENS,
  ...SOURCE_CONTROL_TOKENS,
  ...PAYMENT_TOKENS,
  ...MESSAGE_TOKENS,
  ...DATA_STORE_TOKENS,
  ...SERVICE_TOKENS,
];
