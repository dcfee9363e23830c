export const getStarted = {
  title: 'Get started with GuardDuty',
  what:
    'GuardDuty reads the logs of this account, without agents, and turns what looks like an ' +
    'attack into findings. Enable it in each Region that you use.',
  enableTitle: 'Enable GuardDuty',
  enableHelp: (account: string, region: string) =>
    `GuardDuty will be enabled for account ${account} in ${region}. Detection that needs more ` +
    'logs is switched on under Protection plans.',
  enable: 'Enable GuardDuty',
  enabled: 'GuardDuty is enabled.',
  thenAccept: (count: number) =>
    count === 1
      ? 'There is an invitation for this account. Enable GuardDuty first, then accept it.'
      : `There are ${count} invitations for this account. Enable GuardDuty first, then accept one.`,
  steps: ['Enable GuardDuty here', 'Send logs to Vedette', 'Add accounts by invitation'],
  stepsTitle: 'How to begin',
};
