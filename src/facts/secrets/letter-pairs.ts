/** How usual a letter is behind another one in words: tells `nwbqyy`, which a machine drew, from `openpyxl`, which people say. */

/**
 * A line for each first letter, a digit for each second one: 5 is as usual as in letters drawn at random, and each step is
 * a factor of 1.7. Counted over the words, in any language, of identifiers and sentences in source code.
 */
const USUAL: readonly string[] = (
  '05660251504768050878541141 83338102740831720653700020 70408008606600900637600020 82259220810422710551610030 ' +
  '53674431402658142886242522 71217610900600800635600040 61009056700526600764700010 91009000800433800637500030 ' +
  '54666450002659741677040214 80009001501120840080704000 73039433802624710376603020 82259221801720720055520060 ' +
  '95019010800451770041500030 60677481603324510078440021 34561340414669550865645110 80138114600711760856500040 ' +
  '40100000000700000031900000 82459240804454710466531050 60618116703432662179603030 70409006900320720765502051 ' +
  '56547340601768260878020122 80109010900100700210300000 90028007800207810662003000 60728102800331390039000340 ' +
  '73447230611656780376404023 81149023800430600023703044'
).split(' ');

/** The mean below which letters are no word, by the number of pairs: of words in code one in fifty stays below it. */
const LIMITS: readonly number[] = [0, 0, 0, 2.6, 4.4, 4.9, 5.1, 5.3];
const LIMIT_OF_LONG = 5.5;
const LETTER_A = 97;

/** Whether the letters of `value` follow each other as in no word; false also where there are too few to tell. */
export function looksDrawn(value: string): boolean {
  let sum = 0;
  let pairs = 0;
  for (let at = 1; at < value.length; at += 1) {
    // A capital behind a small letter begins a word.
    if (isSmall(value, at - 1) && isCapital(value, at)) continue;
    const usual = USUAL[letterAt(value, at - 1)]?.[letterAt(value, at)];
    if (usual === undefined) continue;
    sum += Number(usual);
    pairs += 1;
  }
  return pairs > 0 && sum / pairs < (LIMITS[pairs] ?? LIMIT_OF_LONG);
}

function letterAt(value: string, at: number): number {
  return (value.charCodeAt(at) | 32) - LETTER_A;
}

function isSmall(value: string, at: number): boolean {
  return value.charCodeAt(at) >= LETTER_A;
}

function isCapital(value: string, at: number): boolean {
  const code = value.charCodeAt(at);
  return code >= 65 && code <= 90;
}
