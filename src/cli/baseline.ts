import { Command } from 'commander';
import { baselineDeployCommand } from './baseline-deploy.ts';
import { baselineLintCommand } from './baseline-lint.ts';
import { baselineMigrateCommand } from './baseline-migrate.ts';
import { baselineRenderCommand } from './baseline-render.ts';
import { baselineSimulateCommand } from './baseline-simulate.ts';
import { baselineVerifyCommand } from './baseline-verify.ts';

/** `vedette baseline`: GuardDuty on every account, and what keeps it so. */
export function baselineCommand(): Command {
  return new Command('baseline')
    .description('guard rails that keep GuardDuty on in every account')
    .enablePositionalOptions()
    .addCommand(baselineLintCommand())
    .addCommand(baselineSimulateCommand())
    .addCommand(baselineRenderCommand())
    .addCommand(baselineDeployCommand())
    .addCommand(baselineMigrateCommand())
    .addCommand(baselineVerifyCommand());
}
