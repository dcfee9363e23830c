// Every resource of GuardDuty through the SDK for Go: made, read, listed page by page, changed and
// ended, as far as this SDK knows them. What cannot be read as the SDK's types ends the walk. Prints,
// as JSON, the operations that answered, and how refusals arrived.
//
// Endpoint and accounts come as JSON in VEDETTE_WALK, as every_resource.py has them.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"reflect"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/credentials"
	gd "github.com/aws/aws-sdk-go-v2/service/guardduty"
	"github.com/aws/aws-sdk-go-v2/service/guardduty/types"
	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"
)

type account struct{ Id, Email, Key, Secret, Token string }

var (
	ctx  = context.Background()
	walk struct {
		Endpoint                                                string
		Administrator, Member, Management, Delegate, Subsidiary account
	}
	answered = map[string]int{}
)

func client(who account) *gd.Client {
	endpoint := func(service, region string, options ...interface{}) (aws.Endpoint, error) {
		return aws.Endpoint{URL: walk.Endpoint, SigningRegion: "us-east-1"}, nil
	}
	return gd.NewFromConfig(aws.Config{
		Region:                      "us-east-1",
		Credentials:                 credentials.NewStaticCredentialsProvider(who.Key, who.Secret, who.Token),
		EndpointResolverWithOptions: aws.EndpointResolverWithOptionsFunc(endpoint),
		APIOptions:                  []func(*middleware.Stack) error{count},
	})
}

// count notes each operation whose answer became the SDK's own type.
func count(stack *middleware.Stack) error {
	note := func(ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler) (
		middleware.InitializeOutput, middleware.Metadata, error) {
		out, metadata, err := next.HandleInitialize(ctx, in)
		if err == nil {
			answered[awsmiddleware.GetOperationName(ctx)]++
		}
		return out, metadata, err
	}
	return stack.Initialize.Add(middleware.InitializeMiddlewareFunc("count", note), middleware.After)
}

func ask[I, O any](call func(context.Context, *I, ...func(*gd.Options)) (*O, error), input I) *O {
	output, err := call(ctx, &input)
	insist(err == nil, fmt.Sprintf("%T: %v", input, err))
	return output
}

func insist(holds bool, what string) {
	if !holds {
		fmt.Fprintln(os.Stderr, what)
		os.Exit(1)
	}
}

// until asks again, as often as an answer that takes a second needs.
func until(what string, holds func() bool) {
	for tries := 0; !holds(); tries++ {
		insist(tries < 2000, "never: "+what)
	}
}

// pages takes all items that a paginator of the SDK comes to, whose pages have them in one member.
func pages[O any](paginator interface {
	HasMorePages() bool
	NextPage(context.Context, ...func(*gd.Options)) (*O, error)
}, member string) int {
	items := 0
	for paginator.HasMorePages() {
		page, err := paginator.NextPage(ctx)
		insist(err == nil, fmt.Sprint(member, ": ", err))
		items += reflect.ValueOf(page).Elem().FieldByName(member).Len()
	}
	return items
}

func findings(c *gd.Client, own *string) {
	ask(c.CreateSampleFindings, gd.CreateSampleFindingsInput{DetectorId: own})
	list := &gd.ListFindingsInput{DetectorId: own, MaxResults: 7}
	total := pages[gd.ListFindingsOutput](gd.NewListFindingsPaginator(c, list), "FindingIds")
	insist(total > 100, fmt.Sprint(total, " findings"))
	severe := map[string]types.Condition{
		"severity":         {GreaterThanOrEqual: 7},
		"service.archived": {Equals: []string{"false"}},
	}
	sort := &types.SortCriteria{AttributeName: aws.String("severity"), OrderBy: types.OrderByDesc}
	criteria := &types.FindingCriteria{Criterion: severe}
	some := ask(c.ListFindings, gd.ListFindingsInput{DetectorId: own, FindingCriteria: criteria, SortCriteria: sort})
	got := ask(c.GetFindings, gd.GetFindingsInput{DetectorId: own, FindingIds: some.FindingIds, SortCriteria: sort})
	insist(len(got.Findings) == len(some.FindingIds), "not all findings were read")
	for _, finding := range got.Findings {
		insist(finding.Severity >= 7 && !finding.Service.Archived, *finding.Id+" does not meet the criteria")
	}
	two := some.FindingIds[:2]
	ask(c.ArchiveFindings, gd.ArchiveFindingsInput{DetectorId: own, FindingIds: two})
	ask(c.UnarchiveFindings, gd.UnarchiveFindingsInput{DetectorId: own, FindingIds: two})
	ask(c.UpdateFindingsFeedback, gd.UpdateFindingsFeedbackInput{
		DetectorId: own, FindingIds: two, Feedback: types.FeedbackUseful})
	ask(c.GetFindingsStatistics, gd.GetFindingsStatisticsInput{
		DetectorId: own, FindingStatisticTypes: []types.FindingStatisticType{types.FindingStatisticTypeCountBySeverity}})

	for _, name := range []string{"one", "two", "three"} {
		ask(c.CreateFilter, gd.CreateFilterInput{DetectorId: own, Name: aws.String(name), FindingCriteria: criteria})
	}
	filters := gd.NewListFiltersPaginator(c, &gd.ListFiltersInput{DetectorId: own, MaxResults: 2})
	insist(pages[gd.ListFiltersOutput](filters, "FilterNames") == 3, "not three filters")
	one := aws.String("one")
	ask(c.UpdateFilter, gd.UpdateFilterInput{DetectorId: own, FilterName: one, Action: types.FilterActionArchive})
	read := ask(c.GetFilter, gd.GetFilterInput{DetectorId: own, FilterName: one})
	insist(read.FindingCriteria.Criterion["severity"].GreaterThanOrEqual == 7, "not the filter's criteria")
	ask(c.DeleteFilter, gd.DeleteFilterInput{DetectorId: own, FilterName: one})
}

func lists(c *gd.Client, own *string) {
	location := aws.String("https://s3.amazonaws.com/lists/addresses.txt")
	name := aws.String("addresses")
	trusted := ask(c.CreateIPSet, gd.CreateIPSetInput{
		DetectorId: own, Name: name, Format: types.IpSetFormatTxt, Location: location, Activate: true})
	set := gd.NewListIPSetsPaginator(c, &gd.ListIPSetsInput{DetectorId: own})
	insist(pages[gd.ListIPSetsOutput](set, "IpSetIds") == 1, "not one IP set")
	until("the IP set is in use", func() bool {
		set := ask(c.GetIPSet, gd.GetIPSetInput{DetectorId: own, IpSetId: trusted.IpSetId})
		return set.Status == types.IpSetStatusActive
	})
	ask(c.UpdateIPSet, gd.UpdateIPSetInput{DetectorId: own, IpSetId: trusted.IpSetId, Name: aws.String("new")})
	ask(c.DeleteIPSet, gd.DeleteIPSetInput{DetectorId: own, IpSetId: trusted.IpSetId})
	threat := ask(c.CreateThreatIntelSet, gd.CreateThreatIntelSetInput{
		DetectorId: own, Name: name, Format: types.ThreatIntelSetFormatTxt, Location: location, Activate: true})
	sets := gd.NewListThreatIntelSetsPaginator(c, &gd.ListThreatIntelSetsInput{DetectorId: own})
	insist(pages[gd.ListThreatIntelSetsOutput](sets, "ThreatIntelSetIds") == 1, "not one threat list")
	id := threat.ThreatIntelSetId
	until("the threat list is in use", func() bool {
		set := ask(c.GetThreatIntelSet, gd.GetThreatIntelSetInput{DetectorId: own, ThreatIntelSetId: id})
		return set.Status == types.ThreatIntelSetStatusActive
	})
	ask(c.UpdateThreatIntelSet, gd.UpdateThreatIntelSetInput{DetectorId: own, ThreatIntelSetId: id, Name: aws.String("new")})
	ask(c.DeleteThreatIntelSet, gd.DeleteThreatIntelSetInput{DetectorId: own, ThreatIntelSetId: id})
}

func destination(c *gd.Client, own *string) {
	properties := &types.DestinationProperties{
		DestinationArn: aws.String("arn:aws:s3:::exports"),
		KmsKeyArn:      aws.String("arn:aws:kms:us-east-1:111122223333:key/84cee9c5-dea1-401a-ab6d-e1de70000000"),
	}
	made := ask(c.CreatePublishingDestination, gd.CreatePublishingDestinationInput{
		DetectorId: own, DestinationType: types.DestinationTypeS3, DestinationProperties: properties})
	all := gd.NewListPublishingDestinationsPaginator(c, &gd.ListPublishingDestinationsInput{DetectorId: own})
	insist(pages[gd.ListPublishingDestinationsOutput](all, "Destinations") == 1, "not one destination")
	id := made.DestinationId
	ask(c.DescribePublishingDestination, gd.DescribePublishingDestinationInput{DetectorId: own, DestinationId: id})
	ask(c.UpdatePublishingDestination, gd.UpdatePublishingDestinationInput{
		DetectorId: own, DestinationId: id, DestinationProperties: properties})
	ask(c.DeletePublishingDestination, gd.DeletePublishingDestinationInput{DetectorId: own, DestinationId: id})
}

func settings(c *gd.Client, own *string) {
	ask(c.UpdateDetector, gd.UpdateDetectorInput{
		DetectorId: own, FindingPublishingFrequency: types.FindingPublishingFrequencyOneHour})
	detector := ask(c.GetDetector, gd.GetDetectorInput{DetectorId: own})
	insist(detector.FindingPublishingFrequency == types.FindingPublishingFrequencyOneHour, "another frequency")
	arn := aws.String("arn:aws:guardduty:us-east-1:" + walk.Administrator.Id + ":detector/" + *own)
	ask(c.TagResource, gd.TagResourceInput{ResourceArn: arn, Tags: map[string]string{"team": "red"}})
	tags := ask(c.ListTagsForResource, gd.ListTagsForResourceInput{ResourceArn: arn})
	insist(tags.Tags["team"] == "red", "not the tag")
	ask(c.UntagResource, gd.UntagResourceInput{ResourceArn: arn, TagKeys: []string{"team"}})
	ask(c.UpdateMalwareScanSettings, gd.UpdateMalwareScanSettingsInput{
		DetectorId: own, EbsSnapshotPreservation: types.EbsSnapshotPreservationRetentionWithFinding})
	scans := ask(c.GetMalwareScanSettings, gd.GetMalwareScanSettingsInput{DetectorId: own})
	insist(scans.EbsSnapshotPreservation == types.EbsSnapshotPreservationRetentionWithFinding, "not retained")
	done := gd.NewDescribeMalwareScansPaginator(c, &gd.DescribeMalwareScansInput{DetectorId: own})
	pages[gd.DescribeMalwareScansOutput](done, "Scans")
}

func invitation(c, member *gd.Client, own *string) {
	accounts := []string{walk.Member.Id}
	theirs := ask(member.CreateDetector, gd.CreateDetectorInput{Enable: true}).DetectorId
	invite := func() *string {
		detail := types.AccountDetail{AccountId: &accounts[0], Email: &walk.Member.Email}
		ask(c.CreateMembers, gd.CreateMembersInput{DetectorId: own, AccountDetails: []types.AccountDetail{detail}})
		ask(c.InviteMembers, gd.InviteMembersInput{DetectorId: own, AccountIds: accounts, DisableEmailNotification: true})
		ask(member.GetInvitationsCount, gd.GetInvitationsCountInput{})
		all := gd.NewListInvitationsPaginator(member, &gd.ListInvitationsInput{})
		insist(pages[gd.ListInvitationsOutput](all, "Invitations") == 1, "not one invitation")
		return ask(member.ListInvitations, gd.ListInvitationsInput{}).Invitations[0].InvitationId
	}
	inviter := []string{walk.Administrator.Id}
	invite()
	ask(member.DeclineInvitations, gd.DeclineInvitationsInput{AccountIds: inviter})
	ask(member.DeleteInvitations, gd.DeleteInvitationsInput{AccountIds: inviter})
	ask(member.AcceptInvitation, gd.AcceptInvitationInput{DetectorId: theirs, MasterId: &inviter[0], InvitationId: invite()})
	ask(member.GetMasterAccount, gd.GetMasterAccountInput{DetectorId: theirs})
	ask(c.GetMembers, gd.GetMembersInput{DetectorId: own, AccountIds: accounts})
	ask(c.GetMemberDetectors, gd.GetMemberDetectorsInput{DetectorId: own, AccountIds: accounts})
	ask(c.UpdateMemberDetectors, gd.UpdateMemberDetectorsInput{DetectorId: own, AccountIds: accounts,
		DataSources: &types.DataSourceConfigurations{S3Logs: &types.S3LogsConfiguration{Enable: false}}})
	ask(c.GetRemainingFreeTrialDays, gd.GetRemainingFreeTrialDaysInput{DetectorId: own, AccountIds: accounts})
	ask(c.StopMonitoringMembers, gd.StopMonitoringMembersInput{DetectorId: own, AccountIds: accounts})
	ask(c.StartMonitoringMembers, gd.StartMonitoringMembersInput{DetectorId: own, AccountIds: accounts})
	ask(member.DisassociateFromMasterAccount, gd.DisassociateFromMasterAccountInput{DetectorId: theirs})
	ask(member.AcceptAdministratorInvitation, gd.AcceptAdministratorInvitationInput{
		DetectorId: theirs, AdministratorId: &inviter[0], InvitationId: invite()})
	inviting := ask(member.GetAdministratorAccount, gd.GetAdministratorAccountInput{DetectorId: theirs})
	insist(*inviting.Administrator.RelationshipStatus == "Enabled", "not enabled")
	members := gd.NewListMembersPaginator(c, &gd.ListMembersInput{DetectorId: own})
	insist(pages[gd.ListMembersOutput](members, "Members") == 1, "not one member")
	ask(member.DisassociateFromAdministratorAccount, gd.DisassociateFromAdministratorAccountInput{DetectorId: theirs})
	ask(c.DisassociateMembers, gd.DisassociateMembersInput{DetectorId: own, AccountIds: accounts})
	ask(c.DeleteMembers, gd.DeleteMembersInput{DetectorId: own, AccountIds: accounts})
	ask(member.DeleteDetector, gd.DeleteDetectorInput{DetectorId: theirs})
}

func organization(management, delegate *gd.Client) {
	own := ask(delegate.CreateDetector, gd.CreateDetectorInput{Enable: true}).DetectorId
	id := &walk.Delegate.Id
	ask(management.EnableOrganizationAdminAccount, gd.EnableOrganizationAdminAccountInput{AdminAccountId: id})
	all := gd.NewListOrganizationAdminAccountsPaginator(management, &gd.ListOrganizationAdminAccountsInput{})
	insist(pages[gd.ListOrganizationAdminAccountsOutput](all, "AdminAccounts") == 1, "not one administrator")
	detail := types.AccountDetail{AccountId: &walk.Subsidiary.Id, Email: &walk.Subsidiary.Email}
	ask(delegate.CreateMembers, gd.CreateMembersInput{DetectorId: own, AccountDetails: []types.AccountDetail{detail}})
	ask(delegate.UpdateOrganizationConfiguration, gd.UpdateOrganizationConfigurationInput{DetectorId: own, AutoEnable: true})
	configured := ask(delegate.DescribeOrganizationConfiguration, gd.DescribeOrganizationConfigurationInput{DetectorId: own})
	insist(configured.AutoEnable, "not enabled by itself")
	usage := gd.NewGetUsageStatisticsPaginator(delegate, &gd.GetUsageStatisticsInput{
		DetectorId: own, UsageStatisticType: types.UsageStatisticTypeSumByAccount,
		UsageCriteria: &types.UsageCriteria{DataSources: []types.DataSource{types.DataSourceCloudTrail}}})
	_, err := usage.NextPage(ctx)
	insist(err == nil, fmt.Sprint("usage: ", err))
	ask(management.DisableOrganizationAdminAccount, gd.DisableOrganizationAdminAccountInput{AdminAccountId: id})
	ask(delegate.DeleteDetector, gd.DeleteDetectorInput{DetectorId: own})
}

// refusal says what a call comes to that GuardDuty refuses. This SDK takes the type in the body for
// the class of the error, and AWS has another one there than in the header.
func refusal(c *gd.Client) string {
	_, err := c.GetDetector(ctx, &gd.GetDetectorInput{DetectorId: aws.String("12abc34d567e8fa901bc2d34e56789f0")})
	var refused smithy.APIError
	insist(errors.As(err, &refused), fmt.Sprintf("no refusal: %v", err))
	return refused.ErrorCode() + ": " + refused.ErrorMessage()
}

func main() {
	insist(json.Unmarshal([]byte(os.Getenv("VEDETTE_WALK")), &walk) == nil, "VEDETTE_WALK cannot be read")
	administrator := client(walk.Administrator)
	own := ask(administrator.CreateDetector, gd.CreateDetectorInput{Enable: true}).DetectorId
	detectors := gd.NewListDetectorsPaginator(administrator, &gd.ListDetectorsInput{})
	insist(pages[gd.ListDetectorsOutput](detectors, "DetectorIds") == 1, "not one detector")
	settings(administrator, own)
	findings(administrator, own)
	lists(administrator, own)
	destination(administrator, own)
	invitation(administrator, client(walk.Member), own)
	organization(client(walk.Management), client(walk.Delegate))
	refused := refusal(administrator)
	ask(administrator.DeleteDetector, gd.DeleteDetectorInput{DetectorId: own})
	left := []string{}
	kind := reflect.TypeOf(administrator)
	for at := 0; at < kind.NumMethod(); at++ {
		if name := kind.Method(at).Name; answered[name] == 0 {
			left = append(left, name)
		}
	}
	report := map[string]interface{}{"answered": len(answered), "left": left, "refused": refused}
	json.NewEncoder(os.Stdout).Encode(report)
}
