import type { Messages } from '../messages.ts';

export const signIn: Messages['signIn'] = {
  title: 'Vedette にサインイン',
  help: 'ユーザー、またはアカウントの root のアクセスキーを使います。',
  accessKeyId: 'アクセスキー ID',
  secret: 'シークレットアクセスキー',
  secretHelp: 'シークレットはこのブラウザーから出ません。サーバーには署名だけを送ります。',
  byProvider: (name) => `${name} でサインイン`,
  submit: 'サインイン',
  working: 'サインインしています',
  missing: '入力してください。',
  errors: {
    signInRefused: 'キーまたはシークレットが正しくありません。',
    longTermKeyNeeded: 'サインインできるのは長期キーだけです。一時的な認証情報は使えません。',
    tooManyFailures: '失敗が多すぎます。数分待ってから再試行してください。',
    providerUnreachable: 'ID プロバイダーに接続できません。原因はサーバーのログにあります。',
    providerRefused:
      'ID プロバイダーでサインインできなかったか、時間切れです。もう一度お試しください。',
    noRole: 'ID プロバイダーでは確認できましたが、ここで使えるロールがありません。',
    signInNeeded:
      'サインインの有効期限が切れました。ページを再読み込みしてサインインしてください。',
    unreachable: 'サーバーに接続できません。',
    linkUsed: 'このリンクは使用済みか、期限切れです。キーでサインインしてください。',
    unknown: 'サインインできませんでした。',
  },
};
