import type { RuleAssociation, RuleConfiguration } from '../../domain/rule-association.ts';
import type { DetectionRuleStore } from '../protection-store.ts';
import type { Session } from './session.ts';

export function detectionRuleStore(session: Session): DetectionRuleStore {
  return { ...associations(session), ...configurations(session) };
}

type ConfigurationMethods = 'configurations' | 'putConfiguration' | 'deleteConfiguration';

function associations({ db }: Session): Omit<DetectionRuleStore, ConfigurationMethods> {
  const all = () => db.selectFrom('rule_associations').select('body').orderBy('rule_id');
  const ofAccount = (accountId: string, region: string) =>
    all().where('account_id', '=', accountId).where('region', '=', region);
  return {
    async association(accountId, region, ruleId) {
      const found = ofAccount(accountId, region).where('rule_id', '=', ruleId);
      const row = await found.executeTakeFirst();
      return row && toAssociation(row);
    },
    async associations(accountId, region) {
      return (await ofAccount(accountId, region).execute()).map(toAssociation);
    },
    async putAssociation(association) {
      const { accountId, region, ruleId, administratorId } = association;
      const row = {
        account_id: accountId,
        region,
        rule_id: ruleId,
        made_by: administratorId ?? null,
        body: JSON.stringify(association),
      };
      await db
        .insertInto('rule_associations')
        .values(row)
        .onConflict((conflict) =>
          conflict.columns(['account_id', 'region', 'rule_id']).doUpdateSet(row),
        )
        .execute();
    },
    async deleteAssociation(accountId, region, ruleId) {
      await db
        .deleteFrom('rule_associations')
        .where('account_id', '=', accountId)
        .where('region', '=', region)
        .where('rule_id', '=', ruleId)
        .execute();
    },
    async associationsMadeBy(administratorId, region, ruleId) {
      const rows = await all()
        .where('made_by', '=', administratorId)
        .where('region', '=', region)
        .where('rule_id', '=', ruleId)
        .orderBy('account_id')
        .execute();
      return rows.map(toAssociation);
    },
  };
}

function configurations({ db }: Session): Pick<DetectionRuleStore, ConfigurationMethods> {
  return {
    async configurations(accountId, region) {
      const rows = await db
        .selectFrom('rule_configurations')
        .select('body')
        .where('account_id', '=', accountId)
        .where('region', '=', region)
        .orderBy('rule_id')
        .orderBy('mode')
        .execute();
      return rows.map((row) => JSON.parse(row.body) as RuleConfiguration);
    },
    async putConfiguration(configuration) {
      const { accountId, region, ruleId, mode } = configuration;
      const body = JSON.stringify(configuration);
      const row = { account_id: accountId, region, rule_id: ruleId, mode, body };
      await db
        .insertInto('rule_configurations')
        .values(row)
        .onConflict((conflict) =>
          conflict.columns(['account_id', 'region', 'rule_id', 'mode']).doUpdateSet(row),
        )
        .execute();
    },
    async deleteConfiguration(accountId, region, ruleId, mode) {
      await db
        .deleteFrom('rule_configurations')
        .where('account_id', '=', accountId)
        .where('region', '=', region)
        .where('rule_id', '=', ruleId)
        .where('mode', '=', mode)
        .execute();
    },
  };
}

function toAssociation({ body }: { body: string }): RuleAssociation {
  return JSON.parse(body) as RuleAssociation;
}
