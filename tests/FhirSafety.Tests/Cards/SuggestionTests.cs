using System.Text.Json;
using CsCheck;
using FhirSafety.CdsHooks;
using FhirSafety.Tests.Support;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using static FhirSafety.Tests.Support.Drafts;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Cards;

public sealed class SuggestionTests
{
    private static readonly string[] KidneyFindings = ["renal-dialysis", "renal-aki", "renal-severe", "renal-moderate", "renal-problem-list"];

    [Theory]
    [InlineData(false, "2160-0")]
    [InlineData(true, "14682-9")]
    public void A_creatinine_is_ordered_in_the_unit_of_the_laboratory(bool molar, string code)
    {
        SuggestedAction.Create create = Assert.IsType<SuggestedAction.Create>(Assert.Single(Suggest(new Act.OrderCreatinine(molar, "due.now"))!.Actions));
        JsonSerializerOptions strict = new JsonSerializerOptions().ForFhir(ModelInfo.ModelInspector);
        ServiceRequest order = Assert.IsType<ServiceRequest>(JsonSerializer.Deserialize<Resource>(create.Resource.ToJsonString(), strict)!);
        Assert.Equal(RequestStatus.Draft, order.Status);
        Assert.Equal(RequestIntent.Order, order.Intent);
        Assert.Equal(code, order.Code!.Coding[0].Code);
        Assert.Equal("Patient/1", order.Subject!.Reference);
        Assert.Equal("Encounter/e1", order.Encounter!.Reference);
        Assert.Equal("2026-11-22", order.AuthoredOn);
        Assert.True(Guid.TryParse(order.Id, out _));
    }

    [Fact]
    public void Without_an_encounter_none_is_named() =>
        Assert.DoesNotContain("Encounter", ((SuggestedAction.Create)Suggest(new Act.OrderCreatinine(Molar: false, "due.now"), encounter: null)!.Actions[0]).Resource.ToJsonString(), StringComparison.Ordinal);

    [Fact]
    public void A_draft_that_was_not_sent_cannot_be_changed_or_removed()
    {
        Assert.Null(Suggest(To(5) with { Order = "MedicationRequest/other" }));
        Assert.Null(Suggest(new Act.RemoveDraft("MedicationRequest/other")));
    }

    [Fact]
    public void A_label_says_what_accepting_does()
    {
        Assert.Equal("Change to 5 mg once daily", Suggest(To(5))!.Label);
        Assert.Equal("Only if this is a new start: change to 2.5 mg three times daily", Suggest(To(7.5m) with { OnlyIfNew = true })!.Label);
        Assert.Equal("Change to 5 mg in the morning, 7.5 mg at noon, 7.5 mg at night (baclofen 5 MG Oral Tablet)", Suggest(To(20, Drug.Terms.Rows("baclofen-products").First(row => row.Code == "430902")))!.Label);
        Assert.Equal("Do not start: remove this order", Suggest(new Act.RemoveDraft(DraftId))!.Label);
        Assert.Equal("Order serum creatinine (within 24 hours)", Suggest(new Act.OrderCreatinine(Molar: false, "due.in24Hours"))!.Label);
    }

    [Fact]
    public void Accepting_what_is_offered_raises_nothing_new_and_is_not_offered_again() =>
        Cases.AnyCallAtAll.Sample(call =>
        {
            Dictionary<string, Indicator> before = Worst(call);
            foreach (Act act in call.Judge().Select(judgement => judgement.Verdict).OfType<Verdict.Found>().SelectMany(found => found.Acts))
            {
                Call after = call.Accepting(act);
                foreach ((string id, Indicator level) in Worst(after))
                {
                    Assert.True(level == Indicator.Info || level <= before.GetValueOrDefault(id, Indicator.Info), $"{id} {level} after {act}");
                    Assert.True(act is not Act.SetDose { Mark.Fact: not "child" } || level == Indicator.Info || !KidneyFindings.Contains(id), $"{id} {level} after {act}");
                }

                // A task is done elsewhere: the next call does not show it.
                Assert.DoesNotContain(
                    after.Judge().Select(judgement => judgement.Verdict).OfType<Verdict.Found>().SelectMany(found => found.Acts),
                    again => IsSame(again, act));
            }
        });

    private static bool IsSame(Act again, Act act) => (again, act) switch
    {
        (Act.RemoveDraft one, Act.RemoveDraft other) => one.Order == other.Order,
        (Act.OrderService one, Act.OrderService other) => one.What == other.What,
        (Act.CreateTask one, Act.CreateTask other) => one.What == other.What,
        (Act.Instruct one, Act.Instruct other) => one.Order == other.Order && one.What == other.What,
        (Act.LimitSupply one, Act.LimitSupply other) => one.Order == other.Order,

        // Another precaution may ask for a lower dose than the one that was taken; the one that offered it may not.
        (Act.SetDose one, Act.SetDose other) => one.Mark.Precaution == other.Mark.Precaution,
        _ => again.GetType() == act.GetType(),
    };

    [Fact]
    public void An_accepted_dose_is_said_to_be_accepted()
    {
        Call call = Order(60).For(APatient().Aged(79).WithEgfr(24));
        Call after = call.Accepting(call.Found("renal-severe").Acts.OfType<Act.SetDose>().Single());
        Assert.Equal("eGFR 24: baclofen reduced as advised to 5 mg/day; check mental state in 2-3 days", after.Summary("renal-severe"));
        Assert.Equal(Indicator.Info, Assert.Single(after.Cards()).Indicator);
    }

    private static Dictionary<string, Indicator> Worst(Call call) =>
        call.Judge().Where(judgement => judgement.Verdict is Verdict.Found)
            .GroupBy(judgement => judgement.Precaution.Id, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Max(judgement => ((Verdict.Found)judgement.Verdict).Indicator), StringComparer.Ordinal);
}
