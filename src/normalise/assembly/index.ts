/**
 * What JavaScript calls and looks at: `../scan-memory.ts`. Named twice, since the compiler finds no
 * file by its whole name in `export … from`.
 */
import {
  clearFlowFields,
  flowColumns,
  flowFirsts,
  flowLengths,
  flowStarts,
  flowTexts,
  flowValues,
  readFlowLine,
} from './flow-lines.ts';
import { valueEnd } from './json-ends.ts';
import { keyLengths, keyNames, keyPlaces } from './keys.ts';
import { addresses, answers, readMembers, readRecord, setUp } from './record-head.ts';
import { state } from './words.ts';

export {
  addresses,
  answers,
  clearFlowFields,
  flowColumns,
  flowFirsts,
  flowLengths,
  flowStarts,
  flowTexts,
  flowValues,
  keyLengths,
  keyNames,
  keyPlaces,
  readFlowLine,
  readMembers,
  readRecord,
  setUp,
  state,
  valueEnd,
};

/** From here on, memory is whose asks for it. */
export const end: usize = __heap_base;
