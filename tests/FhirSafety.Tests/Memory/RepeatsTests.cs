using System.Collections.Immutable;
using FhirSafety.CdsHooks;
using FhirSafety.Memory;

namespace FhirSafety.Tests.Memory;

public sealed class RepeatsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
    private static readonly SilencePolicy Policy = new(TimeSpan.FromDays(30), TimeSpan.FromHours(24));
    private static readonly FactsSeal Seal = new([.. Enumerable.Repeat((byte)7, 32)]);
    private static readonly Fact Band = new("band", "G4");

    [Fact]
    public void Facts_are_the_same_whatever_their_day_source_or_measure()
    {
        string? seal = Seal.Of(Found(Indicator.Warning, Band, Dose("60 mg/day"), Measure("eGFR 24")));

        Assert.NotNull(seal);
        Assert.Equal(seal, Seal.Of(Found(Indicator.Warning, Measure("eGFR 27"), Dose("60 mg/day"), Band with { Date = new DateOnly(2026, 1, 1), Source = "Observation/9" })));
    }

    [Fact]
    public void Another_band_dose_rule_or_patient_makes_other_facts()
    {
        string? seal = Seal.Of(Found(Indicator.Warning, Band, Dose("60 mg/day")));

        Assert.NotEqual(seal, Seal.Of(Found(Indicator.Warning, Band with { Value = "G5" }, Dose("60 mg/day"))));
        Assert.NotEqual(seal, Seal.Of(Found(Indicator.Warning, Band, Dose("50 mg/day"))));
        Assert.NotEqual(seal, Seal.Of(Found(Indicator.Warning, Band, Dose("60 mg/day")) with { Precaution = Rule("another") }));
        Assert.NotEqual(seal, new FactsSeal([.. Enumerable.Repeat((byte)8, 32)]).Of(Found(Indicator.Warning, Band, Dose("60 mg/day"))));
    }

    [Fact]
    public void What_a_fact_is_compared_by_makes_other_facts_too() => Assert.NotEqual(
        Seal.Of(Found(Indicator.Warning, Band with { Compared = "5 mg" })), Seal.Of(Found(Indicator.Warning, Band with { Compared = "20 mg" })));

    [Fact]
    public void A_dose_can_be_sealed_before_it_is_ordered() => Assert.Equal(
        Seal.Of(Found(Indicator.Warning, Band, Dose(FactsSeal.Dose(7.5m)))), Seal.Of(Found(Indicator.Warning, Band, Dose("60 mg/day")), 7.5m));

    [Fact]
    public void What_is_not_wholly_known_or_rests_on_nothing_cannot_be_compared()
    {
        Assert.Null(Seal.Of(Found(Indicator.Warning, Band, new Fact("total", "not known") { Bearing = FactBearing.Unsure })));
        Assert.Null(Seal.Of(Found(Indicator.Warning)));
        Assert.Null(Seal.Of(Found(Indicator.Warning, Measure("eGFR 24"))));
        Assert.Null(Seal.Of(Found(Indicator.Warning, Band), 5m));
    }

    [Theory]
    [InlineData(Indicator.Warning, Indicator.Warning, true)]
    [InlineData(Indicator.Info, Indicator.Warning, true)]
    [InlineData(Indicator.Critical, Indicator.Warning, false)]
    public void A_more_urgent_finding_on_the_same_facts_is_said(Indicator now, Indicator then, bool silent)
    {
        Judgement judgement = Found(now, Band);

        Assert.Equal(silent, Settle(Earlier(judgement, then), judgement)[0].Verdict is Verdict.Silent);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(180, true)]
    [InlineData(181, false)]
    public void What_is_said_once_in_a_while_is_not_said_again_so_soon_answered_or_not(int daysAgo, bool silent)
    {
        Judgement judgement = Found(Indicator.Info, Band);
        SilencePolicy once = Policy with { OnceInDays = ImmutableDictionary<string, int>.Empty.Add(judgement.Precaution.Id, 180) };
        EarlierAnswers shown = new([new EarlierAnswer.Shown(judgement.Precaution.Id, Now.AddDays(-daysAgo))], Seal);

        Verdict settled = Repeats.Settle([judgement], shown, once, isInpatient: false, Now)[0].Verdict;
        Assert.Equal(silent, settled is Verdict.Silent { Withheld: not null });
        Assert.IsType<Verdict.Found>(Repeats.Settle([judgement], shown, Policy, isInpatient: false, Now)[0].Verdict);
    }

    [Fact]
    public void What_is_withheld_is_kept_with_its_facts()
    {
        Judgement judgement = Found(Indicator.Warning, Band);

        Verdict.Silent silent = Assert.IsType<Verdict.Silent>(Settle(Earlier(judgement, Indicator.Warning), judgement)[0].Verdict);

        Assert.Equal(Indicator.Warning, silent.Withheld!.Indicator);
        Assert.Equal(judgement.Verdict.Facts, silent.Facts);
    }

    [Fact]
    public void A_finding_that_gives_way_to_a_withheld_one_is_silent_too_unless_it_is_more_urgent()
    {
        Judgement chief = Found(Indicator.Warning, Band);
        Judgement mild = Yielding(Indicator.Warning);
        Judgement urgent = Yielding(Indicator.Critical);

        ImmutableArray<Judgement> settled = Settle(Earlier(chief, Indicator.Warning), chief, mild, urgent);

        Assert.IsType<Verdict.Silent>(settled[0].Verdict);
        Assert.Null(Assert.IsType<Verdict.Silent>(settled[1].Verdict).Withheld);
        Assert.IsType<Verdict.Found>(settled[2].Verdict);
    }

    [Theory]
    [InlineData(29.99, Indicator.Info)]
    [InlineData(30, Indicator.Critical)]
    public void An_accepted_dose_is_information_while_the_memory_of_it_holds(double days, Indicator indicator)
    {
        Judgement judgement = Found(Indicator.Critical, Band, Dose("5 mg/day"));
        EarlierAnswer accepted = new EarlierAnswer.Accepted("rule", Seal.Of(judgement)!, Now.AddDays(-days));

        Assert.Equal(indicator, Assert.IsType<Verdict.Found>(Settle(accepted, judgement)[0].Verdict).Indicator);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_reason_that_rests_on_the_ward_holds_only_there(bool isInpatient)
    {
        Judgement judgement = Found(Indicator.Warning, Band);
        EarlierAnswer answer = Earlier(judgement, Indicator.Warning, "inpatient-monitored");

        Assert.Equal(isInpatient, Repeats.Settle([judgement], new([answer], Seal), Policy, isInpatient, Now)[0].Verdict is Verdict.Silent);
    }

    [Fact]
    public void Without_a_memory_nothing_changes()
    {
        ImmutableArray<Judgement> judgements = [Found(Indicator.Warning, Band)];

        Assert.Equal(judgements, Repeats.Settle(judgements, EarlierAnswers.None, Policy, isInpatient: false, Now));
    }

    private static ImmutableArray<Judgement> Settle(EarlierAnswer answer, params ImmutableArray<Judgement> judgements) =>
        Repeats.Settle(judgements, new([answer], Seal), Policy, isInpatient: false, Now);

    private static EarlierAnswer.Overridden Earlier(Judgement judgement, Indicator indicator, string reason = "will-monitor") =>
        new("rule", Seal.Of(judgement)!, Now.AddHours(-1), indicator, reason);

    private static Judgement Found(Indicator indicator, params ImmutableArray<Fact> facts) =>
        new(Rule("rule"), "MedicationRequest/1", new Verdict.Found(indicator, Message) { Facts = facts });

    private static Judgement Yielding(Indicator indicator) =>
        new(Rule("other"), "MedicationRequest/1", new Verdict.Found(indicator, Message) { Facts = [Band], YieldsTo = "rule" });

    private static Fact Dose(string mg) => new("total", mg) { Bearing = FactBearing.Dose };

    private static Fact Measure(string value) => new("egfr", value) { Bearing = FactBearing.Measure };

    private static Precaution Rule(string id) => new(id, "group", _ => 1, []);

    private static FindingMessage Message { get; } = new(new Phrase("summary"), [], [], [], new Phrase("sources"));
}
