export const detector = (more: object) => ({
  Type: 'AWS::GuardDuty::Detector',
  Properties: { Enable: true, ...more },
});
export const role = (more: object) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          ...{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' } },
          Action: 'sts:AssumeRole',
        },
      ],
    },
    ...more,
  },
});
const document = (Action: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource: '*' }],
});
const filter = (Name: string) => ({
  Type: 'AWS::GuardDuty::Filter',
  Properties: {
    ...{ DetectorId: { Ref: 'Detector' }, Name },
    FindingCriteria: { Criterion: { severity: { Gte: 4 } } },
  },
});

/** Three of one stack: the second is another than the first all over, the third fails. */
export function template(version: number): string {
  const Role = role({
    ManagedPolicyArns: [{ Ref: 'Managed' }],
    ...(version === 1 && { RoleName: 'Named' }),
  });
  const Resources = {
    Detector: detector({ FindingPublishingFrequency: version === 1 ? 'ONE_HOUR' : 'SIX_HOURS' }),
    Filter: filter(version === 1 ? 'first' : 'second'),
    ...(version !== 1 && { Other: filter('other') }),
    Managed: {
      Type: 'AWS::IAM::ManagedPolicy',
      Properties: { PolicyDocument: document(version === 1 ? 'iam:Get*' : 'iam:List*') },
    },
    Role,
    Profile: { Type: 'AWS::IAM::InstanceProfile', Properties: { Roles: [{ Ref: 'Role' }] } },
    Bucket: { Type: 'AWS::S3::Bucket', Properties: {} },
    Unit: {
      Type: 'AWS::Organizations::OrganizationalUnit',
      Properties: { Name: version === 1 ? 'Workloads' : 'Sandbox', ParentId: { Ref: 'RootId' } },
    },
    Function: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        ...{ Role: { 'Fn::GetAtt': ['Role', 'Arn'] }, Runtime: 'nodejs20.x' },
        ...{ Handler: 'index.handler', Code: { ZipFile: `exports.handler = () => ${version};` } },
      },
    },
    ...(version === 3 && {
      Fails: {
        Type: 'AWS::IAM::Policy',
        DependsOn: ['Function', 'Profile', 'Other', 'Unit', 'Bucket'],
        Properties: { Roles: ['nobody'], PolicyName: 'p', PolicyDocument: document('*') },
      },
    }),
  };
  return JSON.stringify({ Parameters: { RootId: { Type: 'String' } }, Resources });
}
