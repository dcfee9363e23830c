/**
 * How unlikely each letter is after each other, in units of 0.4 bits written in base 36: rows are
 * the letter before, from a to z, columns the letter after. Counted from the 270,000 words of
 * npm's word-list 4.1.0 (MIT) that have 3 to 14 letters, and a fourth as many pairs of an end
 * and a beginning, since names of domains put words together.
 */
const UNLIKELY = [
  'lbacggcidlg8b8lcl897efgigh',
  '7cii7klj7jm7jk8kn9dh9klngm',
  '7lel8mm79macll7llafabmmnem',
  '9ggc5heh6jkcgf9gma9hcihmel',
  'bgc8dgfiflkbc8fdk66bgghfil',
  '8lll89ml6mm8ll7ln9ec9mmnen',
  '8hhh7icb8ll9fcahm89hblimem',
  '7ijk5jlk6mlegf7jmcdccminam',
  'bf9c9edlmmhbd5aekd79idmkmd',
  '5nmm6nnl9lllnl6mnjlm5nlnln',
  '9fii5hke6lhbgdchmf7gekgndm',
  '7ihf6hik6mh8hi8hmkcecikn9m',
  '6bkk6jll6mmich89mkalbllnem',
  'ahaa7f6i9kfhieahkh98fhjmhk',
  'fecdghbjelg9a6cbl8ab9ddhij',
  '8kkl7kl88mlakj8cn8bccmknfn',
  'gnnnmmnminnnnnlnnnkn0nlnnn',
  '7fdd6hfh7lgfde8fld9cdhjndm',
  'bgag7hha9kfebfbbig87bjgmfl',
  '9ifk6ika5mmfij9jm9acclhndk',
  'cccdcgdlcmi897hbm889mjmjlj',
  '7nnm3nmm6nmlnl9nmjkmfjnnjm',
  '6fif7hka7mgdhb7hncbgimknil',
  '9jak6ike6mmhjka8lkf8cljnam',
  'adacafdgaki9aab9lb8afifjlh',
  '7klm3mlk6mlekl8lmmlmgkknda',
] as const;

const UNIT_BITS = 0.4;
/** Digits follow digits by chance alone: log2 10. */
const DIGITS_BITS = 3.3;
/** Names seldom change between letters and digits; those that are drawn by lot do all the time. */
const CHANGE_BITS = 8;
/** Shorter names are abbreviations more often than generated. */
const LENGTH_MIN = 10;
/**
 * Of 2,107 registered names in the sources and documentation of common software, 3 are above (0.14
 * %), such as puns that mix digits in. Of names drawn by lot 92 % of 10 to 12 letters, 96 % of 12
 * to 20, all of letters and digits, and 79 to 90 % of hexadecimal ones are.
 */
const UNLIKELY_BITS = 5.2;

/** Does the registered part of a domain look drawn by lot? Made of words, it does not. */
export function looksGenerated(registrableDomain: string): boolean {
  const [label = '', ...suffix] = registrableDomain.split('.');
  if (suffix.length === 0 || label.length < LENGTH_MIN || label.startsWith('xn--')) return false;
  return bitsPerPair(label) >= UNLIKELY_BITS;
}

/** The mean unlikelihood of each character after the one before it. */
export function bitsPerPair(label: string): number {
  let bits = 0;
  let pairs = 0;
  for (let index = 1; index < label.length; index += 1) {
    const cost = pairBits(label.charCodeAt(index - 1), label.charCodeAt(index));
    if (cost === undefined) continue;
    bits += cost;
    pairs += 1;
  }
  return pairs === 0 ? 0 : bits / pairs;
}

/** Undefined for pairs with a hyphen: words begin anew after it. */
function pairBits(before: number, after: number): number | undefined {
  const [row, column] = [before - 97, after - 97];
  const cost = UNLIKELY[row]?.[column];
  if (cost !== undefined) return Number.parseInt(cost, 36) * UNIT_BITS;
  if (isDigit(before) && isDigit(after)) return DIGITS_BITS;
  return isAlphanumeric(before) && isAlphanumeric(after) ? CHANGE_BITS : undefined;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isAlphanumeric(code: number): boolean {
  return isDigit(code) || (code >= 97 && code <= 122);
}
