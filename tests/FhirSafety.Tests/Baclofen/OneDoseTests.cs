using System.Collections.Immutable;
using CsCheck;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;
using FhirSafety.Tests.Support;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.PatientRecords;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Baclofen;

/// <summary>One order, one dose: no two cards ask for two doses of one draft, and the start is a line of the card that lowers it already.</summary>
public sealed class OneDoseTests
{
    private static readonly PatientSnapshot Healthy = APatient().Aged(50).WithEgfr(100);

    private static readonly PatientCondition Epilepsy = Condition("epilepsy-seizure", "epilepsy", 900);

    private static readonly PatientCondition Apnoea = Condition("respiratory", "sleep-disordered-breathing", 900);

    [Fact]
    public void Epilepsy_asks_for_5_mg_and_so_does_the_start()
    {
        Call call = Order(30).For(Healthy.And(Epilepsy));

        Assert.Equal(5m, call.Offers("epilepsy"));
        Assert.Equal(5m, call.Offers("dose-start-high"));
        Assert.Equal("Start with at most 5 mg/day and raise every 3 days, more slowly with age or poor kidneys.", call.ToDo("dose-start-high"));
        Card card = Assert.Single(call.Cards());
        Assert.Equal(("epilepsy", Indicator.Warning), (card.Source.Topic.Code, card.Indicator));
        Assert.Contains("- New baclofen start 30 mg/day", card.Detail, StringComparison.Ordinal);
        Assert.Equal(["epilepsy", "dose-start-high"], Codes(card));
        Assert.Equal(["Change to 5 mg once daily", "Refer to neurology (in 1-2 weeks)"], card.Suggestions.Take(2).Select(suggestion => suggestion.Label));
    }

    [Theory]
    [InlineData(100, 50, 30, "epilepsy, respiratory+dose-start-high")]
    [InlineData(100, 50, 90, "dose-max-daily+dose-start-high, epilepsy, respiratory")]
    [InlineData(40, 50, 10, "renal-moderate+dose-start-high, epilepsy, respiratory")]
    public void Every_card_offers_the_same_dose_and_only_the_start_moves(double egfr, int age, double mg, string cards)
    {
        Call call = Order((decimal)mg).For(APatient().Aged(age).WithEgfr((decimal)egfr).And(Epilepsy).And(Apnoea));
        ImmutableArray<Card> shown = call.Cards();

        Assert.Equal(cards.Split(", ").Order(), shown.Select(card => string.Join('+', Codes(card))).Order());
        Assert.All(shown, card => Assert.Equal("Change to 5 mg once daily", card.Suggestions[0].Label));
    }

    [Fact]
    public void A_critical_start_keeps_its_card_and_a_warning_goes_to_a_critical_one()
    {
        Call older = Order(40).For(Healthy.Aged(70).And(Epilepsy));
        Assert.Equal([("dose-start-high", Indicator.Critical), ("epilepsy", Indicator.Warning)], older.Cards().Select(card => (card.Source.Topic.Code, card.Indicator)));
        Assert.Equal([5m, 5m], ((string[])["dose-start-high", "epilepsy"]).Select(id => older.Offers(id)!.Value));

        Call seizing = Order(30).For(Healthy.And(Condition("epilepsy-seizure", "seizure", 10)));
        Card card = Assert.Single(seizing.Cards());
        Assert.Equal(("epilepsy", Indicator.Critical), (card.Source.Topic.Code, card.Indicator));
        Assert.Contains("dose-start-high", Codes(card));
    }

    [Fact]
    public void A_start_finding_with_an_act_of_its_own_keeps_the_card()
    {
        Call call = Order(30).For(Healthy.Aged(70).And(Epilepsy).And(Condition("falls", "event", 20)));

        Assert.Equal(["dose-start-high+older-falls+older-start", "epilepsy"], call.Cards().Select(card => string.Join('+', Codes(card))));
        Assert.All((string[])["dose-start-high", "older-falls", "epilepsy"], id => Assert.Equal(5m, call.Offers(id)));
    }

    [Fact]
    public void A_raised_dose_that_one_card_keeps_is_not_half_raised_by_another()
    {
        Call call = Order(60).For(Healthy.Aged(70).And(Condition("falls", "event", 20))).Renewing(Running(20));

        Assert.Equal(20m, call.Offers("older-falls"));
        Assert.Equal(20m, call.Offers("dose-escalation-fast"));

        // The page lists both for a rise above the maximum: as before, or one step.
        Assert.Equal("70* 80 task:doseReview", Order(90).For(Healthy).Renewing(Running(70)).Acts("dose-max-daily"));
    }

    [Fact]
    public void What_the_site_does_not_show_asks_for_nothing()
    {
        Call call = Order(30).For(Healthy.And(Epilepsy)) with { Drug = Load(("modes:epilepsy", "Silent")) };

        Assert.Equal(15m, call.Offers("dose-start-high"));
        Assert.Equal("dose-start-high", Assert.Single(call.Cards()).Source.Topic.Code);
    }

    [Fact]
    public void No_two_cards_ask_for_two_doses_of_one_draft() => Cases.AnyCallAtAll.Sample(call =>
    {
        string[] asked =
        [
            .. call.Cards().Select(card => card.Suggestions.Select(suggestion => suggestion.Label).FirstOrDefault(IsDose)).OfType<string>()
                .Distinct(StringComparer.Ordinal),
        ];
        Assert.True(asked.Length <= 1, string.Join(" | ", asked));
    });

    private static bool IsDose(string label) => label.StartsWith("Change to", StringComparison.Ordinal) || label.StartsWith("Only if this is a new start", StringComparison.Ordinal);

    private static IEnumerable<string> Codes(Card card) => card.Extension!["org.fhirsafety.findings"]!.AsArray()
        .Where(one => (string?)one!["indicator"] != "info").Select(one => (string)one!["code"]!);
}
