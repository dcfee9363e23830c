import { operation } from '../operation.ts';
import { putPasswordPolicy } from './account-settings.ts';

/** As IAM takes it where nothing is said; what is left out does not stay as it was. */
const PASSWORD_CHARACTERS_MIN_DEFAULT = 6;

/**
 * The policy is kept and shown. No user here has a password that it would bind; who weakens it is
 * found all the same.
 */
export const updateAccountPasswordPolicy = operation(
  'UpdateAccountPasswordPolicy',
  async (input, { store, accountId }) => {
    const { MaxPasswordAge, PasswordReusePrevention, HardExpiry } = input;
    await putPasswordPolicy(store, accountId, {
      MinimumPasswordLength: input.MinimumPasswordLength ?? PASSWORD_CHARACTERS_MIN_DEFAULT,
      RequireSymbols: input.RequireSymbols ?? false,
      RequireNumbers: input.RequireNumbers ?? false,
      RequireUppercaseCharacters: input.RequireUppercaseCharacters ?? false,
      RequireLowercaseCharacters: input.RequireLowercaseCharacters ?? false,
      AllowUsersToChangePassword: input.AllowUsersToChangePassword ?? false,
      ExpirePasswords: MaxPasswordAge !== undefined,
      ...(MaxPasswordAge !== undefined && { MaxPasswordAge }),
      ...(PasswordReusePrevention !== undefined && { PasswordReusePrevention }),
      ...(HardExpiry !== undefined && { HardExpiry }),
    });
    return {};
  },
);
