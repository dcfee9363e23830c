/** AWS's ids are drawn from these. */
export const ID_ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';
