import type { OperationTable } from '../define.ts';
import { describeRegions } from './describe-regions.ts';
import type { Ec2Operations } from './operation-types.ts';

export const ec2Table: OperationTable<Ec2Operations> = { DescribeRegions: describeRegions };
