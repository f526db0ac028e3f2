using System.Text.Json.Nodes;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;
using FhirSafety.Tests.Support;
using Hl7.Fhir.Model;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Baclofen;

/// <summary>The way up that is offered beside a lower start: to whom, how far, and that taking it ends the matter.</summary>
public sealed class TitrationTests
{
    private const string Id = "dose-start-high";

    private static readonly PatientSnapshot Healthy = APatient().Aged(50).WithEgfr(100);

    [Theory]
    [InlineData(100, 16, "15*")] // no tablets make 16, and 15 is the start
    [InlineData(100, 20, "15* up-15-20")]
    [InlineData(100, 30, "15* up-15-30")]
    [InlineData(100, 60, "15* up-15-30-45-60")]
    [InlineData(100, 80, "15* up-15-30-45-60")] // the label's plan ends there
    [InlineData(89.9, 60, "15* up-15-30-45-50")] // G2 has a ceiling of 50
    [InlineData(60, 50, "15* up-15-30-45-50")]
    [InlineData(59.9, 60, "7.5*")]
    public void It_leads_by_steps_of_the_label_to_the_dose_ordered_and_no_further_than_the_kidneys_allow(double egfr, double mg, string acts) =>
        Assert.Equal(acts, Start((decimal)mg).For(APatient().Aged(50).WithEgfr((decimal)egfr)).Acts(Id));

    [Theory]
    [InlineData("40", "15* up-15-30-40")]
    [InlineData("70", "15* up-15-30-45-60")]
    public void Nor_further_than_the_maximum_of_the_site(string maximum, string acts) =>
        Assert.Equal(acts, (Start(60).For(Healthy) with { Drug = Load(("dose:maxDaily:adult", maximum)) }).Acts(Id));

    [Theory]
    [InlineData(64, "15* up-15-30")]
    [InlineData(65, "10*")]
    public void From_the_older_age_on_there_is_none(int age, string acts) =>
        Assert.Equal(acts, Start(30).For(Healthy.Aged(age)).Acts(Id));

    [Fact]
    public void None_for_who_may_be_taking_it_starts_lower_or_has_no_number_that_counts()
    {
        foreach (Call call in (Call[])
        [
            Start(30).For(APatient().Aged(50)), // no eGFR
            Start(30).For(APatient().Aged(50).WithEgfr(100, 400)), // of long ago
            Start(30).For(Healthy with { BirthDate = new Known<BirthDate>.Missing(MissingReason.NotSupplied) }),
            Start(30).For(Healthy with { Running = Records.Unknown<DrugOrder>(MissingReason.ReadFailed) }),
            (Start(30) with { Replaces = ["MedicationRequest/earlier"] }).For(Healthy),
            Start(30).For(Healthy.And(Condition("epilepsy-seizure", "epilepsy", 900))),
            Start(30).For(APatient().Aged(50).WithEgfr(100, 3).And(Condition("acute-kidney-injury", "aki", 2))),
            (Start(30) with { Dose = ((DailyDose.Oral)Oral(30)) with { AsNeeded = true } }).For(Healthy),
            (Start(30) with { Instructed = ["noAlcohol"] }).For(Healthy),
            (Start(30) with { SupplyDays = 7 }).For(Healthy),
            (Start(30) with { Source = null }).For(Healthy),
            Start(30).For(Healthy) with { Drafts = [Start(30), Step(10, 100, 120, "later")] },
        ])
        {
            Assert.DoesNotContain("up-", call.Acts(Id), StringComparison.Ordinal);
        }

        Assert.Contains("up-", (Start(30) with { SupplyDays = 8 }).For(Healthy).Acts(Id), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_step_is_a_valid_draft_of_its_own_days_in_place_of_the_one_order()
    {
        Suggestion suggestion = Drafts.Suggest(Offered(Start(60).For(Healthy)))!;

        Assert.Equal("Start low and raise: 15, 30, 45, 60 mg/day, a step every 3 days", suggestion.Label);
        Assert.False(suggestion.IsRecommended);
        Assert.Equal(
            ["Day 1-3: 15 mg/day (5-5-5)", "Day 4-6: 30 mg/day (10-10-10)", "Day 7-9: 45 mg/day (15-15-15)", "From day 10: 60 mg/day (20-20-20), to stay"],
            suggestion.Actions.SkipLast(1).Select(action => action.Description));
        Assert.Equal(DraftId, Assert.IsType<SuggestedAction.Delete>(suggestion.Actions[^1]).ResourceId);
        JsonNode[] steps = [.. suggestion.Actions.OfType<SuggestedAction.Create>().Select(create => create.Resource)];
        Assert.Equal(
            ["2026-11-22 2026-11-24", "2026-11-25 2026-11-27", "2026-11-28 2026-11-30", "2026-12-01 "],
            steps.Select(step => step["dosageInstruction"]![0]!["timing"]!["repeat"]!["boundsPeriod"]!).Select(bounds => $"{bounds["start"]} {bounds["end"]}"));
        Assert.Equal(["dose-start-high|G1|15", "dose-start-high|G1|30", "dose-start-high|G1|45", "dose-start-high|G1|60"], steps.Select(step => (string?)step["extension"]![0]!["valueString"]));
        Assert.All(steps, step => Assert.Equal(
            MedicationRequest.MedicationrequestStatus.Draft,
            Assert.IsType<MedicationRequest>(System.Text.Json.JsonSerializer.Deserialize<Resource>(step.ToJsonString(), Cards.DoseUpdateTests.Strict)).Status));
        Assert.Single(steps.Select(step => (string?)step["groupIdentifier"]!["value"]).Distinct(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(100, 60)]
    [InlineData(100, 80)]
    [InlineData(70, 60)]
    public void Once_taken_it_brings_no_warning_and_is_not_offered_again(double egfr, double mg)
    {
        Call call = Start((decimal)mg).For(APatient().Aged(50).WithEgfr((decimal)egfr));
        Call after = call.Accepting(Offered(call));

        Assert.Equal(4, after.Drafts.Length);
        Assert.DoesNotContain(after.Judge(), judgement => judgement.Verdict is Verdict.Found { Indicator: > Indicator.Info });
        Assert.DoesNotContain(after.Judge().Select(judgement => judgement.Verdict).OfType<Verdict.Found>().SelectMany(found => found.Acts), act => act is Act.Titration);
    }

    [Fact]
    public void Steps_that_are_ordered_one_by_one_are_judged_as_a_titration()
    {
        Call Ordering(params DrugOrder[] steps) => new(Healthy, [.. steps]);
        string Says(Call call, string id) => string.Join(' ', call.Judge().Where(judgement => judgement.Precaution.Id == id)
            .Select(judgement => judgement.Verdict is Verdict.Found found ? found.Indicator.ToString() : "-"));

        Call allowed = Ordering(Step(15, 1, 3, "a"), Step(30, 4, 6, "b"), Step(45, 7, null, "c"));
        Assert.Equal("- - -", Says(allowed, Id));
        Assert.Equal("- - -", Says(allowed, "dose-escalation-fast"));
        Assert.Equal("Warning Warning", Says(Ordering(Step(16, 1, 3, "a"), Step(30, 4, null, "b")), Id)); // the first step is the start
        Assert.Equal("- Warning", Says(Ordering(Step(15, 1, 3, "a"), Step(32.5m, 4, null, "b")), "dose-escalation-fast"));
        Assert.Equal("- Warning", Says(Ordering(Step(15, 1, 2, "a"), Step(30, 3, null, "b")), "dose-escalation-fast"));
        Assert.Equal("- Warning", Says(Ordering(Step(15, 1, 3, "a"), Step(30, 5, null, "b")), Id)); // a day between: a start of its own
        Assert.Equal("Critical Critical", Says(Ordering(Step(5, 1, 3, "a"), Step(10, 4, null, "b")) with { Patient = APatient().Aged(50).WithEgfr(20) }, "renal-severe"));
        Assert.Equal("Info Warning", Says(Ordering(Step(5, 1, 3, "a"), Step(20, 4, null, "b")) with { Patient = APatient().Aged(50).WithEgfr(40) }, "renal-moderate").Replace("Critical", "Warning", StringComparison.Ordinal));
    }

    private static DrugOrder Start(decimal mg) => Order(mg) with { Instructed = [] };

    private static Act.Titration Offered(Call call) => Assert.Single(call.Found(Id).Acts.OfType<Act.Titration>());
}
