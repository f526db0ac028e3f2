using System.Collections.Immutable;
using CsCheck;
using FhirSafety.Cards;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;
using FhirSafety.Tests.Support;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Cards;

public sealed class CardComposerTests
{
    private static readonly PatientSnapshot Old = APatient().Aged(79).WithEgfr(24);

    [Fact]
    public void The_demonstration_patient_gets_one_critical_card()
    {
        Card card = Assert.Single(Order(60).For(Old).Cards());
        Assert.Equal(Indicator.Critical, card.Indicator);
        Assert.Equal("eGFR 24: avoid baclofen 60 mg/day; if essential at most 5 mg/day", card.Summary);
        Assert.Equal("renal-severe", card.Source.Topic.Code);
        Assert.Equal(["renal-severe critical found", "dose-start-high critical found", "older-start warning found"], Findings(card));
        Assert.Equal(["Do not start: remove this order", "Change to 5 mg once daily", "Order serum creatinine (now, before the dose)", "Refer to nephrology (now, before the dose)"], card.Suggestions.Select(one => one.Label));
        Assert.True(card.Suggestions[0].IsRecommended);
        Assert.Single(card.Suggestions, one => one.IsRecommended);
    }

    [Fact]
    public void A_dose_above_the_maximum_is_left_to_a_kidney_finding_only_when_that_is_as_urgent()
    {
        Assert.DoesNotContain("dose-max-daily", Codes(Order(120).For(Old).Cards()));
        Assert.Equal(["dose-max-daily", "renal-moderate"], Order(120).For(APatient().WithEgfr(50)).Renewing(Running(120)).Cards().Select(card => card.Source.Topic.Code));
        Assert.DoesNotContain("dose-max-daily", Codes(Order(90).For(APatient().WithEgfr(50)).Renewing(Running(90)).Cards()));
    }

    [Fact]
    public void A_missing_result_is_no_reason_to_leave_out_the_maximum() =>
        Assert.Contains("dose-max-daily", Codes(Order(90).For(APatient().Aged(70).WithEgfr(70, 900)).Cards()));

    [Fact]
    public void Information_is_the_last_line_of_the_first_card_that_is_more()
    {
        Card card = Assert.Single(Order(60).For(APatient().WithEgfr(75)).Cards());
        Assert.Equal(["dose-start-high warning found", "renal-mild info found"], Findings(card));
        Assert.Contains("- Kidney function mildly reduced", card.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_not_checked_is_a_line_of_the_first_card()
    {
        Card card = Assert.Single(Order(60).For(Old with { Conditions = Records.Unknown<PatientCondition>(MissingReason.ReadFailed) }).Cards());
        Assert.Contains("Not checked: dialysis, kidney disease and other conditions (problem list could not be fetched).", card.Detail, StringComparison.Ordinal);
        Assert.Contains("renal-dialysis info not-checked", Findings(card));
        Assert.Contains("renal-aki info not-checked", Findings(card));
    }

    [Fact]
    public void What_was_not_checked_has_a_card_of_its_own_when_nothing_was_found()
    {
        Card card = Assert.Single(Order(15).For(APatient().WithEgfr(100) with { Procedures = Records.Unknown<PatientProcedure>(MissingReason.Incomplete) }).Cards());
        Assert.Equal(("not-checked", Indicator.Info), (card.Source.Topic.Code, card.Indicator));
        Assert.Equal("Baclofen not fully checked: dialysis (procedures not sent whole)", card.Summary);
        Assert.Empty(card.Suggestions);
    }

    [Fact]
    public void Nothing_found_and_nothing_missing_is_no_card() => Assert.Empty(Order(15).For(APatient().WithEgfr(100)).Cards());

    [Fact]
    public void What_is_over_the_limit_of_cards_is_folded_but_never_what_is_critical()
    {
        ImmutableArray<Judgement> judged = [Found("a", Indicator.Critical), Found("b", Indicator.Critical), Found("c", Indicator.Warning), Found("d", Indicator.Warning)];
        ImmutableArray<Card> cards = Compose(judged, 2);
        Assert.Equal(["a", "b", "further-points"], cards.Select(card => card.Source.Topic.Code));
        Assert.Equal(["c warning found", "d warning found"], Findings(cards[2]));
        Assert.Equal(["a", "b", "c", "d"], Compose(judged, 4).Select(card => card.Source.Topic.Code));
    }

    [Fact]
    public void What_was_not_checked_is_shown_even_when_all_is_folded()
    {
        Card card = Assert.Single(Compose([Found("a", Indicator.Warning), Found("b", Indicator.Warning), Missing("c")], 1));
        Assert.Contains("Not checked", card.Detail, StringComparison.Ordinal);
        Assert.Contains("c info not-checked", Findings(card));
    }

    [Fact]
    public void A_finding_on_one_order_hides_no_gap_of_another_precaution()
    {
        Card card = Assert.Single(Compose([Found("a", Indicator.Warning), Missing("a"), Missing("b")], 5));
        Assert.Equal(["a warning found", "b info not-checked"], Findings(card));
    }

    [Fact]
    public void What_would_write_the_old_dose_again_is_not_offered_beside_a_lower_one()
    {
        PatientSnapshot atRisk = APatient().WithEgfr(100) with { Conditions = Records.Whole(Condition("depression-suicide-risk", "suicide", 30)) };
        Assert.Contains("7 days at a time", LabelsOf(Order(15).For(atRisk)), StringComparison.Ordinal);

        Call high = Order(60).For(atRisk);
        Assert.DoesNotContain("7 days at a time", LabelsOf(high), StringComparison.Ordinal);
        Assert.Contains("7 days at a time", LabelsOf(high.Accepting(high.Found("dose-start-high").Acts[0])), StringComparison.Ordinal);
    }

    private static string LabelsOf(Call call) => string.Join("; ", call.Cards().SelectMany(card => card.Suggestions).Select(one => one.Label));

    [Fact]
    public void The_worst_heads_the_card_then_priority_then_id()
    {
        ImmutableArray<Judgement> judged =
            [Found("c", Indicator.Warning, "g"), Found("b", Indicator.Warning, "g"), Found("a", Indicator.Info, "g"), Found("z", Indicator.Critical, "g"), Found("y", Indicator.Critical, "g", priority: 1)];
        Assert.Equal(["y critical found", "z critical found", "b warning found", "c warning found", "a info found"], Findings(Assert.Single(Compose(judged, 5))));
    }

    [Fact]
    public void Any_set_of_verdicts_stays_within_the_limits_of_a_card() =>
        Gen.Select(AnyVerdict.Array[0, 30], Gen.Int[1, 6]).Sample((judged, most) => AreWithinLimits(Compose([.. judged], most), judged, most));

    [Fact]
    public void Any_patient_gets_cards_within_the_limits() =>
        Gen.Select(Cases.AnyCallAtAll, Gen.Int[1, 5]).Sample((call, most) => AreWithinLimits(call.Cards(most), call.Judge(), most));

    [Fact]
    public void The_same_verdicts_give_the_same_cards() =>
        Cases.AnyCallAtAll.Sample(call => Assert.Equal(call.Cards().Select(Text), call.Cards().Select(Text)));

    private static readonly Gen<Judgement> AnyVerdict =
        Gen.Select(Gen.Int[0, 12], Gen.Enum<Indicator>(), Gen.Int[0, 3], Gen.Int[0, 8], Gen.Enum<MissingReason>(), (id, indicator, kind, group, reason) =>
            kind == 0 ? Missing($"p{id}", reason) : Found($"p{id}", indicator, $"g{group}", text: new string('*', 60)));

    private static Judgement Found(string id, Indicator indicator, string? group = null, int priority = 5, string text = "drug") => new(
        new Precaution(id, group ?? id, _ => priority, ["data-wrong"]),
        null,
        new Verdict.Found(indicator, new(new("renal-severe.summaryNoDose", ("kidneys", text), ("cap", text)), [new("order.noDose", ("drug", text))], [], [new("kidney.actChild")], new("dose-unresolved.sources"))));

    private static Judgement Missing(string id, MissingReason reason = MissingReason.ReadFailed) =>
        new(new Precaution(id, id, _ => 5, []), null, new Verdict.NotChecked("kidneyLabs", reason));

    private static ImmutableArray<Card> Compose(ImmutableArray<Judgement> judged, int most) =>
        new CardComposer(Drug.Words).Compose(judged, most, act => Drafts.Suggest(act));

    private static string[] Findings(Card card) =>
        [.. card.Extension!["org.fhirsafety.findings"]!.AsArray().Select(one => $"{one!["code"]} {one["indicator"]} {one["status"]}")];

    private static string[] Codes(ImmutableArray<Card> cards) => [.. cards.SelectMany(Findings).Select(finding => finding.Split(' ')[0])];

    private static string Text(Card card) => $"{card.Summary}|{card.Detail}|{card.Indicator}|{card.Extension!.ToJsonString()}|{string.Join(',', card.Suggestions.Select(one => one.Label))}";

    private static void AreWithinLimits(ImmutableArray<Card> cards, IReadOnlyCollection<Judgement> judged, int most)
    {
        Assert.All(cards, card =>
        {
            Assert.InRange(card.Summary.Length, 1, 139);
            Assert.InRange(card.Detail!.Length, 1, 1200);
            Assert.True(card.Suggestions.Count(one => one.IsRecommended) <= 1);
        });
        int critical = cards.Count(card => card.Indicator == Indicator.Critical);
        Assert.True(cards.Length <= Math.Max(most, critical + 1));
        Assert.True(cards.Select(card => card.Indicator).SequenceEqual(cards.Select(card => card.Indicator).OrderDescending()));
        Assert.Equal(judged.All(one => one.Verdict is Verdict.Silent or Verdict.DoesNotApply), cards.IsEmpty);
        HashSet<string> told = [.. Codes(cards)];
        Assert.All(judged.Where(one => one.Verdict is Verdict.NotChecked), one => Assert.Contains(one.Precaution.Id, told));
        Assert.All(judged.Where(one => one.Verdict is Verdict.Found { YieldsTo: null }), one => Assert.Contains(one.Precaution.Id, told));
    }
}
