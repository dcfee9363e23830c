export const signIn = {
  title: 'Sign in to Vedette',
  help: 'With an access key of a user, or of the root of an account.',
  accessKeyId: 'Access key ID',
  secret: 'Secret access key',
  secretHelp: 'It stays in this browser: the server is sent a signature, not the secret.',
  byProvider: (name: string) => `Sign in with ${name}`,
  submit: 'Sign in',
  working: 'Signing in',
  missing: 'Please fill this in.',
  errors: {
    signInRefused: 'The key or its secret is not right.',
    longTermKeyNeeded: 'Only long-term keys sign in, not sessions.',
    tooManyFailures: 'Too many failed tries. Wait a few minutes, then try again.',
    providerUnreachable:
      'The identity provider cannot be reached. The operator finds why in the log.',
    providerRefused: 'The identity provider did not sign you in, or it took too long. Try again.',
    noRole: 'You are known to the identity provider, but no role here is yours.',
    signInNeeded: 'The sign-in has ended. Load the page again to sign in.',
    unreachable: 'The server cannot be reached.',
    linkUsed: 'This link was used before, or its time is up. Sign in with a key.',
    unknown: 'The sign-in failed.',
  },
};
