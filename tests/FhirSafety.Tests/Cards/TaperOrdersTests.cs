using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;
using FhirSafety.Tests.Support;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using static FhirSafety.Tests.Support.Drafts;

namespace FhirSafety.Tests.Cards;

/// <summary>What an EHR gets when a taper is accepted.</summary>
public sealed class TaperOrdersTests
{
    private const string Running = "MedicationRequest/running";

    private static readonly JsonSerializerOptions Strict = new JsonSerializerOptions().ForFhir(ModelInfo.ModelInspector);

    [Fact]
    public void The_unchanged_draft_goes_and_each_step_is_a_draft_of_its_own_with_its_days()
    {
        Suggestion suggestion = Suggest(Taper())!;
        Assert.Equal("Taper 30 to 10 mg/day over 6 days", suggestion.Label);
        Assert.Equal(Orders.DraftId, Assert.IsType<SuggestedAction.Delete>(suggestion.Actions[^1]).ResourceId);
        Assert.Equal(["Day 1-3: 25 mg/day (7.5-7.5-10)", "Day 4-6: 20 mg/day (5-7.5-7.5)", "From day 7: 10 mg/day (5-5), to stay", "Add the taper as a care plan"], suggestion.Actions.SkipLast(1).Select(action => action.Description));
        Assert.Equal(["2026-11-22 2026-11-24", "2026-11-25 2026-11-27", "2026-11-28 "], Steps(suggestion).Select(step =>
        {
            Period bounds = Assert.IsType<Period>(Assert.Single(step.DosageInstruction.Select(dosage => dosage.Timing!.Repeat!.Bounds).Distinct(Same)));
            return $"{bounds.Start} {bounds.End}";
        }));
    }

    [Fact]
    public void Every_resource_is_valid_FHIR_with_a_fresh_id()
    {
        Resource[] resources = [.. Resources(Suggest(Taper())!)];
        Assert.All(resources, resource => Assert.True(Guid.TryParse(resource.Id, out _)));
        Assert.Equal(4, resources.Select(resource => resource.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.DoesNotContain(Resources(Suggest(Taper())!), again => resources.Any(resource => resource.Id == again.Id));
    }

    [Fact]
    public void Every_step_names_the_running_order_and_its_own_dose_in_our_mark()
    {
        MedicationRequest[] steps = [.. Steps(Suggest(Taper())!)];
        Assert.All(steps, step =>
        {
            Assert.Equal(MedicationRequest.MedicationrequestStatus.Draft, step.Status);
            Assert.Equal(MedicationRequest.MedicationRequestIntent.Order, step.Intent);
            Assert.Equal(Running, step.PriorPrescription!.Reference);
            Assert.Equal("Patient/1", step.Subject!.Reference);
            Assert.Equal("Encounter/e1", step.Encounter!.Reference);
            Assert.Equal("2026-11-22", step.AuthoredOn);
            Assert.Equal("197392", Assert.IsType<CodeableConcept>(step.Medication).Coding[0].Code);
            Assert.All(step.DosageInstruction, dosage => Assert.Equal("26643006", dosage.Route!.Coding[0].Code));
        });
        Assert.Equal(["renal-moderate|G3b|25|taper", "renal-moderate|G3b|20|taper", "renal-moderate|G3b|10|taper"], steps.Select(step => ((FhirString)Assert.Single(step.Extension).Value!).Value));
        Assert.Single(steps.Select(step => step.GroupIdentifier!.Value).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public void What_comes_back_is_read_as_it_was_offered()
    {
        DrugOrder[] steps = [.. Drafts.Steps(Taper())];
        Assert.Equal([25m, 20m, 10m], steps.Select(step => ((DailyDose.Oral)step.Dose).MostMg));
        Assert.All(steps, step => Assert.True(step.Accepted is { IsTaper: true, Precaution: "renal-moderate", Fact: "G3b" } && step.Replaces is [Running]));
        Assert.Equal(new DoseSpan(new DateOnly(2026, 11, 22), new DateOnly(2026, 11, 24)), steps[0].Span);
        Assert.Equal(new DoseSpan(new DateOnly(2026, 11, 28), null), steps[2].Span);
    }

    [Fact]
    public void The_plan_tells_the_course_and_carries_the_tag()
    {
        CarePlan plan = Resources(Suggest(Taper())!).OfType<CarePlan>().Single();
        Hl7.Fhir.Model.Coding tag = Assert.Single(plan.Meta!.Tag);
        Assert.Equal(("urn:fhirsafety:plan", "a-taper"), (tag.System, tag.Code));
        Assert.Equal(RequestStatus.Draft, plan.Status);
        Assert.Equal(CarePlan.CarePlanIntent.Plan, plan.Intent);
        Assert.Equal("Taper 30 to 10 mg/day over 6 days", plan.Title);
        Assert.Equal(("2026-11-22", null), (plan.Period!.Start, plan.Period.End));
        Assert.Equal("Day 4-6: 20 mg/day (5-7.5-7.5)", plan.Activity[1].Detail!.Description);
        Assert.Equal("2026-11-25", Assert.IsType<Period>(plan.Activity[1].Detail!.Scheduled).Start);
    }

    [Fact]
    public void A_taper_to_a_stop_ends_on_a_day()
    {
        Act.Taper taper = Taper() with { ToMg = 0m, Steps = [Step(1, 3, 5m), Step(4, 3, 2.5m)] };
        Suggestion suggestion = Suggest(taper)!;
        Assert.Equal("Taper 30 to 0 mg/day over 6 days", suggestion.Label);
        Assert.Equal("2026-11-27", Resources(suggestion).OfType<CarePlan>().Single().Period!.End);
        Assert.Equal("- Day 1-3: 5 mg/day (5)\n- Day 4-6: 2.5 mg/day (2.5)\n- Day 7: stop", FhirSafety.Cards.TaperText.List(Orders.Drug.Words, taper));
    }

    [Fact]
    public void One_step_is_said_as_one_and_a_step_of_a_day_as_that_day()
    {
        Assert.Equal("Lower 30 to 25 mg/day in one step", Suggest(Taper() with { ToMg = 25m, Steps = [Step(1, null, 25m)] })!.Label);
        Assert.Equal("Day 2: 5 mg/day (5)", FhirSafety.Cards.TaperText.Row(Orders.Drug.Words, Step(2, 1, 5m)));
    }

    [Fact]
    public void Without_a_draft_to_take_out_nothing_is_removed_and_without_the_order_to_copy_nothing_is_offered()
    {
        Assert.DoesNotContain(Suggest(Taper() with { Removed = null })!.Actions, action => action is SuggestedAction.Delete);
        Assert.Null(Suggest(Taper() with { Like = "MedicationRequest/other" }));
    }

    [Theory]
    [InlineData("#m", 1)]
    [InlineData("Medication/7", 0)]
    public void The_drug_is_copied_in_the_form_it_came_in(string reference, int contained)
    {
        JsonObject draft = JsonNode.Parse(Full)!.AsObject();
        draft.Remove("medicationCodeableConcept");
        draft["medicationReference"] = new JsonObject { ["reference"] = reference };
        draft["contained"] = JsonNode.Parse("""[ { "resourceType": "Medication", "id": "m", "code": { "text": "baclofen" } }, { "resourceType": "Practitioner", "id": "p" } ]""");
        Assert.All(Steps(Suggest(Taper(), draft.ToJsonString())!), step =>
        {
            Assert.Equal(reference, Assert.IsType<ResourceReference>(step.Medication).Reference);
            Assert.Equal(contained, step.Contained.Count);
        });
        Assert.All(
            Steps(Suggest(Taper() with { NewProduct = Orders.Drug.Terms.Rows("baclofen-products").First(row => row.Code == "430902") }, draft.ToJsonString())!),
            step => Assert.True(step.Contained.Count == 0 && step.Medication is CodeableConcept { Coding: [{ Code: "430902" }] }));
    }

    [Theory]
    [InlineData("""{ "resourceType": "MedicationRequest", "id": "draft" }""")]
    [InlineData("""{ "resourceType": "MedicationRequest", "id": "draft", "medicationReference": { "reference": 7 }, "contained": {}, "dosageInstruction": "three times daily" }""")]
    [InlineData("""{ "resourceType": "MedicationRequest", "id": "draft", "medicationReference": "x", "contained": [ 5 ], "dosageInstruction": [ 5, { "route": null } ] }""")]
    public void A_faulty_order_to_copy_from_does_not_fail(string draft) => Assert.Equal(5, Suggest(Taper(), draft)!.Actions.Length);

    private static readonly EqualityComparer<DataType?> Same = EqualityComparer<DataType?>.Create((one, other) => one!.IsExactly(other!), _ => 0);

    private static TaperStep Step(int day, int? days, decimal mg) => new(day, days, Regimen.For(mg, 2.5m));

    private static Act.Taper Taper() => new(
        Running,
        Orders.DraftId,
        Orders.DraftId,
        30m,
        10m,
        [Step(1, 3, 25m), Step(4, 3, 20m), Step(7, null, 10m)],
        NewProduct: null,
        new AppliedMark("renal-moderate", "G3b", 30m),
        "a-taper");

    private static ImmutableArray<Resource> Resources(Suggestion suggestion) =>
    [
        .. suggestion.Actions.OfType<SuggestedAction.Create>().Select(create => JsonSerializer.Deserialize<Resource>(create.Resource.ToJsonString(), Strict)!),
    ];

    private static IEnumerable<MedicationRequest> Steps(Suggestion suggestion) => Resources(suggestion).OfType<MedicationRequest>();
}
