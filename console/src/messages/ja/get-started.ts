import type { Messages } from '../messages.ts';

export const getStarted: Messages['getStarted'] = {
  title: 'GuardDuty の開始方法',
  what:
    'GuardDuty はエージェントなしでこのアカウントのログを読み、攻撃と見られるものを検出結果として' +
    '示します。使用するリージョンごとに有効にしてください。',
  enableTitle: 'GuardDuty を有効にする',
  enableHelp: (account, region) =>
    `アカウント ${account} の ${region} で GuardDuty を有効にします。追加のログが必要な検出は、` +
    '「保護プラン」で有効にします。',
  enable: 'GuardDuty を有効にする',
  enabled: 'GuardDuty が有効になりました。',
  thenAccept: (count) =>
    `このアカウントへの招待が ${count} 件あります。GuardDuty を有効にしてから承認してください。`,
  steps: [
    'ここで GuardDuty を有効にする',
    'ログを Vedette に送る',
    '招待によりアカウントを追加する',
  ],
  stepsTitle: 'はじめに',
};
