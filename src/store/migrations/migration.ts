/** One step of the schema. A step that was released never changes: the next one corrects it. */
export interface Migration {
  /** Its place in the sequence, from 1: the number in the name of its file. */
  readonly version: number;
  /** Statements, each ended by a semicolon, in the schema `vigie`. */
  readonly sql: string;
}
